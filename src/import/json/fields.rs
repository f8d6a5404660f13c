//! The fields of an element, with their clauses and remarks.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use super::names::string;
use super::{Around, Reader, in_order, listed, shape, values};
use crate::import::draft::{Element, Field, Item, Value};
use crate::import::mermaid::shown;
use crate::model::vocabulary::{Field as Known, ValueType};

impl<'t> Reader<'t, '_> {
    /// The word or quantity after a title.
    pub(super) fn value(&mut self, out: &mut Element<'t>, number: usize, claims: &[shape::Claim<'t>], around: Around<'_>) {
        let kind = self.names.entries[number].kind;
        for claim in claims {
            let value = kind.row().value.and_then(|expected| values::value(claim, expected, "value", self.context(number)));
            if let Some(value) = &value {
                self.other_text(claim, value);
            }
            match value {
                Some(Value::Plain(value)) if out.value.is_none() => {
                    self.without_clauses("a value after a title", claim, around);
                    out.value = Some(value);
                }
                _ => {
                    let message = format!("the value `{}` of {} is left out", written(claim), kind.a());
                    self.said.left_out(self.span(claim.value), message, "cannot stand after its title");
                }
            }
        }
    }

    /// The claims of a field, those that stood in one statement together.
    pub(super) fn field(
        &mut self,
        placed: &mut Vec<(u32, Item<'t>)>,
        number: usize,
        name: &str,
        claims: &[shape::Claim<'t>],
        around: Around<'_>,
    ) {
        let kind = self.names.entries[number].kind;
        let row = kind.row().field(name);
        let lane = if row.is_none() && kind.row().lanes { self.names.lane(name).map(str::to_owned) } else { None };
        let expected = row.map_or(ValueType::Text, |row| row.value);
        let is_known = row.is_some() || lane.is_some();
        let once = row.is_some_and(|row| !row.many);
        // What may stand once stands once for each persona: then each says for whom, also where that holds anyway.
        let own = if once && claims.len() > 1 { Around { personas: &[], ..around } } else { around };
        let mut last: Option<(&shape::Claim<'t>, usize)> = None;
        let mut seen = Seen::default();
        let starts = in_order(claims.iter().map(|claim| claim.span));
        for (claim, start) in claims.iter().zip(starts) {
            if claim.kind == "flag" && name == Known::Optional.name() && row.is_some() && claim.value.get() == "true" {
                self.without_clauses("`optional`", claim, Around { when: None, ..around });
                placed.push((start, Item::Flag("optional")));
                continue;
            }
            let again = once && seen.has(claim);
            let value = if is_known && !again { values::value(claim, expected, name, self.context(number)) } else { None };
            let span = self.span(claim.value);
            let Some(value) = value else {
                let why = match (again, &*claim.kind) {
                    (true, _) => "stands there once already".to_owned(),
                    (false, "reference") if !self.holds(claim) => "the document does not hold it".to_owned(),
                    (false, _) if is_known => format!("expected {}", expected.describe_for(name)),
                    (false, _) => format!("{} has no such field", kind.a()),
                };
                self.said.left_out(span, format!("`{name}: {}` is left out", written(claim)), why);
                continue;
            };
            self.other_text(claim, &value);
            seen.add(claim);
            if let Some((before, at)) = last
                && one_statement(before, claim, name)
                && let (_, Item::Field(field)) = &mut placed[at]
            {
                field.values.push(value);
                last = Some((claim, at));
                continue;
            }
            self.inherited([(&claim.personas, around.personas), (&claim.sources, around.sources)], span);
            let clauses = self.clauses(&claim.personas, &claim.sources, claim.when.clone(), own, span);
            let mut field = Field { clauses, ..Field::new(lane.clone().unwrap_or_else(|| name.to_owned()), vec![value]) };
            self.remarks(&mut field, number, claim, around);
            last = Some((claim, placed.len()));
            placed.push((start, Item::Field(field)));
        }
    }

    /// The remarks behind a value.
    fn remarks(&mut self, field: &mut Field<'t>, number: usize, claim: &shape::Claim<'t>, around: Around<'_>) {
        for (name, remarks) in &claim.remarks {
            let known = matches!(Known::from_name(name), Some(Known::Note | Known::Link | Known::Tag));
            for remark in remarks {
                if let Some(value) = values::value(remark, ValueType::Text, name, self.context(number)).filter(|_| known) {
                    self.without_clauses("a remark", remark, Around { when: None, ..around });
                    field.remarks.push(Item::Field(Field::new(name.to_string(), vec![value])));
                } else {
                    let message = format!("the remark `{name}: {}` is left out", written(remark));
                    self.said.left_out(self.span(remark.value), message, "cannot stand behind a value");
                }
            }
        }
    }

    /// Says that a value is taken and not the text beside it, where they differ.
    fn other_text(&mut self, claim: &shape::Claim<'_>, value: &Value<'_>) {
        if let Value::Plain(taken) | Value::Text(taken) = value
            && let Some(text) = values::other_text(claim, taken)
        {
            let message = format!("`{}` is taken, and not the text `{}`", shown(taken), shown(text));
            self.said.changed(self.span(claim.value), message, "the value and its text differ");
        }
    }

    /// Whether the document holds what a claim refers to.
    fn holds(&self, claim: &shape::Claim<'_>) -> bool {
        string(claim.value).is_some_and(|id| self.names.number(&id).is_some())
    }

    /// Says which clauses and remarks of a claim have no place where it stands.
    fn without_clauses(&mut self, what: &str, claim: &shape::Claim<'_>, around: Around<'_>) {
        let span = self.span(claim.value);
        self.inherited([(&claim.personas, around.personas), (&claim.sources, around.sources)], span);
        let set = |names: &[String]| names.iter().cloned().collect::<BTreeSet<String>>();
        let own = |own: &[String], around: &[String]| if set(own) == set(around) { Vec::new() } else { own.to_vec() };
        let (personas, sources) = (own(&claim.personas, around.personas), own(&claim.sources, around.sources));
        let when = claim.when.as_deref().filter(|when| Some(*when) != around.when);
        let mut lost: Vec<String> = values::clauses(&personas, &sources, when);
        let remarks = claim.remarks.iter().flat_map(|(name, remarks)| remarks.iter().map(move |remark| (name, remark)));
        lost.extend(remarks.map(|(name, remark)| format!("{name}: {}", written(remark))));
        if !lost.is_empty() {
            let verb = if lost.len() == 1 { "is" } else { "are" };
            let message = format!("{} {verb} left out", listed(lost.iter().map(|word| format!("`{word}`"))));
            self.said.left_out(span, message, format!("{what} has neither clauses nor remarks"));
        }
    }
}

/// The value of a claim, for a message.
fn written(claim: &shape::Claim<'_>) -> String {
    let raw = claim.value.get();
    let value = match &*claim.kind {
        "quantity" => values::object(raw).map(|quantity| values::shown(&quantity)),
        "reference" => string(claim.value).map(Cow::into_owned),
        _ => None,
    };
    value.unwrap_or_else(|| shown(raw))
}

/// For whom and when something is said: the same people in any order are the same.
type Whom<'d> = (Vec<&'d str>, Option<&'d str>);

fn whom<'d>(claim: &'d shape::Claim<'_>) -> Whom<'d> {
    let mut personas: Vec<&str> = claim.personas.iter().map(String::as_str).collect();
    personas.sort_unstable();
    personas.dedup();
    (personas, claim.when.as_deref())
}

/// For whom and when a field that may stand once stands there already.
#[derive(Default)]
struct Seen<'d> {
    whom: HashSet<Whom<'d>>,
    /// Whether it stands there for all, and always.
    always: bool,
}

impl<'d> Seen<'d> {
    fn add(&mut self, claim: &'d shape::Claim<'_>) {
        let whom = whom(claim);
        self.always |= whom == (Vec::new(), None);
        self.whom.insert(whom);
    }

    /// Whether another one would be one too many: for the same people under the same condition, or one of them is for all and always.
    fn has(&self, claim: &'d shape::Claim<'_>) -> bool {
        let whom = whom(claim);
        self.always || self.whom.contains(&whom) || !self.whom.is_empty() && whom == (Vec::new(), None)
    }
}

/// Whether two claims of a field stood so close to each other that nothing but a comma was between them.
fn one_statement(a: &shape::Claim<'_>, b: &shape::Claim<'_>, name: &str) -> bool {
    let near = match (a.span, b.span) {
        (Some(a), Some(b)) => a.file == b.file && a.end <= b.start && ((b.start - a.end) as usize) < name.len() + 3,
        _ => false,
    };
    let alike = a.personas == b.personas && a.sources == b.sources && a.when == b.when;
    near && alike && a.remarks.is_empty() && b.remarks.is_empty()
}
