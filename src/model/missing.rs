//! Ids that were left out: which ones to write.
//!
//! An id is made of the title. It must be free where it would hold; and where something is named that nobody has declared, and the name
//! fits the title, that name is the one that is meant.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{FileId, SourceFile, Sources, Span};

use super::names::{namespace, scopes};
use super::vocabulary::ElementKind;
use super::{FileModel, Id, slug, written};

/// Gives an id to each element of a file that should have one and has none, and says so. `others` are the files that it imports.
pub(super) fn name(
    id: FileId,
    file: &mut FileModel,
    others: &[&HashSet<Declared>],
    own: &HashSet<Declared>,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let scopes = scopes(file);
    let mut taken: HashSet<(Option<u32>, ElementKind, Box<str>)> = HashSet::new();
    for (element, scope) in file.elements.iter().zip(&scopes) {
        taken.extend(element.id.as_ref().map(|id| (*scope, namespace(element.kind), id.text.clone())));
    }
    let mut wanted = wanted(id, file, others, own, sources);
    // The last number behind each name, so that many elements of one title are numbered in one go.
    let mut numbers: HashMap<(Option<u32>, ElementKind, String), usize> = HashMap::new();
    let mut diagnostics = Vec::new();
    for index in file.missing_ids.clone() {
        let element = &mut file.elements[index as usize];
        let title = element.title.as_ref();
        let stem = title.map(|title| slug(&title.text)).filter(|stem| !stem.is_empty());
        let (scope, kind) = (scopes[index as usize], namespace(element.kind));
        let mut free = |name: &str| taken.insert((scope, kind, name.into()));
        let made = stem.map(|stem| match fitting(&wanted, kind, &stem).filter(|name| free(name)) {
            Some(name) => {
                wanted.retain(|(_, other)| *other != name);
                name
            }
            None if free(&stem) => stem.into(),
            None => {
                let last = numbers.entry((scope, kind, stem.clone())).or_insert(1);
                loop {
                    *last += 1;
                    let name = format!("{stem}-{last}");
                    if free(&name) {
                        break name.into();
                    }
                }
            }
        });
        diagnostics.push(say(id, sources.get(id), element.kind, element.keyword, title.map(|title| title.span), made.as_deref()));
        element.id = made.map(|text| Id { text, span: Span::at(element.keyword.end as usize) });
    }
    diagnostics
}

/// A kind and a name that something of it has.
pub(super) type Declared = (ElementKind, Box<str>);

/// What a file declares, wherever it holds.
pub(super) fn declared(file: &FileModel) -> HashSet<Declared> {
    let named = file.elements.iter().filter_map(|element| Some((namespace(element.kind), element.id.as_ref()?.text.clone())));
    named.collect()
}

/// The names that are used and that nothing has, with the kinds that each could be.
fn wanted(
    id: FileId,
    file: &FileModel,
    others: &[&HashSet<Declared>],
    own: &HashSet<Declared>,
    sources: &Sources,
) -> Vec<(&'static [ElementKind], Box<str>)> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for reference in file.references.iter().filter(|reference| !reference.doubtful) {
        let (name, kinds) = (written(sources, id, reference), reference.target.kinds());
        let is = |declared: &HashSet<Declared>| kinds.iter().any(|kind| declared.contains(&(namespace(*kind), name.into())));
        if seen.insert((reference.target, name))
            && !is(own)
            && !others.iter().any(|other| is(other))
            && name != "exit"
            && !name.contains('.')
        {
            out.push((kinds, name.into()));
        }
    }
    out
}

/// The only wanted name that fits an id made of a title: one or more of its words, or nearly the same.
fn fitting(wanted: &[(&'static [ElementKind], Box<str>)], kind: ElementKind, stem: &str) -> Option<Box<str>> {
    let words = |text: &str| text.split(['-', '_']).map(str::to_lowercase).collect::<Vec<_>>();
    let all = words(stem);
    let fits = |name: &str| words(name).iter().all(|word| all.contains(word)) || nearest(name, [stem]).is_some();
    let mut found = wanted.iter().filter(|(kinds, name)| kinds.contains(&kind) && fits(name)).map(|(_, name)| name);
    let only = found.next()?;
    found.all(|other| other == only).then(|| only.clone())
}

fn say(id: FileId, file: &SourceFile, kind: ElementKind, keyword: Span, title: Option<Span>, made: Option<&str>) -> Diagnostic {
    let kind = kind.keyword();
    let found = Diagnostic::new(Code::MissingId, id, keyword, format!("this {kind} has no id"), "an id belongs after it");
    match made {
        Some(made) => found.help(format!("write `{kind} {made} {}`", file.slice(title.unwrap_or_default()))).fix(Fix::replace(
            id,
            Span::at(keyword.end as usize),
            format!(" {made}"),
        )),
        None => found.help(format!("write a short name after `{kind}`, as in `{kind} first-{kind}`")),
    }
}
