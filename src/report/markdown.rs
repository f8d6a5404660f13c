//! The report as a page of Markdown: everything, in tables that read well on GitHub.

use std::fmt::Write;

use super::funnel::Numbers;
use super::sentences as say;
use super::{Durations, Evidence, Funnel, Heading, Metric, Opportunities, Opportunity, Pains, Report, Task};
use crate::graph::funnel::Parts;
use crate::labels::{Labels, Word as W, note_numbers};
use crate::render::escape::{opening, plain};

/// Writes reports one after the other. Headings come from labels; sentences are English.
pub fn render(reports: &[Report], labels: &Labels) -> String {
    let pages: Vec<String> = reports.iter().map(|report| page(report, labels)).collect();
    pages.join("\n")
}

fn page(report: &Report, labels: &Labels) -> String {
    let mut out = String::new();
    heading(&mut out, labels, &report.heading);
    opportunities(&mut out, labels, &report.opportunities);
    pains(&mut out, labels, &report.pains);
    metrics(&mut out, labels, &report.metrics);
    evidence(&mut out, labels, &report.evidence);
    research(&mut out, labels, &report.research);
    durations(&mut out, labels, &report.durations, &report.heading);
    funnel(&mut out, labels, &report.funnel);
    out
}

fn heading(out: &mut String, labels: &Labels, heading: &Heading) {
    let _ = writeln!(out, "# {}", plain(&heading.journey.title));
    for objective in &heading.objective {
        paragraph(out, objective);
    }
    paragraph(out, &say::facts(heading, labels).join(" · "));
}

/// A paragraph; none if there is nothing to say.
fn paragraph(out: &mut String, text: &str) {
    let text = opening(text);
    if !text.is_empty() {
        let _ = writeln!(out, "\n{text}");
    }
}

fn section(out: &mut String, title: &str, note: &str) {
    let _ = writeln!(out, "\n## {}", plain(title));
    paragraph(out, &format!("{}.", capitalised(note)));
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    first + letters.as_str()
}

/// A table; none without rows. A column without a word is that of numbers.
fn table<const N: usize>(out: &mut String, labels: &Labels, head: [Option<W>; N], rows: Vec<[String; N]>) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n| {} |\n|{}",
        head.map(|word| word.map_or(String::new(), |word| plain(labels.get(word)))).join(" | "),
        "---|".repeat(N)
    );
    for row in rows {
        let cells = row.map(|cell| if cell.trim().is_empty() { "–".to_owned() } else { cell });
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

fn opportunities(out: &mut String, labels: &Labels, all: &Opportunities) {
    section(out, labels.get(W::Opportunity), &say::opportunities(all));
    let head = [
        None,
        Some(W::OneOpportunity),
        Some(W::Addresses),
        Some(W::Severity),
        Some(W::Impact),
        Some(W::Effort),
        Some(W::OwnedBy),
        Some(W::Status),
        Some(W::Rank),
        Some(W::Due),
    ];
    table(out, labels, head, all.open.iter().enumerate().map(|(at, one)| opportunity(at, one, labels)).collect());
    if !all.done.is_empty() {
        let _ = writeln!(out, "\n{}:\n", plain(&capitalised(labels.get(W::Done))));
        for one in &all.done {
            let _ = writeln!(out, "- {} ({})", opening(&one.name.title), plain(&say::addresses(one)));
        }
    }
}

fn opportunity(at: usize, one: &Opportunity, labels: &Labels) -> [String; 10] {
    let due = [one.due.map(|due| due.to_string()), one.horizon.clone()];
    [
        (at + 1).to_string(),
        plain(&one.name.title),
        one.addresses.iter().map(|addressed| plain(&addressed.name.title)).collect::<Vec<_>>().join("<br>"),
        one.severity.unwrap_or_default().to_owned(),
        one.impact.as_ref().map(|impact| plain(&say::grade(impact, labels))).unwrap_or_default(),
        one.effort.as_ref().map(|effort| plain(&say::grade(effort, labels))).unwrap_or_default(),
        one.owner.as_ref().map(|owner| plain(&say::owner(owner))).unwrap_or_default(),
        one.status.unwrap_or_default().to_owned(),
        one.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        plain(&due.into_iter().flatten().collect::<Vec<_>>().join(", ")),
    ]
}

fn pains(out: &mut String, labels: &Labels, all: &Pains) {
    section(out, labels.get(W::SeverePains), &say::pains(all));
    let row = |pain: &super::Pain| {
        let rejected = if pain.rejected > 0 { format!(" ({})", say::rejected(pain)) } else { String::new() };
        [
            pain.severity.to_owned(),
            plain(&pain.name.title) + &rejected,
            plain(&say::place(&pain.place)),
            plain(&say::list(&pain.personas)),
            pain.affects.as_ref().map(ToString::to_string).unwrap_or_default(),
            pain.consequence.unwrap_or_default().to_owned(),
            plain(&say::passing(pain)),
            plain(&say::basis(pain.basis, &pain.sources, labels)),
        ]
    };
    let head = [W::Severity, W::OnePain, W::Where, W::Whose, W::Affects, W::Consequence, W::WayPast, W::RestsOn].map(Some);
    table(out, labels, head, all.unaddressed.iter().map(row).collect());
}

fn metrics(out: &mut String, labels: &Labels, all: &[Metric]) {
    section(out, labels.get(W::Targets), &say::metrics(all));
    let row = |metric: &Metric| {
        let of = metric.of.as_ref().map_or_else(String::new, |of| format!(" ({} {of})", labels.get(W::Of)));
        let whom = if metric.personas.is_empty() { String::new() } else { format!(", {}", say::list(&metric.personas)) };
        [
            plain(&format!("{}{of}", metric.name.title)),
            plain(&metric.value.as_ref().map(|value| labels.measure(value)).unwrap_or_default()),
            plain(&metric.target.as_ref().map(|target| labels.measure(target)).unwrap_or_default()),
            plain(&say::judgement(&metric.verdict)),
            plain(&say::change(metric).unwrap_or_default()),
            plain(&format!("{}{whom}", say::place(&metric.place))),
            plain(&say::basis(metric.basis, &metric.sources, labels)),
        ]
    };
    let head = [W::OneMetric, W::Value, W::Target, W::Verdict, W::Change, W::Where, W::RestsOn].map(Some);
    table(out, labels, head, all.iter().map(row).collect());
}

fn evidence(out: &mut String, labels: &Labels, evidence: &Evidence) {
    section(out, labels.get(W::Evidence), &say::evidence(evidence));
    let row = |row: &super::Row| {
        let counts = [row.counts.all(), row.counts.measured, row.counts.researched, row.counts.assumed];
        let [all, measured, researched, assumed] = counts.map(|count| count.to_string());
        [plain(&row.name.title), all, measured, researched, assumed]
    };
    let head = [W::Part, W::Claims, W::BasisMeasured, W::BasisResearched, W::BasisAssumed].map(Some);
    table(out, labels, head, evidence.rows.iter().filter(|row| row.counts.all() > 0).map(row).collect());
    let source = |source: &super::SourceUse| {
        let kind = [source.kind, source.method];
        [
            plain(&source.name.title),
            kind.into_iter().flatten().collect::<Vec<_>>().join(", "),
            source.sample.map(|sample| sample.to_string()).unwrap_or_default(),
            source.date.map(|date| date.to_string()).unwrap_or_default(),
            source.claims.to_string(),
        ]
    };
    let head = [W::Source, W::Kind, W::Sample, W::Date, W::Claims].map(Some);
    table(out, labels, head, evidence.sources.iter().map(source).collect());
}

fn research(out: &mut String, labels: &Labels, tasks: &[Task]) {
    section(out, labels.get(W::ResearchPlan), &say::research(tasks));
    let row = |(at, task): (usize, &Task)| {
        [
            (at + 1).to_string(),
            format!("{} ({})", task.method.word(), task.method.how()),
            plain(&say::place(&task.place)),
            plain(&say::list(&task.whom)),
            plain(&say::why(task)),
            task.questions.iter().map(|question| plain(&say::question(question))).collect::<Vec<_>>().join("<br>"),
        ]
    };
    let head = [None, Some(W::WhatToDo), Some(W::Where), Some(W::WithWhom), Some(W::Because), Some(W::WhatToFindOut)];
    table(out, labels, head, tasks.iter().enumerate().map(row).collect());
}

fn durations(out: &mut String, labels: &Labels, durations: &Durations, heading: &Heading) {
    section(out, labels.get(W::Durations), &say::durations(durations));
    let ways = say::ways(durations, heading);
    let rows = ways.iter().map(|(way, whom)| {
        [
            plain(way.end.as_ref().map_or("the end", |end| &end.title)),
            way.outcome.unwrap_or_default().to_owned(),
            plain(&say::list(whom)),
            say::time(&way.time),
            say::ground(&way.time, labels),
            plain(&say::stages(way)),
        ]
    });
    table(out, labels, [W::End, W::Outcome, W::Who, W::Takings, W::RestsOn, W::OneWay].map(Some), rows.collect());
    if durations.more > 0 {
        paragraph(out, &format!("{} more ways are not shown.", durations.more));
    }
    let rows = durations.loops.iter().map(|one| {
        let quantity =
            |quantity: &Option<crate::model::value::Quantity>| quantity.as_ref().map(|quantity| labels.measure(quantity));
        [
            plain(&say::back(one)),
            plain(&say::list(&one.personas)),
            plain(&quantity(&one.share).unwrap_or_default()),
            plain(&quantity(&one.takes).unwrap_or_default()),
        ]
    });
    table(out, labels, [W::Loop, W::Who, W::Share, W::Takes].map(Some), rows.collect());
    let rows = durations.limits.iter().map(|limit| {
        [plain(&say::place(&limit.place)), plain(&labels.measure(&limit.promised)), say::time(&limit.time), say::kept(&limit.kept)]
    });
    table(out, labels, [W::LimitAt, W::Promised, W::Takes, W::Kept].map(Some), rows.collect());
}

fn funnel(out: &mut String, labels: &Labels, funnel: &Funnel) {
    section(out, labels.get(W::Funnel), &say::funnel(funnel));
    if funnel.stages.is_empty() {
        return;
    }
    let mut head: Vec<String> = vec![labels.get(W::Part).to_owned(), labels.get(W::Everybody).to_owned()];
    // Of one alone there is no difference.
    let each = if funnel.walkers.len() > 1 { funnel.walkers.as_slice() } else { &[] };
    head.extend(each.iter().map(|name| name.title.clone()));
    head.extend([labels.get(W::LeavesHere).to_owned(), labels.get(W::RestsUpon).to_owned()]);
    let numbers = Numbers::new(funnel, labels);
    let row = |title: String, said: Vec<String>, parts: &Parts, leaving: String| {
        let said = said.iter().map(|number| plain(number));
        std::iter::once(title).chain(said).chain([leaving, note_numbers(&parts.all.notes)]).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for stage in &funnel.stages {
        let leaving = stage.leaving.iter().map(|one| {
            let words = if one.words.is_empty() { String::new() } else { format!(" ({})", one.words.join(", ")) };
            plain(&format!("{} {}{words}", numbers.all(&one.parts), say::end(one, labels)))
        });
        rows.push(row(
            plain(&stage.name.title),
            numbers.of_stage(&stage.parts),
            &stage.parts,
            leaving.collect::<Vec<_>>().join("<br>"),
        ));
    }
    for (at, end) in funnel.ends.iter().enumerate() {
        let title = format!("→ {}", plain(&say::end(end, labels)));
        rows.push(row(title, numbers.of_end(at, &end.parts), &end.parts, String::new()));
    }
    let _ = writeln!(
        out,
        "\n| {} |\n|{}",
        head.iter().map(|word| plain(word)).collect::<Vec<_>>().join(" | "),
        "---|".repeat(head.len())
    );
    for row in rows {
        let cells: Vec<&str> = row.iter().map(|cell| if cell.trim().is_empty() { "–" } else { cell }).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    let rows = funnel
        .visits
        .iter()
        .map(|(place, parts)| [plain(&say::place(place)), labels.times(parts.all.bounds), note_numbers(&parts.all.notes)]);
    table(out, labels, [W::Where, W::Visits, W::RestsUpon].map(Some), rows.collect());
    for (at, time) in funnel.time.iter().enumerate() {
        if let Some(time) = time {
            let whom = funnel.walkers.get(at).map_or_else(String::new, |name| format!(" ({})", name.title));
            paragraph(out, &format!("{}{whom}: {}.", capitalised(labels.get(W::ExpectedTime)), say::expected(time)));
        }
    }
    let rows = funnel.assumptions.iter().enumerate().map(|(at, one)| [(at + 1).to_string(), plain(&say::assumption(one, labels))]);
    table(out, labels, [None, Some(W::RestsUpon)], rows.collect());
    paragraph(out, labels.get(W::FunnelLeavesOut));
}
