//! Texts that lead somewhere: the paths of imports, and links.

use super::View;
use crate::model::vocabulary::{ElementKind, ValueType};
use crate::source::{FileId, Span};
use crate::syntax::text::decode;
use crate::syntax::tree::{Statement, StatementKind};

/// A text that can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text, without its quotes.
    pub span: Span,
    /// Where it leads.
    pub target: Target,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a file that was read.
    File(FileId),
    /// To an address on the web or of mail.
    Address(String),
}

/// The beginnings of addresses that are followed. A map may come from anywhere, so no other scheme is.
const SCHEMES: &[&str] = &["https://", "http://", "mailto:"];

/// The links of a file, in order.
pub fn links(view: View<'_>) -> Vec<Link> {
    let imports = view.model().imports.iter().map(|&(span, file)| Link { span: unquoted(span), target: Target::File(file) });
    let mut out: Vec<Link> = imports.collect();
    let mut around: Vec<(u32, ElementKind)> = Vec::new();
    for (index, statement) in view.tree().statements.iter().enumerate() {
        around.retain(|(end, _)| (index as u32) < *end);
        if let StatementKind::Element(element) = &statement.kind {
            around.push((statement.end, element.kind));
        }
        let Some((_, kind)) = around.last() else { continue };
        out.extend(of_field(view, statement, *kind));
    }
    out.sort_by_key(|link| link.span);
    out
}

/// The addresses in a field that holds links.
fn of_field(view: View<'_>, statement: &Statement, kind: ElementKind) -> Vec<Link> {
    let StatementKind::Field(field) = &statement.kind else { return Vec::new() };
    let source = view.source();
    if kind.row().field(source.slice(field.name)).is_none_or(|row| row.value != ValueType::Link) {
        return Vec::new();
    }
    let addresses = field.values.iter().filter_map(|value| {
        let written = source.slice(value.span);
        let address = decode(written).into_owned();
        let followed = SCHEMES.iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme));
        let plain = written.starts_with('"') && !address.contains(|c: char| c.is_whitespace() || c.is_control());
        (followed && plain).then(|| Link { span: unquoted(value.span), target: Target::Address(address) })
    });
    addresses.collect()
}

/// What stands between the quotes.
fn unquoted(span: Span) -> Span {
    if span.len() < 2 { span } else { Span { start: span.start + 1, end: span.end - 1 } }
}
