//! Members of a document that its shape does not know: they are named, since nothing reads them.
//!
//! What `compile` writes and an import does not need, as nodes of graphs, is known.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::value::RawValue;

use super::names::string;
use crate::import::mermaid::shown;
use crate::import::said::Said;
use crate::source::Span;

/// How many names are listed.
const MOST_NAMES: usize = 5;

/// What is known of a value: the members of an object, and what a list holds, or an object with any members.
struct Shape {
    members: Option<&'static [(&'static str, &'static Shape)]>,
    each: Option<&'static Shape>,
}

static ANY: Shape = Shape { members: None, each: None };
static DOCUMENT: Shape = Shape {
    members: Some(&[("version", &ANY), ("model", &MODEL), ("graph", &GRAPHS), ("source", &ANY), ("findings", &ANY)]),
    each: None,
};
static MODEL: Shape = Shape { members: Some(&[("elements", &ELEMENTS), ("imported", &ELEMENTS)]), each: None };
static ELEMENTS: Shape = Shape { members: None, each: Some(&ELEMENT) };
static ELEMENT: Shape = Shape {
    members: Some(&[
        ("kind", &ANY),
        ("id", &ANY),
        ("title", &ANY),
        ("span", &SPAN),
        ("for", &ANY),
        ("from", &ANY),
        ("when", &ANY),
        ("basis", &ANY),
        ("fields", &FIELDS),
        ("elements", &ELEMENTS),
    ]),
    each: None,
};
static FIELDS: Shape = Shape { members: None, each: Some(&CLAIMS) };
static CLAIMS: Shape = Shape { members: None, each: Some(&CLAIM) };
static CLAIM: Shape = Shape {
    members: Some(&[
        ("type", &ANY),
        ("value", &VALUE),
        ("text", &ANY),
        ("for", &ANY),
        ("from", &ANY),
        ("when", &ANY),
        ("basis", &ANY),
        ("span", &SPAN),
        ("remarks", &FIELDS),
    ]),
    each: None,
};
/// A quantity or a scale, or the points of an emotion.
static VALUE: Shape = Shape {
    members: Some(&[
        ("low", &ANY),
        ("high", &ANY),
        ("unit", &ANY),
        ("comparison", &ANY),
        ("seconds", &ANY),
        ("worst", &ANY),
        ("best", &ANY),
    ]),
    each: Some(&POINT),
};
static QUANTITY: Shape =
    Shape { members: Some(&[("low", &ANY), ("high", &ANY), ("unit", &ANY), ("comparison", &ANY), ("seconds", &ANY)]), each: None };
static POINT: Shape = Shape { members: Some(&[("value", &ANY), ("word", &ANY)]), each: None };
static SPAN: Shape = Shape { members: Some(&[("file", &ANY), ("start", &ANY), ("end", &ANY)]), each: None };
static GRAPHS: Shape = Shape { members: None, each: Some(&GRAPH) };
static GRAPH: Shape = Shape {
    members: Some(&[("journey", &ANY), ("personas", &ANY), ("uncertain", &ANY), ("nodes", &NODES), ("edges", &EDGES)]),
    each: None,
};
static NODES: Shape = Shape { members: None, each: Some(&NODE) };
static NODE: Shape = Shape {
    members: Some(&[
        ("id", &ANY),
        ("kind", &ANY),
        ("title", &ANY),
        ("stage", &ANY),
        ("foreign", &ANY),
        ("reachable", &ANY),
        ("reachable_for", &ANY),
    ]),
    each: None,
};
static EDGES: Shape = Shape { members: None, each: Some(&EDGE) };
static EDGE: Shape = Shape {
    members: Some(&[
        ("source", &ANY),
        ("target", &ANY),
        ("kind", &ANY),
        ("implied", &ANY),
        ("exit", &ANY),
        ("label", &ANY),
        ("share", &QUANTITY),
        ("takes", &QUANTITY),
        ("for", &ANY),
        ("from", &ANY),
        ("when", &ANY),
        ("basis", &ANY),
        ("span", &SPAN),
    ]),
    each: None,
};

/// The members that were found.
#[derive(Default)]
struct Unknown<'t> {
    /// The first one.
    first: Option<&'t RawValue>,
    /// The first names, each once.
    names: Vec<Cow<'t, str>>,
    /// How many members there are, and how many of other names.
    count: usize,
    others: usize,
}

/// Says which members of a document are not known. An error if a list stands where an object must be: elsewhere it would be taken for one
/// whose members have this order.
pub fn say(text: &str, said: &mut Said) -> serde_json::Result<()> {
    let mut unknown = Unknown::default();
    Walk { shape: &DOCUMENT, unknown: &mut unknown }.deserialize(&mut serde_json::Deserializer::from_str(text))?;
    let Some(first) = unknown.first else { return Ok(()) };
    let listed: Vec<String> = unknown.names.iter().map(|name| format!("`{}`", shown(name))).collect();
    let message = match (listed.as_slice(), unknown.others) {
        ([name], 0) => format!("the member {name} is left out"),
        ([most @ .., last], 0) => format!("the members {} and {last} are left out", most.join(", ")),
        (names, others) => format!("the members {} and {others} more are left out", names.join(", ")),
    };
    let label = match unknown.count {
        1 => "`journey compile -f json` writes none of this name here".to_owned(),
        count => format!("the first of {count}"),
    };
    // Without the quotation marks.
    let start = (first.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize) + 1;
    said.left_out(Span::new(start, start + first.get().len() - 2), message, label);
    Ok(())
}

/// Goes through a value.
struct Walk<'u, 't> {
    shape: &'static Shape,
    unknown: &'u mut Unknown<'t>,
}

impl<'t> DeserializeSeed<'t> for Walk<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.shape.members.is_none() && self.shape.each.is_none() {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Walk<'_, 't> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("anything")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<&RawValue>()? {
            let name = string(key).unwrap_or_default();
            let shape = match self.shape.members {
                Some(members) => members.iter().find(|(known, _)| *known == name).map(|(_, shape)| *shape),
                None => self.shape.each,
            };
            if shape.is_none() {
                self.unknown.first.get_or_insert(key);
                self.unknown.add(name);
            }
            map.next_value_seed(Walk { shape: shape.unwrap_or(&ANY), unknown: &mut *self.unknown })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<(), A::Error> {
        if self.shape.members.is_some() && self.shape.each.is_none() {
            return Err(A::Error::invalid_type(Unexpected::Seq, &"a map"));
        }
        let shape = self.shape.each.unwrap_or(&ANY);
        while list.next_element_seed(Walk { shape, unknown: &mut *self.unknown })?.is_some() {}
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

impl<'t> Unknown<'t> {
    fn add(&mut self, name: Cow<'t, str>) {
        self.count += 1;
        if self.names.contains(&name) {
            return;
        }
        if self.names.len() < MOST_NAMES {
            self.names.push(name);
        } else {
            self.others += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// All that `compile` may write is known, and nothing else.
    #[test]
    fn the_shape_is_that_of_the_schema() {
        let schema: Value = serde_json::from_str(include_str!("../../../docs/journey.schema.json")).expect("it is JSON");
        let names = |definition: &Value| -> BTreeSet<String> {
            let own = definition["properties"].as_object().into_iter().flatten();
            let variants = definition["oneOf"].as_array().into_iter().flatten();
            let inner = variants.filter_map(|variant| variant["properties"].as_object()).flatten();
            own.chain(inner).map(|(name, _)| name.clone()).collect()
        };
        let of = |shape: &Shape| -> BTreeSet<String> {
            shape.members.into_iter().flatten().map(|(name, _)| (*name).to_owned()).collect()
        };
        assert_eq!(of(&DOCUMENT), names(&schema));
        let known = [
            ("Model", &MODEL),
            ("Element", &ELEMENT),
            ("Claim", &CLAIM),
            ("Point", &POINT),
            ("Span", &SPAN),
            ("Graph", &GRAPH),
            ("GraphNode", &NODE),
            ("Edge", &EDGE),
            ("Quantity", &QUANTITY),
        ];
        for (name, shape) in known {
            assert_eq!(of(shape), names(&schema["$defs"][name]), "{name}");
        }
        assert_eq!(of(&VALUE), &names(&schema["$defs"]["Quantity"]) | &names(&schema["$defs"]["Scale"]));
    }
}
