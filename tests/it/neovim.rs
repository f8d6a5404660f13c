//! The language server in Neovim, a client that is not ours: `tests/editor.lua` says what is done there.

use std::process::Command;

use tempfile::TempDir;

use crate::emit::there;
use crate::support::root;

/// Neovim: the one that `tests/run --install` brings, else that of the machine. Those before 0.11 do not speak all of the protocol.
pub fn neovim() -> Option<String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let own = target.join("test-tools/bin/nvim");
    let program = if own.is_file() { own.to_string_lossy().into_owned() } else { "nvim".to_owned() };
    there(&program, &["--clean", "--headless", "-c", "lua os.exit(vim.lsp.config and 0 or 1)"]).then_some(program)
}

#[test]
fn neovim_is_served() {
    let Some(program) = neovim() else { return };
    let place = TempDir::new().expect("a folder");
    let output = Command::new(program)
        .args(["--clean", "--headless", "-l", "tests/editor.lua", env!("CARGO_BIN_EXE_journey")])
        .arg(place.path())
        .current_dir(root())
        // Its own files stay away from those of whoever runs the tests.
        .env("XDG_STATE_HOME", place.path().join("state"))
        .output()
        .expect("Neovim starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("all that was asked for has come"), "it ran to its end: {said}");
}
