//! Statements: fields, declarations, and what begins a transition.

use super::names::name_item;
use super::{Item, ItemKind, capital, holds, plain};
use crate::ide::context::{Block, End, fields_there};
use crate::ide::cursor::Cursor;
use crate::ide::hover::{of_field, of_keyword, of_reserved};
use crate::ide::scope::Scope;
use crate::model::vocabulary::{ElementKind, Field, FieldRow, OUTCOME, SOURCE_KIND, Target, ValueType};

/// The statements that may begin in a block.
pub(super) fn statements<'a>(cursor: &Cursor<'a>, scope: Scope<'a>, block: Block, items: &mut Vec<Item>) {
    if !cursor.qualifier.is_empty() {
        if matches!(block, Block::Element(kind) if kind.row().transitions) {
            super::flow::places(cursor, scope, &End::default(), items);
        }
        return;
    }
    match block {
        Block::Top => {
            let kinds = ElementKind::ALL.iter().copied().filter(|kind| kind.at_top());
            let (journey, others): (Vec<_>, Vec<_>) = kinds.partition(|kind| *kind == ElementKind::Journey);
            items.extend(journey.into_iter().chain(others).map(|kind| declaration(cursor, kind)));
            let import = plain(cursor, "import", ItemKind::Keyword);
            items.push(Item { documentation: capital(of_reserved("import")), snippet: Some("import \"$0\"".into()), ..import });
        }
        Block::Element(kind) => in_element(cursor, scope, kind, items),
        Block::Remarks => {
            let rows = ElementKind::Team.row().all_fields();
            items.extend(rows.map(|row| field(cursor, row)));
        }
        Block::Arms => {}
    }
}

fn in_element<'a>(cursor: &Cursor<'a>, scope: Scope<'a>, kind: ElementKind, items: &mut Vec<Item>) {
    let row = kind.row();
    let there = fields_there(cursor);
    let open = |row: &&FieldRow| row.many || !there.contains(&row.field);
    let (required, others): (Vec<_>, Vec<_>) = row.all_fields().filter(open).partition(|row| row.required);
    // What a block is usually made of comes before what can be said about it.
    let (parts, rest): (Vec<_>, Vec<_>) = row.children.iter().copied().partition(|child| is_part(kind, *child));
    items.extend(required.into_iter().map(|row| field(cursor, row)));
    items.extend(parts.into_iter().map(|child| declaration(cursor, child)));
    items.extend(others.into_iter().map(|row| field(cursor, row)));
    if row.lanes {
        items.extend(scope.names(Target::Lane).iter().map(|lane| Item {
            kind: ItemKind::Field,
            snippet: Some(format!("{}: \"$1\"$0", lane.written)),
            text: format!("{}: ", lane.written),
            ..name_item(cursor, lane)
        }));
    }
    items.extend(rest.into_iter().map(|child| declaration(cursor, child)));
    if row.transitions {
        let places = scope.places(false);
        items.extend(places.iter().map(|place| Item { text: format!("{} -> ", place.written), ..name_item(cursor, place) }));
        let influence = plain(cursor, "influence", ItemKind::Keyword);
        items.push(Item { documentation: capital(of_reserved("influence")), ..influence });
    }
}

/// Whether a block is usually made of such elements.
fn is_part(kind: ElementKind, child: ElementKind) -> bool {
    use ElementKind as E;
    matches!((kind, child), (E::Journey | E::Phase, E::Stage) | (E::Stage, E::Touchpoint) | (E::Journey, E::Outcome))
}

/// The name of a field, with its colon unless that is there.
fn field(cursor: &Cursor<'_>, row: &FieldRow) -> Item {
    let name = row.field.name();
    let item = Item { detail: holds(row), documentation: of_field(row), ..plain(cursor, name, ItemKind::Field) };
    if row.field == Field::Optional || cursor.rest_of_line().trim_start().starts_with(':') {
        return item;
    }
    let snippet = match row.value {
        ValueType::Text | ValueType::Link => Some(format!("{name}: \"$1\"$0")),
        _ => None,
    };
    Item { text: format!("{name}: "), snippet, ..item }
}

/// A declaration with its places to fill in; its keyword alone where something stands behind it already.
fn declaration(cursor: &Cursor<'_>, kind: ElementKind) -> Item {
    let keyword = kind.keyword();
    let item =
        Item { detail: kind.row().meaning.into(), documentation: of_keyword(kind), ..plain(cursor, keyword, ItemKind::Element) };
    let rest = cursor.rest_of_line().trim_start();
    if !(rest.is_empty() || rest.starts_with(['}', ';']) || rest.starts_with("//")) {
        return item;
    }
    let head = if kind.row().id_required {
        format!("{keyword} ${{1:id}} \"${{2:Title}}\"")
    } else {
        format!("{keyword} \"${{1:Title}}\"")
    };
    let snippet = match kind {
        ElementKind::Channel | ElementKind::Team | ElementKind::Lane => format!("{head}$0"),
        ElementKind::Outcome => format!("{head} ${{3|{}|}}$0", OUTCOME.join(",")),
        ElementKind::Source => format!("{head} {{ kind: ${{3|{}|}} }}$0", SOURCE_KIND.join(",")),
        ElementKind::Metric => format!("{head} ${{2:4.1/5}}$0"),
        ElementKind::MomentOfTruth => return item,
        ElementKind::Touchpoint | ElementKind::Step => format!("{keyword} ${{1:id}} \"${{2:Title}}\" {{\n  $0\n}}"),
        _ => format!("{head} {{\n  $0\n}}"),
    };
    Item { text: format!("{keyword} "), snippet: Some(snippet), ..item }
}
