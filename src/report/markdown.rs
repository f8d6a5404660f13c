//! The report as a page of Markdown: everything, in tables that read well on GitHub.

use std::fmt::Write;

use super::sentences as say;
use super::{Durations, Evidence, Heading, Metric, Opportunities, Opportunity, Pains, Report, Task};
use crate::render::escape::{opening, plain};

/// Writes reports one after the other.
pub fn render(reports: &[Report]) -> String {
    let pages: Vec<String> = reports.iter().map(page).collect();
    pages.join("\n")
}

fn page(report: &Report) -> String {
    let mut out = String::new();
    heading(&mut out, &report.heading);
    opportunities(&mut out, &report.opportunities);
    pains(&mut out, &report.pains);
    metrics(&mut out, &report.metrics);
    evidence(&mut out, &report.evidence);
    research(&mut out, &report.research);
    durations(&mut out, &report.durations, &report.heading);
    out
}

fn heading(out: &mut String, heading: &Heading) {
    let _ = writeln!(out, "# {}", plain(&heading.journey.title));
    for objective in &heading.objective {
        paragraph(out, objective);
    }
    paragraph(out, &say::facts(heading).join(" · "));
}

/// A paragraph; none if there is nothing to say.
fn paragraph(out: &mut String, text: &str) {
    let text = opening(text);
    if !text.is_empty() {
        let _ = writeln!(out, "\n{text}");
    }
}

fn section(out: &mut String, title: &str, note: &str) {
    let mut letters = note.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    let _ = writeln!(out, "\n## {title}");
    paragraph(out, &format!("{first}{}.", letters.as_str()));
}

/// A table; none without rows.
fn table<const N: usize>(out: &mut String, head: [&str; N], rows: Vec<[String; N]>) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n| {} |\n|{}", head.join(" | "), "---|".repeat(N));
    for row in rows {
        let cells = row.map(|cell| if cell.trim().is_empty() { "–".to_owned() } else { cell });
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

fn opportunities(out: &mut String, all: &Opportunities) {
    section(out, "Opportunities", &say::opportunities(all));
    let head = ["", "opportunity", "addresses", "severity", "impact", "effort", "owner", "status", "rank", "due"];
    table(out, head, all.open.iter().enumerate().map(|(at, one)| opportunity(at, one)).collect());
    if !all.done.is_empty() {
        let _ = writeln!(out, "\nDone:\n");
        for one in &all.done {
            let _ = writeln!(out, "- {} ({})", opening(&one.name.title), plain(&say::addresses(one)));
        }
    }
}

fn opportunity(at: usize, one: &Opportunity) -> [String; 10] {
    let due = [one.due.map(|due| due.to_string()), one.horizon.clone()];
    [
        (at + 1).to_string(),
        plain(&one.name.title),
        one.addresses.iter().map(|addressed| plain(&addressed.name.title)).collect::<Vec<_>>().join("<br>"),
        one.severity.unwrap_or_default().to_owned(),
        one.impact.as_ref().map(|impact| plain(&say::grade(impact))).unwrap_or_default(),
        one.effort.as_ref().map(|effort| plain(&say::grade(effort))).unwrap_or_default(),
        one.owner.as_ref().map(|owner| plain(&say::owner(owner))).unwrap_or_default(),
        one.status.unwrap_or_default().to_owned(),
        one.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        plain(&due.into_iter().flatten().collect::<Vec<_>>().join(", ")),
    ]
}

fn pains(out: &mut String, all: &Pains) {
    section(out, "Severe pains that nobody addresses", &say::pains(all));
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
            plain(&say::basis(pain.basis, &pain.sources)),
        ]
    };
    let head = ["severity", "pain", "where", "whose", "affects", "consequence", "way past it", "rests on"];
    table(out, head, all.unaddressed.iter().map(row).collect());
}

fn metrics(out: &mut String, all: &[Metric]) {
    section(out, "Metrics against their targets", &say::metrics(all));
    let row = |metric: &Metric| {
        let of = metric.of.as_ref().map_or_else(String::new, |of| format!(" (of {of})"));
        let whom = if metric.personas.is_empty() { String::new() } else { format!(", {}", say::list(&metric.personas)) };
        [
            plain(&format!("{}{of}", metric.name.title)),
            plain(&metric.value.as_ref().map(ToString::to_string).unwrap_or_default()),
            plain(&metric.target.as_ref().map(ToString::to_string).unwrap_or_default()),
            plain(&say::judgement(&metric.verdict)),
            plain(&say::change(metric).unwrap_or_default()),
            plain(&format!("{}{whom}", say::place(&metric.place))),
            plain(&say::basis(metric.basis, &metric.sources)),
        ]
    };
    table(out, ["metric", "value", "target", "verdict", "change", "where", "rests on"], all.iter().map(row).collect());
}

fn evidence(out: &mut String, evidence: &Evidence) {
    section(out, "Evidence", &say::evidence(evidence));
    let row = |row: &super::Row| {
        let counts = [row.counts.all(), row.counts.measured, row.counts.researched, row.counts.assumed];
        let [all, measured, researched, assumed] = counts.map(|count| count.to_string());
        [plain(&row.name.title), all, measured, researched, assumed]
    };
    let head = ["part of the map", "claims", "measured", "researched", "assumed"];
    table(out, head, evidence.rows.iter().filter(|row| row.counts.all() > 0).map(row).collect());
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
    table(out, ["source", "kind", "sample", "date", "claims"], evidence.sources.iter().map(source).collect());
}

fn research(out: &mut String, tasks: &[Task]) {
    section(out, "Research plan", &say::research(tasks));
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
    table(
        out,
        ["", "what to do", "where", "with or of whom", "because", "what to find out"],
        tasks.iter().enumerate().map(row).collect(),
    );
}

fn durations(out: &mut String, durations: &Durations, heading: &Heading) {
    section(out, "Durations", &say::durations(durations));
    let ways = say::ways(durations, heading);
    let rows = ways.iter().map(|(way, whom)| {
        [
            plain(way.end.as_ref().map_or("the end", |end| &end.title)),
            way.outcome.unwrap_or_default().to_owned(),
            plain(&say::list(whom)),
            say::time(&way.time),
            say::ground(&way.time),
            plain(&say::stages(way)),
        ]
    });
    table(out, ["end", "outcome", "who", "time", "rests on", "way"], rows.collect());
    if durations.more > 0 {
        paragraph(out, &format!("{} more ways are not shown.", durations.more));
    }
    let rows = durations.loops.iter().map(|one| {
        let quantity = |quantity: &Option<crate::model::value::Quantity>| quantity.as_ref().map(ToString::to_string);
        [
            plain(&say::back(one)),
            plain(&say::list(&one.personas)),
            plain(&quantity(&one.share).unwrap_or_default()),
            plain(&quantity(&one.takes).unwrap_or_default()),
        ]
    });
    table(out, ["loop", "who", "share", "takes"], rows.collect());
    let rows = durations.limits.iter().map(|limit| {
        [plain(&say::place(&limit.place)), plain(&limit.promised.to_string()), say::time(&limit.time), say::kept(&limit.kept)]
    });
    table(out, ["limit at", "promised", "takes", "kept"], rows.collect());
}
