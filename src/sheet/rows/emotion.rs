//! Emotions: a curve for each persona, and what is felt in words.
//!
//! At one place, what is said for a persona by name counts for that persona before what is said for everybody; several such claims
//! become their mean and range. Where something inside a stage has a number, the stage's own number is a *level* beside the points;
//! otherwise it is a point.

use crate::model::value::{ClaimValue, Point};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};

use super::super::places::{Place, Places};
use super::super::view::View;
use super::super::wording::text;
use super::super::{Content, Curve, Feeling, Plot, Spot};

/// The row of the emotions.
pub fn row<'m>(view: &View<'_, 'm>, places: &Places<'m>) -> Option<Content> {
    let personas: Vec<Option<ElementId>> =
        if view.walkers.is_empty() { vec![None] } else { view.walkers.iter().copied().map(Some).collect() };
    let mut curves: Vec<Curve> = personas.into_iter().map(|who| curve(view, places, who)).collect();
    curves.retain(|curve| !curve.points.is_empty() || !curve.levels.is_empty());
    mark_deepest(&mut curves);
    let words: Vec<Feeling> = places.all.iter().flat_map(|place| in_words(view, place)).collect();
    if curves.is_empty() && words.is_empty() {
        return None;
    }
    let is_moment = |place: &&Place<'m>| view.moment(place.node).is_some();
    let moments = places.all.iter().filter(is_moment).map(|place| place.slots.clone()).collect();
    Some(Content::Plot(Plot { curves, words, moments }))
}

fn curve<'m>(view: &View<'_, 'm>, places: &Places<'m>, who: Option<ElementId>) -> Curve {
    let mut curve = Curve { persona: who.and_then(|id| view.number(id)), ..Curve::default() };
    let mut gap = false;
    let mut add = |curve: &mut Curve, mut spots: Vec<Spot>| {
        if let Some(first) = spots.first_mut() {
            first.after_gap = gap && !curve.points.is_empty();
            gap = false;
            curve.points.append(&mut spots);
        } else {
            gap = true;
        }
    };
    let mut rest = places.all.as_slice();
    while let Some((place, after)) = rest.split_first() {
        rest = after;
        if place.node.kind() != ElementKind::Stage {
            if matches!(place.node.kind(), ElementKind::Journey | ElementKind::Phase) {
                curve.levels.extend(level(spots(view, place, who)));
            }
            continue;
        }
        let inside = after.iter().take_while(|inner| inner.node.parent().is_some_and(|stage| stage.id == place.node.id)).count();
        let (inner, after) = after.split_at(inside);
        rest = after;
        let own = spots(view, place, who);
        let theirs = |node: Node<'m>| {
            let personas = node.personas();
            personas.is_empty() || who.is_some_and(|who| personas.contains(&who))
        };
        let parts: Vec<(&Place<'m>, Vec<Spot>)> =
            inner.iter().filter(|inner| theirs(inner.node)).map(|inner| (inner, spots(view, inner, who))).collect();
        if parts.iter().any(|(_, spots)| !spots.is_empty()) {
            curve.levels.extend(level(own));
            for (inner, spots) in parts {
                // Nothing is expected of a step: the customer does not see it.
                if inner.node.kind() == ElementKind::Touchpoint || !spots.is_empty() {
                    add(&mut curve, spots);
                }
            }
        } else if theirs(place.node) {
            add(&mut curve, own);
        }
    }
    curve
}

/// What is said of a whole: the mean of its points.
fn level(spots: Vec<Spot>) -> Option<Spot> {
    let count = spots.len();
    let sum: f64 = spots.iter().map(|spot| spot.mean).sum();
    let word = spots.iter().find_map(|spot| spot.word.clone());
    let first = spots.into_iter().next()?;
    Some(Spot { at: 0.5, mean: sum / count as f64, range: None, word, ..first })
}

/// The points of a persona at a place.
fn spots<'m>(view: &View<'_, 'm>, place: &Place<'m>, who: Option<ElementId>) -> Vec<Spot> {
    let mut own: Vec<Numbers<'m>> = Vec::new();
    let mut everybody: Vec<Numbers<'m>> = Vec::new();
    for claim in place.node.field(Field::Emotion) {
        let personas = claim.personas();
        let Some(numbers) = Numbers::of(claim) else { continue };
        if personas.is_empty() {
            everybody.push(numbers);
        } else if who.is_some_and(|who| personas.contains(&who)) {
            own.push(numbers);
        }
    }
    let said = if own.is_empty() { everybody } else { own };
    let count = said.iter().map(|numbers| numbers.points.len()).max().unwrap_or(0);
    let sources: Vec<Node<'m>> = said.iter().flat_map(|numbers| numbers.claim.sources()).collect();
    let ground = view.ground(&sources);
    let spot = |at: usize| {
        let along = if count > 1 { at as f64 / (count - 1) as f64 } else { 0.5 };
        let values: Vec<f64> = said.iter().map(|numbers| numbers.value(along)).collect();
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut words: Vec<String> = Vec::new();
        for word in said.iter().filter_map(|numbers| numbers.word(at, count)) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        Spot {
            place: place.node.id,
            slots: place.slots.clone(),
            at: (at as f32 + 0.5) / count as f32,
            mean: values.iter().sum::<f64>() / values.len() as f64,
            range: (high - low > 1e-9).then_some((low, high)),
            word: (!words.is_empty()).then(|| words.join(", ")),
            ground: ground.clone(),
            after_gap: false,
            deepest: false,
            passing: false,
        }
    };
    (0..count).map(spot).collect()
}

/// The points of one claim that have numbers.
struct Numbers<'m> {
    claim: ClaimNode<'m>,
    points: Vec<(f64, Option<String>)>,
}

impl<'m> Numbers<'m> {
    fn of(claim: ClaimNode<'m>) -> Option<Self> {
        let ClaimValue::Emotion(points) = &claim.claim().value else { return None };
        let points: Vec<(f64, Option<String>)> =
            points.iter().filter_map(|point| point.value.map(|value| (value, word(point)))).collect();
        (!points.is_empty()).then_some(Self { claim, points })
    }

    /// The value a part of the way along, in between on a straight line.
    fn value(&self, along: f64) -> f64 {
        let last = self.points.len() - 1;
        let before = (0..last).rev().find(|&at| at as f64 <= along * last as f64).unwrap_or(0);
        let rest = along * last as f64 - before as f64;
        let (start, end) = (self.points[before].0, self.points[(before + 1).min(last)].0);
        start + (end - start) * rest
    }

    /// The word of a point out of so many: each word is said once.
    fn word(&self, at: usize, count: usize) -> Option<String> {
        let own = self.points.len();
        let index = (0..own).find(|&index| if own == 1 { at == count / 2 } else { index * (count - 1) / (own - 1) == at })?;
        self.points[index].1.clone()
    }
}

fn word(point: &Point) -> Option<String> {
    point.word.as_deref().map(|word| text(word).replace('\n', " ")).filter(|word| !word.is_empty())
}

/// The words of points that have no number.
fn in_words<'m>(view: &View<'_, 'm>, place: &Place<'m>) -> Vec<Feeling> {
    if place.node.kind() == ElementKind::Outcome {
        return Vec::new();
    }
    let feeling = |claim: ClaimNode<'m>| {
        let ClaimValue::Emotion(points) = &claim.claim().value else { return None };
        let words: Vec<String> = points.iter().filter(|point| point.value.is_none()).filter_map(word).collect();
        let feeling = Feeling {
            place: place.node.id,
            slots: place.slots.clone(),
            text: words.join(" → "),
            whom: view.whom(&claim.personas()),
        };
        (!feeling.text.is_empty()).then_some(feeling)
    };
    view.field(place.node, Field::Emotion).filter_map(feeling).collect()
}

/// Marks the first of the lowest points below zero.
fn mark_deepest(curves: &mut [Curve]) {
    let lowest = curves.iter().flat_map(|curve| &curve.points).map(|spot| spot.mean).fold(0.0, f64::min);
    if lowest < 0.0
        && let Some(spot) = curves.iter_mut().flat_map(|curve| &mut curve.points).find(|spot| spot.mean <= lowest)
    {
        spot.deepest = true;
    }
}
