//! Formatting.

use journey::fmt::format_lines;
use journey::ide::format::format;

use super::{BROKEN, MAP, SHARED, broken, edited, read, view};

/// The map as somebody types it in a hurry.
fn untidy() -> String {
    let tidy = MAP.replacen("    channel: web\n    touchpoint ask", "  channel:web ;   touchpoint ask", 1);
    let tidy = tidy.replacen("    legal: \"Receipt\"\n", "          legal  :  \"Receipt\"\n\n\n\n", 1);
    tidy.replacen("pay -> search", "pay  ->  search", 1)
}

#[test]
fn formatting_is_that_of_fmt_in_small_edits() {
    let formatted = |text: &str, lines: Option<std::ops::Range<usize>>| {
        let analysis = read(text, SHARED);
        let edits = format(view(&analysis), lines.clone());
        assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
        let after = edited(text, &edits);
        assert_eq!(after, format_lines(view(&analysis).source(), lines).text);
        (after, edits.len())
    };
    let tidy = formatted(MAP, None).0;
    assert_eq!(formatted(&tidy, None), (tidy.clone(), 0));
    let text = untidy();
    assert_eq!(formatted(&text, None), (tidy.clone(), formatted(&text, None).1));
    assert!(formatted(&text, None).1 >= 3, "each place by itself");
    let last = text.lines().count() - 2;
    let (after, count) = formatted(&text, Some(last..last + 1));
    assert_eq!((after, count), (text.replacen("pay  ->  search", "pay -> search", 1), 1));
    // What is broken is left alone, and what stands below it is formatted all the same; a wrong quote or brace is in the way of all that
    // is declared with it.
    for wrong in ["channl = web", "emotion:", "search => nowhere", "what is this"] {
        let at = text.find("  channel:web").expect("it is there") as u32;
        let (text, _) = broken(&text, at, wrong);
        let (after, _) = formatted(&text, None);
        assert!(after.contains(wrong.trim()) && after.contains("\n  pay -> search"), "broken by `{wrong}`: {after}");
        let lines = text.lines().count() - 3..text.lines().count();
        assert!(formatted(&text, Some(lines)).0.contains("\n  pay -> search"), "broken by `{wrong}`");
    }
    for wrong in BROKEN {
        let analysis = read(&text, &format!("{wrong}\n{SHARED}{wrong}\n"));
        assert_eq!(edited(&text, &format(view(&analysis), None)), tidy, "import broken by `{wrong}`");
    }
}
