//! Places that arrows begin and end at.

use super::names::name_item;
use super::{Item, ItemKind, capital, plain};
use crate::ide::context::End;
use crate::ide::cursor::Cursor;
use crate::ide::hover::of_reserved;
use crate::ide::scope::{Name, Scope};
use crate::model::Node;
use crate::model::vocabulary::{ElementKind, Target};

/// The places that an arrow may begin or end at.
pub(super) fn places<'a>(cursor: &Cursor<'a>, scope: Scope<'a>, end: &End<'a>, items: &mut Vec<Item>) {
    if !cursor.qualifier.is_empty() {
        items.extend(scope.members(&cursor.qualifier).iter().map(|name| name_item(cursor, name)));
        return;
    }
    let mut names = scope.places(end.leads);
    if let Some(from) = end.from {
        onwards_first(scope, &mut names, from);
    }
    items.extend(names.iter().filter(|name| !end.taken.contains(&name.written.as_str())).map(|name| name_item(cursor, name)));
    if end.leads && scope.stage().is_some() {
        items.push(Item { documentation: capital(of_reserved("exit")), ..plain(cursor, "exit", ItemKind::Keyword) });
    }
    if end.leads && scope.names(Target::Journey).len() > 1 {
        let documentation = "Hands over to another journey as a whole.".to_owned();
        items.push(Item { documentation, ..plain(cursor, ElementKind::Journey.keyword(), ItemKind::Keyword) });
    }
    if end.branches {
        items.push(branch(cursor));
    }
}

/// Orders places for an arrow: siblings before the rest, those after the place that it comes from before those before it, and that
/// place itself last of all.
fn onwards_first<'a>(scope: Scope<'a>, names: &mut [Name<'a>], from: &str) {
    let Some(origin) = names.iter().find(|name| name.written == from).map(|name| name.node) else { return };
    let group = |node: Node<'_>| match (node.kind(), scope.stage()) {
        (ElementKind::Touchpoint | ElementKind::Step, Some(stage)) if node.parent().map(|parent| parent.id) == Some(stage.id) => 0,
        (ElementKind::Stage | ElementKind::Outcome, _) => 1,
        _ => 2,
    };
    let of_origin = group(origin);
    names.sort_by_key(|name| {
        let group = group(name.node);
        let before = group == of_origin && name.node.id < origin.id;
        (name.node.id == origin.id, group, before)
    });
}

/// The block of a branch.
fn branch(cursor: &Cursor<'_>) -> Item {
    Item {
        detail: "several ways".into(),
        documentation: "A branch: one way on each line, with its share.".into(),
        text: "{ }".into(),
        snippet: Some("{\n  ${1:place} ${2:50%}\n  $0\n}".into()),
        ..plain(cursor, "{ … }", ItemKind::Keyword)
    }
}
