//! The shape of the JSON that `compile` writes, as far as an import needs it. What is not named here is passed over; see [`super::unknown`].
//!
//! Values that findings point to are kept as they stand in the text, so that their place is known.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A document.
#[derive(Deserialize)]
pub struct Document<'a> {
    /// The version of the shape.
    pub version: u32,
    /// What the file declares.
    #[serde(borrow)]
    pub model: Model<'a>,
    /// How customers can walk.
    #[serde(borrow)]
    pub graph: Vec<Graph<'a>>,
}

/// What the file declares.
#[derive(Deserialize)]
pub struct Model<'a> {
    /// Its elements.
    #[serde(borrow)]
    pub elements: Vec<Element<'a>>,
    /// What it names of other files.
    #[serde(borrow, default)]
    pub imported: Vec<Element<'a>>,
}

/// A declaration.
#[derive(Deserialize)]
pub struct Element<'a> {
    /// The keyword.
    #[serde(borrow)]
    pub kind: Cow<'a, str>,
    /// Its name among all of its kind.
    #[serde(borrow)]
    pub id: &'a RawValue,
    /// Its title.
    #[serde(borrow, default)]
    pub title: Option<Cow<'a, str>>,
    /// Where it stood.
    #[serde(default)]
    pub span: Option<Span>,
    /// The personas that it holds for.
    #[serde(default, rename = "for")]
    pub personas: Vec<String>,
    /// The sources that it rests on.
    #[serde(default, rename = "from")]
    pub sources: Vec<String>,
    /// Under which condition.
    #[serde(borrow, default)]
    pub when: Option<Cow<'a, str>>,
    /// What is claimed of it.
    #[serde(borrow, default, deserialize_with = "distinct")]
    pub fields: Fields<'a>,
    /// The elements inside.
    #[serde(borrow, default)]
    pub elements: Vec<Element<'a>>,
}

/// One value of a field.
#[derive(Deserialize)]
pub struct Claim<'a> {
    /// What the value is.
    #[serde(borrow, rename = "type")]
    pub kind: Cow<'a, str>,
    /// The value.
    #[serde(borrow)]
    pub value: &'a RawValue,
    /// The value as it was written.
    #[serde(borrow, default)]
    pub text: Option<Cow<'a, str>>,
    /// The personas that it holds for.
    #[serde(default, rename = "for")]
    pub personas: Vec<String>,
    /// The sources that it rests on.
    #[serde(default, rename = "from")]
    pub sources: Vec<String>,
    /// Under which condition.
    #[serde(borrow, default)]
    pub when: Option<Cow<'a, str>>,
    /// Where it stood.
    #[serde(default)]
    pub span: Option<Span>,
    /// Remarks about it.
    #[serde(borrow, default, deserialize_with = "distinct")]
    pub remarks: Fields<'a>,
}

/// Claims by the names of their fields.
pub type Fields<'a> = BTreeMap<Cow<'a, str>, Vec<Claim<'a>>>;

/// Reads an object in which no member stands twice: the first one would be lost.
fn distinct<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Fields<'a>, D::Error> {
    struct Members<'a>(PhantomData<Fields<'a>>);

    impl<'de: 'a, 'a> Visitor<'de> for Members<'a> {
        type Value = Fields<'a>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut fields = Fields::new();
            while let Some(name) = map.next_key::<Cow<'a, str>>()? {
                if fields.contains_key(&name) {
                    return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
                }
                let claims = map.next_value()?;
                fields.insert(name, claims);
            }
            Ok(fields)
        }
    }

    deserializer.deserialize_map(Members(PhantomData))
}

/// A number or a range with its unit.
#[derive(Deserialize)]
pub struct Quantity {
    /// The number, or the lower end.
    pub low: f64,
    /// The upper end.
    #[serde(default)]
    pub high: Option<f64>,
    /// What is counted.
    #[serde(default)]
    pub unit: String,
    /// A comparison.
    #[serde(default)]
    pub comparison: Option<String>,
}

/// A point of an emotion.
#[derive(Deserialize)]
pub struct Point {
    /// From -2 to +2.
    #[serde(default)]
    pub value: Option<f64>,
    /// What is felt.
    #[serde(default)]
    pub word: Option<String>,
}

/// The scale of emotions written `n/m`.
#[derive(Deserialize)]
pub struct Scale {
    /// The worst number.
    pub worst: f64,
    /// The best number.
    pub best: f64,
}

/// A range of bytes of the file that was compiled.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which file.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The flow of a journey.
#[derive(Deserialize)]
pub struct Graph<'a> {
    /// The id of the journey.
    #[serde(borrow)]
    pub journey: Cow<'a, str>,
    /// The arrows.
    #[serde(borrow)]
    pub edges: Vec<Edge<'a>>,
}

/// An arrow.
#[derive(Deserialize)]
pub struct Edge<'a> {
    /// Where it begins.
    #[serde(borrow)]
    pub source: Cow<'a, str>,
    /// Where it leads.
    #[serde(borrow)]
    pub target: &'a RawValue,
    /// What moves along it.
    #[serde(borrow)]
    pub kind: Cow<'a, str>,
    /// Whether only the order implies it.
    pub implied: bool,
    /// Whether it leaves the stage by `exit`.
    #[serde(default)]
    pub exit: bool,
    /// What is written on it.
    #[serde(borrow, default)]
    pub label: Option<Cow<'a, str>>,
    /// The share of those who leave.
    #[serde(default)]
    pub share: Option<Quantity>,
    /// How long it takes.
    #[serde(default)]
    pub takes: Option<Quantity>,
    /// The personas that it holds for.
    #[serde(default, rename = "for")]
    pub personas: Vec<String>,
    /// The sources that it rests on.
    #[serde(default, rename = "from")]
    pub sources: Vec<String>,
    /// Under which condition.
    #[serde(borrow, default)]
    pub when: Option<Cow<'a, str>>,
    /// Where it stood.
    #[serde(default)]
    pub span: Option<Span>,
}
