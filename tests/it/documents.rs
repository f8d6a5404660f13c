//! What the documents show is run: every map checks clean, every command of the program works, and the error in the README is real.

use std::process::Command;

use journey::diagnostic::Severity;

use crate::support::{check, line, root};

/// The fences of a document with an info string.
fn fences(document: &str, info: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(document)).unwrap_or_default();
    let mut out = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() != format!("```{info}") {
            continue;
        }
        let inside: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
        out.push(inside.join("\n") + "\n");
    }
    out
}

#[test]
fn every_map_in_a_document_checks_clean() {
    let mut count = 0;
    for document in [
        "README.md",
        "grammar/README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "examples/README.md",
        "docs/configuration.md",
        "docs/style.md",
    ] {
        // A fixture that is shown says itself what is found in it.
        for map in fences(document, "journey").into_iter().filter(|map| !map.contains("//~")) {
            count += 1;
            let analysis = check(&map);
            let found: Vec<String> =
                analysis.findings.iter().filter(|f| f.severity > Severity::Info).map(|finding| line(&analysis, finding)).collect();
            assert!(found.is_empty(), "{document}: {found:#?}\n{map}");
        }
    }
    assert!(count >= 20, "{count} maps");
}

#[test]
fn every_command_in_the_readme_works() {
    let folder = tempfile::tempdir().expect("there is room");
    copy(&root().join("examples"), &folder.path().join("examples"));
    let mut count = 0;
    for command in fences("README.md", "sh").iter().flat_map(|fence| fence.lines()) {
        // The tests and the benchmark are run by their own commands.
        let Some(arguments) = command.strip_prefix("cargo run --release -- ") else { continue };
        count += 1;
        let output = Command::new(env!("CARGO_BIN_EXE_journey"))
            .args(arguments.split_whitespace())
            .current_dir(folder.path())
            .output()
            .expect("the program starts");
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(count >= 3, "{count} commands");
    assert!(folder.path().join("shoes.dot").exists() && folder.path().join("shoes.svg").exists());
}

#[test]
fn the_error_in_the_readme_is_real() {
    let shown = fences("README.md", "text").into_iter().find(|text| text.contains("shares-over-100")).expect("it shows one");
    let output = Command::new(env!("CARGO_BIN_EXE_journey"))
        .args(["check", "examples/broken/shares-over-100.journey"])
        .env("LC_ALL", "C.UTF-8")
        .current_dir(root())
        .output()
        .expect("the program starts");
    assert!(String::from_utf8_lossy(&output.stdout).contains(shown.trim_end()), "{}", String::from_utf8_lossy(&output.stdout));
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    for entry in std::fs::read_dir(from).expect("it is there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}
