//! Names that mean nothing: one message for each name, with what was probably meant.
//!
//! A near name is taken for meant in everything that follows, so that one slip gives one message. If a name is used more than once
//! and the near one never, the slip is in the declaration, and the message stands there.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::syntax::text::decode;

use super::resolve::Resolver;
use super::slug::slug;
use super::vocabulary::{ElementKind, Field, RESERVED, Target};
use super::{ElementId, Goal, Reference};

/// A reference whose name was not found.
pub(super) struct Unknown {
    pub reference: u32,
}

/// What makes two unknown names one slip: the journey, the name, what it should be.
type Slip<'n> = (Option<u32>, &'n str, Target);

/// How many names are looked at for suggestions in one file. A map never comes near; a monster must not take the square of its length.
const MOST_LOOKS: usize = 4_000_000;

/// Reports unknown names and gives them the goal that was probably meant.
pub(super) fn say_unknown(resolver: &mut Resolver<'_>, unknown: &[Unknown]) {
    if unknown.is_empty() {
        return;
    }
    let file = resolver.file;
    let mut groups: BTreeMap<Slip<'_>, Vec<u32>> = BTreeMap::new();
    for unknown in unknown {
        let reference = &file.references[unknown.reference as usize];
        if !excused(resolver, reference) {
            let key = (resolver.journey_of(reference), resolver.name(reference), reference.target);
            groups.entry(key).or_default().push(unknown.reference);
        }
    }
    join_actors(&mut groups);
    let used: HashSet<ElementId> = resolver
        .out
        .goals
        .iter()
        .filter_map(|goal| match goal {
            Some(Goal::Element(id)) => Some(*id),
            _ => None,
        })
        .collect();
    let mut ordered: Vec<_> = groups.into_iter().collect();
    ordered.sort_by_key(|(_, references)| references[0]);
    let mut looked = 0;
    for ((_, name, target), references) in ordered {
        let first = &file.references[references[0] as usize];
        looked += file.elements.len();
        let candidates = if looked <= MOST_LOOKS { candidates(resolver, first) } else { Vec::new() };
        let meant = meant(resolver, name, &candidates);
        if let Some((_, id)) = meant {
            for &reference in &references {
                resolver.out.goals[reference as usize] = Some(Goal::Element(*id));
            }
        }
        // That a word of the language cannot be an id has been said where it is one.
        if meant.is_some_and(|(near, _)| RESERVED.contains(&near.as_str())) {
            continue;
        }
        // A missing declaration is one mistake; a field misspelt twice is two.
        let once = target != Target::Lane || meant.is_some_and(|(_, id)| is_slip_there(resolver, *id, &references, &used));
        for references in if once { vec![&references[..]] } else { references.chunks(1).collect() } {
            let diagnostic = say(resolver, name, target, references, meant, &candidates, &used);
            resolver.out.diagnostics.push(diagnostic);
        }
    }
}

/// A name that should be an actor's is that of the persona or team which it should be elsewhere.
fn join_actors(groups: &mut BTreeMap<Slip<'_>, Vec<u32>>) {
    let actors: Vec<Slip<'_>> = groups.keys().copied().filter(|(_, _, target)| *target == Target::Actor).collect();
    for key in actors {
        let known =
            [Target::Team, Target::Persona].map(|target| (key.0, key.1, target)).into_iter().find(|key| groups.contains_key(key));
        if let Some(known) = known {
            let also = groups.remove(&key).unwrap_or_default();
            let references = groups.entry(known).or_default();
            references.extend(also);
            references.sort_unstable();
        }
    }
}

/// What a name probably means: what has a near name, else what has it as its title.
fn meant<'c>(resolver: &Resolver<'_>, name: &str, candidates: &'c [(String, ElementId)]) -> Option<&'c (String, ElementId)> {
    let text = decode(name);
    let named = |name: &str| candidates.iter().find(|(candidate, _)| candidate == name);
    if let Some(near) = nearest(&text, candidates.iter().map(|(name, _)| name.as_str())) {
        return named(near);
    }
    let titles = || candidates.iter().filter_map(|found| Some((found, resolver.model.node(found.1).title()?)));
    let wanted = slug(&text);
    let mut same = titles().filter(|(_, title)| !wanted.is_empty() && slug(title) == wanted);
    match (same.next(), same.next()) {
        (Some((found, _)), None) => Some(found),
        (Some(_), Some(_)) => None,
        _ => {
            let near = nearest(&text, titles().map(|(_, title)| title))?;
            titles().find(|(_, title)| *title == near).map(|(found, _)| found)
        }
    }
}

/// Whether the slip is in the declaration: the name is used more than once as it is, and the near one never.
fn is_slip_there(resolver: &Resolver<'_>, near: ElementId, references: &[u32], used: &HashSet<ElementId>) -> bool {
    references.len() > 1 && !used.contains(&near) && near.file == resolver.id
}

/// Whether the name may have been declared in something that was not understood, so that nothing can be said.
fn excused(resolver: &Resolver<'_>, reference: &Reference) -> bool {
    let file = resolver.file;
    let guessed = reference.scope.is_some_and(|scope| {
        std::iter::successors(Some(scope), |&index| file.elements[index as usize].parent)
            .any(|index| file.elements[index as usize].guessed)
    });
    let name = resolver.name(reference);
    let importable = !matches!(reference.target, Target::Place | Target::Finding);
    let files = std::iter::once(resolver.id).chain(file.imports.iter().map(|&(_, id)| id));
    let mentioned = files.map(|id| resolver.model.file(id)).any(|file| {
        name.split('.').any(|part| file.mentioned.contains(part))
            || reference.target.kinds().iter().any(|kind| file.mentioned.contains(format!("*{}", kind.keyword()).as_str()))
    });
    guessed
        || reference.doubtful
        || name.is_empty()
        || mentioned
        || (importable && file.import_failed)
        || (name.contains('.') && file.import_failed)
}

/// All names that would be right here.
fn candidates(resolver: &Resolver<'_>, reference: &Reference) -> Vec<(String, ElementId)> {
    let mut out: Vec<(String, ElementId)> = Vec::new();
    let table = resolver.table();
    let journey = resolver.journey_of(reference);
    let mut add = |names: Vec<(&str, u32)>, prefix: &str| {
        out.extend(names.into_iter().map(|(name, index)| (format!("{prefix}{name}"), resolver.here(index))));
    };
    match reference.target {
        Target::Place => {
            let Some(journey) = journey else { return out };
            let name = resolver.name(reference);
            if let Some((stage, _)) = name.split_once('.') {
                if let Some(index) = table.get(Some(journey), ElementKind::Stage, stage) {
                    add(table.names(Some(index), ElementKind::Touchpoint), &format!("{stage}."));
                } else {
                    for (stage, index) in table.names(Some(journey), ElementKind::Stage) {
                        add(table.names(Some(index), ElementKind::Touchpoint), &format!("{stage}."));
                    }
                }
                return out;
            }
            add(table.names(Some(journey), ElementKind::Stage), "");
            add(table.names(Some(journey), ElementKind::Outcome), "");
            add(table.all_touchpoints(journey), "");
        }
        target => {
            for &kind in target.kinds() {
                if journey.is_some() {
                    add(table.names(journey, kind), "");
                }
                add(table.names(None, kind), "");
            }
            for &(_, file) in &resolver.file.imports {
                for &kind in target.kinds() {
                    let names = resolver.tables[file.0 as usize].names(None, kind);
                    out.extend(names.into_iter().map(|(name, index)| (name.to_owned(), ElementId { file, index })));
                }
            }
        }
    }
    out
}

fn say(
    resolver: &Resolver<'_>,
    name: &str,
    target: Target,
    references: &[u32],
    meant: Option<&(String, ElementId)>,
    candidates: &[(String, ElementId)],
    used: &HashSet<ElementId>,
) -> Diagnostic {
    let file = resolver.file;
    let first = &file.references[references[0] as usize];
    let noun = target.noun();
    if let Some((near, id)) = meant
        && is_slip_there(resolver, *id, references, used)
    {
        let node = resolver.model.node(*id);
        let mut found = Diagnostic::new(
            Code::UnknownName,
            resolver.id,
            node.name_span(),
            format!("`{near}` is never used, and no {noun} is called `{name}`"),
            format!("declared as `{near}`"),
        )
        .help(format!("did you mean `{name}`?"))
        .fix(Fix::replace(resolver.id, node.name_span(), name));
        for &reference in references.iter().take(2) {
            found = found.label(resolver.id, file.references[reference as usize].span, format!("`{name}` here"));
        }
        return found;
    }
    if target == Target::Lane {
        return unknown_field(resolver, first, name, meant);
    }
    let quoted = name.starts_with('"');
    let message = match target {
        Target::Place if quoted && meant.is_some() => "a stage, touchpoint or outcome is named by its id".to_owned(),
        _ if quoted && meant.is_some() => format!("a {noun} is named by its id"),
        Target::Place => format!("no stage, touchpoint or outcome is called `{name}`"),
        _ => format!("no {noun} is called `{name}`"),
    };
    let label = if quoted && meant.is_some() {
        "this is a title".to_owned()
    } else if target == Target::Place {
        "not declared in this journey".to_owned()
    } else {
        format!("not declared as a {noun}")
    };
    let mut found = Diagnostic::new(Code::UnknownName, resolver.id, first.span, message, label);
    for &reference in references.iter().skip(1).take(2) {
        found = found.label(resolver.id, file.references[reference as usize].span, "also here");
    }
    let more = references.len().saturating_sub(3);
    if more > 0
        && let Some(last) = found.labels.last_mut()
    {
        last.text = format!("also here and in {more} more places");
    }
    if let Some((near, id)) = meant {
        let source = resolver.sources.get(id.file);
        let line = source.line_number(resolver.model.node(*id).name_span().start);
        // An id of several words is an error of its own, and becomes one word there.
        let as_one = near.split('.').map(slug).collect::<Vec<_>>().join(".");
        let is_one = !near.contains(char::is_whitespace);
        let near = if is_one { near } else { &as_one };
        let said = if quoted { format!("write `{near}`") } else { format!("did you mean `{near}`?") };
        let place = if id.file == resolver.id { format!("at line {line}") } else { format!("in {} at line {line}", source.path()) };
        let edits = references
            .iter()
            .map(|&reference| Edit { file: resolver.id, span: file.references[reference as usize].span, text: near.clone() })
            .collect();
        let found = found.help(format!("{said} (declared {place})"));
        return if is_one { found.fix(Fix::new(format!("write `{near}`"), edits)) } else { found };
    }
    let kind = target.kinds()[0].keyword();
    let text = decode(name);
    let declaration = match slug(&text) {
        // A path is no id: what it leads to is declared by its last part, where the others lead.
        _ if !quoted && name.contains('.') => None,
        id if quoted || name.contains(' ') => Some(format!("`{kind} {id} \"{text}\"`")),
        _ => Some(format!("`{kind} {name} \"…\"`")),
    };
    let declare = declaration.map(|declaration| format!("declare it, as in {declaration}"));
    let help = match candidates {
        [] => declare,
        some => {
            let shown: Vec<&str> = some.iter().map(|(name, _)| name.as_str()).take(4).collect();
            let more = if some.len() > 4 { ", …" } else { "" };
            let shown: Vec<String> = shown.iter().map(|name| format!("`{name}`")).collect();
            let or = declare.map_or_else(String::new, |declare| format!("; or {declare}"));
            Some(format!("there is {}{more}{or}", shown.join(", ")))
        }
    };
    match help {
        Some(help) => found.help(help),
        None => found,
    }
}

/// The words that begin a clause of an element.
const CLAUSES: [&str; 3] = ["for", "from", "when"];

/// A field that is neither in the table nor a declared lane.
fn unknown_field(resolver: &Resolver<'_>, reference: &Reference, name: &str, lane: Option<&(String, ElementId)>) -> Diagnostic {
    let kind = reference.scope.map_or(ElementKind::Stage, |scope| resolver.file.elements[scope as usize].kind);
    let found = Diagnostic::new(
        Code::UnknownField,
        resolver.id,
        reference.span,
        format!("{} has no field `{name}`", kind.a()),
        "neither a field nor a declared lane",
    );
    if CLAUSES.contains(&name)
        && let Some(scope) = reference.scope
    {
        let source = resolver.sources.get(resolver.id);
        let element = &resolver.file.elements[scope as usize];
        let head = source.slice(element.head).trim_end();
        let rest = source.text().get(reference.span.end as usize..).unwrap_or("");
        let value = rest.split([';', '}', '\n', '\r']).next().unwrap_or("").trim_start_matches([' ', ':']).trim();
        return found.help(format!("a clause stands behind the title: write `{head} {name} {value}`"));
    }
    if RESERVED.contains(&name) {
        return found.help(format!("`{name}` is a word of the language and no field; write `note: \"…\"`"));
    }
    let fields = kind.row().all_fields().map(|row| row.field.name());
    let lanes = lane.map(|(lane, _)| lane.as_str());
    if let Some(near) = nearest(name, fields.chain(lanes)) {
        return found.help(format!("did you mean `{near}`?")).fix(Fix::replace(resolver.id, reference.span, near));
    }
    let child = kind.row().children.iter().find(|child| nearest(name, [child.keyword()]).is_some());
    if let Some(child) = child {
        return found.help(format!("{} is a declaration: write `{} \"…\"` without the `:`", child.a(), child.keyword()));
    }
    debug_assert!(Field::from_name(name).is_none());
    found.help(format!("declare a lane of your own, as in `lane {name} \"…\"`, or write `note: \"…\"`"))
}
