//! The house keeps its order: imports go one way, and each tool stays in its room. The table is that of ARCHITECTURE.md.

use std::collections::BTreeMap;

use crate::support::{files, read, root};

/// The import table: `| folder | may import |` rows of ARCHITECTURE.md.
fn table() -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap_or_default();
    let section = text.split("## Who may import whom").nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    section
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| line.split_once("` | "))
        .map(|(folder, rest)| {
            let rest = rest.trim_end_matches(['|', ' ']);
            let allowed = rest.split(',').map(|word| word.trim().trim_matches('`').to_owned()).filter(|word| word != "–").collect();
            (folder.to_owned(), allowed)
        })
        .collect()
}

fn folder(path: &str) -> String {
    let below = path.trim_start_matches("src/");
    below.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

#[test]
fn imports_follow_the_table() {
    let table = table();
    assert!(table.len() >= 8, "ARCHITECTURE.md has its table: {table:?}");
    let mut wrong = Vec::new();
    for path in files("src", "rs") {
        let (path, text) = read(&path);
        let own = folder(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        let Some(allowed) = table.get(&own) else {
            wrong.push(format!("{path}: `{own}` is not in the table"));
            continue;
        };
        for part in text.split("crate::").skip(1) {
            let target: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let is_folder = table.contains_key(&target);
            if is_folder && target != own && !allowed.contains(&target) {
                wrong.push(format!("{path}: imports crate::{target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_tool_stays_in_its_room() {
    let rooms: &[(&str, &[&str])] = &[
        ("pest", &["syntax"]),
        ("miette", &["render"]),
        ("petgraph", &["graph", "emit"]),
        ("pulldown_cmark", &["project", "render"]),
        ("quick_xml", &["import"]),
        ("::csv", &["import", "emit"]),
        ("calamine", &["import"]),
        ("zip", &["import"]),
        ("rust_xlsxwriter", &["emit"]),
        ("clap", &["cli"]),
        ("gen_lsp_types", &["lsp"]),
        ("notify", &["cli"]),
        ("rustix", &["cli"]),
        ("harfrust", &["type"]),
        ("read_fonts", &["type", "cli"]),
        ("tiny_skia", &["emit"]),
        ("fontdb", &["cli"]),
        ("std::fs", &["cli"]),
        ("std::process", &["cli", "main"]),
        ("println!", &["cli", "main"]),
    ];
    let mut wrong = Vec::new();
    for path in files("src", "rs") {
        let (path, text) = read(&path);
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for (tool, homes) in rooms {
            let uses = [format!("use {tool}"), format!("{tool}::"), format!(" {tool}(")];
            let there = uses.iter().any(|word| code.contains(word.as_str())) || (tool.ends_with('!') && code.contains(tool));
            if there && !homes.contains(&folder(&path).as_str()) {
                wrong.push(format!("{path}: {tool}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
