//! `emotion-contradicts`: a place with a severe pain at which all emotions are good.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::feelings::{Feeling, Whom, feelings};
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::{ElementKind, Field};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::EmotionContradicts, docs: include_str!("../../../docs/lints/emotion-contradicts.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys() {
        let places = journey.descendants().filter(|node| matches!(node.kind(), ElementKind::Stage | ElementKind::Touchpoint));
        for place in places {
            let pains: Vec<Node<'_>> = place.children_of(ElementKind::Pain).filter(|pain| is_severe(*pain)).collect();
            if !pains.is_empty() && context.is_clear(place) {
                check_place(context, place, &pains, out);
            }
        }
    }
}

fn is_severe(pain: Node<'_>) -> bool {
    matches!(pain.word(Field::Severity), Some("high" | "critical"))
}

/// What does not fit: a good emotion, the pains beside it, and whether it is the emotion of some personas only.
struct Contradiction<'f, 'm> {
    good: &'f Feeling<'m>,
    pains: Vec<Node<'m>>,
}

fn check_place<'m>(context: &Context<'_>, place: Node<'m>, pains: &[Node<'m>], out: &mut Vec<Diagnostic>) {
    let own = feelings(place);
    // What is felt at the touchpoints of a stage is felt in the stage, too.
    let inside: Vec<Feeling<'m>> = place.touchpoints().flat_map(feelings).collect();
    let mut found: Vec<Contradiction<'_, 'm>> = Vec::new();
    for &pain in pains {
        let Some(good) = contradicted(&own, &inside, &Whom::of(pain)) else { continue };
        match found.iter_mut().find(|other| other.good.claim.index == good.claim.index) {
            Some(other) => other.pains.push(pain),
            None => found.push(Contradiction { good, pains: vec![pain] }),
        }
    }
    out.extend(found.iter().map(|contradiction| say(context, place, contradiction)));
}

/// The first of the good emotions, if those who have the pain have no others here.
fn contradicted<'f, 'm>(own: &'f [Feeling<'m>], inside: &[Feeling<'m>], whom: &Whom) -> Option<&'f Feeling<'m>> {
    match whom {
        Whom::Unknown => None,
        // A pain without `for` is explained by anybody who feels bad here.
        Whom::Everybody => all_good(own, inside, |_| true),
        Whom::Personas(personas) => {
            personas.iter().find_map(|&id| all_good(own, inside, |feeling| feeling.whom.includes(Some(id))))
        }
    }
}

/// The first of the emotions that concern somebody, if all of them are above 0, and nothing inside may be bad.
fn all_good<'f, 'm>(
    own: &'f [Feeling<'m>],
    inside: &[Feeling<'m>],
    concerns: impl Fn(&Feeling<'m>) -> bool,
) -> Option<&'f Feeling<'m>> {
    let unknown = |feeling: &Feeling<'m>| feeling.whom == Whom::Unknown;
    let good = |feeling: &Feeling<'m>| !feeling.is_arc() && feeling.last().is_some_and(|value| value > 0.0);
    // Words alone may well be the bad emotion that is looked for.
    let not_bad = |feeling: &Feeling<'m>| !feeling.is_arc() && feeling.last().is_some_and(|value| value >= 0.0);
    let holds = own.iter().all(|feeling| !unknown(feeling) && (good(feeling) || !concerns(feeling)))
        && inside.iter().all(|feeling| !unknown(feeling) && (not_bad(feeling) || !concerns(feeling)));
    own.iter().find(|feeling| concerns(feeling)).filter(|_| holds)
}

fn say(context: &Context<'_>, place: Node<'_>, contradiction: &Contradiction<'_, '_>) -> Diagnostic {
    let Contradiction { good, pains } = contradiction;
    let severity = |pain: &Node<'_>| pain.word(Field::Severity).unwrap_or("high");
    let worst = if pains.iter().any(|pain| severity(pain) == "critical") { "critical" } else { "high" };
    let which = match pains.len() {
        1 => format!("a pain of {worst} severity"),
        many => format!("{many} pains of up to {worst} severity"),
    };
    let mut found = Diagnostic::new(
        Code::EmotionContradicts,
        context.file,
        good.claim.claim().span,
        format!("{} feels good in spite of {which}", place.mention()),
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
