//! Elements and claims of the model in the shape of the output.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use crate::fmt;
use crate::model::value::{self, Basis, ClaimValue, Comparison, Unit};
use crate::model::vocabulary::{ElementKind, Field, TIME_UNITS};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, FileModel, Goal, Model, Node};
use crate::render::number::Number;
use crate::source::{FileId, Sources};

use super::names::Names;
use super::shape;

/// Where everything is looked up.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// The ids of the output.
    pub names: &'a Names,
}

/// An element with all inside it.
pub fn element<'a>(context: Context<'a>, node: Node<'a>) -> shape::Element<'a> {
    let own = node.element();
    shape::Element {
        kind: node.kind().keyword(),
        id: context.names.id(node.id),
        title: node.title(),
        span: context.names.span(node.id.file, own.whole()),
        personas: context.names.ids(&node.personas()),
        sources: ids(context, &node.sources()),
        when: node.clause_set(own.clauses).when.as_ref().map(|when| &*when.text),
        basis: basis(node.basis()),
        fields: fields(context, node),
        elements: node.children().map(|inner| element(context, inner)).collect(),
    }
}

/// What it rests on.
pub fn basis(basis: Basis) -> shape::Basis {
    match basis {
        Basis::Assumed => shape::Basis::Assumed,
        Basis::Researched => shape::Basis::Researched,
        Basis::Measured => shape::Basis::Measured,
    }
}

/// The ids of sources.
pub fn ids<'a>(context: Context<'a>, nodes: &[Node<'_>]) -> Vec<Cow<'a, str>> {
    nodes.iter().map(|node| context.names.id(node.id)).collect()
}

/// A quantity.
pub fn quantity(quantity: &value::Quantity) -> shape::Quantity<'_> {
    let unit = match &quantity.unit {
        Unit::Number => Cow::Borrowed(""),
        Unit::Percent => Cow::Borrowed("%"),
        Unit::Time(unit) => Cow::Borrowed(TIME_UNITS[*unit as usize].1),
        Unit::Money(currency) => Cow::Borrowed(&**currency),
        Unit::OutOf(of) => Cow::Owned(format!("/{of}")),
        Unit::Own(unit) => Cow::Borrowed(&**unit),
    };
    let comparison = quantity.comparison.map(Comparison::sign);
    let seconds = quantity.seconds().map(|(low, high)| [Number(low), Number(high)]);
    shape::Quantity { low: Number(quantity.low), high: quantity.high.map(Number), unit, comparison, seconds }
}

/// The claims of an element by field; remarks stand at the claim that they are about.
fn fields<'a>(context: Context<'a>, node: Node<'a>) -> BTreeMap<&'a str, Vec<shape::Claim<'a>>> {
    let mut remarks: BTreeMap<u32, BTreeMap<&'a str, Vec<shape::Claim<'a>>>> = BTreeMap::new();
    let mut fields: BTreeMap<&'a str, Vec<shape::Claim<'a>>> = BTreeMap::new();
    // From the back, because a remark stands behind what it is about and may have remarks itself.
    let range = node.element().claims.clone();
    for index in range.rev() {
        let node = ClaimNode { of: node, index };
        let mut out = claim(context, node);
        if let Some(about) = remarks.remove(&index) {
            out.remarks = about;
        }
        let name = field(node);
        match node.claim().about {
            Some(about) => remarks.entry(about).or_default().entry(name).or_default().push(out),
            None => fields.entry(name).or_default().push(out),
        }
    }
    for claims in fields.values_mut() {
        turn(claims);
    }
    fields
}

/// Puts claims that were gathered from the back into their order.
fn turn(claims: &mut [shape::Claim<'_>]) {
    claims.reverse();
    for claim in claims {
        for remarks in claim.remarks.values_mut() {
            turn(remarks);
        }
    }
}

/// The name of a claim's field: for a declared lane the lane's.
fn field(node: ClaimNode<'_>) -> &str {
    match (node.claim().field, node.claim().lane) {
        (Field::Lane, Some(lane)) => node.of.goal(lane).and_then(Node::name).unwrap_or("lane"),
        (field, _) => field.name(),
    }
}

fn claim<'a>(context: Context<'a>, node: ClaimNode<'a>) -> shape::Claim<'a> {
    let own = node.claim();
    let written = fmt::value(context.sources.get(node.of.id.file).slice(own.span));
    let (value, text) = match &own.value {
        ClaimValue::Text(text) => (shape::Value::Text(text), None),
        ClaimValue::Word(word) => (shape::Value::Word(word), None),
        ClaimValue::Reference(_) => (shape::Value::Reference(node.goal().map(|goal| context.names.id(goal.id))), Some(written)),
        ClaimValue::Quantity(inner) => (shape::Value::Quantity(quantity(inner)), Some(written)),
        ClaimValue::Date(date) => (shape::Value::Date(date.to_string()), None),
        ClaimValue::Emotion(points) => {
            let point = |point: &'a value::Point| shape::Point { value: point.value.map(Number), word: point.word.as_deref() };
            (shape::Value::Emotion(points.iter().map(point).collect()), Some(written))
        }
        ClaimValue::Scale { worst, best } => {
            (shape::Value::Scale(shape::Scale { worst: Number(*worst), best: Number(*best) }), Some(written))
        }
        ClaimValue::Flag => (shape::Value::Flag(true), None),
    };
    shape::Claim {
        value,
        text,
        personas: context.names.ids(&node.personas()),
        sources: ids(context, &node.sources()),
        when: node.clauses().when.as_ref().map(|when| &*when.text),
        basis: basis(node.basis()),
        span: context.names.span(node.of.id.file, own.span),
        remarks: BTreeMap::new(),
    }
}

/// All elements of other files that a file's part names.
pub fn foreign(file: &FileModel, own: FileId) -> impl Iterator<Item = ElementId> + '_ {
    file.goals.iter().filter_map(move |goal| match goal {
        Some(Goal::Element(id)) if id.file != own => Some(*id),
        _ => None,
    })
}

/// What a file names of the people, channels, sources, teams and lanes of other files, and what those name in turn.
pub fn imported(model: &Model, file: FileId) -> Vec<ElementId> {
    shared(model, file, foreign(model.file(file), file))
}

/// Those of elements of other files than this one that are people, channels, sources, teams and lanes, and what those name in turn.
pub fn shared(model: &Model, file: FileId, named: impl Iterator<Item = ElementId>) -> Vec<ElementId> {
    let shared = |id: &ElementId| {
        let node = model.node(*id);
        node.parent().is_none() && node.kind() != ElementKind::Journey
    };
    let mut todo: Vec<ElementId> = named.filter(|id| id.file != file).filter(shared).collect();
    let mut seen: HashSet<ElementId> = HashSet::new();
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = model.node(id);
        let named = node.claims().filter_map(ClaimNode::goal).map(|goal| goal.id);
        todo.extend(named.filter(|goal| goal.file != file).filter(shared));
    }
    let mut all: Vec<ElementId> = seen.into_iter().collect();
    all.sort_unstable();
    all
}
