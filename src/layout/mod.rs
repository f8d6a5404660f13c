//! From the sheet to the scene: how wide and high everything is, and where it stands.
//!
//! The grid comes first: every slot has one place for all rows. Then the parts are drawn from the top down, each as high as its longest
//! text needs. A sheet that reads from right to left is laid out the same way and mirrored at the end.

mod cards;
mod cells;
pub mod curve;
mod entry;
mod evidence;
mod faces;
pub mod flow;
mod funnel;
mod grid;
mod header;
mod icons;
mod marks;
mod mirror;
pub mod pages;
mod pen;
mod plot;
mod split;
mod stages;
mod tiles;

pub use funnel::funnel;

use crate::scene::{About, Band, Group, Item, Role, Scene};
use crate::sheet::{Content, Row, Sheet, Word, describe};
use crate::theme::{Colour, Theme};
use crate::r#type::Type;

use grid::{Grid, LABELS, MARGIN};
use pen::{Frame, Pen};

/// Above and below what stands in a row.
const AIR: f32 = 13.0;
/// Below title and personas.
const BELOW_HEADER: f32 = 30.0;
/// Below the headings of the columns.
const BELOW_HEADINGS: f32 = AIR + 4.0;

/// Lays a sheet out.
pub fn layout(sheet: &Sheet, theme: Theme, fonts: &Type) -> Scene {
    let pen = Pen { fonts, sheet };
    let grid = Grid::new(sheet);
    let mut items: Vec<Item> = Vec::new();
    let mut y = header::header(&pen, &mut items, &grid, sheet, (MARGIN, grid.right)) + BELOW_HEADER;
    y = headings(&pen, &mut items, &grid, sheet, y) + BELOW_HEADINGS;
    for (number, row) in sheet.rows.iter().enumerate() {
        let (top, mut inside) = (y, Vec::new());
        y = draw(&pen, &mut inside, &grid, row, number == 0, y) + AIR;
        items.push(band(number, (top, y), inside));
    }
    let (top, mut inside) = (y, Vec::new());
    y = footer(&pen, &mut inside, &grid, sheet, y);
    items.push(band(sheet.rows.len(), (top, y), inside));
    let mut scene = Scene {
        width: grid.width().ceil(),
        height: (y + MARGIN - AIR).ceil(),
        theme,
        rtl: sheet.rtl,
        title: sheet.header.title.clone(),
        description: describe(sheet),
        items,
    };
    if sheet.rtl {
        mirror::mirror(&mut scene);
    }
    scene
}

/// Puts pictures below each other.
pub fn stack(mut scenes: Vec<Scene>, theme: Theme) -> Scene {
    if scenes.len() == 1
        && let Some(only) = scenes.pop()
    {
        return only;
    }
    let width = scenes.iter().map(|scene| scene.width).fold(0.0, f32::max);
    let (titles, descriptions): (Vec<String>, Vec<String>) =
        scenes.iter().map(|scene| (scene.title.clone(), scene.description.clone())).unzip();
    let rtl = scenes.iter().all(|scene| scene.rtl);
    let mut height = 0.0;
    let mut items = Vec::new();
    for mut scene in scenes {
        let aside = if scene.rtl { width - scene.width } else { 0.0 };
        pen::shift(&mut scene.items, aside, height);
        items.append(&mut scene.items);
        height += scene.height;
    }
    Scene { width, height, theme, rtl, title: titles.join(" · "), description: descriptions.join("\n\n"), items }
}

/// A whole row; what stands below the rows counts as the last one.
fn band(number: usize, (top, bottom): (f32, f32), items: Vec<Item>) -> Item {
    let about = About { row: Some(Band { number, top, bottom }), ..About::default() };
    Item::Group(Group { role: Role::Row, about, items, ..Group::default() })
}

/// The headings of the columns; below them is what is returned.
fn headings(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, sheet: &Sheet, y: f32) -> f32 {
    let y = stages::phases(pen, out, grid, sheet, y);
    stages::stages(pen, out, grid, sheet, y)
}

/// Draws a row with its heading and the line above it; below it is what is returned. Above the first row are the headings.
fn draw(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, row: &Row, first: bool, y: f32) -> f32 {
    let top = match row.line {
        Some(line) => {
            stages::blueprint(pen, out, grid, pen.sheet.word(line.name()), y + 5.0);
            y + 10.0 + AIR
        }
        None if first => y,
        None => hairline(out, grid, y),
    };
    let boxed = matches!(&row.content, Content::Cards(cards) if cards.iter().any(|card| card.title.is_some()));
    let down = if boxed { AIR - 4.0 } else { 0.0 };
    // The numbers of the scale stand between the label and the curves.
    let scale = if matches!(&row.content, Content::Plot(plot) if !plot.curves.is_empty()) { 28.0 } else { 0.0 };
    let frame = Frame { x: MARGIN, y: top + down, width: LABELS - 12.0 - scale };
    let label = stages::label(pen, out, frame, &row.label, &row.hint);
    let body = match &row.content {
        Content::Cards(cards) => cards::cards(pen, out, grid, row.kind, cards, top),
        Content::Cells(cells) => cells::cells(pen, out, grid, row.kind, cells, top),
        Content::Plot(plot) => plot::plot(pen, out, grid, pen.sheet, plot, top),
    };
    label.max(body)
}

/// A thin line over all columns; below it and some air is what is returned.
fn hairline(out: &mut Vec<Item>, grid: &Grid, y: f32) -> f32 {
    let line = marks::line(&[(MARGIN, y), (grid.right, y)], marks::stroke(Colour::Hairline, 1.0, marks::SOLID));
    out.push(Item::Group(Group { role: Role::Rule, items: vec![line], ..Group::default() }));
    y + AIR
}

/// Evidence and legend; below them is what is returned.
fn footer(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, sheet: &Sheet, y: f32) -> f32 {
    let y = evidence(pen, out, grid, y) + AIR;
    if sheet.legend.is_empty() { y } else { legend(pen, out, grid, y) + AIR }
}

/// What claims rest on, with its heading and the line above it; below it is what is returned.
fn evidence(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, y: f32) -> f32 {
    let y = hairline(out, grid, y);
    foot_label(pen, out, y, Word::Evidence).max(evidence::evidence(pen, out, grid, pen.sheet, y))
}

/// What the marks mean, with its heading; below it is what is returned.
fn legend(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, y: f32) -> f32 {
    foot_label(pen, out, y, Word::Legend).max(evidence::legend(pen, out, grid, pen.sheet, y))
}

fn foot_label(pen: &Pen<'_>, out: &mut Vec<Item>, y: f32, word: Word) -> f32 {
    stages::label(pen, out, Frame { x: MARGIN, y: y - 1.0, width: LABELS - 12.0 }, pen.sheet.word(word), "")
}
