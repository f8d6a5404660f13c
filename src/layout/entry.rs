//! One statement of a cell.

use crate::scene::{About, Anchor, Group, Item, Paint, Role};
use crate::sheet::{Entry, Finding, Lead, RowKind, Sign, Whom, Word, ground_words};
use crate::theme::Colour;

use super::faces::{BODY, CARD, FACT, NUMBER, SIGN, Style};
use super::marks::{self, BARS, WAY};
use super::pen::{Frame, Pen};

/// As many lines of facts stand beside the signs of what an opportunity answers; more stand below them.
const BESIDE: usize = 2;

/// Draws a statement; below it is what is returned.
pub fn entry(pen: &Pen<'_>, out: &mut Vec<Item>, kind: RowKind, entry: &Entry, frame: Frame) -> f32 {
    let mut items: Vec<Item> = Vec::new();
    let (frame, whom_told) = lead(pen, &mut items, entry, frame);
    let mut frame = frame;
    let hanging = frame;
    if !whom_told {
        frame = frame.indented(whom(&mut items, &entry.whom, (frame.x, frame.y + BODY.leading / 2.0)));
    }
    let mut y = pen.text(&mut items, frame, &entry.text, style(kind, entry));
    y = chips(pen, &mut items, entry, hanging.at(y));
    let about = About { whom: holders(&entry.whom), ..About::default() };
    if entry.link.is_none() && about.whom.is_none() {
        out.append(&mut items);
    } else {
        out.push(Item::Group(Group { role: Role::Cell, title: None, link: entry.link.clone(), about, items }));
    }
    y
}

/// Those for whom something holds; none if for everybody.
pub fn holders(whom: &[Whom]) -> Option<Vec<usize>> {
    (!whom.is_empty()).then(|| whom.iter().filter_map(|whom| whom.persona).collect())
}

fn style(kind: RowKind, entry: &Entry) -> Style {
    match (kind, &entry.lead) {
        (RowKind::Opportunity, _) => CARD,
        (_, Some(Lead::Gain(_))) => BODY.in_colour(Colour::Gain),
        (RowKind::Business | RowKind::Owner | RowKind::Support | RowKind::Context, _) => BODY.in_colour(Colour::Second),
        _ => BODY,
    }
}

/// What comes before the text. What is left of the frame, and whether it has been said whom it holds for.
fn lead(pen: &Pen<'_>, out: &mut Vec<Item>, entry: &Entry, frame: Frame) -> (Frame, bool) {
    match &entry.lead {
        Some(Lead::Finding(sign, severity)) => {
            let colour = finding(*sign);
            let mut x = frame.x;
            if let Some(severity) = severity {
                marks::severity(out, (x, frame.y + 3.0), *severity, colour);
                x += BARS + 7.0;
            }
            x += pen.line(out, (x, frame.y + 0.5), Anchor::Left, &sign.to_string(), SIGN.in_colour(colour)) + 8.0;
            whom(out, &entry.whom, (x, frame.y + 8.0));
            (frame.at(frame.y + 18.0), true)
        }
        Some(Lead::Gain(severity)) => {
            let mut frame = frame;
            if let Some(severity) = severity {
                marks::severity(out, (frame.x, frame.y + 3.0), *severity, Colour::Gain);
                frame.y += 18.0;
            }
            pen.line(out, (frame.x, frame.y), Anchor::Left, "+", CARD.in_colour(Colour::Gain));
            (frame.indented(14.0), false)
        }
        Some(Lead::Value(value)) => {
            let y = pen.text(out, frame, value, NUMBER);
            (frame.at(y), false)
        }
        Some(Lead::Way(way)) => {
            marks::way(out, (frame.x, frame.y + 2.5), *way);
            (frame.indented(WAY), false)
        }
        None => (frame, false),
    }
}

/// The markers of those for whom something holds, from a point to the right; how much room they take.
pub fn whom(out: &mut Vec<Item>, whom: &[Whom], (x, y): (f32, f32)) -> f32 {
    let mut room = 0.0;
    for persona in whom.iter().filter_map(|whom| whom.persona) {
        let paint = Paint { fill: Some(Colour::persona(persona)), stroke: None };
        out.push(marks::marker(persona, (x + room + 4.5, y), 4.5, paint));
        room += 14.0;
    }
    room
}

/// What an opportunity answers, the facts, what it rests on, and whom it holds for if that has no marker.
fn chips(pen: &Pen<'_>, out: &mut Vec<Item>, entry: &Entry, frame: Frame) -> f32 {
    let mut facts = entry.facts.clone();
    facts.extend(entry.ground.as_ref().map(|ground| ground_words(pen.sheet, ground)));
    let others: Vec<&str> = entry.whom.iter().filter(|whom| whom.persona.is_none()).map(|whom| whom.name.as_str()).collect();
    if !others.is_empty() {
        facts.push(format!("{} {}", pen.sheet.word(Word::For), others.join(", ")));
    }
    if entry.answers.is_empty() {
        return if facts.is_empty() { frame.y } else { pen.facts(out, frame.at(frame.y + 1.0), &facts, FACT) };
    }
    let top = frame.y + 3.0;
    let (mut x, mut y) = (frame.x, top);
    for &sign in &entry.answers {
        let room = pen.room(&sign.to_string(), SIGN) + 12.0;
        if x > frame.x && x + room > frame.x + frame.width {
            (x, y) = (frame.x, y + 20.0);
        }
        out.push(marks::area((x, y), (room, 17.0), 8.5, ground(sign)));
        pen.line(out, (x + room / 2.0, y + 1.0), Anchor::Middle, &sign.to_string(), SIGN.in_colour(finding(sign)));
        x += room + 5.0;
    }
    let beside = Frame { x: x + 3.0, y: top + 1.0, width: frame.x + frame.width - x - 3.0 };
    let few = pen.fact_lines(&facts, FACT, beside.width).lines().count() <= BESIDE;
    if facts.is_empty() {
        y + 17.0
    } else if beside.width >= 80.0 && few && (y - top).abs() < 1.0 {
        pen.facts(out, beside, &facts, FACT).max(y + 17.0)
    } else {
        pen.facts(out, frame.at(y + 20.0), &facts, FACT)
    }
}

fn finding(sign: Sign) -> Colour {
    if sign.kind == Finding::Gain { Colour::Gain } else { Colour::Pain }
}

fn ground(sign: Sign) -> Colour {
    if sign.kind == Finding::Gain { Colour::GainGround } else { Colour::PainGround }
}
