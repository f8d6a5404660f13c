//! How large a diagram is at most that Mermaid draws, unless the page around it raises `maxEdges` and `maxTextSize`: a diagram cannot do
//! that itself. Of a larger one, readers see an error.

/// How many arrows are drawn (`maxEdges`).
const MOST_ARROWS: usize = 500;
/// How long a diagram is, in units of UTF-16 (`maxTextSize`).
const LONGEST: usize = 50_000;

/// Why Mermaid does not draw a diagram; nothing of one that it draws.
pub fn beyond(diagram: &str) -> Option<String> {
    // In texts `>` is written by its number.
    let arrows = diagram.lines().filter(|line| line.contains("-->") || line.contains("-.->")).count();
    if arrows > MOST_ARROWS {
        return Some(format!("it has {arrows} arrows, and Mermaid draws {MOST_ARROWS} at most"));
    }
    let length = diagram.encode_utf16().count();
    (length > LONGEST).then(|| format!("it is {length} characters long, and Mermaid draws {LONGEST} at most"))
}
