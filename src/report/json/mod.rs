//! The report as JSON, version 1: everything, in a shape of its own.

mod shape;

use crate::graph::funnel::{Notes, Part, Parts};
use crate::model::value::{self, Comparison, Unit};
use crate::model::vocabulary::TIME_UNITS;
use crate::render::number::Number;

use super::{
    Addressed, Durations, Ending, Evidence, Funnel, Grade, Metric, Name, Opportunity, Pain, Passing, Place, Promise, Question,
    Report, SourceUse, Task, Time, Verdict,
};

/// The version of the shape.
const VERSION: u32 = 1;

/// Writes reports as one document.
///
/// # Errors
///
/// In the words of `serde`, if it cannot write them.
pub fn render(reports: &[Report]) -> Result<String, String> {
    let document = shape::Document { version: VERSION, journeys: reports.iter().map(journey).collect() };
    serde_json::to_string_pretty(&document).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// The schema, ready to be written to a file.
pub fn schema() -> String {
    let schema = schemars::schema_for!(shape::Document<'static>);
    serde_json::to_string_pretty(&schema).map_or_else(|_| String::new(), |text| text + "\n")
}

fn journey(report: &Report) -> shape::Journey<'_> {
    let heading = &report.heading;
    let opportunities = &report.opportunities;
    shape::Journey {
        file: &heading.file,
        id: heading.journey.id.as_deref(),
        title: &heading.journey.title,
        objective: &heading.objective,
        state: heading.state,
        status: heading.status,
        version: heading.version.as_deref(),
        date: heading.date.as_deref(),
        reviewed: heading.reviewed.as_deref(),
        owner: heading.owner.as_deref(),
        personas: names(&heading.personas),
        only: heading.one_persona,
        stages: heading.stages,
        touchpoints: heading.touchpoints,
        steps: heading.steps,
        opportunities: shape::Opportunities {
            open: opportunities.open.iter().map(opportunity).collect(),
            done: opportunities.done.iter().map(opportunity).collect(),
            rejected: opportunities.rejected,
        },
        pains: shape::Pains {
            all: report.pains.all,
            ungraded: report.pains.ungraded,
            severe: report.pains.severe,
            unaddressed: report.pains.unaddressed.iter().map(pain).collect(),
        },
        metrics: report.metrics.iter().map(metric).collect(),
        evidence: evidence(&report.evidence),
        research: report.research.iter().map(task).collect(),
        durations: durations(&report.durations),
        funnel: funnel(&report.funnel),
    }
}

fn name(name: &Name) -> shape::Name<'_> {
    shape::Name { id: name.id.as_deref(), title: &name.title }
}

fn names(all: &[Name]) -> Vec<shape::Name<'_>> {
    all.iter().map(name).collect()
}

fn place(place: &Place) -> shape::Place<'_> {
    shape::Place { kind: place.kind, stage: place.stage.as_ref().map(name), own: place.own.as_ref().map(name) }
}

fn quantity(quantity: &value::Quantity) -> shape::Quantity {
    let unit = match &quantity.unit {
        Unit::Number => String::new(),
        Unit::Percent => "%".into(),
        Unit::Time(unit) => TIME_UNITS[*unit as usize].1.into(),
        Unit::Money(currency) => currency.to_string(),
        Unit::OutOf(of) => format!("/{of}"),
        Unit::Own(unit) => unit.to_string(),
    };
    let comparison = quantity.comparison.map(Comparison::sign);
    shape::Quantity { low: Number(quantity.low), high: quantity.high.map(Number), unit, comparison }
}

const fn basis(basis: value::Basis) -> shape::Basis {
    match basis {
        value::Basis::Assumed => shape::Basis::Assumed,
        value::Basis::Researched => shape::Basis::Researched,
        value::Basis::Measured => shape::Basis::Measured,
    }
}

fn opportunity(one: &Opportunity) -> shape::Opportunity<'_> {
    let grade = |grade: &Option<Grade>| {
        grade.as_ref().map(|grade| match grade {
            Grade::Word(word) => shape::Grade::Word(word),
            Grade::Quantity(amount) => shape::Grade::Quantity(quantity(amount)),
        })
    };
    shape::Opportunity {
        name: name(&one.name),
        place: place(&one.place),
        severity: one.severity,
        addresses: one.addresses.iter().map(addressed).collect(),
        impact: grade(&one.impact),
        effort: grade(&one.effort),
        rank: one.rank.map(Number),
        owner: one.owner.as_ref().map(|owner| shape::Owner { name: &owner.name, inherited: owner.inherited }),
        status: one.status,
        due: one.due.map(|due| due.to_string()),
        horizon: one.horizon.as_deref(),
    }
}

fn addressed(one: &Addressed) -> shape::Addressed<'_> {
    shape::Addressed { kind: one.kind, name: name(&one.name), severity: one.severity }
}

fn pain(pain: &Pain) -> shape::Pain<'_> {
    let (passing, unavoidable_for) = match &pain.passing {
        Passing::Everybody => (shape::Passing::Everybody, Vec::new()),
        Passing::Some(some) => (shape::Passing::Some, names(some)),
        Passing::Nobody => (shape::Passing::Nobody, Vec::new()),
        Passing::Unknown => (shape::Passing::Unknown, Vec::new()),
    };
    shape::Pain {
        name: name(&pain.name),
        place: place(&pain.place),
        personas: names(&pain.personas),
        severity: pain.severity,
        affects: pain.affects.as_ref().map(quantity),
        consequence: pain.consequence,
        passing,
        unavoidable_for,
        rejected: pain.rejected,
        basis: basis(pain.basis),
        sources: names(&pain.sources),
    }
}

fn metric(metric: &Metric) -> shape::Metric<'_> {
    let (verdict, distance) = match &metric.verdict {
        Verdict::Met => (shape::Verdict::Met, None),
        Verdict::Missed(by) => (shape::Verdict::Missed, Some(by)),
        Verdict::Partly(by) => (shape::Verdict::Partly, Some(by)),
        Verdict::Apart { by, above: true } => (shape::Verdict::Above, Some(by)),
        Verdict::Apart { by, above: false } => (shape::Verdict::Below, Some(by)),
        Verdict::NoValue { baseline } => (shape::Verdict::NoValue, baseline.as_ref()),
        Verdict::NoTarget => (shape::Verdict::NoTarget, None),
        Verdict::OtherUnit => (shape::Verdict::OtherUnit, None),
    };
    shape::Metric {
        name: name(&metric.name),
        place: place(&metric.place),
        personas: names(&metric.personas),
        value: metric.value.as_ref().map(quantity),
        target: metric.target.as_ref().map(quantity),
        baseline: metric.baseline.as_ref().map(quantity),
        of: metric.of.as_deref(),
        verdict,
        distance: distance.map(quantity),
        change: metric.change.as_ref().map(|change| quantity(&change.by)),
        better: metric.change.as_ref().and_then(|change| change.better),
        basis: basis(metric.basis),
        sources: names(&metric.sources),
    }
}

fn evidence(evidence: &Evidence) -> shape::Evidence<'_> {
    let counts = |counts: super::Counts| shape::Counts {
        claims: counts.all(),
        measured: counts.measured,
        researched: counts.researched,
        assumed: counts.assumed,
    };
    shape::Evidence {
        all: counts(evidence.all),
        parts: evidence
            .rows
            .iter()
            .map(|row| shape::Part { kind: row.kind, name: name(&row.name), counts: counts(row.counts) })
            .collect(),
        sources: evidence.sources.iter().map(source).collect(),
    }
}

fn source(source: &SourceUse) -> shape::Source<'_> {
    shape::Source {
        name: name(&source.name),
        kind: source.kind,
        method: source.method,
        sample: source.sample.map(Number),
        date: source.date.map(|date| date.to_string()),
        claims: source.claims,
    }
}

fn task(task: &Task) -> shape::Task<'_> {
    shape::Task {
        method: task.method.word(),
        place: place(&task.place),
        with: names(&task.whom),
        reason: task.reason.word(),
        weight: task.reason.weight(),
        questions: task.questions.iter().map(question).collect(),
    }
}

fn question(question: &Question) -> shape::Question<'_> {
    shape::Question {
        kind: question.kind.word(),
        said: &question.said,
        place: place(&question.place),
        personas: names(&question.personas),
        reason: question.reason.word(),
        weight: question.reason.weight(),
        claimed: question.claimed,
    }
}

fn durations(durations: &Durations) -> shape::Durations<'_> {
    shape::Durations {
        uncertain: durations.uncertain,
        ways: durations
            .ways
            .iter()
            .map(|way| shape::Way {
                end: way.end.as_ref().map(name),
                outcome: way.outcome,
                main: way.main,
                personas: names(&way.personas),
                stages: names(&way.stages),
                time: time(&way.time),
            })
            .collect(),
        more: durations.more,
        loops: durations
            .loops
            .iter()
            .map(|one| shape::Loop {
                source: place(&one.from),
                target: place(&one.to),
                label: one.label.as_deref(),
                share: one.share.as_ref().map(quantity),
                takes: one.takes.as_ref().map(quantity),
                personas: names(&one.personas),
            })
            .collect(),
        limits: durations
            .limits
            .iter()
            .map(|limit| shape::Limit {
                place: place(&limit.place),
                promised: quantity(&limit.promised),
                time: time(&limit.time),
                kept: match limit.kept {
                    Promise::Kept => shape::Promise::Kept,
                    Promise::Over { .. } => shape::Promise::Over,
                    Promise::MayBeOver { .. } => shape::Promise::MayBeOver,
                    Promise::Unknown => shape::Promise::Unknown,
                },
            })
            .collect(),
    }
}

fn time(time: &Time) -> shape::Time {
    shape::Time {
        least: (time.known > 0).then_some(Number(time.least)),
        most: (time.known > 0 && time.unknown == 0).then_some(Number(time.most)),
        places: time.places,
        unknown: time.unknown,
        durations: time.known,
        assumed: time.assumed,
        basis: time.basis.map(basis),
    }
}

fn funnel(funnel: &Funnel) -> shape::Funnel<'_> {
    shape::Funnel {
        uncertain: funnel.uncertain,
        personas: names(&funnel.walkers),
        shares: funnel.shares,
        shares_assumed: funnel.shares_assumed,
        stages: (funnel.stages.iter())
            .map(|stage| shape::Reached {
                name: name(&stage.name),
                parts: parts(&stage.parts),
                leaving: stage.leaving.iter().map(ending).collect(),
            })
            .collect(),
        ends: funnel.ends.iter().map(ending).collect(),
        visits: funnel.visits.iter().map(|(at, times)| shape::Visits { place: place(at), parts: parts(times) }).collect(),
        time: (funnel.time.iter())
            .map(|time| {
                time.as_ref().map(|time| shape::Expected {
                    least: Number(time.seconds.low),
                    most: Some(time.seconds.high).filter(|most| most.is_finite() && time.unknown == 0).map(Number),
                    unknown: time.unknown,
                    rests_on: runs(&time.notes),
                })
            })
            .collect(),
        assumptions: (funnel.assumptions.iter().enumerate())
            .map(|(at, one)| shape::Assumption {
                number: at + 1,
                kind: one.kind.name(),
                place: place(&one.place),
                goal: one.goal.as_ref().map(name),
                personas: names(&one.personas),
            })
            .collect(),
    }
}

fn ending(end: &Ending) -> shape::Ending<'_> {
    shape::Ending { kind: end.kind.word(), name: end.name.as_ref().map(name), parts: parts(&end.parts), words: &end.words }
}

fn parts(parts: &Parts) -> shape::Parts {
    let part = |part: &Part| shape::Fraction {
        low: Number(part.bounds.low),
        high: Some(part.bounds.high).filter(|high| high.is_finite()).map(Number),
        rests_on: runs(&part.notes),
    };
    shape::Parts { all: part(&parts.all), each: parts.each.iter().map(part).collect() }
}

fn runs(notes: &Notes) -> Vec<[u32; 2]> {
    notes.runs().iter().map(|&(first, last)| [first + 1, last + 1]).collect()
}
