//! Speed and memory: ratios in one run, so that a slow machine does not matter.
//!
//! `cargo bench` prints, for maps of 100 to 100,000 lines: the time to parse (text to tree, with recovery), the time that `serde_json` needs for
//! the `compile -f json` of the same map as a `Value`, the time to check (everything, text to findings), and the peak of memory that a
//! check allocates; then how they grow, what formatting takes, what all lints cost beside those of the flow, what a folder of 2,000
//! files takes on one core and on all, and how maps grow that are large in one respect only.

mod large;
mod maps;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use journey::diagnostic::{Code, Group, Level};
use journey::emit::{EmitOptions, Format, emit};
use journey::model::value::Date;
use journey::project::{ImportError, Loader};
use journey::source::{FileId, SourceFile};
use journey::{MemoryLoader, Options, analyse};

/// Counts what is allocated.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[allow(unsafe_code)]
// SAFETY: every call is passed on to the system's allocator as it is; only numbers are kept besides.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(now, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let now = NOW.fetch_add(size, Ordering::Relaxed) + size;
        PEAK.fetch_max(now, Ordering::Relaxed);
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The shortest of several runs, in milliseconds.
fn best(runs: usize, mut f: impl FnMut()) -> f64 {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            f();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .fold(f64::MAX, f64::min)
}

fn main() {
    println!("| lines | source | parse | parse / JSON | check / parse | memory / source |");
    println!("|---|---|---|---|---|---|");
    let mut points = Vec::new();
    for lines in [100, 1_000, 10_000, 100_000] {
        let text = maps::map(lines);
        let runs = if lines < 10_000 { 50 } else { 7 };
        let file = SourceFile::new("map.journey", text.clone().into_bytes());
        let parse = best(runs, || drop(journey::syntax::parse(FileId(0), &file)));
        let loader = MemoryLoader::from([("map.journey", text.clone())]);
        let check = best(runs, || drop(analyse(&loader, &["map.journey".into()], &Options::default())));
        let (analysis, _) = analyse(&loader, &["map.journey".into()], &Options::default());
        let json = emit(&analysis, FileId(0), Format::Json, &EmitOptions::default()).unwrap_or_default();
        drop(analysis);
        let value = best(runs, || drop(serde_json::from_slice::<serde_json::Value>(&json)));
        let before = NOW.load(Ordering::Relaxed);
        PEAK.store(before, Ordering::Relaxed);
        drop(analyse(&loader, &["map.journey".into()], &Options::default()));
        let memory = (PEAK.load(Ordering::Relaxed) - before) as f64 / text.len() as f64;
        println!(
            "| {lines} | {} kB | {parse:.2} ms | {:.2} | {:.2} | {memory:.1} |",
            text.len() / 1000,
            parse / value,
            check / parse
        );
        points.push((text.len() as f64, parse, check));
    }
    let slope = |time: fn(&(f64, f64, f64)) -> f64| {
        let (first, last) = (&points[1], &points[points.len() - 1]);
        (time(last) / time(first)).ln() / (last.0 / first.0).ln()
    };
    println!("\nslope on log-log axes from 1,000 to 100,000 lines: parse {:.2}, check {:.2}", slope(|p| p.1), slope(|p| p.2));
    formatting();
    lints();
    folder();
    pages();
    growth();
}

/// Text to text in the style, beside the parse of the same text: at most three times as long, and with a slope of 1.
fn formatting() {
    let mut points = Vec::new();
    for lines in [100, 1_000, 10_000, 100_000] {
        let file = SourceFile::new("map.journey", maps::map(lines).into_bytes());
        let runs = if lines < 10_000 { 50 } else { 7 };
        let parse = best(runs, || drop(journey::syntax::parse(FileId(0), &file)));
        let format = best(runs, || drop(journey::fmt::format(&file)));
        println!("formatting {lines} lines: {format:.2} ms, {:.2} times the parse", format / parse);
        points.push((file.text().len() as f64, format));
    }
    let [_, first, .., last] = points[..] else { return };
    println!("slope of formatting from 1,000 to 100,000 lines: {:.2}", (last.1 / first.1).ln() / (last.0 / first.0).ln());
}

/// All lints, those that are off included, and the lints of the flow alone, on 100,000 lines.
fn lints() {
    let loader = MemoryLoader::from([("map.journey", maps::map(100_000))]);
    let (analysis, _) = analyse(&loader, &["map.journey".into()], &Options::default());
    let lints = || Code::ALL.iter().copied().filter(|code| code.is_lint());
    let with = |levels: Vec<(Code, Level)>| Options { levels, today: Date::parse("2026-11-22"), ..Options::default() };
    let every = with(lints().filter(|code| code.level() == Level::Off).map(|code| (code, Level::Note)).collect());
    let flow = with(lints().filter(|code| code.group() != Group::Flow).map(|code| (code, Level::Off)).collect());
    let time = |options: &Options| best(7, || drop(journey::lint::check(&analysis.model, &analysis.sources, &[], options)));
    let (all, alone) = (time(&every), time(&flow));
    let mut found: Vec<&str> =
        journey::lint::check(&analysis.model, &analysis.sources, &[], &every).iter().map(|finding| finding.code.name()).collect();
    let findings = found.len();
    found.sort_unstable();
    found.dedup();
    println!(
        "lints on 100,000 lines: all {all:.1} ms, flow alone {alone:.1} ms ({:.2} times); {findings} findings of {} lints",
        all / alone,
        found.len()
    );
}

/// Files of one folder of the disk.
struct Disk(tempfile::TempDir);

impl Loader for Disk {
    fn resolve(&self, _from: &str, written: &str) -> Result<String, ImportError> {
        Ok(written.to_owned())
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.path().join(path)).map_err(|error| error.to_string())
    }
}

/// 2,000 files of 100 lines on the disk: reading them, and reading and checking them, on one core and on all.
fn folder() {
    let text = maps::map(100);
    let names: Vec<String> = (0..2_000).map(|index| format!("map-{index}.journey")).collect();
    let disk = Disk(tempfile::tempdir().expect("there is room for files"));
    for name in &names {
        std::fs::write(disk.0.path().join(name), &text).expect("there is room for files");
    }
    let reading = || names.iter().for_each(|name| drop(std::hint::black_box(disk.load(name))));
    let read = best(3, reading);
    let all = best(3, || drop(analyse(&disk, &names, &Options::default())));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let one = pool.map_or(0.0, |pool| best(3, || pool.install(|| drop(analyse(&disk, &names, &Options::default())))));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!(
        "2,000 files: reading alone {read:.0} ms; all {all:.0} ms on {cores} cores, {one:.0} ms on one ({:.2} times faster, {:.1} times the reading)",
        one / all,
        one / read
    );
}

/// A map of 1,000 touchpoints as a page, beside its picture: at most twice as long.
fn pages() {
    let loader = MemoryLoader::from([("map.journey", large::touchpoints(1_000))]);
    let (analysis, _) = analyse(&loader, &["map.journey".into()], &Options::default());
    let time = |format| best(20, || drop(emit(&analysis, FileId(0), format, &EmitOptions::default())));
    let (svg, html) = (time(Format::Svg), time(Format::Html));
    let size = emit(&analysis, FileId(0), Format::Html, &EmitOptions::default()).unwrap_or_default().len() / 1000;
    println!("1,000 touchpoints: SVG {svg:.1} ms, a page {html:.1} ms ({:.2} times, {size} kB)", html / svg);
}

/// Maps that are large in one respect, and four times as large: what is linear takes four times as long.
fn growth() {
    println!("\n| large in | what | 5,000 | 20,000 | times |");
    println!("|---|---|---|---|---|");
    let check = |loader: &MemoryLoader| drop(analyse(loader, &["map.journey".into()], &Options::default()));
    grow("allow comments", "check", large::allowed, check);
    grow("touchpoints of one name", "check", large::ambiguous, check);
    grow("outcomes", "check", large::outcomes, check);
    grow("outcomes", "ways to them", large::outcomes, |loader| {
        let (analysis, _) = analyse(loader, &["map.journey".into()], &Options::default());
        let journey = analysis.model.journeys(FileId(0)).next().expect("there is one");
        drop(journey::graph::JourneyGraph::new(journey).routes(None, 12));
    });
    grow("mistakes", "fix", large::mistakes, |loader| {
        drop(journey::fix::fix(
            loader,
            &["map.journey".into()],
            &Options::default(),
            &|analysis| analysis.findings.iter().filter(|found| found.fix.is_some()).collect(),
            &|_| Vec::new(),
        ));
    });
}

fn grow(large_in: &str, what: &str, map: fn(usize) -> String, run: impl Fn(&MemoryLoader)) {
    let time = |count: usize| {
        let loader = MemoryLoader::from([("map.journey", map(count))]);
        best(3, || run(&loader))
    };
    let (less, more) = (time(5_000), time(20_000));
    println!("| {large_in} | {what} | {less:.0} ms | {more:.0} ms | {:.1} |", more / less);
}
