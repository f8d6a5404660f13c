//! One page: some stages side by side, and what each row says of them.

use std::ops::Range;

use crate::sheet::{Content, Plot, Row, RowKind, Sheet, Word};

use super::entry;
use super::plot::{self, Columns};
use super::signs::Signs;
use super::text::{Line, Piece, Style, wrap};

/// Columns of the row headings, with the gap after them.
const LABELS: usize = 15;
/// Columns between two slots.
const GAP: usize = 2;
/// The narrowest and the widest slot.
const SLOT: (usize, usize) = (18, 36);

/// The slots of each page: whole stages where they fit.
pub fn pages(sheet: &Sheet, width: usize) -> Vec<Range<usize>> {
    let most = ((width - LABELS + GAP) / (SLOT.0 + GAP)).max(1);
    let mut pages: Vec<Range<usize>> = Vec::new();
    for stage in &sheet.stages {
        match pages.last_mut() {
            Some(page) if stage.slots.end - page.start <= most => page.end = stage.slots.end,
            _ => {
                let mut start = stage.slots.start;
                while start < stage.slots.end {
                    let end = stage.slots.end.min(start + most);
                    pages.push(start..end);
                    start = end;
                }
            }
        }
    }
    pages
}

/// The lines of a page.
pub fn lines(sheet: &Sheet, page: &Range<usize>, width: usize, signs: Signs) -> Vec<Line> {
    let count = page.len();
    let slot = ((width - LABELS + GAP) / count - GAP).clamp(1, SLOT.1);
    let columns = Columns { slots: page.clone(), start: LABELS, pitch: slot + GAP, width: slot };
    let mut out = headings(sheet, &columns, signs);
    for row in &sheet.rows {
        let body = body(sheet, row, &columns, signs);
        if body.is_empty() {
            continue;
        }
        let end = columns.of(page).end;
        let name = row.line.map_or(String::new(), |line| format!(" {} ", sheet.word(line.name())));
        let rule = signs.rule().repeat(2) + &name;
        let rest = signs.rule().repeat(end.saturating_sub(rule.chars().count()));
        out.push(Line::of(Piece::sign(rule + &rest, Style::Dim)));
        out.extend(beside(label(row), body));
    }
    out
}

fn label(row: &Row) -> Vec<Line> {
    let mut lines = wrap(&[Piece::new(&row.label, Style::Bold)], LABELS - GAP);
    lines.extend(wrap(&[Piece::new(&row.hint, Style::Dim)], LABELS - GAP));
    lines
}

/// The heading of a row and its body side by side.
fn beside(label: Vec<Line>, body: Vec<Line>) -> Vec<Line> {
    let height = label.len().max(body.len());
    let mut out = label;
    out.resize(height, Line::default());
    for (line, rest) in out.iter_mut().zip(body) {
        line.put(0, &rest.after(line.width()));
    }
    out
}

/// Phases and stages.
fn headings(sheet: &Sheet, columns: &Columns, signs: Signs) -> Vec<Line> {
    let page = &columns.slots;
    let mut phases = Line::default();
    let first = sheet.phases.partition_point(|phase| phase.slots.end <= page.start);
    for phase in sheet.phases[first..].iter().take_while(|phase| phase.slots.start < page.end) {
        let place = columns.of(&phase.slots);
        let title = wrap(&[Piece::new(&phase.title, Style::Dim)], place.len() - 1);
        if let Some(title) = title.first() {
            phases.put(place.start, title);
        }
        let rule = place.end.saturating_sub(phases.width() + 1);
        phases.put(phases.width() + 1, &Line::of(Piece::sign(signs.rule().repeat(rule), Style::Dim)));
    }
    let mut out: Vec<Line> = Vec::new();
    if phases.width() > 0 {
        out.push(phases);
    }
    let first = sheet.stages.partition_point(|stage| stage.slots.end <= page.start);
    let mut blocks = Blocks::new(page);
    for stage in sheet.stages[first..].iter().take_while(|stage| stage.slots.start < page.end) {
        let mut title = vec![Piece::new(&stage.title, if stage.moment { Style::Moment } else { Style::Bold })];
        if stage.moment {
            title.insert(0, Piece::sign(signs.moment(), Style::Moment));
        }
        if stage.slots.start < page.start {
            title.push(Piece::new(&format!("({})", sheet.word(Word::GoesOn)), Style::Dim));
        }
        if stage.goes_on {
            title.push(Piece::sign(signs.next(), Style::Dim));
        }
        let width = columns.of(&stage.slots).len();
        let mut lines = wrap(&title, width);
        for text in stage.goal.iter().chain(&stage.facts) {
            lines.extend(wrap(&[Piece::new(text, Style::Dim)], width));
        }
        lines.extend(entry::whom(&stage.whom, signs).map(|whom| Line::of(whom.without_colon())));
        blocks.add(columns, &stage.slots, lines);
    }
    out.extend(blocks.finish());
    out
}

fn body(sheet: &Sheet, row: &Row, columns: &Columns, signs: Signs) -> Vec<Line> {
    let page = &columns.slots;
    let mut blocks = Blocks::new(page);
    match &row.content {
        Content::Cards(cards) => {
            let first = cards.partition_point(|card| card.slots.end <= page.start);
            for card in cards[first..].iter().take_while(|card| card.slots.start < page.end) {
                let width = columns.of(&card.slots).len();
                blocks.add(
                    columns,
                    &card.slots,
                    entry::card(sheet, card, signs).iter().flat_map(|pieces| wrap(pieces, width)).collect(),
                );
            }
        }
        Content::Cells(cells) => {
            // What spans several pages is said where it begins.
            let first = cells.partition_point(|cell| cell.slots.start < page.start);
            for cell in cells[first..].iter().take_while(|cell| cell.slots.start < page.end) {
                let width = columns.of(&cell.slots).len();
                let mut lines: Vec<Line> = Vec::new();
                for entry in &cell.entries {
                    if matches!(row.kind, RowKind::Pain | RowKind::Opportunity | RowKind::Metric | RowKind::Risk)
                        && !lines.is_empty()
                    {
                        lines.push(Line::default());
                    }
                    lines.extend(entry::entry(sheet, entry, signs).iter().flat_map(|pieces| wrap(pieces, width)));
                }
                blocks.add(columns, &cell.slots, lines);
            }
        }
        Content::Plot(plot) => return emotions(sheet, plot, columns, signs),
    }
    blocks.finish()
}

/// The curves, and below them the points of each place in words.
fn emotions(sheet: &Sheet, plot: &Plot, columns: &Columns, signs: Signs) -> Vec<Line> {
    let page = &columns.slots;
    let mut blocks = Blocks::new(page);
    for curve in &plot.curves {
        let first = curve.points.partition_point(|spot| spot.slots.end <= page.start);
        let on_page = curve.points[first..].iter().take_while(|spot| spot.slots.start < page.end).count();
        for spots in curve.points[first..first + on_page].chunk_by(|one, other| one.slots == other.slots) {
            let slots = &spots[0].slots;
            blocks.add(columns, slots, wrap(&entry::feeling(curve, spots, signs), columns.of(slots).len()));
        }
        let first = curve.levels.partition_point(|spot| spot.slots.start < page.start);
        for spot in curve.levels[first..].iter().take_while(|spot| spot.slots.start < page.end) {
            let mut pieces = entry::feeling(curve, std::slice::from_ref(spot), signs);
            pieces.push(Piece::new(sheet.word(Word::AsAWhole), Style::Dim));
            blocks.add(columns, &spot.slots, wrap(&pieces, columns.of(&spot.slots).len()));
        }
    }
    let first = plot.words.partition_point(|feeling| feeling.slots.start < page.start);
    for feeling in plot.words[first..].iter().take_while(|feeling| feeling.slots.start < page.end) {
        let mut pieces: Vec<Piece> = entry::whom(&feeling.whom, signs).into_iter().collect();
        pieces.push(Piece::new(&feeling.text, Style::Plain));
        blocks.add(columns, &feeling.slots, wrap(&pieces, columns.of(&feeling.slots).len()));
    }
    let words = blocks.finish();
    let mut out = if plot.curves.iter().any(|curve| !curve.points.is_empty()) && !words.is_empty() {
        plot::lines(plot, columns, signs)
    } else {
        Vec::new()
    };
    out.extend(words);
    out
}

/// Blocks of lines in columns: each stands below what is already in its slots.
struct Blocks {
    lines: Vec<Vec<(usize, Line)>>,
    filled: Vec<usize>,
    start: usize,
}

impl Blocks {
    fn new(page: &Range<usize>) -> Self {
        Self { lines: Vec::new(), filled: vec![0; page.len()], start: page.start }
    }

    fn add(&mut self, columns: &Columns, slots: &Range<usize>, lines: Vec<Line>) {
        let page = &columns.slots;
        let own = slots.start.max(page.start) - self.start..slots.end.min(page.end) - self.start;
        let top = self.filled[own.clone()].iter().copied().max().unwrap_or(0);
        let column = columns.of(slots).start;
        let bottom = top + lines.len();
        self.lines.resize(self.lines.len().max(bottom), Vec::new());
        for (place, line) in self.lines[top..].iter_mut().zip(lines) {
            place.push((column, line));
        }
        self.filled[own].fill(bottom);
    }

    fn finish(self) -> Vec<Line> {
        let line = |mut parts: Vec<(usize, Line)>| {
            parts.sort_by_key(|(column, _)| *column);
            let mut out = Line::default();
            for (column, part) in &parts {
                out.put(*column, part);
            }
            out
        };
        self.lines.into_iter().map(line).collect()
    }
}
