//! From the map to the text and back: where a place of the page is declared, and at which place something was found.

use serde_json::{Value, json};

use crate::diagnostic::Label;
use crate::emit::{Declared, Live};
use crate::render::Places;
use crate::source::{FileId, Sources, Span};

/// Where each place of a page is declared, by its id on the page.
pub fn declared(sources: &Sources, page: &Live) -> Value {
    let mut lines = Places::new(sources);
    let place = |place: &Declared| {
        let (file, name) = sources.in_document(place.file, place.name);
        let at = lines.of(file, name.start);
        (place.id.clone(), json!({ "file": sources.get(file).path(), "line": at.line, "column": at.column }))
    };
    Value::Object(page.places.iter().map(place).collect())
}

/// The places of a page in the order of the text, each with the one around it.
pub struct Around<'p> {
    places: Vec<Placed<'p>>,
    maps: Vec<(FileId, Span)>,
}

struct Placed<'p> {
    at: (FileId, Span),
    outer: Option<usize>,
    id: &'p str,
}

impl<'p> Around<'p> {
    /// Orders the places of a page.
    pub fn new(sources: &Sources, page: &'p Live) -> Self {
        let mut all: Vec<_> =
            page.places.iter().map(|place| (sources.in_document(place.file, place.whole), place.id.as_str())).collect();
        all.sort_by_key(|((file, whole), _)| (*file, whole.start, std::cmp::Reverse(whole.end)));
        let mut places: Vec<Placed<'p>> = Vec::with_capacity(all.len());
        for (at, id) in all {
            let mut outer = places.len().checked_sub(1);
            while let Some(index) = outer.filter(|index| !holds(places[*index].at, at.0, at.1.start)) {
                outer = places[index].outer;
            }
            places.push(Placed { at, outer, id });
        }
        let parts = sources.iter().filter(|(_, source)| source.part().is_some());
        let maps = parts.map(|(id, source)| sources.in_document(id, Span::new(0, source.text().len()))).collect();
        Self { places, maps }
    }

    /// The id of the innermost place around a label; in a document at least the first one of the same map.
    pub fn of(&self, label: &Label) -> Option<&'p str> {
        let (file, offset) = (label.file, label.span.start);
        let before = |start: u32| self.places.partition_point(|place| (place.at.0, place.at.1.start) < (file, start));
        let mut place = before(offset + 1).checked_sub(1);
        while let Some(index) = place.filter(|index| !holds(self.places[*index].at, file, offset)) {
            place = self.places[index].outer;
        }
        let first = || {
            let map = self.maps.iter().find(|map| holds(**map, file, offset))?;
            self.places.get(before(map.1.start)).filter(|place| holds(*map, place.at.0, place.at.1.start))
        };
        place.map(|index| &self.places[index]).or_else(first).map(|place| place.id)
    }
}

fn holds((file, span): (FileId, Span), of: FileId, offset: u32) -> bool {
    file == of && span.start <= offset && offset <= span.end
}
