//! The funnel: closed forms, and what always holds. `walks` compares it with walks that are thrown with dice, `assumptions` looks whether
//! each number names what it rests on.

mod assumptions;
mod walks;

use std::collections::HashMap;
use std::fmt::Write as _;

use journey::Analysis;
use journey::diagnostic::Code;
use journey::graph::JourneyGraph;
use journey::graph::funnel::{AssumptionKind, Bounds, End, Funnel, Part};
use journey::model::{ElementId, Node};
use journey::source::FileId;

use crate::support::{Numbers, check, check_as, examples};

/// The one journey of a map.
fn journey(analysis: &Analysis) -> Node<'_> {
    analysis.model.journeys(FileId(0)).next().expect("there is one")
}

fn of(text: &str) -> Funnel {
    let analysis = check(text);
    JourneyGraph::new(journey(&analysis)).funnel(None)
}

fn is(part: &Part, low: f64, high: f64) -> bool {
    (part.bounds.low - low).abs() < 1e-12 && (part.bounds.high - high).abs() < 1e-12
}

/// The part of all that ends in an outcome by its place among the ends, or gets to a stage by its place.
fn ended(funnel: &Funnel, at: usize) -> &Part {
    &funnel.ends[at].parts.all
}

fn reached(funnel: &Funnel, at: usize) -> &Part {
    &funnel.stages[at].parts.all
}

fn kinds(funnel: &Funnel) -> Vec<AssumptionKind> {
    funnel.assumptions.iter().map(|one| one.kind).collect()
}

const OUTCOMES: &str = "outcome won success; outcome lost failure";

#[test]
fn a_plain_list_loses_nobody() {
    let funnel = of("journey j { stage a; stage b; stage c; outcome won success }");
    assert!(funnel.stages.iter().all(|stage| is(&stage.parts.all, 1.0, 1.0)));
    assert!(is(ended(&funnel, 0), 1.0, 1.0));
    assert_eq!(funnel.assumptions, []);
}

#[test]
fn shares_multiply_along_the_way() {
    let funnel = of(&format!("journey j {{ stage a; stage b; stage c; {OUTCOMES}; a -> lost 20%; b -> lost 50%; c -> won }}"));
    assert!(is(reached(&funnel, 1), 0.8, 0.8) && is(reached(&funnel, 2), 0.4, 0.4));
    assert!(is(ended(&funnel, 0), 0.4, 0.4) && is(ended(&funnel, 1), 0.6, 0.6));
    let leaving: Vec<(End, Bounds)> =
        funnel.stages.iter().flat_map(|stage| stage.leaving.iter().map(|one| (one.end, one.parts.all.bounds))).collect();
    assert_eq!(leaving.len(), 3);
    assert!((leaving[1].1.low - 0.4).abs() < 1e-12, "half of 80%");
}

#[test]
fn a_loop_is_a_geometric_series() {
    // Each time 30% go back and 10% are lost: 0.6 / (1 - 0.3) win, and b is visited 1 / 0.7 times.
    let funnel = of(&format!("journey j {{ stage a; stage b; {OUTCOMES}; b -> a 30%; b -> lost 10%; b -> won 60% }}"));
    assert!(is(ended(&funnel, 0), 6.0 / 7.0, 6.0 / 7.0) && is(ended(&funnel, 1), 1.0 / 7.0, 1.0 / 7.0));
    assert!(funnel.visits.iter().all(|visits| is(&visits.parts.all, 1.0 / 0.7, 1.0 / 0.7)));
}

#[test]
fn a_gambler_is_ruined_as_the_books_say() {
    let count: i32 = 12;
    let mut text = String::from("journey j { start: s4\n");
    for at in 1..count {
        let _ = writeln!(text, "stage s{at}");
    }
    for at in 1..count {
        let (up, down) = (
            if at + 1 == count { "won".to_owned() } else { format!("s{}", at + 1) },
            if at == 1 { "lost".to_owned() } else { format!("s{}", at - 1) },
        );
        let _ = writeln!(text, "s{at} -> {up} 45%; s{at} -> {down} 55%");
    }
    let _ = writeln!(text, "{OUTCOMES} }}");
    let funnel = of(&text);
    let ratio: f64 = 0.55 / 0.45;
    let wanted = (1.0 - ratio.powi(4)) / (1.0 - ratio.powi(count));
    assert!(is(ended(&funnel, 0), wanted, wanted), "{:?}", ended(&funnel, 0));
    // Getting from 4 to 8 before ruin is the same game with another goal.
    let eight = (1.0 - ratio.powi(4)) / (1.0 - ratio.powi(8));
    assert!(is(reached(&funnel, 7), eight, eight));
}

#[test]
fn two_loops_one_after_the_other_do_not_touch() {
    let funnel = of(&format!(
        "journey j {{ stage a; stage b; stage c; stage d; {OUTCOMES}; b -> a 50%; b -> lost 10%; b -> c 40%; d -> c 20%; d -> lost 40%; d -> won 40% }}"
    ));
    assert!(is(reached(&funnel, 2), 0.8, 0.8) && is(ended(&funnel, 0), 0.8 * 0.5, 0.8 * 0.5));
}

#[test]
fn ranges_are_bounds_and_the_loop_does_not_take_both_ends() {
    let funnel = of(&format!("journey j {{ stage a; stage b; {OUTCOMES}; b -> a 20%..40%; b -> lost 10%..20%; b -> won }}"));
    // The most that are lost: 20% of those who do not go back, of whom there are as few as may be.
    let lost = ended(&funnel, 1);
    assert!(is(lost, 0.1 / 0.8, 0.2 / 0.6), "{lost:?}");
    assert!(is(ended(&funnel, 0), 0.4 / 0.6, 0.7 / 0.8));
    assert_eq!(kinds(&funnel).len(), 1, "what is left goes to `won`: {:?}", funnel.assumptions);
}

#[test]
fn what_is_unknown_is_never_split_equally() {
    let funnel =
        of(&format!("journey j {{ stage a; stage b; stage c; {OUTCOMES}; a -> b; a -> c; a -> lost 30%; b -> won; c -> won }}"));
    assert!(is(reached(&funnel, 1), 0.0, 0.7) && is(reached(&funnel, 2), 0.0, 0.7));
    assert!(is(ended(&funnel, 0), 0.7, 0.7), "wherever they go, they win");
    assert_eq!(kinds(&funnel), [AssumptionKind::UnknownSplit]);
    assert_eq!(reached(&funnel, 1).notes.runs(), [(0, 0)]);
}

#[test]
fn whoever_may_go_round_leaves_in_the_end() {
    let funnel = of("journey j { stage a; stage b; outcome won success; a -> a \"again\"; a -> b }");
    assert!(is(ended(&funnel, 0), 1.0, 1.0));
    assert!(kinds(&funnel).contains(&AssumptionKind::LoopIsLeft));
    assert!(
        (funnel.visits[0].parts.all.bounds.low - 1.0).abs() < f64::EPSILON && funnel.visits[0].parts.all.bounds.high.is_infinite()
    );
}

#[test]
fn who_never_leaves_is_told() {
    let funnel = of(&format!("journey j {{ stage a; stage b; {OUTCOMES}; a -> won 60%; a -> b 40%; b -> b 100% }}"));
    let never = funnel.ends.iter().find(|end| end.end == End::Never).expect("b");
    assert!(is(&never.parts.all, 0.4, 0.4));
    assert!(kinds(&funnel).contains(&AssumptionKind::NobodyLeaves));
}

#[test]
fn what_nobody_accounts_for_is_lost() {
    let funnel = of(&format!("journey j {{ stage a; {OUTCOMES}; a -> won 60%; a -> lost 10%..20% }}"));
    let lost = funnel.ends.iter().find(|end| end.end == End::Lost).expect("the rest");
    assert!(is(&lost.parts.all, 0.2, 0.3));
}

#[test]
fn a_hand_off_says_where_it_goes_on() {
    let funnel =
        of("journey other { stage x }\njourney j { stage a; stage b; outcome won success; a -> other 25%; a -> b 75%; b -> won }");
    assert_eq!(funnel.stages.len(), 1, "the first journey");
    let analysis =
        check("journey j { stage a; stage b; outcome won success; a -> journey other 25%; b -> won }\njourney other { stage x }");
    let funnel = JourneyGraph::new(journey(&analysis)).funnel(None);
    let elsewhere = funnel.ends.iter().find(|end| matches!(end.end, End::Elsewhere(_))).expect("the other");
    assert!(is(&elsewhere.parts.all, 0.25, 0.25));
}

#[test]
fn personas_are_weighted_by_their_shares() {
    let map = |shares: [&str; 2]| {
        format!(
            "persona p {{ {} }}\npersona q {{ {} }}\njourney j {{ persona: p, q; stage a; {OUTCOMES}\n\
             a -> lost 50% for p; a -> won 50% for p; a -> won for q }}",
            shares[0], shares[1]
        )
    };
    let won = |shares| of(&map(shares)).ends[0].parts.clone();
    let known = won(["share: 60%", "share: 40%"]);
    assert!(is(&known.each[0], 0.5, 0.5) && is(&known.each[1], 1.0, 1.0) && is(&known.all, 0.7, 0.7));
    assert!(is(&won(["share: 60%", ""]).all, 0.7, 0.7), "the other takes the rest");
    assert!(is(&won(["", ""]).all, 0.5, 1.0), "bounds, not an average");
    assert!(is(&won(["share: 50%..70%", ""]).all, 0.65, 0.75));
    assert!(is(&won(["share: 30%", "share: 20%"]).all, 0.7, 0.7), "of those on the map");
    assert!(is(&won(["share: 90%", "share: 60%"]).all, 0.7, 0.7), "more than all are scaled");
}

/// A map of two personas, half of the customers each.
fn of_two(flow: &str) -> Funnel {
    of(&format!(
        "persona p {{ share: 50% }}\npersona q {{ share: 50% }}\njourney j {{ persona: p, q; {flow}; {OUTCOMES}; c -> won }}"
    ))
}

#[test]
fn a_stage_for_one_persona_is_passed_by_the_others() {
    // Whether that is said at the stage or at all that stands in it, with and without touchpoints.
    for stage in [
        "stage b for p",
        "stage b for p { touchpoint x; touchpoint y; x -> y }",
        "stage b { touchpoint x for p; touchpoint y for p }",
    ] {
        let funnel = of_two(&format!("stage a; {stage}; stage c; b -> lost 50%"));
        let (b, c) = (&funnel.stages[1].parts, &funnel.stages[2].parts);
        assert!(is(&b.each[0], 1.0, 1.0) && is(&b.each[1], 0.0, 0.0) && is(&b.all, 0.5, 0.5), "{stage}: {b:?}");
        assert!(is(&c.each[0], 0.5, 0.5) && is(&c.each[1], 1.0, 1.0), "{stage}: {c:?}");
        let lost = &funnel.stages[1].leaving[0].parts;
        assert!(is(&lost.each[0], 0.5, 0.5) && is(&lost.each[1], 0.0, 0.0), "{stage}: {lost:?}");
    }
    // At a stage that is for everybody they are, though its touchpoints are for others.
    for stage in ["stage b { emotion: -1; touchpoint x for p }", "stage b { touchpoint x for p; touchpoint y }"] {
        let funnel = of_two(&format!("stage a; {stage}; stage c; b -> lost 50%"));
        assert!(is(&funnel.stages[1].parts.each[1], 1.0, 1.0), "{stage}");
        assert!(is(&funnel.stages[2].parts.each[1], 0.5, 0.5), "{stage}");
    }
}

#[test]
fn a_funnel_of_one_persona_has_the_stages_of_that_persona() {
    let analysis =
        check("persona p; persona q\njourney j { persona: p, q; stage a; stage b for p; stage c { touchpoint x for p } }");
    let graph = JourneyGraph::new(journey(&analysis));
    let stages = |only| graph.funnel(only).stages.len();
    assert_eq!((stages(None), stages(Some(graph.personas[0])), stages(Some(graph.personas[1]))), (3, 3, 2));
}

#[test]
fn who_comes_into_the_middle_of_a_stage_for_others_passes_it_by() {
    for stage in ["stage b for p { touchpoint x; touchpoint y }", "stage b for p { touchpoint x; touchpoint y { optional } }"] {
        let flow = format!("stage a; {stage}; stage c; a -> b.y 100%; b -> lost 50%");
        let funnel = of_two(&flow);
        assert!(is(&funnel.stages[1].parts.each[1], 0.0, 0.0) && is(&funnel.stages[2].parts.each[1], 1.0, 1.0), "{stage}");
        assert!(is(&funnel.stages[2].parts.each[0], 0.5, 0.5), "{stage}: {:?}", funnel.stages[2]);
        let map = format!(
            "persona p\npersona q\njourney j {{ persona: p, q; {flow}; outcome won success; outcome lost failure; c -> won }}"
        );
        let found = check(&map).findings;
        assert!(found.iter().all(|one| one.code != Code::UnreachableForPersona || !one.message.contains("`b`")), "{found:?}");
    }
}

#[test]
fn who_passes_by_a_stage_finds_a_way_on() {
    // First, last, on the way back, and where the only way on is for the others.
    for flow in [
        "stage b for p; stage a; stage c",
        "stage a; stage b for p; stage c; c -> b 20%",
        "stage a; stage b for p; stage c; b -> c for p",
        "stage a; stage b for p; stage c; b -> lost 100%",
    ] {
        let funnel = of_two(flow);
        assert!(is(&funnel.ends[0].parts.each[1], 1.0, 1.0), "{flow}: {:?}", funnel.ends);
    }
    let last = of("persona p; persona q\njourney j { persona: p, q; stage a; stage b for p; outcome won success; b -> b 50% }");
    assert!(is(&last.ends[0].parts.each[1], 1.0, 1.0) && is(&last.stages[1].parts.each[1], 0.0, 0.0));
    let without = of("persona p; persona q\njourney j { persona: p, q; stage a; stage b for p }");
    assert!(is(&without.ends[0].parts.each[1], 1.0, 1.0));
}

#[test]
fn nobody_takes_a_way_of_nothing() {
    let funnel = of(&format!("journey j {{ stage a; stage b; {OUTCOMES}; a -> lost 0%; a -> b 100%; b -> won }}"));
    assert!(funnel.stages[0].leaving.is_empty(), "{:?}", funnel.stages[0].leaving);
    assert_eq!(funnel.assumptions, [], "nothing is left that could go anywhere");
}

#[test]
fn shares_of_personas_say_in_which_direction_they_are_scaled() {
    let map = |one: &str, other: &str| {
        of(&format!(
            "persona p {{ share: {one} }}\npersona q {{ share: {other} }}\njourney j {{ persona: p, q; stage a; {OUTCOMES}; a -> lost 50% for p; a -> won }}"
        ))
    };
    for (shares, kind) in [(["90%", "60%"], AssumptionKind::PersonasOver), (["30%", "20%"], AssumptionKind::PersonasScaled)] {
        let funnel = map(shares[0], shares[1]);
        let number = funnel.assumptions.iter().position(|one| one.kind == kind).expect("it is told") as u32;
        for end in &funnel.ends {
            assert!(refers(&end.parts.all, number), "{end:?}");
        }
        assert!(!refers(&funnel.stages[0].parts.all, number), "all are there, however many each of them are");
    }
}

/// Whether a number names an assumption.
fn refers(part: &Part, number: u32) -> bool {
    part.notes.runs().iter().any(|&(first, last)| (first..=last).contains(&number))
}

#[test]
fn what_is_behind_a_loop_that_nobody_leaves_rests_on_it() {
    for flow in ["a -> a 100%", "b -> a 100%"] {
        let funnel = of(&format!("journey j {{ stage a; stage b; stage c; {flow}; outcome won success }}"));
        let number = funnel.assumptions.iter().position(|one| one.kind == AssumptionKind::NobodyLeaves).expect("it is told") as u32;
        let parts = funnel.stages.iter().skip(2).map(|stage| &stage.parts).chain(funnel.ends.iter().map(|end| &end.parts));
        for part in parts {
            assert!(refers(&part.all, number), "{flow}: {part:?}");
        }
        assert!(!refers(&funnel.stages[0].parts.all, number), "they were there before");
    }
}

#[test]
fn time_is_expected_over_loops() {
    let funnel = of(
        "journey j { stage a { duration: 10 minutes }; stage b { duration: 1..2 minutes }; outcome won success; b -> b 50%; b -> won 50% takes 1 minute }",
    );
    let time = funnel.time[0].clone().expect("durations are written");
    assert!((time.seconds.low - 780.0).abs() < 1e-9 && (time.seconds.high - 900.0).abs() < 1e-9, "{time:?}");
    assert_eq!(time.unknown, 0);
    let part = of("journey j { stage a { duration: 10 minutes }; stage b }").time[0].clone().expect("one is written");
    assert_eq!(part.unknown, 1);
}

/// A journey with shares that are all known: 2 to 5 stages, touchpoints in some of them, loops, ways past, ways out.
fn known_map(numbers: &mut Numbers) -> String {
    let stages = 2 + numbers.below(4);
    let mut text = String::from("journey j {\n");
    let touchpoints: Vec<usize> = (0..stages).map(|_| numbers.below(4)).collect();
    let ways = |numbers: &mut Numbers, from: &str, to: &[String]| {
        let mut out = String::new();
        let mut left = 100;
        for to in to.iter().filter(|_| true) {
            if numbers.below(3) == 0 && left > 10 {
                let share = 1 + numbers.below(left.min(60));
                left -= share;
                let _ = writeln!(out, "{from} -> {to} {share}%");
            }
        }
        out
    };
    for (at, &inside) in touchpoints.iter().enumerate() {
        let _ = writeln!(text, "stage s{at} {{");
        for own in 0..inside {
            let _ = writeln!(text, "touchpoint t{at}{own}");
        }
        for own in 0..inside {
            let mut to: Vec<String> = (0..inside).map(|other| format!("t{at}{other}")).collect();
            to.extend(["won".into(), "lost".into(), "exit".into(), format!("s{}", numbers.below(stages))]);
            text += &ways(numbers, &format!("t{at}{own}"), &to);
        }
        text += "}\n";
    }
    for at in 0..stages {
        let mut to: Vec<String> = (0..stages).map(|other| format!("s{other}")).collect();
        to.extend(["won".into(), "lost".into()]);
        text += &ways(numbers, &format!("s{at}"), &to);
    }
    text + "outcome won success\noutcome lost failure\n}\n"
}

#[test]
fn all_ends_together_are_everybody() {
    let mut numbers = Numbers(11);
    let maps = (0..150).map(|_| loosened(&known_map(&mut numbers), &mut numbers)).map(|text| check(&text));
    let examples = examples().into_iter().map(|(path, text)| check_as(&path, &text, &journey::Options::default()));
    for analysis in maps.chain(examples) {
        for journey in analysis.model.journeys(FileId(0)) {
            let funnel = JourneyGraph::new(journey).funnel(None);
            for at in 0..funnel.walkers.len() {
                let each = |parts: &journey::graph::funnel::Parts| parts.each[at].bounds;
                let low: f64 = funnel.ends.iter().map(|end| each(&end.parts).low).sum();
                let high: f64 = funnel.ends.iter().map(|end| each(&end.parts).high).sum();
                assert!(low <= 1.0 + 1e-9 && high >= 1.0 - 1e-9, "{low} to {high} at the ends of {:?}", journey.name());
                let all = funnel
                    .stages
                    .iter()
                    .flat_map(|stage| std::iter::once(each(&stage.parts)).chain(stage.leaving.iter().map(|one| each(&one.parts))));
                for bounds in all.chain(funnel.ends.iter().map(|end| each(&end.parts))) {
                    assert!(0.0 <= bounds.low && bounds.low <= bounds.high + 1e-12 && bounds.high <= 1.0, "{bounds:?}");
                }
            }
            for note in funnel.stages.iter().flat_map(|stage| stage.parts.all.notes.runs()) {
                assert!((note.1 as usize) < funnel.assumptions.len());
            }
        }
    }
}

/// Some shares become ranges around what they were, and some are taken away.
fn loosened(text: &str, numbers: &mut Numbers) -> String {
    let lines = text.lines().map(|line| match line.rsplit_once(' ') {
        Some((way, share)) if share.ends_with('%') => {
            let share: usize = share.trim_end_matches('%').parse().expect("a number");
            match numbers.below(4) {
                0 => format!("{way} {}%..{share}%", share - numbers.below(share)),
                1 => way.to_owned(),
                _ => line.to_owned(),
            }
        }
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// All bounds of a funnel of one walker, by element.
fn bounds(text: &str) -> HashMap<String, Bounds> {
    let analysis = check(text);
    let graph = JourneyGraph::new(journey(&analysis));
    let funnel = graph.funnel(None);
    let name = |id: ElementId| graph.journey.model.node(id).name().unwrap_or_default().to_owned();
    let stages = funnel.stages.iter().map(|stage| (name(stage.stage), stage.parts.all.bounds));
    let ends = funnel.ends.iter().map(|end| match end.end {
        End::Outcome(id) => (name(id), end.parts.all.bounds),
        other => (format!("{other:?}"), end.parts.all.bounds),
    });
    stages.chain(ends).collect()
}

#[test]
fn a_narrower_range_never_widens_a_bound() {
    let mut numbers = Numbers(3);
    for _ in 0..120 {
        let text = known_map(&mut numbers);
        let (mut wide, mut narrow) = (String::new(), String::new());
        for line in text.lines() {
            match line.rsplit_once(' ') {
                // Lower ends only, so that the shares of no place begin or cease to make all.
                Some((way, share)) if share.ends_with('%') => {
                    let share: usize = share.trim_end_matches('%').parse().expect("a number");
                    let least = share - numbers.below(share);
                    let between = least + numbers.below(share - least + 1);
                    let _ = writeln!(wide, "{way} {least}%..{share}%");
                    let _ = writeln!(narrow, "{way} {between}%..{share}%");
                }
                _ => {
                    let _ = writeln!(wide, "{line}");
                    let _ = writeln!(narrow, "{line}");
                }
            }
        }
        let (wide_bounds, narrow_bounds) = (bounds(&wide), bounds(&narrow));
        for (name, inner) in narrow_bounds {
            let outer = wide_bounds.get(&name).copied().unwrap_or_default();
            assert!(
                outer.low <= inner.low + 1e-11 && inner.high <= outer.high + 1e-11,
                "{name}: {inner:?} in {outer:?}\n{narrow}\n{wide}"
            );
        }
    }
}

#[test]
fn more_loss_never_raises_success() {
    let mut numbers = Numbers(5);
    for _ in 0..100 {
        let text = known_map(&mut numbers);
        let more: Vec<String> = text
            .lines()
            .map(|line| match (line.split_once(" -> won "), line.split_once(" -> s")) {
                // What won, or went to a stage, is lost now.
                (Some((from, share)), _) if numbers.below(2) == 0 => format!("{from} -> lost {share}"),
                (_, Some((from, way))) if numbers.below(3) == 0 && line.ends_with('%') => {
                    format!("{from} -> lost {}", way.split(' ').next_back().unwrap_or_default())
                }
                _ => line.to_owned(),
            })
            .collect();
        let (before, after) = (bounds(&text), bounds(&more.join("\n")));
        let won = |all: &HashMap<String, Bounds>| all.get("won").copied().unwrap_or_default();
        // Another arrow forward may change what the order implies; then these are two maps.
        if text.lines().count() == more.len() && implied(&text) == implied(&more.join("\n")) {
            assert!(won(&after).high <= won(&before).high + 1e-11, "{:?} and {:?}\n{text}", won(&before), won(&after));
        }
    }
}

fn implied(text: &str) -> usize {
    let analysis = check(text);
    JourneyGraph::new(journey(&analysis)).written.arrows().filter(|(_, _, arrow)| arrow.implied).count()
}

#[test]
fn the_order_of_transitions_does_not_matter() {
    let mut numbers = Numbers(9);
    for _ in 0..60 {
        let text = loosened(&known_map(&mut numbers), &mut numbers);
        let (ways, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('s') && line.contains(" -> "));
        let at = rest.len() - 1;
        let turned: Vec<&str> = rest[..at].iter().copied().chain(ways.into_iter().rev()).chain([rest[at]]).collect();
        let (one, other) = (bounds(&text), bounds(&turned.join("\n")));
        assert_eq!(one.len(), other.len());
        for (name, bounds) in one {
            assert!(
                (bounds.low - other[&name].low).abs() < 1e-12 && (bounds.high - other[&name].high).abs() < 1e-12,
                "{name}\n{text}"
            );
        }
    }
}

#[test]
fn hostile_numbers_end_in_bounded_time() {
    for text in [
        "journey j { }",
        "persona p; persona q\njourney j { persona: p, q }",
        "journey j { stage a; a -> a 100% }",
        "journey j { stage a; a -> a 0% }",
        "journey j { stage a; stage b; a -> b 0%; outcome won success; b -> won 0% }",
        "journey j { stage a; outcome won success; a -> won 80%; a -> won 90%; a -> a 70% }",
        "journey j { stage a; stage b; a -> b 100%; b -> a 100% }",
        "journey j { outcome won success; start: won }",
        "journey j { stage a { touchpoint x { optional }; touchpoint y { optional }; order: any }; outcome won success; a -> won 0%..100% }",
        "persona p { share: 0% }; persona q { share: 0% }\njourney j { persona: p, q; stage a; outcome won success; a -> won 0.0000001% for p }",
    ] {
        let funnel = of(text);
        let all = funnel.stages.iter().map(|stage| &stage.parts).chain(funnel.ends.iter().map(|end| &end.parts));
        for part in all.flat_map(|parts| parts.each.iter().chain([&parts.all])) {
            assert!(part.bounds.low >= 0.0 && part.bounds.low <= part.bounds.high && part.bounds.high <= 1.0, "{text}: {part:?}");
        }
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_stages() {
    let mut text = String::from("journey j {\n");
    for at in 0..100_000 {
        let _ = writeln!(text, "stage s{at}");
        if at % 10 == 0 {
            let _ = writeln!(text, "s{at} -> lost 0.01%");
        }
        if at % 100 == 50 {
            let _ = writeln!(text, "s{at} -> s{} 20%..30%", at - 3);
        }
    }
    text += "outcome won success; outcome lost failure; s99999 -> won }";
    let funnel = of(&text);
    assert!(funnel.stages[99_999].parts.all.bounds.high < 0.5);
    assert!(funnel.ends.len() == 2 && !kinds(&funnel).contains(&AssumptionKind::TooLarge));
    assert!((ended(&funnel, 0).bounds.low + ended(&funnel, 1).bounds.high - 1.0).abs() < 1e-9);
}

#[test]
fn a_cycle_of_twenty_thousand_stages() {
    let mut text = String::from("journey j {\n");
    for at in 0..20_000 {
        let _ = writeln!(text, "stage s{at}");
    }
    text += "outcome won success; s19999 -> s0 50%; s19999 -> won 50%; s7 -> won 10% }";
    let funnel = of(&text);
    assert!(is(ended(&funnel, 0), 1.0, 1.0));
    assert!(is(reached(&funnel, 19_999), 0.9, 0.9));
}

#[test]
fn fields_of_examples_are_read() {
    let shares: usize = examples()
        .into_iter()
        .map(|(path, text)| {
            let analysis = check_as(&path, &text, &journey::Options::default());
            analysis.model.journeys(FileId(0)).map(|journey| JourneyGraph::new(journey).funnel(None).shares.0).sum::<usize>()
        })
        .sum();
    assert!(shares > 20, "{shares}");
}
