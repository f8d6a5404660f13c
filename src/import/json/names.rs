//! What the ids of a document stand for, and how each is written in a map.
//!
//! In the document an id is the whole way to an element, such as `shoes.buy.pay`; in a map it is the last word of it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::shape;
use crate::diagnostic::Code;
use crate::import::names::Ids;
use crate::import::said::Said;
use crate::model::vocabulary::{ElementKind, RESERVED, Target};
use crate::source::Span;
use crate::syntax::is_id;

/// An element, by its place in the order of all.
pub struct Entry {
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
    by_id: HashMap<String, usize>,
    /// The ids of each scope that are taken.
    scopes: HashMap<(Option<usize>, Pool), Ids>,
    /// The ids of touchpoints by their stage, to see what a bare name means there.
    inside: HashSet<(usize, String)>,
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
            said.left_out(span, format!("an element `{}` is left out", element.kind), "cannot stand here");
            return None;
        };
        let id = string(element.id).unwrap_or_default();
        let last = id.rsplit('.').next().unwrap_or_default();
        let last = last.split('#').next().unwrap_or_default();
        let valid = is_id(last) && !RESERVED.contains(&last) && (kind != ElementKind::Lane || !is_field(last));
        let own = match (valid, kind.row().id_required) {
            (true, _) => Some(last.to_owned()),
            (false, true) => Some(String::new()),
            (false, false) => None,
        };
        let own = own.map(|own| {
            let scope = self.scope(kind, parent);
            let new = if own.is_empty() {
                let new = self.ids(kind, scope).of(element.title.as_deref().unwrap_or_default(), kind.keyword());
                self.unlike_the_file(new, kind, scope)
            } else {
                let new = self.ids(kind, scope).claim(own.clone());
                self.unlike_the_file(new, kind, scope)
            };
            if new != own {
                let written = if id.is_empty() { element.id.get() } else { &id };
                let message = format!("`{written}` is called `{new}` in the map");
                said.say(Code::ChangedOnImport, span, message, "no id, or one that something else has");
            }
            new
        });
        Some(Fit { kind, own })
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
            let other = self.ids(kind, None).claim(new);
            if !self.ids(kind, scope).has(&other) {
                return self.ids(kind, scope).claim(other);
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
        }
        self.entries.push(Entry { kind, own, parent });
        self.by_id.entry(id.into_owned()).or_insert(number);
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
        entry.own.as_deref().filter(|_| known && target.kinds().contains(&entry.kind))
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

/// Whether a word is the name of a field, so that no lane can be called so.
fn is_field(word: &str) -> bool {
    crate::model::vocabulary::Field::from_name(word).is_some()
}
