//! Names of what is declared, and paths of files.

use std::collections::HashSet;
use std::fmt::Write;

use super::{Item, ItemKind, plain};
use crate::ide::card::heading;
use crate::ide::cursor::Cursor;
use crate::ide::markdown::code;
use crate::ide::scope::{Name, Scope, from_elsewhere};
use crate::model::vocabulary::Target;
use crate::source::{Span, one_line};

/// The names of what a value may mean, apart from those that stand there already.
pub(super) fn names<'a>(cursor: &Cursor<'a>, scope: Scope<'a>, target: Target, taken: &[&str], items: &mut Vec<Item>) {
    let names = match (target, cursor.qualifier.is_empty()) {
        (Target::Place, true) => scope.places(false),
        (Target::Place, false) => scope.members(&cursor.qualifier),
        (target, true) => scope.names(target),
        (_, false) => Vec::new(),
    };
    items.extend(names.into_iter().filter(|name| !taken.contains(&name.written.as_str())).map(|name| name_item(cursor, &name)));
}

/// A name with the title of what it means.
pub(super) fn name_item(cursor: &Cursor<'_>, name: &Name<'_>) -> Item {
    let node = name.node;
    let detail = node.title().map(one_line).unwrap_or_default();
    let mut documentation = heading(node);
    if let Some(path) = from_elsewhere(cursor.view, node.id) {
        let _ = write!(documentation, "\n\nin {}", code(path));
    }
    Item { detail, documentation, ..plain(cursor, &name.written, ItemKind::Name(node.kind())) }
}

/// The paths of other maps that are not imported yet, and of folders.
pub(super) fn paths(cursor: &Cursor<'_>, maps: &[String], quoted: bool, items: &mut Vec<Item>) {
    let view = cursor.view;
    let text = view.text();
    let span = if quoted { path_at(text, cursor.offset as usize) } else { cursor.word };
    let here: HashSet<&str> = view
        .model()
        .imports
        .iter()
        .filter(|(path, _)| !path.contains(span))
        .map(|(_, file)| view.analysis.sources.get(*file).path())
        .collect();
    let folder = view.source().path().rsplit_once('/').map_or("", |(folder, _)| folder);
    for path in maps.iter().filter(|path| !here.contains(joined(folder, path).as_str())) {
        let text = if quoted { path.clone() } else { format!("\"{path}\"") };
        let kind = if path.ends_with('/') { ItemKind::Folder } else { ItemKind::File };
        items.push(Item { span, text, ..plain(cursor, path, kind) });
    }
}

/// The path around a byte, without its quotes.
fn path_at(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('"').map_or(at, |quote| quote + 1);
    let rest = &text[at..];
    let length = rest.find(['"', '\n', '\r']).unwrap_or(rest.len());
    Span::new(start, at + rest[..length].trim_end().len())
}

/// A path from a folder as one from the root.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
