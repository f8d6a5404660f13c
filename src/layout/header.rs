//! The header: facts, title and objective at the left, the personas at the right or, where there is no room, below.

use crate::scene::{About, Anchor, Group, Item, Paint, Rect, Role};
use crate::sheet::{Persona, Sheet};
use crate::theme::Colour;

use super::faces::{BODY, CAPITALS, FACT, GOAL, LETTER, OBJECTIVE, PERSONA, TITLE};
use super::grid::{Grid, MARGIN};
use super::marks::{SOLID, circle, marker, stroke};
use super::pen::{Frame, Pen, how_often, shift};
use super::plot::line_of;

/// The card of a persona.
const CARD: f32 = 318.0;
/// Between two of them.
const GAP: f32 = 16.0;
/// Personas stand near the title, also over many columns.
const WIDEST: f32 = 3200.0;
/// What the title keeps of the width.
const TITLE_ROOM: f32 = 430.0;
/// The most lines of a title; a longer one stands whole in the title of the picture.
const TITLE_LINES: usize = 5;

/// Draws the header from `top` down, at most to an edge at the right; below it is what is returned.
pub fn header(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, sheet: &Sheet, (top, edge): (f32, f32)) -> f32 {
    let count = sheet.personas.len();
    let cards = count as f32 * (CARD + GAP) - GAP;
    let fits = |right: f32| count > 0 && cards + GAP + TITLE_ROOM <= right - MARGIN;
    // Where the columns are too narrow for both beside each other, there may be room beside the columns.
    let (columns, edge) = (right(grid), edge.min(WIDEST));
    let right = if fits(columns) { columns } else { edge.max(columns) };
    let (room, beside) = (right - MARGIN, fits(right));
    let width = if beside { room - cards - 2.0 * GAP } else { room };
    let left = titles(pen, out, sheet, Frame { x: MARGIN, y: top, width });
    if count == 0 {
        return left;
    }
    if beside {
        return left.max(personas(pen, out, sheet, Frame { x: right - cards, y: top, width: cards }));
    }
    personas(pen, out, sheet, Frame { x: MARGIN, y: left + 20.0, width: room })
}

/// Where the header ends: with the last stage that ends before a very wide header would.
fn right(grid: &Grid) -> f32 {
    let ends = grid.stages().iter().map(|stage| grid.span(stage)).map(|(x, width)| x + width);
    ends.take_while(|&end| end <= WIDEST).last().unwrap_or(grid.right.min(WIDEST))
}

fn titles(pen: &Pen<'_>, out: &mut Vec<Item>, sheet: &Sheet, frame: Frame) -> f32 {
    let header = &sheet.header;
    let mut items = Vec::new();
    let mut y = frame.y;
    if !header.facts.is_empty() {
        y = pen.text(&mut items, frame, &header.facts.join(" · ").to_uppercase(), CAPITALS) + 5.0;
    }
    y = pen.limited(&mut items, frame.at(y), &header.title, TITLE, TITLE_LINES);
    let words = Frame { width: frame.width.min(760.0), ..frame };
    for objective in &header.objective {
        y = pen.text(&mut items, words.at(y + 4.0), objective, OBJECTIVE);
    }
    if let Some(scenario) = &header.scenario {
        y = pen.text(&mut items, words.at(y + 6.0), scenario, GOAL);
    }
    out.push(Item::Group(Group { role: Role::Header, link: header.link.clone(), items, ..Group::default() }));
    y
}

/// Draws the cards of the personas in lines, all of one line equally high.
fn personas(pen: &Pen<'_>, out: &mut Vec<Item>, sheet: &Sheet, frame: Frame) -> f32 {
    let beside = how_often(CARD + GAP, frame.width + GAP);
    let mut y = frame.y;
    for (line, personas) in sheet.personas.chunks(beside).enumerate() {
        let top = if line > 0 { y + GAP } else { y };
        let drawn: Vec<(Vec<Item>, f32)> = personas.iter().map(|one| card(pen, one, one.number)).collect();
        let height = drawn.iter().map(|(_, height)| *height).fold(0.0, f32::max);
        for ((at, persona), (mut items, own)) in personas.iter().enumerate().zip(drawn) {
            let x = frame.x + at as f32 * (CARD + GAP);
            let paint = Paint { fill: Some(Colour::Card), stroke: Some(stroke(Colour::Border, 1.0, SOLID)) };
            shift(&mut items, x, top + (height - own) / 2.0);
            items.insert(0, Item::Rect(Rect { x, y: top, width: CARD, height, radius: 9.0, paint }));
            out.push(Item::Group(Group {
                role: Role::Persona,
                link: persona.link.clone(),
                about: About { whom: Some(vec![persona.number]), ..About::default() },
                items,
                ..Group::default()
            }));
        }
        y = top + height;
    }
    y
}

/// What stands on the card of a persona, from 0, and its height.
fn card(pen: &Pen<'_>, persona: &Persona, number: usize) -> (Vec<Item>, f32) {
    const LEFT: f32 = 70.0;
    const SAMPLE: f32 = 40.0;
    let mut items = Vec::new();
    let frame = Frame { x: LEFT, y: 13.0, width: CARD - LEFT - 14.0 };
    let head = Frame { width: frame.width - SAMPLE - 8.0, ..frame };
    let mut y = pen.limited(&mut items, head, &persona.name, PERSONA, 3);
    if !persona.facts.is_empty() {
        y = pen.facts(&mut items, frame.at(y), &persona.facts, FACT) + 2.0;
    }
    if let Some(goal) = &persona.goal {
        y = pen.text(&mut items, frame.at(y), goal, BODY);
    }
    let height = (y + 13.0).max(68.0);
    // Few words stand in the middle, as the letter beside them does.
    let down = (height - y - 13.0) / 2.0;
    shift(&mut items, 0.0, down);
    let colour = Colour::persona(number);
    let centre = (38.0, height / 2.0);
    items.push(circle(centre, 21.0, Paint { fill: Some(colour), stroke: None }));
    if let Some(letter) = persona.name.chars().find(|char| char.is_alphanumeric()) {
        let letter: String = letter.to_uppercase().collect();
        pen.line(&mut items, (centre.0, centre.1 - LETTER.leading / 2.0), Anchor::Middle, &letter, LETTER);
    }
    let (from, to) = (CARD - 14.0 - SAMPLE, CARD - 14.0);
    let middle = 13.0 + down + PERSONA.leading / 2.0;
    items.push(super::marks::line(&[(from, middle), (to, middle)], line_of(number)));
    let paint = Paint { fill: Some(Colour::Card), stroke: Some(stroke(colour, 2.25, SOLID)) };
    items.push(marker(number, (f32::midpoint(from, to), middle), 5.0, paint));
    (items, height)
}
