//! Definition, references and highlights of names.

use std::fmt::Write;

use journey::Analysis;
use journey::ide::Location;
use journey::ide::definition::definition;
use journey::ide::highlights::highlights;
use journey::ide::references::{element_at, occurrences};

use super::{BROKEN, SHARED, WORDS, broken, inside, read, view};

/// The places of a project where something is named, each with its line, the name in brackets.
fn places(analysis: &Analysis, places: impl Iterator<Item = (Location, bool)>) -> String {
    let mut out = String::new();
    for (at, declared) in places {
        let file = analysis.sources.get(at.file);
        let line = file.lines().line(at.span.start);
        let range = file.lines().range(line);
        let (start, end) = (at.span.start as usize, at.span.end as usize);
        let text = file.text();
        let shown = format!("{}⟨{}⟩{}", &text[range.start..start], &text[start..end], text[end..range.end].trim_end());
        let _ = writeln!(out, "    {}:{} {}{}", file.path(), line + 1, shown.trim(), if declared { "  (declared)" } else { "" });
    }
    out
}

#[test]
fn names_lead_to_their_declaration_and_to_each_other() {
    let mut out = String::new();
    for marked in WORDS {
        let (text, at) = inside(marked);
        let analysis = read(&text, SHARED);
        let view = view(&analysis);
        let _ = writeln!(out, "{marked}");
        if let Some(found) = definition(view, at) {
            let _ = write!(out, "  from {}\n{}", &text[found.from.range()], places(&analysis, std::iter::once((found.to, true))));
        }
        if let Some(id) = element_at(view, at) {
            let all = occurrences(&analysis, id);
            let _ = write!(out, "  all\n{}", places(&analysis, all.iter().map(|found| (found.at, found.declaration))));
            let here: Vec<_> = all.into_iter().filter(|found| found.at.file == view.file).collect();
            assert_eq!(highlights(view, at), here, "{marked}: what is highlighted is what is named in the file");
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn references_do_not_mind_what_is_broken_above() {
    for marked in WORDS {
        let (text, at) = inside(marked);
        let lines = |text: &str, at: u32, shared: &str| -> Option<Vec<String>> {
            let analysis = read(text, shared);
            let all = occurrences(&analysis, element_at(view(&analysis), at)?);
            let line = |at: Location| {
                let file = analysis.sources.get(at.file);
                file.text()[file.lines().range(file.lines().line(at.span.start))].trim().to_owned()
            };
            let mut out: Vec<String> = all.iter().map(|found| line(found.at)).collect();
            let found = definition(view(&analysis), at)?;
            let [named, declared] = [&text[found.from.range()], &line(found.to)];
            out.push(format!("{named} leads to {declared}"));
            let here: Vec<_> = all.into_iter().filter(|found| found.at.file == view(&analysis).file).collect();
            assert_eq!(highlights(view(&analysis), at), here, "{marked}: what is highlighted is what is named in the file");
            Some(out)
        };
        let sound = lines(&text, at, SHARED);
        for wrong in BROKEN {
            let (text, at) = broken(&text, at, wrong);
            let mut here = lines(&text, at, SHARED);
            // What is broken may name the same, as `channl = web` does once its `=` is understood.
            if let Some(here) = &mut here {
                here.retain(|line| line != wrong);
            }
            assert_eq!(here, sound, "{marked}, broken by `{wrong}`");
        }
        for wrong in BROKEN {
            assert_eq!(lines(&text, at, &format!("{wrong}\n{SHARED}{wrong}\n")), sound, "{marked}, import broken by `{wrong}`");
        }
    }
}
