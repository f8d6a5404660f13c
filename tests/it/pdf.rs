//! Maps on paper: everything is there, nothing is too small or off the page, and readers of PDF understand it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;

use journey::Analysis;
use journey::emit::{EmitOptions, Format, Paper, View, emit, pages, scene};
use journey::graph::JourneyGraph;
use journey::layout::pages::Page;
use journey::scene::{Group, Item, Role, Scene, Segment, Text};
use journey::sheet::{Selection, Sheet, sheet};
use journey::source::FileId;

use crate::drawn::{made, map, maps, of_role};
use crate::emit::{hostile, there};
use crate::support::{check, root};

/// The margin of pages, in px.
const MARGIN: f32 = 48.0;

fn on(paper: Paper) -> EmitOptions {
    EmitOptions { paper, ..EmitOptions::default() }
}

fn laid(analysis: &Analysis, paper: Paper) -> Vec<Page> {
    pages(analysis, FileId(0), &on(paper)).expect("there is something to draw")
}

fn sheets(analysis: &Analysis) -> Vec<Sheet> {
    let journeys = analysis.model.journeys(FileId(0));
    journeys.map(|journey| sheet(&JourneyGraph::new(journey), &Selection::default()).expect("it has a sheet")).collect()
}

/// The parts of a picture or page; those of a row by themselves.
fn groups(scene: &Scene) -> impl Iterator<Item = &Group> {
    fn parts(item: &Item) -> Vec<&Group> {
        match item {
            Item::Group(group) if group.role == Role::Row => group.items.iter().flat_map(parts).collect(),
            Item::Group(group) => vec![group],
            _ => Vec::new(),
        }
    }
    scene.items.iter().flat_map(parts)
}

fn texts(items: &[Item]) -> Vec<&Text> {
    fn of(item: &Item) -> Vec<&Text> {
        match item {
            Item::Group(group) => texts(&group.items),
            Item::Text(text) => vec![text],
            _ => Vec::new(),
        }
    }
    items.iter().flat_map(of).collect()
}

/// What a text says, without what differs with the places where lines break.
fn bare(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace() && !matches!(char, '·' | '\u{ad}' | '\u{200b}')).collect()
}

fn said(group: &Group) -> String {
    group.lines().iter().map(|line| bare(&line.text)).collect()
}

#[test]
fn nothing_in_print_is_smaller_than_can_be_read() {
    for (name, analysis) in maps().into_iter().chain(made()) {
        for paper in [Paper::A3, Paper::A4, Paper::Letter] {
            for page in laid(&analysis, paper) {
                for text in texts(&page.scene.items) {
                    let points = text.face.size * page.scale;
                    assert!(points >= 8.0, "{name} on {paper:?}: {points} points: {:?}", text.lines);
                }
                let cells = groups(&page.scene).filter(|group| group.role == Role::Cell);
                let body = cells.flat_map(|group| texts(&group.items)).map(|text| text.face.size).filter(|size| *size > 12.0);
                let smallest = body.fold(f32::INFINITY, f32::min) * page.scale;
                assert!(smallest >= 9.0, "{name} on {paper:?}: what is said has {smallest} points");
            }
        }
    }
}

#[test]
fn everything_stands_inside_the_margins() {
    for (name, analysis) in maps().into_iter().chain(made()) {
        for paper in [Paper::A3, Paper::A4] {
            for (number, page) in laid(&analysis, paper).iter().enumerate() {
                let (width, height) = (page.scene.width, page.scene.height);
                assert!((width * page.scale - paper.size().0).abs() < 0.01 && (height * page.scale - paper.size().1).abs() < 0.01);
                for group in groups(&page.scene) {
                    let lines =
                        texts(&group.items).into_iter().flat_map(|text| (0..text.lines.len()).map(|line| text.line_bounds(line)));
                    for line in lines {
                        let foot = if group.role == Role::Foot { 0.0 } else { MARGIN };
                        let place = format!("{name} on {paper:?}, page {}: {:?} {line:?}", number + 1, said(group));
                        // Words at a curve may reach into the margin, as in a picture.
                        assert!(line.left > 8.0 && line.right < width - 8.0, "{place}");
                        assert!(line.top >= MARGIN - 1.0 && line.bottom <= height - foot + 1.0, "{place}");
                    }
                }
            }
        }
    }
}

#[test]
fn all_that_a_picture_says_is_on_the_pages() {
    for (name, analysis) in maps() {
        let whole = scene(&analysis, FileId(0), &EmitOptions::default()).expect("it is drawn");
        for paper in [Paper::A0, Paper::A3, Paper::A4] {
            let pages = laid(&analysis, paper);
            let printed: Vec<String> = pages.iter().flat_map(|page| groups(&page.scene)).map(said).collect();
            let mut count: HashMap<&str, i32> = HashMap::new();
            for said in &printed {
                *count.entry(said).or_default() += 1;
            }
            // The scale stands beside each piece of the curves, and a cell that spans many columns is told in fewer.
            for group in groups(&whole).filter(|group| group.role != Role::Plot && !said(group).is_empty()) {
                let one = said(group);
                let left = count.get_mut(one.as_str()).map(|count| {
                    *count -= 1;
                    *count
                });
                let found = left.is_some_and(|left| left >= 0)
                    || printed.iter().any(|printed| printed.contains(&one))
                    || by_words(group, &pages);
                assert!(found, "{name} on {paper:?}: {one:?} is missing");
            }
        }
    }
}

/// Whether each word of a group is on the pages: words at curves stand with others there, and below them if they have no room.
fn by_words(group: &Group, pages: &[Page]) -> bool {
    let printed: String = pages.iter().flat_map(|page| groups(&page.scene)).map(said).collect();
    let words = group.lines();
    !words.is_empty() && words.iter().flat_map(|line| line.text.split_whitespace()).all(|word| printed.contains(&bare(word)))
}

#[test]
fn the_stages_stand_on_the_pages_once_and_in_order() {
    for (name, analysis) in maps().into_iter().chain(made()) {
        let sheets = sheets(&analysis);
        for paper in [Paper::A3, Paper::A4] {
            let pages = laid(&analysis, paper);
            for (number, sheet) in sheets.iter().enumerate() {
                let titles: Vec<&str> = sheet.stages.iter().map(|stage| stage.title.as_str()).collect();
                let marks = pages.iter().filter(|page| page.map == number).flat_map(|page| &page.stages);
                assert_eq!(marks.map(|mark| mark.title.as_str()).collect::<Vec<_>>(), titles, "{name} on {paper:?}");
            }
            let cards = |scene: &Scene| groups(scene).filter(|group| group.role == Role::Touchpoint).count();
            // A row of cards that is higher than a page is parted, and its boxes with it.
            if name.starts_with("long") {
                continue;
            }
            let printed: usize = pages.iter().map(|page| cards(&page.scene)).sum();
            assert_eq!(printed, cards(&scene(&analysis, FileId(0), &EmitOptions::default()).expect("it is drawn")), "{name}");
        }
    }
}

#[test]
fn every_page_of_columns_has_their_headings_and_those_of_its_rows() {
    let analysis = check(&map(12, 2, "A part", "Looks at the page"));
    let pages = laid(&analysis, Paper::A4);
    assert!(pages.len() > 6, "there are {} pages", pages.len());
    for (number, page) in pages.iter().enumerate() {
        let of = |role: Role| groups(&page.scene).filter(move |group| group.role == role);
        let (rows, stages) = (of(Role::Label).count(), of(Role::Stage).count());
        assert!(rows > 0, "page {number} has no heading of a row");
        assert!(stages > 0 || of(Role::Evidence).next().is_some(), "page {number} has no headings of columns");
        let foot: Vec<String> = of(Role::Foot).map(said).collect();
        assert!(foot.len() == 1 && foot[0].contains(&format!("{}/{}", number + 1, pages.len())), "{foot:?}");
    }
    let with = |role: Role| {
        let on_it = pages.iter().enumerate().filter(|(_, page)| groups(&page.scene).any(|group| group.role == role));
        on_it.map(|(number, _)| number).collect::<Vec<_>>()
    };
    assert_eq!(with(Role::Header), [0]);
    assert_eq!(with(Role::Legend), [pages.len() - 1]);
}

#[test]
fn a_small_map_has_one_page_without_a_foot() {
    let analysis =
        check("journey shop \"Shop\" { stage look \"Looks\" { action: \"Looks\" }; stage buy \"Buys\" { action: \"Pays\" } }");
    for paper in [Paper::A0, Paper::A3, Paper::A4] {
        let pages = laid(&analysis, paper);
        assert_eq!(pages.len(), 1, "{paper:?}");
        assert!(pages[0].scale >= 0.75 && groups(&pages[0].scene).all(|group| group.role != Role::Foot));
    }
    assert!(laid(&analysis, Paper::A0)[0].scale > 2.0, "a poster is read from afar");
}

#[test]
fn few_rows_do_not_stand_alone_on_a_last_page() {
    let fields = ["action", "business", "frontstage", "backstage", "support", "thought", "quote", "context", "insight"];
    let mut seen = 0;
    for lines in 1..40 {
        let said = |field: &&str| format!("{field}: \"{}\"\n", "says a few words about what happens here ".repeat(lines));
        let stages: Vec<String> = (0..5)
            .map(|stage| format!("stage s{stage} \"Stage\" {{\n{} }}\n", fields.iter().map(said).collect::<String>()))
            .collect();
        let analysis = check(&format!("journey j \"Long\" {{\n{}}}", stages.concat()));
        let pages = laid(&analysis, Paper::A4);
        let stands = |page: &Page| {
            let own = page.scene.items.iter().filter(|item| !matches!(item, Item::Group(group) if group.role == Role::Foot));
            let lines = own.flat_map(|item| texts(std::slice::from_ref(item)));
            lines.map(|text| text.y + 20.0 * text.lines.len() as f32).fold(0.0, f32::max) / page.scene.height
        };
        let filled: Vec<f32> = pages.iter().map(stands).collect();
        if let [before @ .., last] = filled.as_slice()
            && !before.is_empty()
        {
            assert!(*last > 0.3, "{lines}: {filled:?}");
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn a_row_higher_than_a_page_goes_on_on_the_next() {
    let said = |number: usize| format!("pain \"Pain {number} that needs quite some words to be told in full\"\n");
    let pains = (0..60).map(said).collect::<Vec<_>>().concat();
    let analysis =
        check(&format!("journey j \"J\" {{ stage a \"A\" {{ action: \"Does\"\n{pains} }} stage b \"B\" {{ action: \"Goes\" }} }}"));
    let pages = laid(&analysis, Paper::A4);
    let printed: String = pages.iter().flat_map(|page| groups(&page.scene)).map(self::said).collect();
    for number in 0..60 {
        let told = printed.matches(&bare(&format!("Pain {number} that needs quite some words to be told in full"))).count();
        assert_eq!(told, 1, "pain {number}");
    }
    let labels = pages.iter().flat_map(|page| groups(&page.scene)).filter(|group| group.role == Role::Label);
    assert!(labels.filter(|label| self::said(label).starts_with("Pains")).count() > 1, "the heading is repeated");
}

#[test]
fn a_stage_wider_than_a_page_is_parted_between_touchpoints() {
    let cards: Vec<String> =
        (0..30).map(|number| format!("touchpoint t{number} \"Point {number}\" {{ emotion: {} }}\n", number % 5 - 2)).collect();
    let cards = cards.concat();
    let analysis = check(&format!("journey j \"J\" {{ stage a \"All\" {{ goal: \"Want\"; {cards} }} }}"));
    let pages = laid(&analysis, Paper::A4);
    let of = |role: Role| {
        pages.iter().flat_map(move |page| groups(&page.scene).filter(move |group| group.role == role)).map(said).collect::<Vec<_>>()
    };
    let points: Vec<String> = (0..30).map(|number| format!("Point{number}")).collect();
    assert_eq!(of(Role::Touchpoint), points);
    assert_eq!(of(Role::Stage)[0], "AllWant");
    assert!(of(Role::Stage).len() > 3 && of(Role::Stage)[1..].iter().all(|title| title == "All"), "{:?}", of(Role::Stage));
}

/// The size of a page in points, and that of its smallest letters.
fn printed(page: &Page) -> ((f32, f32), f32) {
    let smallest = texts(&page.scene.items).iter().map(|text| text.face.size).fold(f32::INFINITY, f32::min);
    ((page.scene.width * page.scale, page.scene.height * page.scale), smallest * page.scale)
}

#[test]
fn a_funnel_is_one_page_that_can_be_read() {
    for (name, analysis) in maps() {
        let options = EmitOptions { view: View::Funnel, ..on(Paper::A4) };
        let pages = pages(&analysis, FileId(0), &options).expect("there is something to draw");
        assert_eq!(pages.len(), analysis.model.journeys(FileId(0)).count(), "{name}");
        let paper = Paper::A4.size();
        for ((width, height), smallest) in pages.iter().map(printed) {
            let on_paper = (width - paper.0).abs() < 0.1 && (height - paper.1).abs() < 0.1;
            assert!(on_paper || width > paper.0 || height > paper.1, "{name}: {width} × {height}");
            assert!(smallest >= 8.0, "{name}: {smallest}");
        }
        let bytes = emit(&analysis, FileId(0), Format::Pdf, &options).expect("it is written");
        assert!(bytes.starts_with(b"%PDF-") && bytes == emit(&analysis, FileId(0), Format::Pdf, &options).expect("again"));
    }
}

#[test]
fn a_flow_is_printed_on_the_paper_that_is_asked_for() {
    let long = check(&map(12, 5, "A part", "Looks at the page"));
    let mut most = 0;
    for (name, analysis) in maps().into_iter().chain([("long".to_owned(), long)]) {
        for paper in [Paper::A3, Paper::A4] {
            let options = EmitOptions { view: View::Flow, ..on(paper) };
            let pages = pages(&analysis, FileId(0), &options).expect("there is something to draw");
            let mut cards: Vec<u32> = Vec::new();
            for page in &pages {
                let ((width, height), smallest) = printed(page);
                assert!((width - paper.size().0).abs() < 0.1, "{name}, {}: {width}", paper.name());
                // A column with the header above it may be higher than A4.
                let grown = if paper == Paper::A4 { 1.2 } else { 1.0 };
                let least = paper.size().1 - 0.1;
                assert!(least < height && height < least * grown + 0.2, "{name}, {}: {height}", paper.name());
                assert!(smallest >= 8.0, "{name}: {smallest}");
                let groups = page.scene.items.iter().filter_map(|item| match item {
                    Item::Group(group) if group.role == Role::Touchpoint => group.about.place,
                    _ => None,
                });
                cards.extend(groups);
            }
            let whole = scene(&analysis, FileId(0), &options).expect("it is drawn");
            let mut all: Vec<u32> = of_role(&whole, Role::Touchpoint).into_iter().filter_map(|group| group.about.place).collect();
            cards.sort_unstable();
            all.sort_unstable();
            assert_eq!(cards, all, "{name}: each place stands on one page");
            most = most.max(pages.len());
            let bytes = emit(&analysis, FileId(0), Format::Pdf, &options).expect("it is written");
            assert!(bytes == emit(&analysis, FileId(0), Format::Pdf, &options).expect("again"), "{name}");
        }
    }
    assert!(most > 3, "a long flow needs several pages: {most}");
}

#[test]
fn the_door_of_a_stage_stands_with_its_cards() {
    let touchpoint = |number: usize| {
        format!("touchpoint t{number} \"Looks at page {number}\"{} {{}}\n", if number % 6 == 5 { " for a" } else { "" })
    };
    let stage = |number: usize| {
        let inside: String = (0..6).map(|at| touchpoint(6 * number + at)).collect();
        format!("stage s{number} \"Stage number {number}\" {{\n{inside}}}\n")
    };
    let stages: String = (0..4).map(stage).collect();
    let text = format!(
        "persona a \"Amira\"\npersona b \"Ben\"\njourney j \"Buying\" {{ persona: a, b\n{stages}\
         outcome lost \"Lost\" failure\noutcome won \"Won\" success\ns1 -> lost 10%\ns3 -> won\n}}"
    );
    for paper in [Paper::A3, Paper::A4] {
        let pages = pages(&check(&text), FileId(0), &EmitOptions { view: View::Flow, ..on(paper) }).expect("it is drawn");
        let stages = pages.iter().flat_map(|page| groups(&page.scene)).filter(|group| group.role == Role::Stage);
        let widths: Vec<f32> =
            stages.filter_map(|group| journey::scene::around(&group.items)).map(|it| it.right - it.left).collect();
        assert!(widths.len() > 4 && widths.iter().all(|width| *width > 100.0), "{}: {widths:?}", paper.name());
    }
}

#[test]
fn the_last_card_of_a_stage_does_not_stand_alone() {
    let touchpoints: Vec<String> = (0..17).map(|number| format!("touchpoint t{number} \"Does number {number}\"\n")).collect();
    for count in 7..17 {
        let own = touchpoints[..count].concat();
        let map = format!("journey j {{ stage one \"One\" {{\n{own} }}\n outcome won \"Won\" success }}");
        let pages = pages(&check(&map), FileId(0), &EmitOptions { view: View::Flow, ..on(Paper::A4) }).expect("it is drawn");
        let mut cards: BTreeMap<(usize, i32), usize> = BTreeMap::new();
        for (number, page) in pages.iter().enumerate() {
            for card in of_role(&page.scene, Role::Touchpoint) {
                let Some(Item::Rect(rect)) = card.items.first() else { panic!("a card begins with its ground") };
                *cards.entry((number, rect.y as i32)).or_default() += 1;
            }
        }
        assert!(cards.len() > 1 && cards.values().sum::<usize>() == count, "{count}: {cards:?}");
        assert!(cards.values().all(|cards| *cards > 1), "{count}: {cards:?}");
    }
}

#[test]
fn connectors_name_the_other_end_and_its_page() {
    let analysis = check(&map(12, 5, "A part", "Looks at the page"));
    let pages = pages(&analysis, FileId(0), &EmitOptions { view: View::Flow, ..on(Paper::A4) }).expect("it is drawn");
    let count = pages.len();
    for (at, page) in pages.iter().enumerate() {
        let said = |text: &str| page.scene.lines().iter().filter(|line| line.text == text).count();
        // The foot says it once; connectors say it of the page before and of the next one.
        assert!(at == 0 || said(&format!("{at} / {count}")) > 0, "page {at} says where it comes from");
        assert!(at + 1 == count || said(&format!("{} / {count}", at + 2)) > 0, "page {at} says where it goes on");
    }
}

#[test]
fn personas_stand_beside_each_other_where_the_page_has_room() {
    let text = "persona a \"Amira\"\npersona b \"Ben\"\njourney j \"Buying\" { persona: a, b\n stage one { touchpoint x \"X\" } }";
    let pages = laid(&check(text), Paper::A3);
    let cards: Vec<f32> = groups(&pages[0].scene)
        .filter(|group| group.role == Role::Persona)
        .filter_map(|group| journey::scene::around(&group.items))
        .map(|bounds| bounds.top)
        .collect();
    assert!(cards.len() == 2 && (cards[0] - cards[1]).abs() < 0.1, "{cards:?}");
}

#[test]
fn curves_go_on_from_page_to_page() {
    let analysis = check(&map(8, 2, "A part", "Looks"));
    let pages: Vec<Page> =
        laid(&analysis, Paper::A4).into_iter().filter(|page| groups(&page.scene).any(|group| group.role == Role::Plot)).collect();
    assert!(pages.len() > 2);
    // How far above the line of −2 the first curve is at the left and at the right end.
    let ends = |page: &Page| {
        let paths = |role: Role| {
            let group = groups(&page.scene).filter(|group| group.role == role).last().expect("there is one");
            let paths = group.items.iter().filter_map(|item| if let Item::Path(path) = item { Some(path) } else { None });
            paths.filter(|path| path.paint.fill.is_none()).flat_map(|path| path.segments.clone()).collect::<Vec<_>>()
        };
        let point = |segment: &Segment| match segment {
            Segment::Move(to) | Segment::Line(to) | Segment::Cubic(_, _, to) => Some((to.x, to.y)),
            Segment::Close => None,
        };
        let lowest = paths(Role::Plot).iter().filter_map(point).map(|(_, y)| y).fold(0.0, f32::max);
        let all: Vec<(f32, f32)> = paths(Role::Curve).iter().filter_map(point).map(|(x, y)| (x, lowest - y)).collect();
        let by_x = |one: &&(f32, f32), other: &&(f32, f32)| one.0.total_cmp(&other.0);
        (all.iter().min_by(by_x).expect("it has points").1, all.iter().max_by(by_x).expect("it has points").1)
    };
    for pair in pages.windows(2) {
        let (before, after) = (ends(&pair[0]).1, ends(&pair[1]).0);
        assert!((before - after).abs() < 0.6, "it leaves at {before} and comes at {after}");
    }
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    for (name, analysis) in maps() {
        let [one, other] = [(), ()].map(|()| emit(&analysis, FileId(0), Format::Pdf, &on(Paper::A4)).expect("it is written"));
        assert!(one == other, "{name}");
        assert!(one.starts_with(b"%PDF-1."));
        for word in ["CreationDate", "ModDate", "CreateDate", "JavaScript"] {
            assert!(!one.windows(word.len()).any(|part| part == word.as_bytes()), "{name} has {word}");
        }
    }
}

/// Writes a map, for programs that read files.
fn written(folder: &Path, name: &str, analysis: &Analysis, paper: Paper) -> PathBuf {
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, emit(analysis, FileId(0), Format::Pdf, &on(paper)).expect("it is written")).expect("it can be kept");
    path
}

fn output(program: &str, arguments: &[&str], path: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(path).arg("-").output();
    let output =
        output.ok().filter(|output| output.status.success()).unwrap_or_else(|| panic!("{program} fails on {}", path.display()));
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

fn poppler() -> bool {
    there("pdftotext", &["-v"])
}

#[test]
fn pdftotext_reads_all_of_it() {
    if !poppler() {
        return;
    }
    let folder = tempfile::tempdir().expect("there is room");
    for (at, (name, analysis)) in maps().into_iter().enumerate() {
        for paper in [Paper::A3, Paper::A4] {
            let text =
                bare(&output("pdftotext", &["-raw", "-enc", "UTF-8"], &written(folder.path(), &at.to_string(), &analysis, paper)));
            for page in laid(&analysis, paper) {
                for group in groups(&page.scene) {
                    for line in group.lines() {
                        assert!(text.contains(&bare(&line.text)), "{name} on {paper:?}: {:?}", line.text);
                    }
                }
            }
        }
    }
}

#[test]
fn words_have_the_size_that_was_promised() {
    if !poppler() {
        return;
    }
    let folder = tempfile::tempdir().expect("there is room");
    for (at, (name, analysis)) in maps().into_iter().enumerate() {
        let boxes = output("pdftotext", &["-bbox-layout"], &written(folder.path(), &at.to_string(), &analysis, Paper::A3));
        let number =
            |line: &str, key: &str| -> Option<f64> { line.split(&format!("{key}=\"")).nth(1)?.split('"').next()?.parse().ok() };
        let words = boxes.lines().filter(|line| line.trim_start().starts_with("<word "));
        let heights: Vec<f64> = words.filter_map(|line| Some(number(line, "yMax")? - number(line, "yMin")?)).collect();
        assert!(heights.len() > 50, "{name}: {} words", heights.len());
        // A word is as high as its font says: 0.969 of its size above the baseline and 0.242 below.
        let smallest = heights.into_iter().fold(f64::INFINITY, f64::min) / 1.211;
        assert!(smallest >= 8.0, "{name}: the smallest word has {smallest} points");
    }
}

#[test]
fn fonts_are_embedded_with_the_letters_that_occur() {
    if !poppler() || !there("qpdf", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("there is room");
    let files = root().join("tests/fonts");
    let font = |name: &str| journey::r#type::FontFile { bytes: std::fs::read(files.join(name)).expect("it is there"), index: 0 };
    let mut names: Vec<String> = std::fs::read_dir(&files)
        .expect("it is there")
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "ttf" || ending == "otf"));
    names.sort();
    let fonts =
        journey::r#type::Type::shipped().with_fallbacks(names.iter().map(|name| font(name)).collect()).expect("they are fonts");
    let cases = maps()
        .into_iter()
        .chain(made().into_iter().filter(|(name, _)| ["Arabic", "Hebrew", "emoji", "forty stages"].contains(&name.as_str())));
    for (at, (name, analysis)) in cases.enumerate() {
        let bytes =
            emit(&analysis, FileId(0), Format::Pdf, &EmitOptions { fonts: fonts.clone(), ..on(Paper::A3) }).expect("it is written");
        let path = folder.path().join(format!("{at}.pdf"));
        std::fs::write(&path, bytes).expect("it can be kept");
        let listed = Command::new("pdffonts").arg(&path).output().expect("it runs");
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        let rows: Vec<Vec<&str>> = listed.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
        assert!(!rows.is_empty(), "{name}");
        for row in rows {
            let flags = &row[row.len() - 5..row.len() - 2];
            assert_eq!(flags, ["yes", "yes", "yes"], "{name}: embedded, a subset, with its letters: {row:?}");
        }
        let checked = Command::new("qpdf").arg("--check").arg(&path).output().expect("it runs");
        assert!(checked.status.success(), "{name}: {}", String::from_utf8_lossy(&checked.stderr));
    }
}

#[test]
fn hostile_text_stays_text() {
    let titles = [
        "(a) Tj ET Q",
        "\\u{29} \\u{5c}",
        "<</JS (app.alert(1))>>",
        "endstream endobj",
        "%PDF-1.7",
        "\\u{feff}\\u{fffe}x\\u{202e}y",
        "a\\u{0}b\\u{1b}[31m",
    ];
    let folder = tempfile::tempdir().expect("there is room");
    let readers = poppler() && there("qpdf", &["--version"]);
    for (at, title) in titles.iter().enumerate() {
        let analysis = check(&hostile(title));
        let path = written(folder.path(), &at.to_string(), &analysis, Paper::A4);
        let bytes = std::fs::read(&path).expect("it is there");
        for word in ["/JavaScript", "/JS", "/Launch", "/OpenAction"] {
            let name = |part: &[u8]| part == word.as_bytes();
            assert!(*title == titles[2] || !bytes.windows(word.len()).any(name), "{title}: {word}");
        }
        if readers {
            let checked = Command::new("qpdf").arg("--check").arg(&path).output().expect("it runs");
            assert!(checked.status.success(), "{title}: {}", String::from_utf8_lossy(&checked.stderr));
            let text = output("pdftotext", &["-raw"], &path);
            assert!(at > 4 || text.contains(&title.replace("\\u{29}", ")").replace("\\u{5c}", "\\")), "{title} is not in {text}");
        }
    }
}

#[test]
fn links_lead_to_pages_and_mailboxes_only() {
    let link = |address: &str| {
        let analysis = check(&format!("journey j \"J\" {{ stage a \"A\" {{ link: \"{address}\"; action: \"Does\" }} }}"));
        emit(&analysis, FileId(0), Format::Pdf, &on(Paper::A4)).expect("it is written")
    };
    let has = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
    let good = link("https://example.org/ä?b=(c)");
    assert!(has(&good, "/URI") && has(&good, "https://example.org/%C3%A4?b="));
    assert!(!has(&link("javascript:alert(1)"), "/URI"));
    assert!(!has(&link("file:///etc/passwd"), "/URI"));
}

#[test]
fn the_file_knows_its_title_language_and_stages() {
    if !there("qpdf", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("there is room");
    let analysis = check(&std::fs::read_to_string(root().join("tests/emit/small.journey")).expect("it is there"));
    let path = written(folder.path(), "small", &analysis, Paper::A3);
    let json =
        Command::new("qpdf").args(["--json", "--json-key=outlines", "--json-key=qpdf"]).arg(&path).output().expect("it runs");
    let json = String::from_utf8_lossy(&json.stdout).into_owned();
    let sheet = &sheets(&analysis)[0];
    for stage in &sheet.stages {
        assert!(json.contains(&format!("\"title\": \"{}\"", stage.title)), "{} is no bookmark", stage.title);
    }
    for key in [format!("u:{}", sheet.header.title), "u:en".to_owned(), "/StructTreeRoot".to_owned(), "/MarkInfo".to_owned()] {
        assert!(json.contains(&key), "{key} is missing");
    }
}

/// A bookmark leads to the page on which the heading of its stage stands.
#[test]
fn bookmarks_lead_to_headings() {
    for count in [2, 10, 20, 30] {
        let names: Vec<String> = (0..count).map(|number| format!("p{number}")).collect();
        let goal = "Wants to get something that is rather long to be said in so many words";
        let personas: Vec<String> =
            names.iter().map(|name| format!("persona {name} \"Person {name}\" {{ goal: \"{goal}\" }}")).collect();
        let personas = personas.join("\n");
        let pain = "is a longer sentence so that it breaks into several lines in the card";
        for pains in [1, 3, 6] {
            let pains: Vec<String> = (0..pains).map(|number| format!("pain \"Number {number} {pain}\"")).collect();
            let pains = pains.join("\n");
            let text = format!(
                "{personas}\njourney j \"J\" {{ persona: {}\n\
                 stage s \"Looking\" {{ action: \"x\"\n{pains}\n }}\nstage t \"Buying\" {{ action: \"y\" }} }}",
                names.join(", ")
            );
            let mut marks = Vec::new();
            for page in laid(&check(&text), Paper::A4) {
                let headed: String = of_role(&page.scene, Role::Stage).into_iter().map(said).collect();
                for mark in &page.stages {
                    assert!(headed.contains(&mark.title), "{count} personas: {:?} is not among {headed:?}", mark.title);
                }
                marks.extend(page.stages.into_iter().map(|mark| mark.title));
            }
            assert_eq!(marks, ["Looking", "Buying"], "{count} personas");
        }
    }
}
