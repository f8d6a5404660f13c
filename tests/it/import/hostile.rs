//! Files that mean harm, or are broken: a clear reason, exit code 2, nothing written, and soon.

use std::process::Command;
use std::time::{Duration, Instant};

use journey::import::{Format, import};

use super::xlsx::{archive, of_parts, of_xml, workbook};
use crate::cli::{folder, say};

/// Refuses a file, and tells why.
fn refusal(name: &str, bytes: &[u8], format: Option<Format>) -> String {
    let start = Instant::now();
    let refusal = import(name, bytes, format).expect_err(name);
    assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    assert!(!refusal.0.is_empty() && !refusal.0.contains('\n') && refusal.0.len() < 300, "{name}: {refusal:?}");
    refusal.0
}

const BOMB: &str = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
                    <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><CJML><actualJourney>&c;</actualJourney></CJML>";
const OUTSIDE: &str = "<!DOCTYPE CJML [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]><CJML>&secret;</CJML>";

#[test]
fn xml_asks_for_nothing_outside_and_does_not_grow() {
    assert!(refusal("a.xml", BOMB.as_bytes(), None).contains("document type"));
    assert!(refusal("a.xml", OUTSIDE.as_bytes(), None).contains("document type"));
    let deep = format!("<CJML>{}{}</CJML>", "<a>".repeat(1000), "</a>".repeat(1000));
    assert!(refusal("a.xml", deep.as_bytes(), None).contains("nested more than 64 deep"));
    assert!(refusal("a.xml", "<CJML><actualJourney>".as_bytes(), None).contains("cut off"));
    assert!(refusal("a.xml", b"<svg/>", None).contains("its first element is `svg`"));
    let wide = format!("<CJML>{}</CJML>", "<a/>".repeat(2_100_000));
    assert!(refusal("a.xml", wide.as_bytes(), None).contains("more than"));
    let attributes = format!("<CJML {}/>", (0..50_000).map(|index| format!("a{index}='1'")).collect::<Vec<_>>().join(" "));
    assert!(refusal("a.xml", attributes.as_bytes(), None).contains("neither"));
}

#[test]
fn json_that_is_deep_cut_off_or_of_somebody_else() {
    let deep = format!("{{\"version\":1,\"model\":{}{}", "{\"elements\":[".repeat(1000), "]}".repeat(1000));
    let too_deep = "it is nested deeper in line 1 than any map";
    assert_eq!(refusal("a.json", deep.as_bytes(), None), too_deep);
    let nested = r#"{"kind":"journey","id":"a","elements":["#;
    let deep = format!(r#"{{"version":1,"graph":[],"model":{{"elements":[{}{}]}}}}"#, nested.repeat(500), "]}".repeat(500));
    assert_eq!(refusal("a.json", deep.as_bytes(), None), too_deep);
    assert_eq!(refusal("a.json", b"{\"version\": 1,\n\"model\"", None), "it is cut off in line 2");
    assert!(refusal("a.json", b"{\"name\": \"pkg\"}", None).contains("JSON of something else"));
    assert!(refusal("a.json", b"{\"version\":2,\"model\":{\"elements\":[]},\"graph\":[]}", None).contains("version 2"));
}

#[test]
fn workbooks_that_grow_or_are_none() {
    let rows = vec![vec!["Stage", "Touchpoint"], vec!["Search", "Reads"]];
    let good = workbook(&[("A", &rows)]);
    assert!(import("a.xlsx", &good, None).is_ok());
    for end in [10, good.len() / 2, good.len() - 30] {
        assert!(refusal("a.xlsx", &good[..end], Some(Format::Xlsx)).contains("damaged or cut off"));
    }
    let zeros = vec![b' '; 16 << 20];
    assert!(refusal("a.xlsx", &archive(&[("xl/workbook.xml", &zeros)]), None).contains("unpacks to"));
    let names: Vec<String> = (0..2500).map(|index| format!("f{index}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refusal("a.xlsx", &archive(&many), None).contains("more than 2000 files"));
    assert!(refusal("a.xlsx", &archive(&[("word/document.xml", b"<a/>")]), None).contains("no workbook"));
    assert!(refusal("a.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", None).contains("old form"));
    assert!(refusal("a.xlsx", b"\x89PNG\r\n\x1a\n", None).contains("is none"));
    assert!(refusal("a.csv", &good, None).contains("`--from xlsx`"));
    assert!(refusal("a.csv", &good, Some(Format::Csv)).contains("no text"));
}

/// A cell in the last corner of a sheet is one cell, and not all cells before it.
#[test]
fn a_far_cell_brings_nothing_between() {
    let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let sheet = |rows: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
        )
    };
    let head = format!("<row r=\"1\">{}{}</row>", cell("A1", "Stage"), cell("B1", "Touchpoint"));
    let far = format!("{head}<row r=\"1048576\">{}{}</row>", cell("A1048576", "Search"), cell("XFD1048576", "far"));
    let imported = import("a.xlsx", of_xml(&[("A", &sheet(&far))]), None).expect("it is read");
    assert!(imported.text.contains("stage search \"Search\""), "{}", imported.text);
    let line = imported.sources.get(imported.findings[0].primary().file).line_number(imported.findings[0].primary().span.start);
    assert_eq!(line, 1_048_576, "the row is that of the sheet");
    let wide = (1..=1000).map(|row| format!("<row r=\"{row}\">{}</row>", cell(&format!("XFD{row}"), "x")));
    let wide = sheet(&wide.collect::<Vec<_>>().concat());
    assert!(refusal("a.xlsx", &of_xml(&[("A", &wide)]), None).contains("cells"));
}

/// Places that no program for tables writes: they are refused, or cells are where the file says as far as that can be told.
#[test]
fn places_of_cells_that_are_none() {
    let sheet = |extent: &str, place: &str| {
        let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"{extent}\"/><sheetData>\
             <row r=\"1\">{}{}</row><row r=\"2\">{}{}</row></sheetData></worksheet>",
            cell("A1", "Stage"),
            cell("B1", "Touchpoint"),
            cell("A2", "Search"),
            cell(place, "Look")
        )
    };
    let read = |extent, place| import("a.xlsx", of_xml(&[("A", &sheet(extent, place))]), None);
    for extent in ["A1:B2", "B5:A1", "ZZZ99999999:A1", "A99999999999999999999:B2"] {
        let text = read(extent, "B2").expect("its extent is of no use").text;
        assert!(text.contains("touchpoint look \"Look\""), "{extent}: {text}");
    }
    for place in ["A4294967296", "ZZZZZZZZ1", "XFE1"] {
        let refusal = read("A1:B2", place).expect_err("there is no such place").0;
        assert!(["damaged", "more than"].iter().any(|why| refusal.contains(why)), "{place}: {refusal}");
    }
}

#[test]
fn texts_that_are_none() {
    for (name, bytes, why) in [
        ("a.mmd", &b"journey\n title \xE9t\xE9\n"[..], "is not UTF-8"),
        ("a.mmd", b"j\0o\0u\0r\0n\0e\0y\0", "bytes of zero"),
        ("a.csv", b"Stage,Touchpoint\n\"a,b\n", "never closed"),
        ("a.csv", b"# Tea\n\n```mermaid\njourney\n  Make tea: 5: Me\n```\n", "`--from markdown`"),
        ("a.csv", b"journey\n  Make tea: 5: Me\n", "`--from mermaid`"),
        (
            "a.csv",
            b"Stage,Touchpoint\n\x83X\x83e\x81[\x83W,b\n",
            "neither UTF-8 nor Windows-1252: the first byte that tells stands in line 2",
        ),
        ("a.csv", b" \r\n", "it is empty"),
        ("a.csv", b"Name,Price\nShoe,4\n", "no row of it has a heading"),
        ("a.csv", b"Stage,Search,Buy\nAction,Types,Pays\nPain,Ads,Cost\n", "turn the table round"),
        ("a.csv", b",Search,Buy\nTouchpoints,Web,Shop\nActions,Types,Pays\nPains,Ads,Cost\n", "turn the table round"),
        ("a.txt", b"Just words\n", "`--from`"),
        ("a.md", b"# No diagram\n", "no Mermaid journey"),
        ("a.mmd", b"flowchart LR\n a --> b\n", "begins with `flowchart`"),
        ("a.mmd", b"", "it is empty"),
        ("a.journey", b"journey a {}", "is a map already"),
        ("a.json", b"<CJML/>", "`--from cjml`"),
        ("a.xml", b"journey\n  Make tea: 5: Me\n", "`--from mermaid`"),
    ] {
        let refusal = match import(name, bytes, None) {
            Err(refusal) => refusal.0,
            Ok(imported) => panic!("{name} {:?}: {}", String::from_utf8_lossy(bytes), imported.text),
        };
        assert!(refusal.contains(why), "{name} {:?}: {refusal}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn large_tables_and_diagrams_are_refused_or_done_in_time() {
    let rows = format!("Stage,Touchpoint\n{}", "a,b\n".repeat(260_000));
    assert!(refusal("a.csv", rows.as_bytes(), None).contains("more than 250000 rows"));
    let commas = ",".repeat(9 << 20);
    assert!(refusal("a.csv", commas.as_bytes(), None).contains("more than"));
    let tasks = format!("journey\n{}", "a:1\n".repeat(260_000));
    assert!(refusal("a.mmd", tasks.as_bytes(), None).contains("more than 250000 tasks"));
    let people: Vec<String> = (0..20_000).map(|number| format!("a: 3: p{number}")).collect();
    assert!(refusal("a.mmd", format!("journey\n{}", people.join("\n")).as_bytes(), None).contains("more than 10000 people"));
    for (name, text) in [
        ("a.mmd", format!("journey\n section {}\n a: 3", "a".repeat(2_000_000))),
        ("a.mmd", format!("journey\n a: 3: {}", (0..300_000).map(|number| format!("p{number}")).collect::<Vec<_>>().join(","))),
        ("a.mmd", format!("journey\n {}", "x;".repeat(100_000))),
        ("a.mmd", format!("journey\n {}: 3: b", "x;".repeat(100_000))),
        ("a.mmd", format!("journey\n {}", "x &amp;".repeat(100_000))),
        ("a.mmd", format!("journey\n{}", "%%{a".repeat(200_000))),
        ("a.mmd", format!("journey\n{}", "accDescr {\n".repeat(400_000))),
        ("a.mmd", format!("{}journey\n a: 3: Me\n", "%%{x\n".repeat(400_000))),
        ("a.mmd", format!("journey\n{}", "%%{x\n".repeat(400_000))),
        ("a.mmd", format!("journey\n{}", "journey\n title A\n".repeat(100_000))),
        ("a.mmd", format!("journey\n{}{}a: 3: Me\n", "journey;".repeat(200_000), "\n".repeat(100_000))),
        ("a.mmd", format!("journey\n a: 3: Me\n{}", "journey\n\n%% x\n".repeat(100_000))),
        ("a.mmd", format!("journey\n{}", "accDescr {\n%% }\n".repeat(200_000))),
        ("a.mmd", format!("journey\n a: 3: Me\n{}", "%%{ x }% %%{ y }%%\n".repeat(100_000))),
        ("a.mmd", format!("journey\n x: 3: {}", "a, ".repeat(100_000))),
        ("a.mmd", format!("journey\n {}", "#;".repeat(300_000))),
        ("a.mmd", format!("journey\n {}", "a#eacute;&none;b<br>: 3: c#xx;\n".repeat(40_000))),
        ("a.mmd", format!("journey\n x{}", ":".repeat(500_000))),
        ("a.mmd", format!("---\n{}", "title: x\n".repeat(100_000))),
        ("a.csv", format!("Stage,{}\nx{}", "a,".repeat(900), ",y".repeat(900))),
        ("a.csv", format!("Stage,Touchpoint,Who\nx,y,\"{}\"", "n,".repeat(50_000))),
        ("a.csv", format!("Stage,Touchpoint,Pain,Opportunity\nx,y,\"{}\",\"{}\"", "p\n".repeat(20_000), "o → p\n".repeat(20_000))),
        ("a.csv", format!("Stage,Touchpoint,Who,Emotion\nx,y,n,\"{}\"", "n: 1;".repeat(50_000))),
        ("a.csv", format!("Stage,Touchpoint,Who,Source,Note\nx,y,n,s,\"{}x]\"", "n: [s] ".repeat(50_000))),
        ("a.csv", format!("Stage,Touchpoint,Severity,Pain\nx,y,\"{}\",\"{}\"", "high\n".repeat(20_000), "p\n".repeat(20_000))),
        ("a.csv", format!("Stage,Touchpoint,Emotion\nx,y,{}", "(".repeat(500_000))),
        ("a.csv", format!("Stage,Touchpoint,Emotion\nx,y,{}", "-)".repeat(250_000))),
        ("a.csv", format!("Stage,Touchpoint,Who\nx,y,{}", "(".repeat(500_000))),
        ("a.csv", format!("Stage,Touchpoint,Who\nx,y,{}", "(a)".repeat(300_000))),
        ("a.csv", format!("Stage,Touchpoint,Who\nx,y,\"{}\"", "(a,".repeat(100_000))),
        ("a.csv", format!("Stage,Touchpoint,Who\nx,y,\"{}\"", "\"\"(".repeat(100_000))),
        ("a.csv", format!("Stage,Touchpoint,Pain,Opportunity\n{}", many(60_000, &|at| format!("x,y,Slow,X{at} → Slow\n")))),
        (
            "a.csv",
            format!("Stage,Touchpoint,Pain,Severity\n{}", many(160_000, &|at| format!("x,y,Slow,{}/{}\n", at % 7, 7 + at / 7))),
        ),
        (
            "a.csv",
            format!(
                "Stage,Touchpoint,Who,Emotion\n{}",
                many(2, &|row| format!("x,y,\"{}\",{row}\n", many(60_000, &|at| format!("p{row}x{at},"))))
            ),
        ),
        ("a.csv", format!("Stage,Touchpoint\nx,y{}", ",z".repeat(200_000))),
        ("a.csv", format!("x{}\nStage,Touchpoint\nx,y", ",z".repeat(200_000))),
        (
            "a.csv",
            format!("Stage,Touchpoint,Emotion\n{}", (2..50_000).map(|most| format!("x,y,1/{most}\n")).collect::<Vec<_>>().concat()),
        ),
        ("a.md", format!("{}journey\nx: 3\n", "::: mermaid\n".repeat(100_000))),
        ("a.md", "<pre class=\"mermaid\">---\n".repeat(100_000)),
        ("a.md", "<div class=\"mermaid\">\n".repeat(300_000)),
        ("a.md", format!("<div class=\"mermaid\">\n{}", "<div>".repeat(500_000))),
        ("a.md", format!("<div class=\"mermaid\">\n{}", "&auml;".repeat(500_000))),
        ("a.md", format!("{{{{<mermaid>}}}}\n{}", "{{<".repeat(500_000))),
        ("a.md", format!("::: mermaid\n{}", "```\n```\n".repeat(100_000))),
        ("a.md", format!("{}b\n{}", "- ".repeat(400_000), "b\n".repeat(400_000))),
        ("a.md", "journey\n\n%%\n".repeat(200_000)),
        ("a.md", format!("```mermaid\n# c\n{}```\n", "journey\n".repeat(200_000))),
        ("a.md", "{{<mermaid>}}\njourney\nx: 3\n{{</mermaid>}}\n".repeat(100_000)),
        ("a.mmd", format!("journey\n{}", "title\n%% c\n".repeat(100_000))),
        ("a.mmd", format!("journey\n title{}", "\n%% c".repeat(200_000))),
    ]
    .into_iter()
    .chain(large_documents())
    {
        let start = Instant::now();
        let _ = import(name, text.as_bytes(), None);
        let taken = start.elapsed();
        assert!(taken < Duration::from_mins(1), "{name}: {taken:?} of {}", &text[..60]);
    }
}

/// A table may hold a diagram in a cell.
#[test]
fn a_diagram_in_a_cell() {
    let table = "Stage,Touchpoint,Note\nMorning,Make tea,\"See:\n```mermaid\njourney\n  Make tea: 5: Me\n```\n\"\n";
    let text = import("a.csv", table.as_bytes(), None).expect("it is a table").text;
    assert!(text.contains("touchpoint make-tea") && text.contains("```mermaid"), "{text}");
}

/// So many texts, one after the other.
fn many(count: usize, one: &dyn Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

/// Documents in which much refers to much, or to nothing.
fn large_documents() -> impl Iterator<Item = (&'static str, String)> {
    let journey = |inside: String| format!("<actualJourney>{inside}</actualJourney>");
    let by = |key: String| format!("<initiator><refersTo actorIDref=\"{key}\"/></initiator>");
    let of = |phase: String| format!("<belongsTo phaseIDref=\"{phase}\"/>");
    let points = |count: usize, one: &dyn Fn(usize) -> String| {
        format!("<touchpoints>{}</touchpoints>", many(count, &|at| format!("<actualAction>{}</actualAction>", one(at))))
    };
    let users = |count: usize| {
        format!("<actors>{}</actors>", many(count, &|at| format!("<endUser actorID=\"u{at}\"><actorName>U</actorName></endUser>")))
    };
    let phases = |count: usize| {
        format!("<journeyPhases>{}</journeyPhases>", many(count, &|at| format!("<journeyPhase phaseID=\"p{at}\"/>")))
    };
    let claim = |at| format!("{{\"type\":\"word\",\"value\":\"as-is\",\"for\":[\"p\"],\"when\":\"{at}\"}},");
    let claims = many(50_000, &claim);
    let json = |elements: &str| format!("{{\"version\":1,\"model\":{{\"elements\":[{elements}]}},\"graph\":[]}}");
    let state = claims.trim_end_matches(',');
    let same_field = json(&format!("{{\"kind\":\"journey\",\"id\":\"j\",\"fields\":{{\"state\":[{state}]}}}}"));
    let person = "{\"kind\":\"persona\",\"id\":\"p\"}";
    let own = many(20_000, &|at| format!("{{\"kind\":\"journey\",\"id\":\"j{at}\",\"elements\":[{person}]}},{person},"));
    let same_names = json(own.trim_end_matches(','));
    let roles = many(50_000, &|at| format!("<actorRole>r{at}</actorRole>"));
    [
        journey(points(20_000, &|at| by(format!("zzz{at}")))),
        journey(users(5_000) + &points(5_000, &|at| by(format!("v{at}")))),
        journey(phases(20_000) + &points(20_000, &|at| of(format!("q{at}")))),
        journey(phases(40_000) + &points(40_000, &|at| of(format!("p{}", 39_999 - at)))),
        journey(format!("<actors><endUser actorID=\"u\">{roles}</endUser></actors>")),
        many(20_000, &|at| journey(format!("<journeyID>j{at}</journeyID><plannedReference>q{at}</plannedReference>"))),
        journey(users(100_000)),
        journey(points(1, &|_| many(100_000, &|at| format!("<a{at} b{at}=\"\"/>x")))),
    ]
    .into_iter()
    .map(|text| ("a.xml", format!("<CJML>{text}</CJML>")))
    .chain([("a.json", same_field), ("a.json", same_names)])
}

/// In so much memory as a small machine has, each file of 16 MB is refused or becomes a map; none ends the program.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded() {
    const SIZE: usize = 16 << 20;
    let place = folder(&[]);
    let at = place.path();
    let many = |text: &str| text.repeat(SIZE / text.len());
    for (name, text, why) in [
        ("commas.csv", format!("Stage,Touchpoint\n{}", many(",")), "more than 8000000 cells"),
        ("quotes.csv", format!("Stage,Touchpoint\n\"{}", many("a\n")), "a quote were never closed"),
        ("lines.csv", format!("Stage,Touchpoint,Pain\na,b,\"{}\"\n", many("x\n")), "more than 1 MB of text"),
        ("tasks.mmd", format!("journey\n{}", many(" T: 3: Me\n")), "more than 250000 tasks"),
        ("above.mmd", format!("{}journey\n T: 3: Me\n", many("%%\n")), "more than 500000 statements"),
        ("again.mmd", format!("journey\n T: 3: Me\n{}", "%%\n".repeat(499_000)).repeat(30), "more than 500000 statements"),
        ("comments.mmd", format!("journey\n T: 3: Me\n{}", many("%%\n")), "more than 500000 statements"),
        ("directives.mmd", format!("journey\n T: 3: Me\n{}", many("%%{}%%\n")), "more than 500000 statements"),
        ("blocks.md", "```mermaid\njourney\n T: 3: Me\n```\n".repeat(200_000), "more than 50000 blocks"),
        ("signs.md", many("["), "it is Markdown, and larger than 8 MB"),
        ("deep.xml", format!("<cjml>{}", many("<a>")), "more than 64 deep"),
        ("deep.json", format!("{{\"version\":1,\"model\":{}", "[".repeat(2_000_000)), "it is JSON, and not as"),
    ] {
        refused_in_little_memory(at, name, text.as_bytes(), why);
    }
}

/// What is wide and not deep: much beside each other. It is refused, or becomes a map.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded_for_wide_documents() {
    let place = folder(&[]);
    let at = place.path();
    let many = |text: &str, size: usize| text.repeat((size << 20) / text.len());
    let list = |text: &str, size: usize| many(&format!("{text},"), size).trim_end_matches(',').to_owned();
    let json = |elements: &str, edges: &str| {
        let graph = format!("{{\"journey\":\"j\",\"edges\":[{edges}]}}");
        format!(
            "{{\"version\":1,\"model\":{{\"elements\":[{{\"kind\":\"journey\",\"id\":\"j\",{elements}}}]}},\"graph\":[{graph}]}}"
        )
    };
    let pain = "{\"kind\":\"pain\",\"id\":\"j.#1\"}";
    let claims =
        |name: &str, size: usize| format!("\"fields\":{{\"{name}\":[{}]}}", list("{\"type\":\"text\",\"value\":\"\"}", size));
    let edge = "{\"source\":\"j\",\"target\":\"\",\"kind\":\"\",\"implied\":false}";
    let emotion = format!("\"fields\":{{\"emotion\":[{{\"type\":\"emotion\",\"value\":[{}]}}]}}", list("{}", 3));
    let cjml = |inside: &str| format!("<CJML>{inside}</CJML>");
    let point = |inside: &str| {
        cjml(&format!("<actualJourney><touchpoints><actualAction>{inside}</actualAction></touchpoints></actualJourney>"))
    };
    let document = |text: &str| format!("{}\n\n```mermaid\njourney\n T: 3: Me\n```\n", text.repeat(((8 << 20) - 100) / text.len()));
    for (name, text, why) in [
        ("values.json", json(&format!("\"elements\":[{}]", list(pain, 60)), ""), Some("more than 2500000 values")),
        ("elements.json", json(&format!("\"elements\":[{}]", list(pain, 16)), ""), Some("more than 250000 elements")),
        ("claims.json", json(&claims("note", 20), ""), None),
        ("unknown.json", json(&claims("colour", 20), ""), None),
        ("people.json", json(&format!("\"for\":[{}]", list("\"\"", 7)), ""), None),
        ("points.json", json(&emotion, ""), None),
        ("edges.json", json("\"title\":\"J\"", &list(edge, 25)), None),
        (
            "journeys.xml",
            cjml(&many("<actualJourney><touchpoints/></actualJourney>", 16)),
            Some("more than 250000 journeys, actors"),
        ),
        (
            "list.xml",
            cjml(&format!("<actualJourney><touchpoints>{}</touchpoints></actualJourney>", many("<action/>", 8))),
            Some("and touchpoints"),
        ),
        ("nodes.xml", cjml(&many("<a/>", 16)), Some("more than 1000000 elements, attributes and comments")),
        ("unknown.xml", point(&many("<a x=''/>", 4)), None),
        ("notes.xml", point(&many("<comment>x</comment>", 19)), None),
        (
            "roles.xml",
            cjml(&format!(
                "<actualJourney><actors><endUser>{}</endUser></actors></actualJourney>",
                many("<actorRole>x</actorRole>", 16)
            )),
            None,
        ),
        ("comments.xml", point(&many("<!---->", 6)), None),
        ("more.xml", point(&many("<!---->", 60)), Some("more than 1000000 elements, attributes and comments")),
        ("tag.xml", cjml(&format!("<a {}/>", many("a=''", 60))), Some("more than 1000000 elements, attributes and comments")),
        ("brackets.md", document("["), None),
        ("emphasis.md", document("*a_"), None),
        ("items.md", document("- a\n"), None),
        ("code.md", document("`a ``b "), None),
        ("quotes.md", document(">"), None),
        ("lines.md", document("a\n"), None),
        ("pages.md", document("<div class=\"mermaid\">\n"), None),
    ] {
        if let Some(why) = why {
            refused_in_little_memory(at, name, text.as_bytes(), why);
            continue;
        }
        let output = in_little_memory(at, name, text.as_bytes());
        let said = String::from_utf8_lossy(&output.stderr);
        let end = &said[said.floor_char_boundary(said.len().saturating_sub(500))..];
        assert_eq!(output.status.code(), Some(0), "{name}: {end}");
        std::fs::remove_file(at.join("out.journey")).expect("there is a map");
    }
}

/// Imports a file in 1 GB of memory: it is refused for a reason.
#[cfg(target_os = "linux")]
fn refused_in_little_memory(at: &std::path::Path, name: &str, bytes: &[u8], why: &str) {
    let output = in_little_memory(at, name, bytes);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{name}: {said}");
    assert!(said.contains(why) && !at.join("out.journey").exists(), "{name}: {said}");
}

/// Imports a file in 1 GB of memory.
#[cfg(target_os = "linux")]
fn in_little_memory(at: &std::path::Path, name: &str, bytes: &[u8]) -> std::process::Output {
    std::fs::write(at.join(name), bytes).expect("it can be written");
    Command::new("sh")
        .args(["-c", "ulimit -v 1000000; exec \"$0\" import \"$1\" -o out.journey", env!("CARGO_BIN_EXE_journey"), name])
        .env("MALLOC_ARENA_MAX", "2")
        .current_dir(at)
        .output()
        .expect("there is a shell")
}

/// A small workbook that says one thing very often does not fill the memory.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded_for_workbooks() {
    let place = folder(&[]);
    let at = place.path();
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let head = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Stage</t></is></c>\
                <c r=\"B1\" t=\"inlineStr\"><is><t>Touchpoint</t></is></c></row>";
    let one = sheet(&format!("{head}<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>1</v></c></row>"));
    let rows = |of: &str, count: usize| (2..count + 2).map(|row| of.replace('#', &row.to_string())).collect::<String>();
    let texts = |inside: &str| format!("<sst>{inside}</sst>");
    let styles =
        |formats: &str, cells: &str| format!("<styleSheet><numFmts>{formats}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>");
    let format = |code: &str| format!("<numFmt numFmtId=\"200\" formatCode=\"{code}\"/>");
    // Text that does not pack well lets a file grow further.
    let mut numbers = crate::support::Numbers(1);
    let noise: String = (0..1_600_000).map(|_| char::from(b'a' + numbers.below(16) as u8)).collect();
    let noise = format!("<!--{noise}-->");
    let shared = sheet(&format!("{head}{}", rows("<row r=\"#\"><c r=\"A#\" t=\"s\"><v>0</v></c></row>", 20_000)));
    let derived = "<row r=\"#\"><c r=\"A#\"><f t=\"shared\" si=\"0\"/></c></row>";
    let formula =
        format!("<row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:A9000\" si=\"0\">{}</f></c></row>", "B1".repeat(100_000));
    let formulas = sheet(&format!("{head}{formula}{}", rows(derived, 5_000).replacen("r=\"2\"", "r=\"6000\"", 1)));
    let (sst, look) = ("xl/sharedStrings.xml", "xl/styles.xml");
    let text = |length: usize| texts(&format!("<si><t>{}</t></si>", "a".repeat(length)));
    let many = styles(&format(&"0".repeat(500_000)), &"<xf numFmtId=\"200\"/>".repeat(20_000));
    for (name, sheet, more, why) in [
        ("shared.xlsx", &shared, (sst, text(900_000)), "its cells hold more than 64 MB of text"),
        ("long.xlsx", &shared, (sst, text(1_100_000)), "the cell `A2` holds more than 1 MB of text"),
        ("formulas.xlsx", &formulas, (sst, text(1)), "its cells hold more than 64 MB of text"),
        ("promise.xlsx", &one, (sst, "<sst uniqueCount=\"99999999999\"/>".to_owned()), "its shared texts are more than"),
        ("texts.xlsx", &one, (sst, texts(&format!("{noise}{}", "<si/>".repeat(16_000_001)))), "its shared texts are more than"),
        ("format.xlsx", &one, (look, many), "its styles are more than"),
        ("styles.xlsx", &one, (look, styles(&noise, &"<xf/>".repeat(1_000_001))), "its styles are more than"),
    ] {
        let bytes = of_parts(&[("A", sheet)], &[(more.0, &more.1)]);
        assert!(bytes.len() < 4 << 20, "{name} is small: {}", bytes.len());
        refused_in_little_memory(at, name, &bytes, why);
    }
    // A sheet is found by the last relationship of its number.
    let relationship = "<Relationship Id=\"rId#\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>";
    let relationships = format!("<Relationships>{}</Relationships>", rows(relationship, 2).replace("rId3", "rId1"));
    let twice = of_parts(&[("A", &one), ("B", &one)], &[("xl/_rels/workbook.xml.rels", &relationships)]);
    refused_in_little_memory(at, "twice.xlsx", &twice, "two of its sheets are one part of the archive");
    let unit = styles(&format(&format!("0&quot;{}&quot;", "x".repeat(500_000))), "<xf numFmtId=\"200\"/>");
    let units = sheet(&format!("{head}{}", rows("<row r=\"#\"><c r=\"A#\" s=\"0\"><v>1</v></c></row>", 5_000)));
    let output = in_little_memory(at, "units.xlsx", &of_parts(&[("A", &units)], &[(look, &unit)]));
    assert_eq!(output.status.code(), Some(0), "a format that is too long is none: {}", String::from_utf8_lossy(&output.stderr));
}

/// What is too large is not even read to its end.
#[test]
fn a_hundred_megabytes() {
    let place = folder(&[]);
    let at = place.path();
    for name in ["large.mmd", "large.csv", "large.xml", "large.json", "large.xlsx"] {
        std::fs::File::create(at.join(name)).and_then(|file| file.set_len(100 << 20)).expect("it can be made");
        let start = Instant::now();
        let (code, out, err) = say(at, &["import", name, "-o", "out.journey"]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert_eq!(err, format!("error: cannot import `{name}`: it is larger than 64 MB\n"));
        assert!(start.elapsed() < Duration::from_secs(10) && !at.join("out.journey").exists());
    }
}
