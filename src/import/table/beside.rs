//! What a workbook holds beside its cells: comments, links, what lies on a sheet, which cells are merged, and whether a sheet is hidden.
//! A map has no place for most of it, so it is named.
//!
//! The parts are those of ECMA-376, part 1: the workbook lists its sheets, and the relationships of a sheet name its comments, its drawings
//! and the targets of its links. What cannot be read is left alone here; the reader of the cells says what is damaged.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::import::Refusal;
use crate::import::address;
use crate::import::xml::{self, Node};

/// A comment: its cell, and what it says.
pub type Comment = ((u32, u32), String);

/// What stands beside the cells of one sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Whether people do not see the sheet.
    pub hidden: bool,
    /// Whether some rows or columns of it are hidden.
    pub hidden_parts: bool,
    /// The cells with comments, by row and column from 0, and what the comments say.
    pub comments: Vec<Comment>,
    /// The cells with links, and where they lead.
    pub links: Vec<((u32, u32), String)>,
    /// Cells that are merged over several rows: the first and the last of each, by row and column from 0.
    pub merged: Vec<Merged>,
    /// Cells that are merged over several columns of one row.
    pub banners: Vec<Merged>,
    /// The texts that lie on the sheet, and the cell below the corner of each.
    pub boxes: Vec<((u32, u32), String)>,
    /// The cells below the corners of pictures and charts.
    pub pictures: Vec<(u32, u32)>,
}

/// Cells that became one: the first and the last of them.
pub type Merged = ((u32, u32), (u32, u32));

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Reads what stands beside the cells, by the names of the sheets. The archive has been looked at: it is not too large.
///
/// # Errors
/// Several sheets are one and the same part: it would be read as often as it is named.
pub fn read(bytes: &[u8]) -> Result<HashMap<String, Beside>, Refusal> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(HashMap::new()) };
    let is_workbook = |target: &Related| target.kind.ends_with("/relationships/officeDocument");
    let path = related(&mut archive, "").into_iter().rfind(is_workbook).map(|target| target.path);
    let path = path.as_deref().unwrap_or("xl/workbook.xml");
    let Some(workbook) = part(&mut archive, path) else { return Ok(HashMap::new()) };
    let Ok(root) = xml::read(&workbook) else { return Ok(HashMap::new()) };
    let targets = related(&mut archive, path);
    let mut out = HashMap::new();
    let mut parts = HashSet::new();
    for sheet in root.child("sheets").into_iter().flat_map(|sheets| &sheets.children) {
        let value = |name: &str| sheet.attribute(name).map(|(value, _)| value);
        let (Some(name), Some(id)) = (value("name"), value("id")) else { continue };
        let mut beside = Beside { hidden: value("state").is_some_and(|state| state != "visible"), ..Beside::default() };
        if let Some(target) = targets.iter().find(|target| target.id == id) {
            if !parts.insert(target.path.to_lowercase()) {
                return Err(Refusal::new("two of its sheets are one part of the archive"));
            }
            beside.look(&mut archive, &target.path, &mut parts);
        }
        out.insert(name.to_owned(), beside);
    }
    Ok(out)
}

impl Beside {
    /// Reads a sheet, by its path in the archive. `parts` are those that were read already.
    fn look(&mut self, archive: &mut Archive<'_>, path: &str, parts: &mut HashSet<String>) {
        let targets = related(archive, path);
        if let Some(text) = part(archive, path) {
            // What is hidden and linked stands around the cells; a sheet of many cells is not made a tree of.
            let (before, after) = around_cells(&text);
            let columns = before.split("<col ").skip(1).filter_map(|col| col.split('>').next());
            let rows = text.split("<row ").skip(1).filter_map(|row| row.split('>').next());
            self.links = links_of_formulas(&text);
            self.hidden_parts = columns.chain(rows).any(is_hidden);
            self.merged = merged(after).filter(|(first, last)| first.0 < last.0).collect();
            self.banners = merged(after).filter(|(first, last)| first.0 == last.0).collect();
            let links = format!("<links>{}</links>", elements(after, "hyperlinks"));
            for link in xml::read(&without_prefixes(&links)).iter().flat_map(|root| &root.children).flat_map(|all| &all.children) {
                let value = |name: &str| link.attribute(name).map(|(value, _)| value);
                let target =
                    value("id").and_then(|id| targets.iter().find(|target| target.id == id)).map(|target| target.written.as_str());
                if let (Some(cell), Some(to)) = (value("ref").and_then(address::parse), target.or(value("location"))) {
                    self.links.push((cell, to.to_owned()));
                }
            }
        }
        for target in targets.iter().filter(|target| target.kind.ends_with("/comments")) {
            let Some(text) = part(archive, &target.path) else { continue };
            let Ok(root) = xml::read(&text) else { continue };
            for comment in root.child("commentList").into_iter().flat_map(|list| &list.children) {
                let (cell, said) = (comment.attribute("ref").and_then(|(cell, _)| address::parse(cell)), said(comment));
                let said = of_thread(&said);
                if let Some(cell) = cell.filter(|_| !said.trim().is_empty()) {
                    self.comments.push((cell, said.to_owned()));
                }
            }
        }
        for target in targets.iter().filter(|target| target.kind.ends_with("/drawing")) {
            // What is named once need not be named at another sheet.
            let Some(text) = part(archive, &target.path).filter(|_| parts.insert(target.path.to_lowercase())) else { continue };
            let Ok(root) = xml::read(&text) else { continue };
            for anchor in &root.children {
                let from = |name: &str| anchor.child("from").and_then(|from| from.child(name)?.text.trim().parse().ok());
                self.lies(anchor, (from("row").unwrap_or(0), from("col").unwrap_or(0)));
            }
        }
    }

    /// Keeps what lies on the sheet over a cell.
    fn lies(&mut self, node: &Node<'_>, at: (u32, u32)) {
        match node.name {
            "txBody" => {
                let paragraphs: Vec<String> = node.children.iter().filter(|child| child.name == "p").map(said).collect();
                let text = paragraphs.join("\n");
                self.boxes.extend(Some((at, text)).filter(|(_, text)| !text.trim().is_empty()));
            }
            "pic" | "graphicFrame" => self.pictures.push(at),
            // It says again what stands before it, for programs that do not know that.
            "Fallback" => {}
            _ => node.children.iter().for_each(|child| self.lies(child, at)),
        }
    }
}

/// What people said in a comment. Before that of a thread the file explains to programs that know none what it is.
fn of_thread(comment: &str) -> &str {
    let thread =
        comment.trim_start().strip_prefix("[Threaded comment]").or_else(|| comment.trim_start().strip_prefix("[Kommentarthread]"));
    let behind = thread.and_then(|thread| ["Comment:", "Kommentar:"].iter().find_map(|word| thread.split_once(word)));
    behind.map_or(comment, |(_, said)| said.trim())
}

/// The links that formulas make, `HYPERLINK("https://…", "Notes")`: their cells, and where they lead.
fn links_of_formulas(sheet: &str) -> Vec<((u32, u32), String)> {
    const CALL: &str = "HYPERLINK(";
    let (mut links, mut from) = (Vec::new(), 0);
    for (at, _) in sheet.match_indices(CALL) {
        let cell = sheet[from..at].rfind("<c ").map(|cell| &sheet[from + cell..at]);
        from = at + CALL.len();
        let address = cell.and_then(|cell| cell.split(" r=").nth(1)?.split(['"', '\'']).nth(1)).and_then(address::parse);
        let inside = sheet[from..].split('<').next().unwrap_or_default().replace("&quot;", "\"").replace("&amp;", "&");
        let target = inside.strip_prefix('"').and_then(|inside| inside.split('"').next()).map(str::to_owned);
        links.extend(address.zip(target.filter(|target| !target.is_empty())));
    }
    links
}

/// The merged cells of a sheet, in what stands behind its cells.
fn merged(after: &str) -> impl Iterator<Item = Merged> {
    let tags = after.split("mergeCell ").skip(1).filter_map(|tag| tag.split('>').next());
    tags.filter_map(|tag| {
        let (first, last) = tag.split(['"', '\'']).find_map(|value| value.split_once(':'))?;
        Some((address::parse(first)?, address::parse(last)?))
    })
}

/// Whether a tag of a row or a column says that it is hidden.
fn is_hidden(tag: &str) -> bool {
    ["hidden=\"1\"", "hidden=\"true\""].iter().any(|said| tag.contains(said))
}

/// What stands before and behind the cells of a sheet.
fn around_cells(sheet: &str) -> (&str, &str) {
    let before = sheet.find("<sheetData").map_or(sheet, |at| &sheet[..at]);
    (before, sheet.rfind("sheetData>").map_or("", |at| &sheet[at..]))
}

/// The first element of a name, with all that is in it.
fn elements<'t>(text: &'t str, name: &str) -> &'t str {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let Some(from) = text.find(&open) else { return "" };
    text[from..].find(&close).map_or("", |end| &text[from..from + end + close.len()])
}

/// A text whose prefixes are declared elsewhere, without them.
fn without_prefixes(text: &str) -> String {
    text.replace(" r:id=", " id=").replace(" xr:uid=", " uid=")
}

/// All text in an element.
fn said(node: &Node<'_>) -> String {
    node.children.iter().fold(node.text.clone(), |text, child| text + &said(child))
}

/// A part that another one is related to.
struct Related {
    id: String,
    kind: String,
    /// Where it leads, as it is written.
    written: String,
    /// The same as a path in the archive.
    path: String,
}

/// The relationships of a part; without a path those of the archive.
fn related(archive: &mut Archive<'_>, path: &str) -> Vec<Related> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let Some(text) = part(archive, &within(folder, &format!("_rels/{name}.rels"))) else { return Vec::new() };
    let Ok(root) = xml::read(&text) else { return Vec::new() };
    let one = |node: &Node<'_>| {
        let value = |name: &str| node.attribute(name).map(|(value, _)| value.to_owned());
        let written = value("Target")?;
        let path = written.strip_prefix('/').map_or_else(|| within(folder, &written), str::to_owned);
        Some(Related { id: value("Id")?, kind: value("Type")?, written, path })
    };
    root.children.iter().filter_map(one).collect()
}

/// A path from a folder of the archive.
fn within(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// The text of a part.
fn part(archive: &mut Archive<'_>, path: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(path).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells() {
        let of = |tags: &str| merged(tags).collect::<Vec<_>>();
        let two = of("<mergeCells count=\"2\"><mergeCell ref=\"C2:C3\"/><x:mergeCell ref='D2:E2' /></mergeCells>");
        assert_eq!(two, [((1, 2), (2, 2)), ((1, 3), (1, 4))]);
        assert_eq!(of("<mergeCell ref=\"C2\"/><mergeCell/><mergeCell ref=\"C0:C3\"/><mergeCell ref=\"C2:"), []);
    }

    #[test]
    fn comments_of_threads() {
        let file = "[Threaded comment]\n\nYour version of Excel allows you to read it: https://go.example/1\n\nComment:\n    Still true?\nReply:\n    Yes";
        assert_eq!(of_thread(file), "Still true?\nReply:\n    Yes");
        assert_eq!(of_thread("Comment: x"), "Comment: x");
    }

    #[test]
    fn links_that_formulas_make() {
        let sheet = "<c r=\"B2\" t=\"str\"><f>HYPERLINK(\"https://a.b/?c=1&amp;d\",\"Notes\")</f><v>Notes</v></c>\
                     <c s='1' r='C3'><f>_xlfn.HYPERLINK(&quot;#x&quot;)</f></c><c r=\"D4\"><f>HYPERLINK(A1)</f></c>";
        assert_eq!(links_of_formulas(sheet), [((1, 1), "https://a.b/?c=1&d".to_owned()), ((2, 2), "#x".to_owned())]);
        assert_eq!(links_of_formulas("HYPERLINK(<c HYPERLINK("), []);
    }

    #[test]
    fn paths_within_the_archive() {
        assert_eq!(within("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(within("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(within("", "_rels/.rels"), "_rels/.rels");
    }
}
