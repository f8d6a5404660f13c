//! The flow in a terminal: stage by stage each place, and below it where customers go from there.

use crate::sheet::flow::{FlowSheet, FlowWay, PlaceKind, WayKind, goal_of, goes_on, stage_of};
use crate::sheet::{Way, Word, ground_words};

use super::entry::{card, whom};
use super::signs::Signs;
use super::text::{Line, Piece, Style, wrap};
use super::{Look, NARROWEST, footer, header, written};

/// Ways stand under their place.
const INDENT: usize = 4;

/// Shows a flow.
pub fn flow(flow: &FlowSheet, look: Look) -> String {
    let look = Look { width: look.width.max(NARROWEST), ..look };
    let signs = Signs { unicode: look.unicode };
    let sheet = &flow.sheet;
    let mut leaving: Vec<Vec<&FlowWay>> = vec![Vec::new(); flow.places.len()];
    for way in flow.ways.iter().filter(|way| way.is_told()) {
        leaving[way.from].push(way);
    }
    let mut lines = header(sheet, look, signs);
    let mut stage = None;
    for (place, ways) in flow.places.iter().zip(&leaving) {
        let around = place.slot.and_then(|slot| stage_of(flow, slot));
        if around.is_some() && around != stage {
            stage = around;
            let title = around.map_or("", |stage| sheet.stages[stage].title.as_str());
            lines.push(Line::default());
            lines.extend(wrap(&[Piece::sign(signs.next(), Style::Dim), Piece::new(title, Style::Bold)], look.width));
        }
        let own = match &place.kind {
            PlaceKind::Touchpoint(own) | PlaceKind::Step(own) => card(sheet, own, signs).concat(),
            // A stage in which nothing stands has its name already; a door is that of its stage.
            PlaceKind::Stage(_, own) => card(sheet, own, signs)[1].clone(),
            PlaceKind::End(_) if ways.is_empty() => continue,
            PlaceKind::End(end) => vec![Piece::new(&end.title, Style::Bold)],
            PlaceKind::Door => Vec::new(),
        };
        lines.extend(indented(&own, INDENT / 2, look.width));
        for way in ways {
            lines.extend(indented(&pieces(flow, way, signs), INDENT, look.width));
        }
    }
    lines.extend(footer(sheet, look, signs));
    written(&lines, look)
}

fn indented(pieces: &[Piece], by: usize, width: usize) -> Vec<Line> {
    let lines = wrap(pieces, width - by);
    let indent = |line: &Line| {
        let mut out = Line::default();
        out.put(by, line);
        out
    };
    lines.iter().filter(|line| line.width() > 0).map(indent).collect()
}

/// A way: a sign, whom it is for, its share, where it leads, and what is said at it.
fn pieces(flow: &FlowSheet, way: &FlowWay, signs: Signs) -> Vec<Piece> {
    let sheet = &flow.sheet;
    let slot = |place: usize| flow.places[place].slot;
    let end = way.to.and_then(|to| match &flow.places[to].kind {
        PlaceKind::End(end) => Some(end.way),
        _ => None,
    });
    let back = way.to.is_some_and(|to| end.is_none() && slot(to) <= slot(way.from));
    let (sign, style) = match (way.kind, end) {
        (WayKind::Influence, _) => (signs.faint(), Style::Moment),
        (_, Some(Way::Success)) => (signs.way(Way::Success), Style::Gain),
        (_, Some(Way::Failure)) => (signs.way(Way::Failure), Style::Pain),
        (_, Some(other)) => (signs.way(other), Style::Plain),
        (WayKind::Loss, _) => (signs.way(Way::End), Style::Dim),
        _ if back => (signs.way(Way::Back), Style::Plain),
        _ => (signs.then(), if way.kind == WayKind::Implied { Style::Dim } else { Style::Plain }),
    };
    let mut out = vec![Piece::sign(sign, style)];
    out.extend(whom(&way.whom, signs));
    out.extend(way.share.as_ref().map(|share| Piece::new(share, Style::Bold)));
    out.extend((way.kind == WayKind::Influence).then(|| Piece::new(sheet.word(Word::Influences), style)));
    out.push(match way.to {
        Some(_) if goes_on(flow, way) => Piece::new(sheet.word(Word::GoesOn), style),
        Some(to) => Piece::new(&goal_of(flow, to), style),
        None => Piece::new(sheet.word(Word::MarkLoss), style),
    });
    let facts: Vec<String> =
        way.words.iter().cloned().chain(way.ground.as_ref().map(|ground| ground_words(sheet, ground))).collect();
    if !facts.is_empty() {
        out.push(Piece::new(&format!("({})", facts.join(signs.dot())), Style::Dim));
    }
    out
}
