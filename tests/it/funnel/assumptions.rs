//! Each number names the assumptions that it rests on.

use std::collections::HashMap;

use journey::graph::JourneyGraph;
use journey::graph::funnel::{Assumption, AssumptionKind, End, Funnel};
use journey::model::ElementId;

use super::{journey, kinds, known_map, loosened, refers};
use crate::support::{Numbers, check};

/// A map with all that makes a funnel assume something.
fn assuming_map(numbers: &mut Numbers) -> String {
    let mut text = loosened(&known_map(numbers), numbers);
    let share = |numbers: &mut Numbers| match numbers.below(3) {
        0 => String::new(),
        _ => format!(" {{ share: {}% }}", 1 + numbers.below(80)),
    };
    text = format!("persona p{}\npersona q{}\n{text}", share(numbers), share(numbers))
        .replace("journey j {", "journey j {\npersona: p, q");
    let lines = text.lines().map(|line| match numbers.below(6) {
        0 if line.contains(" -> ") => format!("{line} for p"),
        0 if line.starts_with("touchpoint") => format!("{line} {{ optional }}"),
        1 if line.starts_with("touchpoint") => format!("{line} for q"),
        1 if line.contains(" -> ") => format!("{line} when \"it rains\""),
        // All go this way; who is over is scaled.
        2 if line.ends_with('%') && line.contains(" -> ") => {
            let at = line.rfind(' ').unwrap_or(line.len());
            format!("{} 100%", &line[..at])
        }
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What could be said instead of what is assumed, as another map; none if that cannot be put so simply.
fn said_otherwise(text: &str, one: &Assumption, name: &dyn Fn(ElementId) -> String) -> Option<String> {
    let place = one.place.map(name).unwrap_or_default();
    let whom: Vec<String> = one.personas.iter().map(|&id| name(id)).collect();
    // What is assumed of one persona is said otherwise of that one alone.
    let of_those = |old: &str, new: String| match whom.first() {
        Some(only) if !old.contains(" for ") => {
            let others = if only == "p" { "q" } else { "p" };
            format!("{new} for {only}\n{}", if old.is_empty() { String::new() } else { format!("{old} for {others}") })
        }
        _ => new,
    };
    let changed = |text: &str, change: &dyn Fn(&str) -> Option<String>| -> String {
        let lines = text.lines().map(|line| change(line).map_or_else(|| line.to_owned(), |new| of_those(line, new)));
        lines.collect::<Vec<_>>().join("\n")
    };
    let with = |text: &str, line: String| {
        let end = text.rfind('}').unwrap_or(text.len());
        format!("{}{}\n}}", &text[..end], of_those("", line))
    };
    let from = format!("{place} -> ");
    let with_share = |line: &str, change: &dyn Fn(&str) -> Option<&'static str>| {
        let mut words: Vec<&str> = line.split(' ').collect();
        let share = words.get_mut(3).filter(|share| line.starts_with(&from) && share.ends_with('%'))?;
        *share = change(share)?;
        Some(words.join(" "))
    };
    let other = match one.kind {
        // A part of what is left goes there.
        AssumptionKind::RestGoesTo(goal) => {
            let way = format!("{from}{}", goal.map_or("exit".to_owned(), name));
            changed(text, &|line| (line == way).then(|| format!("{line} 0.01%")))
        }
        // One of them has a share.
        AssumptionKind::UnknownSplit => {
            let mut open =
                text.lines().filter(|line| line.starts_with(&from) && !line.contains(['%', '"']) && !line.contains(" for "));
            let first = open.next()?;
            changed(text, &|line| (line == first).then(|| format!("{line} 0.01%")))
        }
        AssumptionKind::UnknownPassing if whom.is_empty() => {
            text.replace(&format!("touchpoint {place} {{ optional }}"), &format!("touchpoint {place}"))
        }
        // They are fewer.
        AssumptionKind::SharesScaled | AssumptionKind::RangesMakeAll | AssumptionKind::ConditionsWithinAll => {
            changed(text, &|line| with_share(line, &|_| Some("1%")))
        }
        // Some do go on.
        AssumptionKind::RestIsLost | AssumptionKind::NoWayOn => with(text, format!("{place} -> won 0.5%")),
        AssumptionKind::NobodyLeaves => {
            let fewer = changed(text, &|line| with_share(line, &|share| (share == "100%").then_some("99%")));
            with(&fewer, format!("{place} -> won 1%"))
        }
        AssumptionKind::PersonaTakesRest | AssumptionKind::UnknownPersona => {
            text.replace(&format!("persona {place}\n"), &format!("persona {place} {{ share: 7% }}\n"))
        }
        AssumptionKind::PersonasScaled | AssumptionKind::PersonasOver => {
            let first = text.lines().next().unwrap_or_default();
            text.replace(first, "persona p { share: 3% }")
        }
        _ => return None,
    };
    (other != text).then_some(other)
}

/// All numbers of a funnel by what they are of.
fn all_numbers<'f>(funnel: &'f Funnel, name: &dyn Fn(ElementId) -> String) -> HashMap<String, &'f journey::graph::funnel::Parts> {
    let end = |end: End| match end {
        End::Outcome(id) => name(id),
        other => format!("{other:?}"),
    };
    let stages = funnel.stages.iter().map(|stage| (name(stage.stage), &stage.parts));
    stages.chain(funnel.ends.iter().map(|one| (end(one.end), &one.parts))).collect()
}

#[test]
fn each_number_names_the_assumptions_that_change_it() {
    let mut numbers = Numbers(23);
    let mut changed: HashMap<&str, usize> = HashMap::new();
    for _ in 0..150 {
        let text = assuming_map(&mut numbers);
        let analysis = check(&text);
        let graph = JourneyGraph::new(journey(&analysis));
        let name = |id: ElementId| graph.journey.model.node(id).name().unwrap_or_default().to_owned();
        let funnel = graph.funnel(None);
        let kinds = kinds(&funnel).into_iter().enumerate();
        let loops: Vec<u32> = kinds.filter(|(_, kind)| *kind == AssumptionKind::LoopIsLeft).map(|(at, _)| at as u32).collect();
        for (number, one) in funnel.assumptions.iter().enumerate() {
            let Some(otherwise) = said_otherwise(&text, one, &name) else { continue };
            let analysis = check(&otherwise);
            let graph = JourneyGraph::new(journey(&analysis));
            let other_name = |id: ElementId| graph.journey.model.node(id).name().unwrap_or_default().to_owned();
            let other = graph.funnel(None);
            let (before, after) = (all_numbers(&funnel, &name), all_numbers(&other, &other_name));
            // Who does not take the way that is assumed is lost instead: that number changes for another reason.
            for (what, parts) in before.iter().filter(|(what, _)| **what != format!("{:?}", End::Lost)) {
                let Some(then) = after.get(what) else { continue };
                // Where everybody is taken to leave a loop in the end, it may not matter by which way.
                if one.kind.is_open() && loops.iter().any(|&number| refers(&parts.all, number)) {
                    continue;
                }
                let (now, then) = (parts.all.bounds, then.all.bounds);
                if (now.low - then.low).abs() > 1e-9 || (now.high - then.high).abs() > 1e-9 {
                    assert!(
                        refers(&parts.all, number as u32),
                        "{what} is {now:?}, and {then:?} without {one:?}\n{text}\n{otherwise}"
                    );
                    *changed.entry(one.kind.name()).or_default() += 1;
                }
            }
        }
    }
    for kind in [
        "rest-goes-to",
        "unknown-split",
        "unknown-passing",
        "shares-scaled",
        "conditions-within-all",
        "rest-is-lost",
        "no-way-on",
        "nobody-leaves",
        "persona-takes-rest",
        "unknown-persona",
        "personas-scaled",
        "personas-over",
    ] {
        assert!(changed.get(kind).is_some_and(|times| *times > 1), "{kind} changed nothing: {changed:?}");
    }
}
