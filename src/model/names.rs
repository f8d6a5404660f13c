//! The tables of a file's names.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::FileId;

use super::vocabulary::ElementKind;
use super::{Element, FileModel};

/// A file's names. Where a name is declared twice the first declaration holds.
#[derive(Default)]
pub(super) struct Table<'m> {
    /// By the journey or stage in which the name holds (none: the file), kind and name.
    scoped: HashMap<(Option<u32>, ElementKind, &'m str), u32>,
    /// Touchpoints and steps by journey, for those who do not name the stage; none if there are several.
    touchpoints: HashMap<(u32, &'m str), Vec<u32>>,
}

/// Collects the names of a file and reports those declared twice.
pub(super) fn table(id: FileId, model: &FileModel) -> (Table<'_>, Vec<Diagnostic>) {
    let mut table = Table::default();
    let mut diagnostics = Vec::new();
    let journeys = journeys(model);
    for ((index, element), scope) in model.elements.iter().enumerate().zip(scopes(model)) {
        let (index, journey) = (index as u32, journeys[index]);
        let Some(name) = &element.id else { continue };
        let kind = namespace(element.kind);
        if let Some(&first) = table.scoped.get(&(scope, kind, &*name.text)) {
            if !name.span.is_empty() {
                diagnostics.push(twice(id, element, &model.elements[first as usize]));
            }
            continue;
        }
        table.scoped.insert((scope, kind, &name.text), index);
        if let (ElementKind::Touchpoint, Some(journey)) = (kind, journey) {
            table.touchpoints.entry((journey, &name.text)).or_default().push(index);
        }
    }
    (table, diagnostics)
}

/// The journey of each element.
pub(super) fn journeys(file: &FileModel) -> Vec<Option<u32>> {
    let mut out: Vec<Option<u32>> = Vec::with_capacity(file.elements.len());
    for (index, element) in file.elements.iter().enumerate() {
        out.push(match element.kind {
            ElementKind::Journey => Some(index as u32),
            _ => element.parent.and_then(|parent| out[parent as usize]),
        });
    }
    out
}

/// The journey or stage in which the name of each element holds; none for the file.
pub(super) fn scopes(file: &FileModel) -> Vec<Option<u32>> {
    let scope = |(element, journey): (&Element, Option<u32>)| match element.kind {
        ElementKind::Journey => None,
        ElementKind::Touchpoint | ElementKind::Step => element.parent,
        _ => journey,
    };
    file.elements.iter().zip(journeys(file)).map(scope).collect()
}

/// Touchpoints and steps share their names: a transition cannot tell them apart.
pub(super) fn namespace(kind: ElementKind) -> ElementKind {
    if kind == ElementKind::Step { ElementKind::Touchpoint } else { kind }
}

fn twice(id: FileId, again: &Element, first: &Element) -> Diagnostic {
    let name = again.id.as_ref().map_or("", |name| &*name.text);
    let span = again.id.as_ref().map_or(again.keyword, |name| name.span);
    let other = first.id.as_ref().map_or(first.keyword, |name| name.span);
    let kind = again.kind.keyword();
    Diagnostic::new(Code::DuplicateName, id, span, format!("there are two {kind}s called `{name}`"), "declared again here")
        .label(id, other, "first declared here")
        .help(format!("give one of them another id, such as `{name}-2`"))
}

impl<'m> Table<'m> {
    /// The element of a kind with a name in a scope.
    pub fn get(&self, scope: Option<u32>, kind: ElementKind, name: &str) -> Option<u32> {
        self.scoped.get(&(scope, namespace(kind), name)).copied()
    }

    /// The touchpoints and steps of a journey with a name.
    pub fn touchpoints<'s>(&'s self, journey: u32, name: &'s str) -> &'s [u32] {
        self.touchpoints.get(&(journey, name)).map_or(&[], Vec::as_slice)
    }

    /// All names of a kind in a scope, sorted.
    pub fn names(&self, scope: Option<u32>, kind: ElementKind) -> Vec<(&'m str, u32)> {
        let kind = namespace(kind);
        let mut names: Vec<(&str, u32)> = self
            .scoped
            .iter()
            .filter(|((at, of, _), _)| *at == scope && *of == kind)
            .map(|((_, _, name), index)| (*name, *index))
            .collect();
        names.sort_unstable();
        names
    }

    /// All touchpoints and steps of a journey by name, sorted; those whose name is not unique left out.
    pub fn all_touchpoints(&self, journey: u32) -> Vec<(&'m str, u32)> {
        let mut names: Vec<(&str, u32)> = self
            .touchpoints
            .iter()
            .filter(|((of, _), all)| *of == journey && all.len() == 1)
            .map(|((_, name), all)| (*name, all[0]))
            .collect();
        names.sort_unstable();
        names
    }
}
