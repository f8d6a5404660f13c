//! What the ids of a document stand for, and how each is written in a map.
//!
//! In the document an id is the whole way to an element, such as `shoes.buy.pay`; in a map it is the last word of it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::shape;
use crate::diagnostic::Code;
use crate::diagnostic::near::nearest;
use crate::import::mermaid::shown;
use crate::import::names::Ids;
use crate::import::said::Said;
use crate::model::vocabulary::{ElementKind, RESERVED, Target};
use crate::source::Span;
use crate::syntax::is_id;

/// An element, by its place in the order of all.
pub struct Entry {
    /// Its id in the document.
    id: Rc<str>,
    /// Which element.
    pub kind: ElementKind,
    /// Its id in the map.
    pub own: Option<String>,
    /// The element around it.
    pub parent: Option<usize>,
}

/// All elements of a document that a map can hold, each before those inside it.
#[derive(Default)]
pub struct Names {
    /// The elements.
    pub entries: Vec<Entry>,
    by_id: HashMap<Rc<str>, usize>,
    /// The ids of each scope that are taken.
    scopes: HashMap<(Option<usize>, Pool), Ids>,
    /// The ids of touchpoints by their stage, to see what a bare name means there.
    inside: HashSet<(usize, String)>,
    /// How many touchpoints and steps of a journey have an id.
    moments: HashMap<(usize, String), u32>,
    /// The personas that the document names and does not hold, by the ids that it names them by.
    missing: HashMap<String, String>,
    /// The ids of those in order, which are declared in the map.
    pub declared: Vec<String>,
    /// The lanes of the file and of each journey, by the last word of their ids in the document: fields are called so.
    lanes: HashMap<(Option<usize>, String), usize>,
    /// The journey in which names are looked for; none at the top of the file.
    pub here: Option<usize>,
}

/// An element that a map can hold: its kind and its id there.
pub struct Fit {
    kind: ElementKind,
    own: Option<String>,
}

/// Kinds of elements that share their ids.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Pool {
    Kind(ElementKind),
    Places,
    Moments,
}

impl Pool {
    fn of(kind: ElementKind) -> Self {
        use ElementKind as E;
        match kind {
            E::Stage | E::Outcome => Self::Places,
            E::Touchpoint | E::Step => Self::Moments,
            kind => Self::Kind(kind),
        }
    }
}

/// A text of the document; none if it is something else.
pub fn string(raw: &serde_json::value::RawValue) -> Option<Cow<'_, str>> {
    let text = raw.get();
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') { serde_json::from_str(text).ok().map(Cow::Owned) } else { Some(Cow::Borrowed(inner)) }
}

impl Names {
    /// Gives an element an id for the map. None if a map cannot hold it where it is. What stands at the top of the file is fit first:
    /// nothing in a journey must be called like it.
    pub fn fit(&mut self, element: &shape::Element<'_>, parent: Option<usize>, span: Span, said: &mut Said) -> Option<Fit> {
        let around = parent.map(|parent| self.entries[parent].kind);
        let kind = ElementKind::from_keyword(&element.kind);
        let fits = |kind: &ElementKind| around.map_or(kind.at_top(), |around| around.row().children.contains(kind));
        let Some(kind) = kind.filter(fits) else {
            not_held(element, kind.is_some(), span, said);
            return None;
        };
        let id = string(element.id).unwrap_or_default();
        let (before, last) = id.rsplit_once('.').unwrap_or(("", &id));
        let last = without_number(last);
        let valid = is_id(last) && !RESERVED.contains(&last) && (kind != ElementKind::Lane || !is_field(last));
        let own = match (valid, kind.row().id_required) {
            (true, _) => Some(last.to_owned()),
            (false, true) => Some(String::new()),
            (false, false) => {
                if !last.is_empty() {
                    said.left_out(span, format!("the id `{id}` is left out"), "an id is one word, and no word of the language");
                }
                None
            }
        };
        let own = own.map(|own| {
            let scope = self.scope(kind, parent);
            let new = if own.is_empty() {
                let new = self.ids(kind, scope).of(element.title.as_deref().unwrap_or_default(), kind.keyword()).to_owned();
                self.unlike_the_file(new, kind, scope)
            } else {
                let new = self.ids(kind, scope).claim(&own).to_owned();
                self.unlike_the_file(new, kind, scope)
            };
            let label = if new != own {
                "no id, or one that something else has"
            } else if !before.is_empty() && !self.is_around(before, kind, parent) {
                "an id begins with the ids of what is around it"
            } else {
                return new;
            };
            let written = if id.is_empty() { element.id.get() } else { &id };
            said.changed(span, format!("`{}` is called `{new}` in the map", shown(written)), label);
            new
        });
        if own.is_none() && !element.id.get().starts_with('"') && element.id.get() != "null" {
            said.left_out(span, format!("the id `{}` is left out", shown(element.id.get())), "an id is a text");
        }
        Some(Fit { kind, own })
    }

    /// Whether an id of the document is that of what is around an element. A phase is no part of the ids of its stages.
    fn is_around(&self, id: &str, kind: ElementKind, parent: Option<usize>) -> bool {
        let Some(around) = parent.map(|parent| &self.entries[parent]) else { return id.is_empty() };
        let without_phase = around.parent.filter(|_| around.kind == ElementKind::Phase && kind == ElementKind::Stage);
        &*without_phase.map_or(around, |journey| &self.entries[journey]).id == id
    }

    /// The ids of a scope that are taken.
    fn ids(&mut self, kind: ElementKind, scope: Option<usize>) -> &mut Ids {
        self.scopes.entry((scope, Pool::of(kind))).or_insert_with(|| match kind {
            ElementKind::Lane => Ids::of_lanes(),
            _ => Ids::default(),
        })
    }

    /// An id that was just taken in a scope, or another one if something of the file is called so.
    fn unlike_the_file(&mut self, own: String, kind: ElementKind, scope: Option<usize>) -> String {
        let mut new = own;
        while scope.is_some() && kind.at_top() && self.ids(kind, None).has(&new) {
            // Both then know it: numbers that the file has are not tried again and again.
            let other = self.ids(kind, None).claim(&new).to_owned();
            if !self.ids(kind, scope).has(&other) {
                return self.ids(kind, scope).claim(&other).to_owned();
            }
            new = other;
        }
        new
    }

    /// Notes an element; its number.
    pub fn add(&mut self, id: Cow<'_, str>, Fit { kind, own }: Fit, parent: Option<usize>) -> usize {
        let number = self.entries.len();
        if kind == ElementKind::Lane {
            let last = id.rsplit('.').next().unwrap_or_default().to_owned();
            self.lanes.entry((parent, last)).or_insert(number);
        }
        if let (Some(own), Some(parent)) = (&own, parent)
            && Pool::of(kind) == Pool::Moments
        {
            self.inside.insert((parent, own.clone()));
            if let Some(journey) = self.journey(parent) {
                *self.moments.entry((journey, own.clone())).or_default() += 1;
            }
        }
        let id: Rc<str> = id.into();
        self.by_id.entry(Rc::clone(&id)).or_insert(number);
        self.entries.push(Entry { id, kind, own, parent });
        number
    }

    /// The element in which ids of a kind are unique.
    fn scope(&self, kind: ElementKind, parent: Option<usize>) -> Option<usize> {
        match kind {
            ElementKind::Touchpoint | ElementKind::Step => parent,
            _ => parent.and_then(|parent| self.journey(parent)),
        }
    }

    /// The journey that an element is or stands in.
    pub fn journey(&self, number: usize) -> Option<usize> {
        let around = std::iter::successors(Some(number), |&at| self.entries[at].parent);
        around.into_iter().find(|&at| self.entries[at].kind == ElementKind::Journey)
    }

    /// The number of an id of the document.
    pub fn number(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The name of an element that a field or clause may name here.
    pub fn name(&self, id: &str, target: Target) -> Option<&str> {
        let entry = &self.entries[self.number(id)?];
        // What a journey declares for itself is unknown to others.
        let known = !entry.kind.at_top() || entry.parent.is_none() || entry.parent == self.here;
        entry.own.as_deref().filter(|own| known && target.kinds().contains(&entry.kind) && self.is_only(own, entry.kind, target))
    }

    /// Whether nothing else that a field may name here is called so.
    fn is_only(&self, own: &str, kind: ElementKind, target: Target) -> bool {
        let others = target.kinds().iter().filter(|other| Pool::of(**other) != Pool::of(kind));
        let mut pools = others.flat_map(|other| [None, self.here].map(|scope| (scope, Pool::of(*other))));
        target == Target::Place || !pools.any(|pool| self.scopes.get(&pool).is_some_and(|ids| ids.has(own)))
    }

    /// Of each place, the one from which the order leads to it: the stage before a stage, and in a stage what stands before something.
    pub fn before(&self) -> HashMap<usize, usize> {
        let (mut last, mut out) = (HashMap::new(), HashMap::new());
        for (number, entry) in self.entries.iter().enumerate() {
            let scope = match entry.kind {
                ElementKind::Stage => self.journey(number),
                ElementKind::Touchpoint | ElementKind::Step => entry.parent,
                _ => None,
            };
            let before = scope.and_then(|scope| last.insert(scope, number));
            out.extend(before.map(|before| (number, before)));
        }
        out
    }

    /// The name of a persona that the document names by this id and does not hold, and whether it is named for the first time.
    pub fn missing(&mut self, id: &str) -> (String, bool) {
        if let Some(own) = self.missing.get(id) {
            return (own.clone(), false);
        }
        // Nothing in a journey must be called like what stands at the top of the file.
        if self.missing.is_empty() {
            let all = self.entries.iter().filter(|entry| entry.kind.at_top()).filter_map(|entry| entry.own.as_deref());
            let ids = self.scopes.entry((None, Pool::Kind(ElementKind::Persona))).or_default();
            for own in all.filter(|own| !ids.has(own)).collect::<Vec<_>>() {
                ids.claim(own);
            }
        }
        let last = id.rsplit('.').next().unwrap_or_default();
        let own = self.ids(ElementKind::Persona, None).of(last, "persona").to_owned();
        self.declared.push(own.clone());
        self.missing.insert(id.to_owned(), own.clone());
        (own, true)
    }

    /// The stage or journey in which names of places are looked for at an element.
    pub fn scope_of(&self, number: usize) -> usize {
        let around = std::iter::successors(Some(number), |&at| self.entries[at].parent);
        let is_scope = |at: &usize| matches!(self.entries[*at].kind, ElementKind::Journey | ElementKind::Stage);
        around.into_iter().find(is_scope).unwrap_or(number)
    }

    /// Whether a text names a place in `scope`, a journey or one of its stages: by its id, with those around it where that is not enough.
    pub fn leads_to(&self, text: &str, number: usize, scope: usize) -> bool {
        let entry = &self.entries[number];
        let is_moment = Pool::of(entry.kind) == Pool::Moments;
        let (Some(own), Some(journey)) = (&entry.own, self.journey(number)) else { return false };
        let stage = entry.parent.filter(|_| is_moment).and_then(|parent| self.entries[parent].own.as_deref());
        let path = [Some(own.as_str()), stage, self.entries[journey].own.as_deref()];
        let mut path = path.into_iter().flatten();
        if !text.rsplit('.').all(|part| path.next() == Some(part)) || self.journey(scope) != Some(journey) {
            return false;
        }
        let place = self.scopes.get(&(Some(journey), Pool::Places)).is_some_and(|ids| ids.has(own));
        let only = self.moments.get(&(journey, own.clone())) == Some(&1) && !place;
        text.contains('.')
            || if is_moment { entry.parent == Some(scope) || only } else { !self.inside.contains(&(scope, own.clone())) }
    }

    /// The name of the lane in which a field of the document stands.
    pub fn lane(&self, field: &str) -> Option<&str> {
        let lane = |scope| self.lanes.get(&(scope, field.to_owned())).copied();
        let number = self.here.and_then(|journey| lane(Some(journey))).or_else(|| lane(None))?;
        self.entries[number].own.as_deref()
    }

    /// How a place is written in an arrow that stands in `scope`, a journey or one of its stages.
    pub fn place(&self, number: usize, scope: usize) -> Option<String> {
        let entry = &self.entries[number];
        let own = entry.own.as_deref()?;
        let here = self.journey(scope)?;
        let journey = self.journey(number)?;
        let journey_name = self.entries[journey].own.as_deref()?;
        match entry.kind {
            ElementKind::Journey => Some(format!("journey {own}")),
            ElementKind::Touchpoint | ElementKind::Step => {
                let parent = entry.parent?;
                let stage = self.entries[parent].own.as_deref()?;
                Some(if parent == scope {
                    own.to_owned()
                } else if journey == here {
                    format!("{stage}.{own}")
                } else {
                    format!("{journey_name}.{stage}.{own}")
                })
            }
            ElementKind::Stage | ElementKind::Outcome => {
                let hidden = self.inside.contains(&(scope, own.to_owned()));
                Some(if journey == here && !hidden { own.to_owned() } else { format!("{journey_name}.{own}") })
            }
            _ => None,
        }
    }
}

/// An id without the number behind it of something that is called like another element, or of the `#2` of what has no id at all.
fn without_number(last: &str) -> &str {
    match last.split_once('#') {
        Some((id, numbers)) if numbers.split('#').all(|number| number.parse::<u32>().is_ok()) => id,
        _ => last,
    }
}

/// How many statements stand in an element, at any depth.
fn statements(element: &shape::Element<'_>) -> usize {
    let fields: usize = element.fields.values().map(Vec::len).sum();
    fields + element.elements.iter().map(|inner| 1 + statements(inner)).sum::<usize>()
}

/// Says that an element is left out, and what is in it.
fn not_held(element: &shape::Element<'_>, is_kind: bool, span: Span, said: &mut Said) {
    let id = string(element.id).unwrap_or_default();
    let title = element.title.as_deref().map_or_else(String::new, |title| format!(" `{}`", shown(title)));
    let inside = match statements(element) {
        0 => String::new(),
        1 => ", with the statement in it".to_owned(),
        count => format!(", with the {count} statements in it"),
    };
    let message = format!("the {} `{id}`{title} is left out{inside}", shown(&element.kind));
    let label = if is_kind { "cannot stand here" } else { "no kind of element is called so" };
    let found = said.say(Code::NotImported, span, message, label);
    let near = nearest(&element.kind.to_lowercase(), ElementKind::ALL.iter().map(|kind| kind.keyword()));
    found.help = near.filter(|_| !is_kind).map(|near| format!("did you mean `{near}`?"));
}

/// Whether a word is the name of a field, so that no lane can be called so.
fn is_field(word: &str) -> bool {
    crate::model::vocabulary::Field::from_name(word).is_some()
}
