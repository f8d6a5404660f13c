//! Whether a workbook may be read at all: an archive of XML files, a few of which calamine keeps as a whole.
//!
//! Each file is unpacked once and measured, and nothing of it is kept, so that a small archive cannot become a large one in memory. Texts
//! that cells share are kept once each and styles once for each way in which cells look, so those files are measured by their tags, too.

use std::io::{BufReader, Cursor, Read as _, Write};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::import::Refusal;

/// How many files the archive has at most.
const MOST_FILES: usize = 2000;
/// How much text the archive holds at most, unpacked (128 MB).
const MOST_UNPACKED: u64 = 128 << 20;
/// How much a file of the archive may grow when it is unpacked, beyond what every file may.
const MOST_GROWTH: u64 = 200;
/// What every file may grow to (1 MB).
const FREE_GROWTH: u64 = 1 << 20;
/// How many tags the file of shared texts has at most: a text has four.
const MOST_TAGS_OF_TEXTS: u64 = 16_000_000;
/// How many tags the file of styles has at most. Programs for tables keep 65,490 ways in which cells look, a few tags each.
const MOST_TAGS_OF_STYLES: u64 = 1_000_000;
/// The same times the longest of them: each way holds copies of what it names (384 MB).
const MOST_STYLES: u64 = 384 << 20;

/// Unpacks all files of the archive once, keeps nothing, and refuses what is too large.
pub fn look(bytes: &[u8]) -> Result<(), Refusal> {
    let damaged =
        |error: &dyn std::fmt::Display| Refusal::new(format!("it is no workbook: the archive is damaged or cut off ({error})"));
    let too_large = |what: &str| Refusal::new(format!("its {what} are more than any program for tables writes"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_FILES {
        return Err(Refusal::new(format!("it is an archive of more than {MOST_FILES} files")));
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| damaged(&error))?;
        let path = file.name().map_err(|error| damaged(&error))?.to_lowercase();
        let most = FREE_GROWTH + file.compressed_size().saturating_mul(MOST_GROWTH);
        let limit = most.min(MOST_UNPACKED - total) + 1;
        let mut tags = Tags::default();
        let unpacked = std::io::copy(&mut file.by_ref().take(limit), &mut tags).map_err(|error| damaged(&error))?;
        total += unpacked;
        if unpacked >= limit || total > MOST_UNPACKED {
            return Err(Refusal::new(format!("it unpacks to more than {} MB, or to far more than it is", MOST_UNPACKED >> 20)));
        }
        drop(file);
        match path.rsplit('/').next() {
            Some("sharedstrings.xml") => {
                let promised = promised(BufReader::new(archive.by_index(index).map_err(|error| damaged(&error))?));
                if tags.count > MOST_TAGS_OF_TEXTS || promised.is_some_and(|count| count > unpacked) {
                    return Err(too_large("shared texts"));
                }
            }
            Some("styles.xml") if tags.count > MOST_TAGS_OF_STYLES || tags.count * tags.longest > MOST_STYLES => {
                return Err(too_large("styles"));
            }
            _ => {}
        }
    }
    if archive.index_for_name("xl/workbook.xml").is_none() && archive.index_for_name("_rels/.rels").is_none() {
        return Err(Refusal::new("it is an archive, and no workbook: there is no `xl/workbook.xml` in it"));
    }
    Ok(())
}

/// How many tags went by, and how long the longest was.
#[derive(Default)]
struct Tags {
    count: u64,
    longest: u64,
    /// How long the one is that is open, with the text behind it.
    open: u64,
}

impl Write for Tags {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut from = 0;
        for at in memchr::memchr_iter(b'<', bytes) {
            self.longest = self.longest.max(self.open + (at - from) as u64);
            (self.count, self.open, from) = (self.count + 1, 0, at);
        }
        self.open += (bytes.len() - from) as u64;
        self.longest = self.longest.max(self.open);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// How many texts a file of shared texts says that it has: calamine makes room for them before it has seen one.
fn promised(file: impl std::io::BufRead) -> Option<u64> {
    let mut reader = Reader::from_reader(file);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sst" => {
                let count = tag.try_get_attribute("uniqueCount").ok()??;
                return Some(count.value.trim().parse().unwrap_or(u64::MAX));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
