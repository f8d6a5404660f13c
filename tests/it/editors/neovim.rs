//! The files for Neovim, in Neovim. What it does as a client of the server stands in `tests/editor.lua`.

use std::process::Command;

use tempfile::TempDir;

use super::tree_sitter::library;
use super::vim::path;
use crate::neovim::neovim;
use crate::support::root;

#[test]
fn the_plugin_works_in_neovim() {
    let (Some(program), Some(library)) = (neovim(), library()) else { return };
    let place = TempDir::new().expect("a folder");
    let parser = place.path().join("parser");
    std::fs::create_dir(&parser).expect("a folder");
    std::fs::copy(library, parser.join("journey.so")).expect("the parser is copied");
    let output = Command::new(program)
        .args(["--clean", "--headless", "-l"])
        .arg(root().join("tests/editors/neovim.lua"))
        .arg(root())
        .current_dir(place.path())
        .env("PATH", path())
        .env("XDG_STATE_HOME", place.path().join("state"))
        .output()
        .expect("Neovim starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("all of it works"), "{said}");
}
