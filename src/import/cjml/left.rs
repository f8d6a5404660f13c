//! What a document says and a map has no place for: said at its first place, once for each kind.

use std::collections::HashMap;

use crate::import::mermaid::shown;
use crate::import::said::Said;
use crate::import::xml::{Node, Unread};
use crate::source::Span;

/// How many kinds are said one by one.
const MOST_KINDS: usize = 100;

/// Things of one kind.
struct Kind {
    message: String,
    first: Span,
    count: usize,
    /// Whether another one, in the same place, is in the map.
    again: bool,
}

/// Says that instructions to programs are left out: where the first one stands, and how many there are.
pub fn say_instructions(text: &str, instructions: Option<(Span, usize)>, said: &mut Said) {
    let Some((first, count)) = instructions else { return };
    let name = text[first.range()].trim_start_matches("<?").split(|sign: char| sign.is_whitespace() || sign == '?').next();
    let span = Span::new(first.range().start, first.range().start + "<?".len() + name.unwrap_or_default().len());
    let message = format!("the processing instruction `{}` is left out", shown(name.unwrap_or_default()));
    let label = if count == 1 { "meant for a program".to_owned() } else { format!("the first of {count}") };
    said.left_out(span, message, label);
}

/// Says what nobody has asked for in a document.
pub fn say(root: &Node<'_>, said: &mut Said) {
    let mut by_message: HashMap<String, usize> = HashMap::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let mut more: Option<(Span, usize)> = None;
    root.unread(&mut |unread| {
        let (message, first, again) = match unread {
            Unread::Element(node, false) => (format!("`{}` is left out", node.name), node.span, false),
            Unread::Element(node, true) => (format!("another `{}` is left out", node.name), node.span, true),
            Unread::Attribute(node, attribute) => {
                (format!("the attribute `{}` of `{}` is left out", attribute.name, node.name), attribute.span, false)
            }
            Unread::Text(node) => (format!("the text directly in `{}` is left out", node.name), node.span, false),
        };
        if let Some(&index) = by_message.get(&message) {
            kinds[index].count += 1;
        } else if kinds.len() < MOST_KINDS {
            by_message.insert(message.clone(), kinds.len());
            kinds.push(Kind { message, first, count: 1, again });
        } else {
            more.get_or_insert((first, 0)).1 += 1;
        }
    });
    for Kind { message, first, count, again } in kinds {
        let label = match (count, again) {
            (1, true) => "the one before it counts".to_owned(),
            (1, false) => "no place in a map".to_owned(),
            (count, _) => format!("the first of {count}"),
        };
        said.left_out(first, message, label);
    }
    if let Some((first, count)) = more {
        said.left_out(first, format!("so is more of other names, {count} in all"), "the first of them");
    }
}
