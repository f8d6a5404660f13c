//! The facts as sentences: what all renderings for people say alike.

use crate::graph::funnel::Expected;
use crate::labels::{Labels, Rounding, Word, note_numbers, referring};
use crate::model::value::{Basis, Quantity, Unit};
use crate::render::count;

use super::funnel::is_inside;
pub use super::words::list;
use super::words::{between, length};
use super::{
    Assumed, ClaimKind, Durations, EndKind, Ending, Evidence, Funnel, Grade, Heading, Loop, Metric, Name, Opportunities,
    Opportunity, Owner, Pain, Pains, Passing, Place, Promise, Question, Reason, Task, Time, Verdict, Way,
};

// ── Which journey ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What is known of the map as a whole, in few words each.
pub fn facts(heading: &Heading, labels: &Labels) -> Vec<String> {
    let mut out = Vec::new();
    out.extend([heading.state, heading.status].into_iter().flatten().map(str::to_owned));
    out.extend(heading.version.as_ref().map(|version| format!("{} {version}", labels.get(Word::Version))));
    out.extend(heading.date.clone());
    out.extend(heading.reviewed.as_ref().map(|date| format!("{} {date}", labels.get(Word::Reviewed))));
    out.extend(heading.owner.as_ref().map(|owner| format!("{} {owner}", labels.get(Word::OwnedBy))));
    let only = if heading.one_persona { format!("{} ", labels.get(Word::Only)) } else { String::new() };
    if !heading.personas.is_empty() {
        out.push(format!("{only}{}", list(&heading.personas)));
    }
    out.push(count(heading.stages, "stage"));
    let inside = [(heading.touchpoints, "touchpoint"), (heading.steps, "step")];
    out.extend(inside.iter().filter(|(number, _)| *number > 0).map(|(number, word)| count(*number, word)));
    out
}

// ── Opportunities ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/// How many there are, and in which order.
pub fn opportunities(all: &Opportunities) -> String {
    if all.open.len() + all.done.len() + all.rejected == 0 {
        return "none is written".into();
    }
    let others = [(all.done.len(), "done"), (all.rejected, "rejected")];
    let others = others.iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!(", {number} {word}"));
    let order = if all.open.len() > 1 { "; by severity addressed, then rank, impact and effort" } else { "" };
    format!("{} open{}{order}", all.open.len(), others.collect::<String>())
}

/// An impact or effort.
pub fn grade(grade: &Grade, labels: &Labels) -> String {
    match grade {
        Grade::Word(word) => (*word).to_owned(),
        Grade::Quantity(quantity) => labels.measure(quantity),
    }
}

/// Who answers for it, and where that is written if not at the opportunity.
pub fn owner(owner: &Owner) -> String {
    match owner.inherited {
        None => owner.name.clone(),
        Some(kind) => format!("{} (owner of the {kind})", owner.name),
    }
}

/// What an opportunity answers.
pub fn addresses(one: &Opportunity) -> String {
    if one.addresses.is_empty() {
        return "addresses nothing that is written".into();
    }
    let all: Vec<String> = one
        .addresses
        .iter()
        .map(|addressed| {
            let kind = if addressed.kind == "pain" { String::new() } else { format!("the {} ", addressed.kind) };
            format!("{kind}\"{}\"", addressed.name.title)
        })
        .collect();
    format!("addresses {}", all.join(", "))
}

// ── Pains ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// How many severe pains there are, and how many nobody addresses.
pub fn pains(all: &Pains) -> String {
    let ungraded = match all.ungraded {
        0 => String::new(),
        number => format!("; {} {} no severity", count(number, "other pain"), if number == 1 { "has" } else { "have" }),
    };
    let severe = match (all.severe, all.unaddressed.len()) {
        (0, _) => "no pain is high or critical".into(),
        (1, 0) => "none; the only one is addressed".into(),
        (severe, 0) => format!("none of {severe}"),
        (severe, open) => format!("{open} of {severe}"),
    };
    severe + &ungraded
}

/// How many answers to it were rejected.
pub fn rejected(pain: &Pain) -> String {
    count(pain.rejected, "answer") + " rejected"
}

/// Who has to pass it.
pub fn passing(pain: &Pain) -> String {
    match &pain.passing {
        Passing::Everybody if pain.personas.is_empty() => "nobody can avoid it".into(),
        Passing::Everybody => format!("{} cannot avoid it", list(&pain.personas)),
        Passing::Some(names) => format!("{} cannot avoid it", list(names)),
        Passing::Nobody => "can be avoided".into(),
        Passing::Unknown => "no way to success is known".into(),
    }
}

// ── Metrics ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// How many meet their targets.
pub fn metrics(all: &[Metric]) -> String {
    if all.is_empty() {
        return "none is written".into();
    }
    let number = |is: fn(&Verdict) -> bool| all.iter().filter(|metric| is(&metric.verdict)).count();
    let counted = [
        (number(|verdict| matches!(verdict, Verdict::Met)), "met"),
        (number(|verdict| matches!(verdict, Verdict::Missed(_))), "missed"),
        (number(|verdict| matches!(verdict, Verdict::Partly(_))), "met in part"),
        (number(|verdict| matches!(verdict, Verdict::Apart { .. })), "beside the target"),
        (number(|verdict| matches!(verdict, Verdict::NoValue { .. })), "without a value"),
        (number(|verdict| matches!(verdict, Verdict::NoTarget)), "without a target"),
        (number(|verdict| matches!(verdict, Verdict::OtherUnit)), "not comparable"),
    ];
    let parts: Vec<String> = counted.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    parts.join(", ")
}

/// The verdict on a metric, in one or two words.
pub const fn verdict(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::Missed(_) => "missed",
        Verdict::Partly(_) => "in part",
        Verdict::Apart { .. } => "beside it",
        Verdict::NoValue { .. } => "no value",
        Verdict::NoTarget => "no target",
        Verdict::OtherUnit => "unknown",
    }
}

/// The verdict on a metric with how far it is away.
pub fn judgement(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Missed(by) if by.upper() <= 0.0 => "missed: exactly on the limit".into(),
        Verdict::Missed(by) => format!("missed by {}", apart(by)),
        Verdict::Partly(by) => format!("met in part, missed by up to {}", apart(&at_most(by))),
        Verdict::Apart { by, above } => {
            let side = if *above { "above" } else { "below" };
            format!("{} {side} the target, which does not say which side is better", apart(by))
        }
        Verdict::OtherUnit => "different units cannot be compared".into(),
        Verdict::Met | Verdict::NoTarget | Verdict::NoValue { .. } => self::verdict(verdict).into(),
    }
}

/// The baseline and the change since; none if there is no baseline.
pub fn change(metric: &Metric) -> Option<String> {
    let baseline = metric.baseline.as_ref()?;
    Some(match (&metric.change, &metric.verdict) {
        (Some(change), _) if change.by.low == 0.0 && change.by.upper() == 0.0 => format!("as the baseline {baseline}"),
        (Some(change), _) => {
            let better = match change.better {
                Some(true) => ", better",
                Some(false) => ", worse",
                None => "",
            };
            format!("{} since {baseline}{better}", signed(&change.by))
        }
        (None, Verdict::NoValue { baseline: Some(by) }) => format!("baseline {baseline}, {} from the target", apart(by)),
        (None, Verdict::NoValue { baseline: None }) => format!("baseline {baseline}"),
        (None, _) => format!("baseline {baseline}, in another unit"),
    })
}

/// A difference that is not less than nothing.
fn apart(by: &Quantity) -> String {
    if by.high.is_some() && by.low <= 0.0 {
        return format!("up to {}", apart(&at_most(by)));
    }
    match &by.unit {
        Unit::Percent => points(by),
        Unit::OutOf(_) => Quantity { unit: Unit::Number, ..by.clone() }.to_string(),
        Unit::Time(_) => by.seconds().map_or_else(String::new, |(least, most)| between(least, most)),
        _ => by.to_string(),
    }
}

fn points(by: &Quantity) -> String {
    let one = by.high.is_none() && (by.low - 1.0).abs() < f64::EPSILON;
    let numbers = Quantity { unit: Unit::Number, ..by.clone() };
    format!("{numbers} {}", if one { "point" } else { "points" })
}

/// The upper end alone.
fn at_most(by: &Quantity) -> Quantity {
    Quantity { low: by.upper(), high: None, ..by.clone() }
}

/// A difference with its sign; of a range both ends.
fn signed(by: &Quantity) -> String {
    let end = |number: f64| {
        let sign = if number < 0.0 { "−" } else { "+" };
        let size = Quantity { low: number.abs(), high: None, ..by.clone() };
        format!("{sign}{}", apart(&size))
    };
    match by.high {
        Some(high) => format!("{} to {}", end(by.low), end(high)),
        None => end(by.low),
    }
}

// ── Evidence ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// How much rests on evidence.
pub fn evidence(evidence: &Evidence) -> String {
    match (evidence.all.founded(), evidence.all.all()) {
        (_, 0) => "nothing is claimed that could rest on it".into(),
        (0, all) => format!("none of {} rests on any", count(all, "claim")),
        (founded, all) => {
            let rest = if founded == 1 { "rests" } else { "rest" };
            format!("{founded} of {} {rest} on it ({} measured)", count(all, "claim"), evidence.all.measured)
        }
    }
}

// ── Research ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// How much there is to find out, and in which order.
pub fn research(tasks: &[Task]) -> String {
    let questions: usize = tasks.iter().map(|task| task.questions.len()).sum();
    match tasks.len() {
        0 => "nothing is assumed".into(),
        1 => count(questions, "open question"),
        number => format!("{}, {number} things to do; first what would change the map most", count(questions, "open question")),
    }
}

/// The weightiest reason of a task.
pub fn why(task: &Task) -> String {
    task.questions.first().map_or_else(String::new, reason)
}

/// What to find out, with the touchpoint where that is not the stage as a whole.
pub fn question(question: &Question) -> String {
    let whom = if question.personas.is_empty() { String::new() } else { format!(" for {}", list(&question.personas)) };
    let at = match (&question.place.stage, &question.place.own) {
        (Some(_), Some(own)) => format!(" at \"{}\"", own.title),
        (None, Some(own)) => format!(" of \"{}\"", own.title),
        _ => String::new(),
    };
    format!("{}{whom}{at}", question.said)
}

/// Why something has to be found out, as a sentence.
fn reason(question: &Question) -> String {
    match &question.reason {
        Reason::UnavoidablePain(whom) if whom.is_empty() => "a severe pain that nobody can avoid is assumed".into(),
        Reason::UnavoidablePain(whom) => format!("a severe pain that {} cannot avoid is assumed", list(whom)),
        Reason::SeverePain => "a severe pain is assumed".into(),
        Reason::Lost { known: true } => "how many are lost here is assumed".into(),
        Reason::Lost { known: false } => "how many are lost here is not known".into(),
        Reason::LowestPoint(whom) if whom.is_empty() => "the lowest point of the curve is assumed".into(),
        Reason::LowestPoint(whom) => format!("the lowest point of the curve of {} is assumed", list(whom)),
        Reason::MomentOfTruth => "what is felt at a moment of truth is assumed".into(),
        Reason::Target { known: true } => "a number that has a target is assumed".into(),
        Reason::Target { known: false } => "a target has no number to be held against".into(),
        Reason::Limit => "a time that is promised is held against an assumed one".into(),
        Reason::Branch => "how customers part here is assumed".into(),
        Reason::Pain => "a pain is assumed".into(),
        Reason::Rest => match question.kind {
            ClaimKind::Duration => "how long it takes is assumed".into(),
            ClaimKind::Share => "how customers divide into personas is assumed".into(),
            ClaimKind::Metric => "a number is assumed".into(),
            ClaimKind::Quote | ClaimKind::Thought => "what is said and thought is assumed".into(),
            ClaimKind::Emotion | ClaimKind::Gain | ClaimKind::Pain => "what is felt is assumed".into(),
        },
    }
}

// ── Durations ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What can be said about the time that it takes.
pub fn durations(durations: &Durations) -> String {
    if durations.uncertain {
        return "errors leave the flow unknown".into();
    }
    let written = durations.ways.iter().any(|way| way.time.known > 0);
    let ways = match (durations.ways.is_empty(), written) {
        (true, _) => "no end is reached",
        (false, false) => "none is written on the main ways",
        (false, true) => "on the main ways to each end",
    };
    if durations.limits.is_empty() {
        return ways.into();
    }
    let number = |is: fn(&Promise) -> bool| durations.limits.iter().filter(|limit| is(&limit.kept)).count();
    let counted = [
        (number(|kept| matches!(kept, Promise::Kept)), "kept"),
        (number(|kept| matches!(kept, Promise::Over { .. })), "broken"),
        (number(|kept| matches!(kept, Promise::MayBeOver { .. })), "not always kept"),
        (number(|kept| matches!(kept, Promise::Unknown)), "not known"),
    ];
    let parts: Vec<String> = counted.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    format!("{ways}; {} ({})", count(durations.limits.len(), "limit"), parts.join(", "))
}

/// A sum of which parts may be missing.
pub fn time(time: &Time) -> String {
    let places = |count: usize| if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
    let missing = match (time.unknown, time.places) {
        (0, _) => String::new(),
        (1, 1) => "its one place has no duration".into(),
        (unknown, all) if unknown == all => format!("none of {} has a duration", places(all)),
        (1, all) => format!("1 of {} has no duration", places(all)),
        (unknown, all) => format!("{unknown} of {} have no duration", places(all)),
    };
    match (time.known, time.unknown) {
        (0, 0) => "no time: nothing is passed".into(),
        (0, _) => format!("not known: {missing}"),
        (_, 0) => between(time.least, time.most),
        (_, _) => format!("at least {}: {missing}", length(time.least, Rounding::Down)),
    }
}

/// What a promise is worth.
pub fn kept(kept: &Promise) -> String {
    match kept {
        Promise::Kept => "kept".into(),
        Promise::Over { least, most } => format!("over by {}", difference(*least, *most)),
        Promise::MayBeOver { most } => format!("can be over by {}", length(*most, Rounding::Up)),
        Promise::Unknown => "not known".into(),
    }
}

fn difference(least: f64, most: f64) -> String {
    if least <= 0.0 { format!("up to {}", length(most, Rounding::Up)) } else { between(least, most) }
}

/// The ways, each once with all whose it is: two that read alike are one, though a minute may lie between them. Nobody stands for
/// everybody.
pub fn ways<'d>(durations: &'d Durations, heading: &Heading) -> Vec<(&'d Way, Vec<Name>)> {
    let mut out: Vec<(&Way, Vec<Name>)> = Vec::new();
    for way in &durations.ways {
        let whose = if way.personas.is_empty() { &heading.personas } else { &way.personas };
        let alike = |other: &&mut (&Way, Vec<Name>)| {
            other.0.end == way.end && other.0.stages == way.stages && time(&other.0.time) == time(&way.time)
        };
        match out.iter_mut().find(alike) {
            Some((_, whom)) => whom.extend(whose.iter().filter(|name| !whom.contains(name)).cloned().collect::<Vec<_>>()),
            None => out.push((way, whose.clone())),
        }
    }
    for (_, whom) in &mut out {
        if whom.len() == heading.personas.len() {
            whom.clear();
        }
    }
    out
}

/// What a sum of durations rests on.
pub fn ground(time: &Time, labels: &Labels) -> String {
    match time.basis {
        Some(Basis::Assumed) if time.assumed < time.known => "partly assumed".into(),
        Some(basis) => labels.get(basis.into()).to_owned(),
        None => String::new(),
    }
}

/// The stages of a way.
pub fn stages(way: &Way) -> String {
    way.stages.iter().map(|stage| &*stage.title).collect::<Vec<_>>().join(" → ")
}

/// From where a loop leads back to where.
pub fn back(one: &Loop) -> String {
    let label = one.label.as_ref().map_or_else(String::new, |label| format!(" \"{label}\""));
    let from = place(&one.from);
    let to = match &one.to.own {
        Some(own) if one.to.stage == one.from.stage => own.title.clone(),
        _ => place(&one.to),
    };
    if one.from == one.to { format!("{from} again{label}") } else { format!("{from} → {to}{label}") }
}

// ── The funnel ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What the numbers rest on, in short.
pub fn funnel(funnel: &Funnel) -> String {
    if funnel.uncertain {
        return "errors leave the flow unknown".into();
    }
    if funnel.stages.is_empty() {
        return "there is no stage".into();
    }
    let shares = match (funnel.shares, funnel.shares_assumed) {
        (0, _) => "no share is written".to_owned(),
        (all, 0) => format!("{} with a source", count(all, "share")),
        (all, assumed) if all == assumed => format!("{} without a source", count(all, "share")),
        (all, assumed) => format!("{}, {assumed} without a source", count(all, "share")),
    };
    match funnel.assumptions.len() {
        0 => shares,
        number => format!("{shares}; {}", count(number, "assumption")),
    }
}

/// What an end is called.
pub fn end(ending: &Ending, labels: &Labels) -> String {
    let name = ending.name.as_ref().map_or("", |name| &*name.title);
    match ending.kind {
        EndKind::Outcome(_) => name.to_owned(),
        EndKind::Elsewhere => format!("{}: {name}", labels.get(Word::AnotherMap)),
        EndKind::Finish => labels.get(Word::TheEnd).to_owned(),
        EndKind::Lost => labels.get(Word::Lost).to_owned(),
        EndKind::Never => labels.get(Word::NeverEnds).to_owned(),
    }
}

/// Where it stands, what is assumed there, and for whom.
pub fn assumption(one: &Assumed, labels: &Labels) -> String {
    let goal = one.goal.as_ref().map_or_else(String::new, |goal| format!(" {}", goal.title));
    let whom = if one.personas.is_empty() { String::new() } else { format!(" ({})", list(&one.personas)) };
    let said = format!("{}{goal}{whom}", labels.get(one.kind.into()));
    if is_inside(&one.place) { format!("{}: {said}", place(&one.place)) } else { said }
}

/// How long somebody can be expected to walk.
pub fn expected(time: &Expected) -> String {
    let seconds = time.seconds;
    let known = if time.unknown == 0 && seconds.high.is_finite() {
        between(seconds.low, seconds.high)
    } else {
        format!("at least {}", length(seconds.low, Rounding::Down))
    };
    let missing = match time.unknown {
        0 => String::new(),
        1 => ": 1 place has no duration".into(),
        number => format!(": {number} places have no duration"),
    };
    referring(&known, &note_numbers(&time.notes)) + &missing
}

// ── All sections ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Where something stands: `Purchase › Pays`.
pub fn place(place: &Place) -> String {
    match (&place.stage, &place.own) {
        (Some(stage), Some(own)) => format!("{} › {}", stage.title, own.title),
        (Some(name), None) | (None, Some(name)) => name.title.clone(),
        (None, None) => "the whole journey".into(),
    }
}

/// What something rests on: `measured: Shop events, Q3`.
pub fn basis(basis: Basis, sources: &[Name], labels: &Labels) -> String {
    let word = labels.get(basis.into());
    if sources.is_empty() { word.to_owned() } else { format!("{word}: {}", list(sources)) }
}
