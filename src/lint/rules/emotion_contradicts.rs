//! `emotion-contradicts`: a place with a severe pain at which somebody feels good and nobody bad.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::feelings::{Feeling, Whom, feelings};
use crate::lint::{Context, Rule};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::EmotionContradicts, docs: include_str!("../../../docs/lints/emotion-contradicts.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys() {
        let places = journey.descendants().filter(|node| matches!(node.kind(), ElementKind::Stage | ElementKind::Touchpoint));
        for place in places {
            let pains: Vec<Node<'_>> = place.children_of(ElementKind::Pain).filter(|pain| pain.is_severe()).collect();
            if !pains.is_empty() && context.is_clear(place) {
                check_place(context, place, &pains, out);
            }
        }
    }
}

/// What does not fit: a good emotion, and the pains beside it.
struct Contradiction<'m> {
    /// Whose pain the first of them is, if it is said for some.
    whose: Option<ElementId>,
    pains: Vec<Node<'m>>,
}

fn check_place<'m>(context: &Context<'_>, place: Node<'m>, pains: &[Node<'m>], out: &mut Vec<Diagnostic>) {
    let own = feelings(place);
    let moods = Moods::new(&own, place.touchpoints().flat_map(feelings));
    let mut found: BTreeMap<usize, Contradiction<'m>> = BTreeMap::new();
    for &pain in pains {
        let Some((good, whose)) = moods.contradict(&Whom::of(pain)) else { continue };
        found.entry(good).or_insert_with(|| Contradiction { whose, pains: Vec::new() }).pains.push(pain);
    }
    out.extend(found.iter().map(|(&good, contradiction)| say(context, place, &own[good], contradiction)));
}

/// Whether somebody feels good, and never bad, at a place.
#[derive(Clone, Copy, Default)]
struct Mood {
    /// The first emotion of the place itself that is good.
    first: Option<usize>,
    /// Whether something is, or may be, bad.
    doubtful: bool,
}

impl Mood {
    fn add(&mut self, other: Self) {
        self.first = self.first.into_iter().chain(other.first).min();
        self.doubtful |= other.doubtful;
    }

    /// The first good emotion, if none is bad.
    fn good(self) -> Option<usize> {
        self.first.filter(|_| !self.doubtful)
    }
}

/// The moods at a place.
#[derive(Default)]
struct Moods {
    /// By what is said of anybody.
    all: Mood,
    /// By what is said of everybody.
    everybody: Mood,
    /// By what is said of some.
    personas: HashMap<ElementId, Mood>,
    /// Whether it is not known of whom something is said.
    unknown: bool,
}

impl Moods {
    /// Of the emotions of a place, and of those inside it: what is felt at the touchpoints of a stage is felt in the stage, too.
    fn new<'m>(own: &[Feeling<'m>], inside: impl Iterator<Item = Feeling<'m>>) -> Self {
        let mut moods = Self::default();
        for (index, feeling) in own.iter().enumerate() {
            let good = feeling.only().is_some_and(|value| value > 0.0);
            moods.add(feeling, Mood { first: good.then_some(index), doubtful: may_be_bad(feeling) });
        }
        for feeling in inside {
            moods.add(&feeling, Mood { first: None, doubtful: may_be_bad(&feeling) });
        }
        moods
    }

    fn add(&mut self, feeling: &Feeling<'_>, mood: Mood) {
        self.all.add(mood);
        match &feeling.whom {
            Whom::Everybody => self.everybody.add(mood),
            Whom::Personas(some) => some.iter().for_each(|&id| self.personas.entry(id).or_default().add(mood)),
            Whom::Unknown => self.unknown = true,
        }
    }

    /// The first emotion of somebody who has a pain and feels good and never bad here, and who that is.
    fn contradict(&self, whom: &Whom) -> Option<(usize, Option<ElementId>)> {
        if self.unknown {
            return None;
        }
        match whom {
            Whom::Unknown => None,
            // A pain without `for` is explained by anybody who feels bad here.
            Whom::Everybody => Some((self.all.good()?, None)),
            Whom::Personas(some) => some.iter().find_map(|id| {
                let mut mood = self.everybody;
                mood.add(self.personas.get(id).copied().unwrap_or_default());
                Some((mood.good()?, Some(*id)))
            }),
        }
    }
}

/// Whether it is below 0, or leaves open whether it is: an arc and words alone do.
fn may_be_bad(feeling: &Feeling<'_>) -> bool {
    feeling.only().is_none_or(|value| value < 0.0)
}

fn say(context: &Context<'_>, place: Node<'_>, good: &Feeling<'_>, contradiction: &Contradiction<'_>) -> Diagnostic {
    let Contradiction { whose, pains } = contradiction;
    let severity = |pain: &Node<'_>| pain.word(Field::Severity).unwrap_or("high");
    let which = match pains.as_slice() {
        [one] => format!("a pain of {} severity", severity(one)),
        many => format!("{} severe pains", many.len()),
    };
    let to = whose.map_or(String::new(), |id| format!(" to {}", context.model.node(id).mention()));
    let mut found = Diagnostic::new(
        Code::EmotionContradicts,
        context.file,
        good.claim.claim().span,
        format!("{} feels good{to} in spite of {which}", place.mention()),
        "above 0, and nothing negative beside it",
    );
    for pain in pains.iter().take(3) {
        found = found.label(context.file, pain.title_span(), format!("severity {}", severity(pain)));
    }
    let or = if good.whom != Whom::Everybody && pains.iter().any(|pain| Whom::of(*pain) == Whom::Everybody) {
        "say with `for` whose pain it is"
    } else {
        "lower the severity"
    };
    found.help(format!(
        "write what the pain feels like, as in `emotion: -1 \"annoyed\"`, or an arc, as in `emotion: +1 -> -1`; or {or}"
    ))
}
