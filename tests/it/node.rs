//! Programs for Node that stand in `tests/node`, run by tests: a job as JSON goes in, an answer as JSON comes out.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::root;

/// Runs `tests/node/NAME`; nothing where Node, its packages or Chromium are not there and need not be.
pub fn run(name: &str, job: &Value) -> Option<Value> {
    let script = tools()?.join(name);
    let mut child = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node starts, since its packages are there");
    child.stdin.take().expect("it is piped").write_all(job.to_string().as_bytes()).expect("Node reads its job");
    let output = child.wait_with_output().expect("Node ends");
    assert!(output.status.success(), "tests/node/{name} failed; see above");
    Some(serde_json::from_slice(&output.stdout).expect("the answer is JSON"))
}

/// The folder into which `tests/run --install` puts the scripts and their packages.
fn tools() -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = target.join("test-tools/node");
    let packages = ["playwright-core", "axe-core"].iter().all(|name| folder.join("node_modules").join(name).is_dir());
    if packages && chromium().is_some() {
        copy_scripts(&folder);
        return Some(folder);
    }
    assert!(
        std::env::var_os("JOURNEY_REQUIRE_TOOLS").is_none(),
        "Chromium or the packages of tests/node are missing: `tests/run --install` installs them"
    );
    println!("skipped: Chromium and the packages of tests/node are not here; `tests/run --install` installs them");
    None
}

/// The browser.
fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    named.is_file().then_some(named)
}

/// Node looks for packages beside and above the script that wants them.
fn copy_scripts(folder: &Path) {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        for script in crate::support::files("tests/node", "mjs") {
            let name = script.file_name().expect("a file has a name");
            std::fs::copy(&script, folder.join(name)).expect("the script is copied");
        }
    });
}
