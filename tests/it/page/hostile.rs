//! Maps that mean harm: their text stays text wherever it stands in a page.

use journey::Analysis;
use serde_json::json;

use super::{html, open, put};
use crate::drawn::map;
use crate::support::check;

const HOSTILE: &[&str] = &[
    "</text><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "]]></svg><img src=x onerror=alert(1)>",
    "\\\" onload=\\\"alert(1)\\\" autofocus onfocus=\\\"alert(1)\\\" x=\\\"",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://example.org/\\\"onclick=alert(1)//",
    "</title><meta http-equiv=refresh content=0;url=https://example.org>",
    "<base href=https://example.org><link rel=stylesheet href=https://example.org/x.css>",
    "&lt;script&gt;alert(1)&lt;/script&gt; \u{2028} ${alert(1)} `",
];

#[test]
fn hostile_text_runs_nothing_and_loads_nothing() {
    let folder = tempfile::tempdir().expect("there is room");
    let maps: Vec<Analysis> = HOSTILE
        .iter()
        .map(|title| {
            let text = map(2, 2, title, title)
                .replace("goal: ", &format!("link: \"{title}\"; goal: "))
                .replace("kind: ", &format!("link: \"{title}\"; kind: "));
            // A second journey makes an overview.
            check(&format!("{text}\njourney k \"{title}\" {{ persona: a; stage s0 \"{title}\" {{ action: \"{title}\"; emotion: -1 }} s0 -> j.s0 20% \"{title}\" }}"))
        })
        .collect();
    let jobs: Vec<_> = maps
        .iter()
        .enumerate()
        .map(|(number, analysis)| {
            json!({ "file": put(folder.path(), &number.to_string(), &html(analysis)), "steps": [
                { "select": [".journeys", "0"] },
                { "click": ".view.now a.touchpoint" },
                { "press": "/" }, { "type": "a" }, { "press": "ArrowDown" }, { "press": "Enter" },
                { "select": [".who", "1"] },
                { "click": ".views [data-view=words]" },
                { "look": [
                    "document.querySelectorAll('svg.map').length",
                    "document.querySelectorAll('script, style, meta, base, link, iframe, img, foreignObject, object, embed').length",
                    "[...document.querySelectorAll('*')].flatMap((node) => [...node.attributes]).filter(({ name, value }) => name.startsWith('on') || ['href', 'src', 'xlink:href', 'action'].includes(name) && /^\\s*(javascript|data|vbscript):/i.test(value)).length",
                    "[...document.querySelectorAll('.words h3')].some((head) => head.textContent.length > 3)",
                ] },
            ] })
        })
        .collect();
    let Some(all) = open(&jobs) else { return };
    // Two maps with three views and a funnel for the persona of each; one style, two scripts, four pieces of metadata.
    for (title, seen) in HOSTILE.iter().zip(all) {
        assert!(seen.is_quiet(), "{title}: {seen:?}");
        assert_eq!(seen.looks.last(), Some(&json!([8, 7, 0, true])), "{title}");
    }
}
