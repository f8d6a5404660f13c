//! The report in a terminal: one screen that a meeting can start from.
//!
//! Of each section the top is shown and how many more there are; `all` shows everything. Without colour, in ASCII and in a narrow
//! window it says the same.

use crate::graph::funnel::Parts;
use crate::labels::{Labels, Word, note_numbers, referring};
use crate::render::count;
use crate::render::human::Style;

use super::funnel::Numbers;
use super::opportunities::Grade;
use super::page::{Page, Tint};
use super::sentences as say;
use super::{
    Counts, Durations, EndKind, Ending, Evidence, Funnel, Heading, Loop, Method, Metric, Name, Opportunities, Opportunity, Pain,
    Pains, Promise, Report, SourceUse, Task, Verdict, Way,
};

/// How many entries of each section are shown.
struct Shown {
    opportunities: usize,
    pains: usize,
    metrics: usize,
    parts: usize,
    sources: usize,
    tasks: usize,
    questions: usize,
    ways: usize,
    loops: usize,
    limits: usize,
    reached: usize,
    ends: usize,
    /// Of the funnel: who leaves where, and what the numbers rest on.
    assumptions: usize,
}

const SCREEN: Shown = Shown {
    opportunities: 5,
    pains: 3,
    metrics: 4,
    parts: 8,
    sources: 4,
    tasks: 3,
    questions: 2,
    ways: 2,
    loops: 2,
    limits: 2,
    reached: 5,
    ends: 3,
    assumptions: 0,
};

const ALL: Shown = Shown {
    opportunities: usize::MAX,
    pains: usize::MAX,
    metrics: usize::MAX,
    parts: usize::MAX,
    sources: usize::MAX,
    tasks: usize::MAX,
    questions: usize::MAX,
    ways: usize::MAX,
    loops: usize::MAX,
    limits: usize::MAX,
    reached: usize::MAX,
    ends: usize::MAX,
    assumptions: usize::MAX,
};

/// The most columns of a bar.
const BAR: usize = 20;

/// Renders reports one after the other, with `all` every entry of them. Headings and the words before what is known come from labels;
/// sentences are English.
pub fn render(reports: &[Report], labels: &Labels, style: Style, all: bool) -> String {
    let shown = if all { &ALL } else { &SCREEN };
    let pages: Vec<String> = reports.iter().map(|report| page(report, labels, style, shown)).collect();
    pages.join("\n\n")
}

fn page(report: &Report, labels: &Labels, style: Style, shown: &Shown) -> String {
    let mut page = Page::new(style, shown.opportunities == usize::MAX);
    heading(&mut page, labels, &report.heading);
    opportunities(&mut page, labels, &report.opportunities, shown);
    pains(&mut page, labels, &report.pains, shown);
    metrics(&mut page, labels, &report.metrics, shown);
    evidence(&mut page, labels, &report.evidence, shown);
    research(&mut page, labels, &report.research, shown);
    durations(&mut page, labels, &report.durations, &report.heading, shown);
    funnel(&mut page, labels, &report.funnel, shown);
    page.finish()
}

/// Renders the funnels of reports alone, each as a whole.
pub fn funnels(reports: &[Report], labels: &Labels, style: Style) -> String {
    let one = |report: &Report| {
        let mut page = Page::new(style, true);
        page.text(Tint::Bold, &report.heading.journey.title);
        funnel(&mut page, labels, &report.funnel, &ALL);
        page.finish()
    };
    reports.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

fn heading(page: &mut Page, labels: &Labels, heading: &Heading) {
    page.text(Tint::Bold, &heading.journey.title);
    for objective in &heading.objective {
        page.text(Tint::Plain, objective);
    }
    page.parts(Tint::Dim, &say::facts(heading, labels));
}

fn severity(word: Option<&str>) -> (&str, Tint) {
    match word {
        Some("critical") => ("critical", Tint::Worst),
        Some("high") => ("high", Tint::Bad),
        Some("medium") => ("medium", Tint::Middling),
        Some(word) => (word, Tint::Plain),
        None => ("–", Tint::Dim),
    }
}

/// How many entries are left out.
fn more(page: &mut Page, all: usize, shown: usize) {
    if all > shown {
        page.note(&format!("… and {} more", all - shown));
    }
}

fn opportunities(page: &mut Page, labels: &Labels, all: &Opportunities, shown: &Shown) {
    page.heading(labels.get(Word::Opportunity), &say::opportunities(all));
    for one in all.open.iter().take(shown.opportunities) {
        page.entry(severity(one.severity), &one.name.title, &opportunity(one, labels));
    }
    more(page, all.open.len(), shown.opportunities);
    if shown.opportunities == usize::MAX {
        for one in &all.done {
            page.entry((labels.get(Word::Done), Tint::Good), &one.name.title, &[say::addresses(one)]);
        }
    }
}

fn opportunity(one: &Opportunity, labels: &Labels) -> Vec<String> {
    let grade = |name: Word, grade: &Option<Grade>| match grade {
        Some(grade) => format!("{} {}", labels.get(name), say::grade(grade, labels)),
        None => format!("{} –", labels.get(name)),
    };
    let mut details = Vec::new();
    details.extend(one.rank.map(|rank| format!("{} {rank}", labels.get(Word::Rank))));
    details.push(format!("{}, {}", grade(Word::Impact, &one.impact), grade(Word::Effort, &one.effort)));
    details.push(one.owner.as_ref().map_or_else(|| format!("{} –", labels.get(Word::OwnedBy)), say::owner));
    details.push(one.status.map_or_else(|| format!("{} –", labels.get(Word::Status)), str::to_owned));
    details.extend(one.due.map(|due| format!("{} {due}", labels.get(Word::Due))));
    details.extend(one.horizon.clone());
    details.push(say::addresses(one));
    details
}

fn pains(page: &mut Page, labels: &Labels, all: &Pains, shown: &Shown) {
    page.heading(labels.get(Word::SeverePains), &say::pains(all));
    for pain in all.unaddressed.iter().take(shown.pains) {
        page.entry(severity(Some(pain.severity)), &pain.name.title, &self::pain(pain, labels));
    }
    more(page, all.unaddressed.len(), shown.pains);
}

fn pain(pain: &Pain, labels: &Labels) -> Vec<String> {
    let mut details = vec![say::place(&pain.place)];
    if !pain.personas.is_empty() {
        details.push(say::list(&pain.personas));
    }
    details.extend(pain.affects.as_ref().map(|affects| format!("{} {affects}", labels.get(Word::Affects))));
    details.extend(pain.consequence.map(str::to_owned));
    details.push(say::passing(pain));
    if pain.rejected > 0 {
        details.push(say::rejected(pain));
    }
    details.push(say::basis(pain.basis, &pain.sources, labels));
    details
}

fn metrics(page: &mut Page, labels: &Labels, all: &[Metric], shown: &Shown) {
    page.heading(labels.get(Word::Targets), &say::metrics(all));
    for metric in all.iter().take(shown.metrics) {
        let tint = match metric.verdict {
            Verdict::Missed(_) => Tint::Bad,
            Verdict::Partly(_) | Verdict::Apart { .. } => Tint::Middling,
            Verdict::Met => Tint::Good,
            Verdict::NoValue { .. } | Verdict::OtherUnit | Verdict::NoTarget => Tint::Dim,
        };
        let tag = (say::verdict(&metric.verdict), tint);
        page.entry(tag, &metric.name.title, &self::metric(metric, labels));
    }
    more(page, all.len(), shown.metrics);
}

fn metric(metric: &Metric, labels: &Labels) -> Vec<String> {
    let mut details = Vec::new();
    details.extend(metric.value.as_ref().map(|value| labels.measure(value)));
    details.extend(metric.target.as_ref().map(|target| format!("{} {}", labels.get(Word::Target), labels.measure(target))));
    details.extend(Some(say::judgement(&metric.verdict)).filter(|said| said != say::verdict(&metric.verdict)));
    details.extend(say::change(metric));
    if metric.place.kind != "journey" {
        details.push(say::place(&metric.place));
    }
    if !metric.personas.is_empty() {
        details.push(say::list(&metric.personas));
    }
    details.extend(metric.of.as_ref().map(|of| format!("{} {of}", labels.get(Word::Of))));
    details.push(say::basis(metric.basis, &metric.sources, labels));
    details
}

fn evidence(page: &mut Page, labels: &Labels, evidence: &Evidence, shown: &Shown) {
    page.heading(labels.get(Word::Evidence), &say::evidence(evidence));
    if evidence.all.all() == 0 {
        return;
    }
    let most = evidence.rows.iter().map(|row| row.counts.all()).max().unwrap_or(0);
    let columns = most.min(BAR);
    let digits = most.to_string().len();
    for row in evidence.rows.iter().take(shown.parts) {
        let [measured, researched, assumed] = lengths(row.counts, most);
        let parts = [(measured, "█", Tint::Good), (researched, "▓", Tint::Middling), (assumed, "░", Tint::Dim)];
        let of = match row.counts.all() {
            0 => format!("{:>1$}", "none", 2 * digits + 4),
            all => format!("{:>digits$} of {all:>digits$}", row.counts.founded()),
        };
        page.bar(&parts, columns, &of, &row.name.title);
    }
    more(page, evidence.rows.len(), shown.parts);
    let [measured, researched, assumed] =
        [Word::BasisMeasured, Word::BasisResearched, Word::BasisAssumed].map(|word| labels.get(word));
    page.note(&format!("█ {measured}  ▓ {researched}  ░ {assumed}"));
    page.notes(&sources(evidence, shown.sources));
}

/// How long the parts of a bar are: a column for each claim, or less where there are too many. What is there is seen.
fn lengths(counts: Counts, most: usize) -> [usize; 3] {
    let parts = [counts.measured, counts.researched, counts.assumed];
    if most <= BAR {
        return parts;
    }
    let mut out = parts.map(|part| if part == 0 { 0 } else { (part * BAR / most).max(1) });
    // What was rounded up for a small part is taken from the longest one.
    while out.iter().sum::<usize>() > BAR {
        if let Some(longest) = out.iter_mut().max() {
            *longest -= 1;
        }
    }
    out
}

fn research(page: &mut Page, labels: &Labels, tasks: &[Task], shown: &Shown) {
    page.heading(labels.get(Word::ResearchPlan), &say::research(tasks));
    for task in tasks.iter().take(shown.tasks) {
        let mut details: Vec<String> = task.questions.iter().take(shown.questions).map(say::question).collect();
        if task.questions.len() > shown.questions {
            details.push(format!("{} more", task.questions.len() - shown.questions));
        }
        page.entry((task.method.word(), Tint::Bold), &self::task(task), &details);
    }
    more(page, tasks.len(), shown.tasks);
}

fn durations(page: &mut Page, labels: &Labels, durations: &Durations, heading: &Heading, shown: &Shown) {
    page.heading(labels.get(Word::Durations), &say::durations(durations));
    let ways = say::ways(durations, heading);
    let mut last = String::new();
    for (way, whom) in ways.iter().take(shown.ways) {
        let tag = match way.outcome {
            Some("success") => ("success", Tint::Good),
            Some("failure") => ("failure", Tint::Bad),
            Some(word) => (word, Tint::Plain),
            None => (labels.get(Word::End), Tint::Plain),
        };
        // Two personas often go the same way; it is said once.
        let stages = say::stages(way);
        let shown = if stages == last { String::new() } else { stages.clone() };
        last = stages;
        page.entry(tag, &self::way(way, whom), &[say::time(&way.time), say::ground(&way.time, labels), shown]);
    }
    more(page, ways.len() + durations.more, shown.ways.min(ways.len()));
    for one in durations.loops.iter().take(shown.loops) {
        page.entry((labels.get(Word::Loop), Tint::Plain), &say::back(one), &round(one, labels));
    }
    more(page, durations.loops.len(), shown.loops);
    let limits: Vec<_> = durations
        .limits
        .iter()
        .filter(|limit| shown.limits == usize::MAX || matches!(limit.kept, Promise::Over { .. } | Promise::MayBeOver { .. }))
        .collect();
    for limit in limits.iter().take(shown.limits) {
        let tint = match limit.kept {
            Promise::Kept => Tint::Good,
            Promise::Over { .. } => Tint::Bad,
            Promise::MayBeOver { .. } => Tint::Middling,
            Promise::Unknown => Tint::Dim,
        };
        let details = [
            format!("{} {}", labels.get(Word::Promised), labels.measure(&limit.promised)),
            say::time(&limit.time),
            say::kept(&limit.kept),
        ];
        page.entry((labels.get(Word::Limit), tint), &say::place(&limit.place), &details);
    }
    more(page, limits.len(), shown.limits);
}

/// The fewest columns that titles need beside bars and numbers.
const TITLE: usize = 16;

fn funnel(page: &mut Page, labels: &Labels, funnel: &Funnel, shown: &Shown) {
    page.heading(labels.get(Word::Funnel), &say::funnel(funnel));
    // Without shares there is little to see at first sight.
    if funnel.stages.is_empty() || (funnel.shares == 0 && shown.assumptions == 0) {
        return;
    }
    let each = if funnel.walkers.len() > 1 { funnel.walkers.as_slice() } else { &[] };
    let numbers = Numbers::new(funnel, labels);
    let clean = |said: Vec<String>| -> Vec<String> { said.iter().map(|number| page.clean(number)).collect() };
    let stages = (funnel.stages.iter().take(shown.reached))
        .map(|stage| (clean(numbers.of_stage(&stage.parts)), &stage.parts, stage.name.title.clone()));
    let ends = funnel.ends.iter().enumerate().take(shown.ends).map(|(at, end)| {
        let tag = if matches!(end.kind, EndKind::Outcome(Some(_))) { format!(" ({})", end.kind.word()) } else { String::new() };
        (clean(numbers.of_end(at, &end.parts)), &end.parts, format!("→ {}{tag}", say::end(end, labels)))
    });
    let rows: Vec<(Vec<String>, &Parts, String)> = stages.chain(ends).collect();
    let wide = |column: usize| rows.iter().map(|(numbers, ..)| numbers[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..=each.len()).map(wide).collect();
    let (bar, columns) = fitting(&widths, page.width());
    if !each.is_empty() {
        let names = each.iter().take(columns - 1).map(|name| name.title.clone());
        page.notes(&std::iter::once(labels.get(Word::Everybody).to_owned()).chain(names).collect::<Vec<_>>());
        if columns <= each.len() {
            page.note(&format!("no room for {}", say::list(&each[columns - 1..])));
        }
    }
    for (at, (numbers, parts, title)) in rows.iter().enumerate() {
        if at == shown.reached.min(funnel.stages.len()) {
            more(page, funnel.stages.len(), shown.reached);
        }
        let numbers: Vec<String> =
            numbers.iter().zip(&widths).take(columns).map(|(number, width)| format!("{number:>width$}")).collect();
        let title = if shown.assumptions > 0 { referring(title, &note_numbers(&parts.all.notes)) } else { title.clone() };
        page.bar(&lengths_of(parts, bar), bar, &numbers.join("  "), &title);
    }
    more(page, funnel.ends.len(), shown.ends);
    if shown.assumptions == 0 {
        return;
    }
    for stage in &funnel.stages {
        for one in &stage.leaving {
            let words = one.words.iter().map(|words| format!("\"{words}\""));
            let number = referring(&numbers.all(&one.parts), &note_numbers(&one.parts.all.notes));
            let details: Vec<String> = std::iter::once(number).chain(words).collect();
            page.entry(end_tag(one, labels), &format!("{} → {}", stage.name.title, say::end(one, labels)), &details);
        }
    }
    for (place, parts) in &funnel.visits {
        let times = referring(&labels.times(parts.all.bounds), &note_numbers(&parts.all.notes));
        page.entry((labels.get(Word::Visits), Tint::Plain), &say::place(place), &[times]);
    }
    for (at, time) in funnel.time.iter().enumerate() {
        if let Some(time) = time {
            let whom = funnel.walkers.get(at).map_or_else(String::new, |name| name.title.clone());
            page.entry((labels.get(Word::Takings), Tint::Plain), &say::expected(time), &[whom]);
        }
    }
    for (at, one) in funnel.assumptions.iter().take(shown.assumptions).enumerate() {
        page.entry((&format!("[{}]", at + 1), Tint::Dim), &say::assumption(one, labels), &[]);
    }
    page.note(labels.get(Word::FunnelLeavesOut));
}

/// How long bars are, and how many columns of numbers stand beside them, by the widths of the columns and of the page. Bars become
/// shorter before a column is left out; the first one never is.
fn fitting(widths: &[usize], page: usize) -> (usize, usize) {
    let used = |columns: usize| widths.iter().take(columns).map(|width| width + 2).sum::<usize>();
    let fits = |bar: usize, columns: usize| 2 + bar + 2 + used(columns) + TITLE <= page;
    if fits(BAR, widths.len()) {
        return (BAR, widths.len());
    }
    (BAR / 2, (1..=widths.len()).rev().find(|columns| fits(BAR / 2, *columns)).unwrap_or(1))
}

/// What kind of end it is, in a word.
fn end_tag<'l>(one: &Ending, labels: &'l Labels) -> (&'l str, Tint) {
    match one.kind {
        EndKind::Outcome(Some("success")) => ("success", Tint::Good),
        EndKind::Outcome(Some("failure")) => ("failure", Tint::Bad),
        EndKind::Outcome(Some(word)) => (word, Tint::Plain),
        _ => (labels.get(Word::End), Tint::Plain),
    }
}

/// A bar for what is certain, and behind it for what may be.
fn lengths_of(parts: &Parts, bar: usize) -> [(usize, &'static str, Tint); 2] {
    #[allow(clippy::cast_sign_loss)] // parts are not negative
    let columns = |part: f64| (part * bar as f64).round() as usize;
    let bounds = parts.all.bounds;
    let low = columns(bounds.low);
    [(low, "█", Tint::Plain), (columns(bounds.high).saturating_sub(low), "░", Tint::Dim)]
}

/// The sources with how many claims rest on each, those that carry most first.
fn sources(evidence: &Evidence, shown: usize) -> Vec<String> {
    let one = |source: &SourceUse| format!("{} ({})", source.name.title, count(source.claims, "claim"));
    let mut all: Vec<String> = evidence.sources.iter().take(shown).map(one).collect();
    if evidence.sources.len() > shown {
        all.push(format!("{} more", evidence.sources.len() - shown));
    }
    all
}

/// What to do where and with whom, and why.
fn task(task: &Task) -> String {
    let with = if task.method == Method::Measure { "of" } else { "with" };
    let whom = if task.whom.is_empty() { String::new() } else { format!(", {with} {}", say::list(&task.whom)) };
    format!("{}{whom}: {}", say::place(&task.place), say::why(task))
}

/// Where a way ends and whose it is.
fn way(way: &Way, whom: &[Name]) -> String {
    let end = way.end.as_ref().map_or("the end", |end| &end.title);
    if whom.is_empty() { end.to_owned() } else { format!("{end}, {}", say::list(whom)) }
}

/// What is known of a loop.
fn round(one: &Loop, labels: &Labels) -> Vec<String> {
    let mut out = Vec::new();
    if !one.personas.is_empty() {
        out.push(say::list(&one.personas));
    }
    out.push(one.share.as_ref().map_or_else(|| format!("{} –", labels.get(Word::Share)), ToString::to_string));
    out.push(one.takes.as_ref().map_or_else(
        || format!("{} –", labels.get(Word::Takings)),
        |takes| format!("{} {}", labels.get(Word::Takes), labels.measure(takes)),
    ));
    out
}
