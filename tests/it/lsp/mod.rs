//! The language server as an editor sees it: the program as a child process, and messages over its standard streams.

mod client;
mod features;
mod findings;

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::folder;

pub use client::{Client, position, position_of, uri};

const PEOPLE: &str = "persona amira \"Amira\" { goal: \"Run\" }\npersona ben \"Ben\" { goal: \"Run\" }\n";
const SHOP: &str = r#"import "people.journey"
channel web "Website 👟"
channel kiosk "Kiosk"
journey shop "Buying shoes 👟" {
  objective: "See where buyers are lost"
  persona: amira
  stage search "Searches" { channel: web; emotion: 0 "ok" for amira }
  stage pay "Pays" { action: "Pays" for ben }
  pay -> lost 30% "dear"
  outcome loyal "Comes back" success
  outcome lost "Leaves" failure
}
"#;

fn shop() -> (TempDir, String) {
    let place = folder(&[("shop.journey", SHOP), ("people.journey", PEOPLE), (".git/HEAD", "")]);
    let uri = uri(place.path(), "shop.journey");
    (place, uri)
}

/// A value to read, the folder of the test left out.
fn pretty(place: &Path, value: &Value) -> String {
    format!("{value:#}").replace(&uri(place, ""), "file:///maps")
}

fn none() -> Value {
    json!({})
}
