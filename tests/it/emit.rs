//! What is written: real Graphviz and an independent JSON Schema validator read it, and the bytes are always the same.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use journey::emit::{EmitOptions, Format, emit, schema};
use journey::project::{ImportError, Loader};
use journey::source::FileId;
use journey::{Analysis, MemoryLoader, Options, analyse};

const HOSTILE: &[&str] = &[
    "\"quoted\" and \\\\ back\\\\slash \\\\N \\\\G \\\\l",
    "<b>&amp;</b> & < > ' &lt; &#0; &nope;",
    "line\\nbreak\\n\\n\\tand tab",
    "</td></tr></table>> ]]> <!-- --> <?x?> %s {}",
    "رحلة العميل إلى المتجر",
    "顧客体験の地図を描くための非常に長い題名であり、どこかで折り返さなければならない",
    "🎉👩‍👩‍👧‍👦🏳️‍🌈 é e\u{301}\u{301}\u{301}",
    "nul\0 bell\u{7} escape\u{1b}[31m delete\u{7f} \u{fffe}\u{ffff} \u{202e}back",
    "\u{0}\u{1}",
    "   ",
    "",
    "n0 -> n1 [label=x]; } digraph {",
    "/* no comment */ // none # none",
    "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword and then some more words that nobody reads to the end",
];

/// The project's folder.
struct Disk;

impl Loader for Disk {
    fn resolve(&self, from: &str, written: &str) -> Result<String, ImportError> {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in written.split('/') {
            match part {
                ".." => {
                    parts.pop();
                }
                "." => {}
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        if root().join(&path).is_file() { Ok(path) } else { Err(ImportError::NotFound { near: None }) }
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, String> {
        fs::read(root().join(path)).map_err(|error| error.to_string())
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All examples and the small map, by their paths.
fn examples() -> Vec<String> {
    let mut files = Vec::new();
    collect(&root().join("examples"), &mut files);
    collect(&root().join("tests/emit"), &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "journey") {
            files.push(path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"));
        }
    }
}

fn analysed(loader: &dyn Loader, path: &str) -> Analysis {
    analyse(loader, &[path.to_owned()], &Options::default()).0
}

fn text(text: &str) -> Analysis {
    analysed(&MemoryLoader::from([("map.journey", text)]), "map.journey")
}

/// A map in which every text is `title`.
pub fn hostile(title: &str) -> String {
    let small = fs::read_to_string(root().join("tests/emit/small.journey")).unwrap();
    let mut out = String::new();
    // Texts without escapes stand at every second place between quotes.
    for (at, part) in small.replace("\\\"", "").split('"').enumerate() {
        if at > 0 {
            out.push('"');
        }
        out.push_str(if at % 2 == 1 { title } else { part });
    }
    out
}

/// Whether a program is there. If not, that is said; where the tools are required, it is a failure.
pub fn there(program: &str, arguments: &[&str]) -> bool {
    let found = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_ok_and(|status| status.success()) {
        return true;
    }
    assert!(std::env::var_os("JOURNEY_REQUIRE_TOOLS").is_none(), "`{program} {}` does not work", arguments.join(" "));
    eprintln!("skipped: `{program} {}` does not work here", arguments.join(" "));
    false
}

/// What Graphviz draws; it must not say anything.
fn drawn(dot: &str, what: &str) -> String {
    let mut child =
        Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let sent = dot.to_owned();
    let writer = std::thread::spawn(move || input.write_all(sent.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{what}: Graphviz says: {said}\n{dot}");
    String::from_utf8(output.stdout).unwrap()
}

fn bytes(analysis: &Analysis, format: Format, options: &EmitOptions) -> Vec<u8> {
    emit(analysis, FileId(0), format, options).unwrap()
}

/// Small pictures, which are painted faster.
fn small() -> EmitOptions {
    EmitOptions { scale: 0.2, ..EmitOptions::default() }
}

/// The same for a format: Mermaid holds one journey, the first.
fn fit(analysis: &Analysis, file: FileId, format: Format) -> EmitOptions {
    let first = analysis.model.journeys(file).next().and_then(|journey| journey.name().map(str::to_owned));
    EmitOptions { journey: first.filter(|_| format == Format::Mermaid), ..small() }
}

fn emitted(analysis: &Analysis, format: Format, options: &EmitOptions) -> String {
    String::from_utf8(bytes(analysis, format, options)).unwrap()
}

#[test]
fn graphviz_draws_every_example_without_a_word() {
    if !there("dot", &["-V"]) {
        return;
    }
    let files = examples();
    for file in files.iter().filter(|file| !file.contains("shared/")) {
        let analysis = analysed(&Disk, file);
        for show_implied in [false, true] {
            let options = EmitOptions { show_implied, ..EmitOptions::default() };
            drawn(&emitted(&analysis, Format::Dot, &options), file);
        }
        for journey in analysis.model.journeys(FileId(0)) {
            for persona in journey::graph::JourneyGraph::new(journey).personas {
                let persona = analysis.model.node(persona).name().map(str::to_owned);
                drawn(&emitted(&analysis, Format::Dot, &EmitOptions { persona, ..EmitOptions::default() }), file);
            }
        }
    }
}

#[test]
fn graphviz_draws_any_text_without_a_word() {
    if !there("dot", &["-V"]) {
        return;
    }
    for title in HOSTILE {
        drawn(&emitted(&text(&hostile(title)), Format::Dot, &EmitOptions::default()), title);
    }
    let drawing = drawn(&emitted(&text(&hostile("a<b>&amp;\\\\N")), Format::Dot, &EmitOptions::default()), "text");
    assert!(drawing.contains("a&lt;b&gt;&amp;amp;\\N"), "text arrives as it is written");
}

#[test]
fn graphviz_draws_every_shape_of_flow_without_a_word() {
    if !there("dot", &["-V"]) {
        return;
    }
    let places = ["a", "b", "c", "a.x", "b.x", "b.y", "c.z", "won", "lost", "other", "other.s"];
    let stages = "stage a { touchpoint x; touchpoint y }\n phase p \"P\" { stage b { order: any; touchpoint x; touchpoint y } }\n stage c { touchpoint z }";
    let map = |arrows: &str| {
        format!(
            "journey j {{ {stages}\n outcome won success\n outcome lost failure\n {arrows} }}\njourney other {{ stage s {{ action: \"x\" }} }}"
        )
    };
    let mut all = String::new();
    for from in places.iter().take(7) {
        for to in places {
            let target = if to == "other" { "journey other" } else { to };
            let _ = writeln!(all, "{from} -> {target} \"l\" 1%");
        }
        drawn(&emitted(&text(&map(&all)), Format::Dot, &EmitOptions::default()), &all);
        let inside = format!("influence {from} -> a\ninfluence {from} -> other.s\n{from} -> {from}");
        drawn(&emitted(&text(&map(&inside)), Format::Dot, &EmitOptions::default()), &inside);
    }
}

#[test]
fn json_fits_its_schema() {
    if !there("python3", &["-c", "from jsonschema import Draft202012Validator"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let files = examples();
    let mut documents: Vec<PathBuf> = Vec::new();
    let mut write = |text: String| {
        documents.push(folder.path().join(format!("{}.json", documents.len())));
        fs::write(documents.last().unwrap(), text).unwrap();
    };
    for file in &files {
        write(emitted(&analysed(&Disk, file), Format::Json, &EmitOptions::default()));
    }
    for title in HOSTILE {
        write(emitted(&text(&hostile(title)), Format::Json, &EmitOptions::default()));
    }
    let schema_file = folder.path().join("schema.json");
    fs::write(&schema_file, schema()).unwrap();
    let validator = root().join("tests/validate_schema.py");
    let validate =
        |documents: &[PathBuf]| Command::new("python3").arg(&validator).arg(&schema_file).args(documents).output().unwrap();
    let output = validate(&documents);
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // A validator that accepts everything would prove nothing.
    for (right, wrong) in
        [("\"version\": 1", "\"version\": 2"), ("\"basis\": \"assumed\"", "\"basis\": \"felt\""), ("\"low\":", "\"lo\":")]
    {
        let first = documents.iter().map(|path| fs::read_to_string(path).unwrap()).find(|text| text.contains(right)).unwrap();
        let broken = folder.path().join("broken.json");
        fs::write(&broken, first.replacen(right, wrong, 1)).unwrap();
        assert!(!validate(&[broken]).status.success(), "{wrong} is accepted");
    }
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let files = examples();
    for file in files.iter().filter(|file| !file.contains("shared/")) {
        let (first, second) = (analysed(&Disk, file), analysed(&Disk, file));
        for &format in Format::ALL {
            let options = fit(&first, FileId(0), format);
            assert!(bytes(&first, format, &options) == bytes(&second, format, &options), "{file} as {}", format.name());
        }
    }
}

#[test]
fn what_else_is_read_changes_nothing() {
    let files = examples();
    let (all, _) = analyse(&Disk, &files, &Options::default());
    for (id, source) in all.sources.iter().filter(|(_, source)| !source.path().contains("shared/")) {
        let alone = analysed(&Disk, source.path());
        for &format in Format::ALL {
            let options = fit(&all, id, format);
            let together = emit(&all, id, format, &options).unwrap();
            assert!(together == bytes(&alone, format, &options), "{} as {}", source.path(), format.name());
        }
    }
}

/// Compares with a file, or writes it where `JOURNEY_UPDATE` is set.
fn golden(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var_os("JOURNEY_UPDATE").is_some() {
        fs::write(&path, text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{} is not what is written now; JOURNEY_UPDATE=1 writes it anew", path.display());
}

#[test]
fn the_small_map_is_written_as_it_was() {
    let analysis = analysed(&Disk, "tests/emit/small.journey");
    golden("tests/emit/small.dot", &emitted(&analysis, Format::Dot, &EmitOptions::default()));
    golden("tests/emit/small.svg", &emitted(&analysis, Format::Svg, &EmitOptions::default()));
    golden("tests/emit/small.json", &emitted(&analysis, Format::Json, &EmitOptions::default()));
    golden(
        "tests/emit/small.mmd",
        &emitted(&analysis, Format::Mermaid, &EmitOptions { journey: Some("buy".into()), ..EmitOptions::default() }),
    );
    golden("tests/emit/small.flowchart.mmd", &emitted(&analysis, Format::Flowchart, &EmitOptions::default()));
    golden("tests/emit/small.md", &emitted(&analysis, Format::Markdown, &EmitOptions::default()));
    golden("tests/emit/small.csv", &emitted(&analysis, Format::Csv, &EmitOptions::default()));
    golden("docs/journey.schema.json", &schema());
}

#[test]
fn the_gallery_shows_what_is_drawn() {
    for file in
        examples().iter().filter(|file| file.starts_with("examples/") && !file.contains("shared/") && !file.contains("broken/"))
    {
        let picture = file.replacen("examples/", "examples/gallery/", 1).replace(".journey", ".svg");
        golden(&picture, &emitted(&analysed(&Disk, file), Format::Svg, &EmitOptions::default()));
    }
}

#[test]
fn a_wrong_name_is_said_with_the_near_one() {
    let analysis = text("persona amira { goal: \"x\" }\njourney shop { persona: amira; stage buy { action: \"x\" } }");
    let said = |journey: Option<&str>, persona: Option<&str>| {
        let options = EmitOptions { journey: journey.map(Into::into), persona: persona.map(Into::into), ..EmitOptions::default() };
        emit(&analysis, FileId(0), Format::Dot, &options).unwrap_err()
    };
    assert_eq!(said(Some("shpo"), None), "there is no journey `shpo` in map.journey; did you mean `shop`?");
    assert_eq!(said(Some("zzzzzz"), None), "there is no journey `zzzzzz` in map.journey; there is `shop`");
    assert_eq!(said(None, Some("amria")), "no persona `amria` walks this journey; did you mean `amira`?");
    let empty = text("persona amira { goal: \"x\" }");
    let error = emit(&empty, FileId(0), Format::Dot, &EmitOptions::default()).unwrap_err();
    assert_eq!(error, "there is no journey in map.journey to draw");
    assert!(emit(&empty, FileId(0), Format::Json, &EmitOptions::default()).is_ok());
}
