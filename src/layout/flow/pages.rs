//! A flow on sheets of paper: on one page if it can be read there, else in *lines* below each other, each as many stages as fit, on as
//! many pages as they need. Where a way goes on in another line, connectors at both ends name the other one and its page.

use std::ops::Range;

use crate::scene::{Item, Point, Role, Scene, around};
use crate::sheet::flow::{FlowSheet, Parting};
use crate::theme::Theme;
use crate::r#type::Type;

use super::super::grid::MARGIN;
use super::super::pages::{Mark, Page, READABLE, foot, largest, on_paper};
use super::super::pen::{Pen, shift};
use super::{Frame, lay};

/// Lays flows out on paper of a width and height in points. Only a column that is higher than a page makes its page larger.
pub fn pages(flows: &[FlowSheet], theme: Theme, fonts: &Type, paper: (f32, f32)) -> Vec<Page> {
    let made = Made { theme, fonts, paper };
    let flows: Vec<Parting<'_>> = flows.iter().map(Parting::new).collect();
    let all: Vec<Vec<Vec<Range<usize>>>> = flows.iter().map(|flow| made.paged(flow)).collect();
    let count = all.iter().map(Vec::len).sum();
    let mut out: Vec<Page> = Vec::with_capacity(count);
    for (map, (flow, pages)) in flows.iter().zip(&all).enumerate() {
        let first = out.len() + 1;
        let number = |slot: usize| {
            let at = pages.partition_point(|lines| lines.last().is_none_or(|line| line.end <= slot));
            (count > 1).then(|| format!("{} / {count}", first + at))
        };
        let drawn: Vec<(Scene, Vec<Mark>)> = pages.iter().map(|lines| made.page(flow, lines, &number)).collect();
        let scale = drawn.iter().map(|(scene, _)| made.scale(scene)).fold(largest(paper), f32::min);
        for (scene, stages) in drawn {
            let mut page = on_paper(map, scene, paper, scale);
            page.stages = stages;
            if count > 1 {
                foot(&Pen { fonts, sheet: &flow.flow.sheet }, &mut page.scene, out.len() + 1, count);
            }
            out.push(page);
        }
    }
    out
}

/// So much of the rim between two lines is left out.
const BETWEEN: f32 = MARGIN;

/// What lines are laid out with.
struct Made<'f> {
    theme: Theme,
    fonts: &'f Type,
    paper: (f32, f32),
}

impl Made<'_> {
    /// The scale at which a picture fits on the paper.
    fn scale(&self, scene: &Scene) -> f32 {
        (self.paper.0 / scene.width).min(self.paper.1 / scene.height)
    }

    /// A line, laid out.
    fn line(&self, flow: &Parting<'_>, slots: &Range<usize>, page: &dyn Fn(usize) -> Option<String>) -> (FlowSheet, Scene) {
        let columns = flow.columns();
        if *slots == columns {
            let width = Frame::WHOLE.width.min((self.paper.0 / READABLE[1]).floor());
            return (flow.flow.clone(), lay(flow.flow, self.theme, self.fonts, Frame { width, ..Frame::WHOLE }));
        }
        let part = flow.part(slots, page);
        let (head, foot) = (slots.start == columns.start, slots.end == columns.end);
        let scene = lay(&part, self.theme, self.fonts, Frame { head, foot, width: self.paper.0 / READABLE[0] });
        (part, scene)
    }

    /// Lines below each other.
    fn page(&self, flow: &Parting<'_>, lines: &[Range<usize>], page: &dyn Fn(usize) -> Option<String>) -> (Scene, Vec<Mark>) {
        let drawn: Vec<(FlowSheet, Scene)> = lines.iter().map(|line| self.line(flow, line, page)).collect();
        let width = drawn.iter().map(|(_, scene)| scene.width).fold(0.0, f32::max);
        let mut all = Scene {
            width,
            height: 0.0,
            theme: self.theme,
            rtl: flow.flow.sheet.rtl,
            title: flow.flow.sheet.header.title.clone(),
            description: String::new(),
            items: Vec::new(),
        };
        let mut stages = Vec::new();
        for (part, mut scene) in drawn {
            let aside = if scene.rtl { width - scene.width } else { 0.0 };
            let top = if all.height > 0.0 { all.height - BETWEEN } else { 0.0 };
            shift(&mut scene.items, aside, top);
            stages.append(&mut marks(&part, &scene));
            all.items.append(&mut scene.items);
            all.height = top + scene.height;
        }
        (all, stages)
    }

    /// The lines of each page, each given by its columns.
    fn paged(&self, flow: &Parting<'_>) -> Vec<Vec<Range<usize>>> {
        let room = self.paper.1 / READABLE[1];
        let mut pages: Vec<Vec<Range<usize>>> = Vec::new();
        let mut used = 0.0;
        for (line, height) in self.lines(flow) {
            match pages.last_mut() {
                Some(page) if used + height - BETWEEN <= room => {
                    page.push(line);
                    used += height - BETWEEN;
                }
                _ => {
                    pages.push(vec![line]);
                    used = height;
                }
            }
        }
        pages
    }

    /// The columns of each line and how high it is: as many stages as can be read beside each other, or a part of a stage.
    fn lines(&self, flow: &Parting<'_>) -> Vec<(Range<usize>, f32)> {
        let columns = flow.columns();
        // As wide as the longest number that may stand there.
        let page = |_: usize| Some("888 / 888".to_owned());
        let fits = |slots: &Range<usize>| {
            let scene = self.line(flow, slots, &page).1;
            (self.scale(&scene) >= READABLE[1]).then_some(scene.height)
        };
        if let Some(height) = fits(&columns).or(columns.is_empty().then_some(0.0)) {
            return vec![(columns, height)];
        }
        let borders: Vec<usize> = flow.flow.sheet.stages.iter().map(|stage| stage.slots.end).collect();
        let mut out: Vec<(Range<usize>, f32)> = Vec::new();
        let mut start = columns.start;
        while start < columns.end {
            let until = |end: usize| fits(&(start..end)).map(|height| (start..end, height));
            let stages = borders[borders.partition_point(|&end| end <= start)..].iter().copied();
            let parted = || {
                let parts = (start + 1..columns.end).map_while(until).filter(|(slots, _)| !flow.parts_a_door(slots.end));
                // Of what a stage has left, about the same in each of its lines: no card stands alone in the last one.
                let parts: Vec<(Range<usize>, f32)> = parts.collect();
                let (most, left) = (parts.last()?.0.len(), stages.clone().next()? - start);
                let each = left.div_ceil(left.div_ceil(most));
                parts.iter().rfind(|(slots, _)| slots.len() <= each).or(parts.last()).cloned()
            };
            let line = stages.clone().map_while(until).last().or_else(parted);
            let line = line.unwrap_or_else(|| (start..start + 1, self.line(flow, &(start..start + 1), &page).1.height));
            start = line.0.end;
            out.push(line);
        }
        out
    }
}

/// Where the stages of a line begin.
fn marks(part: &FlowSheet, scene: &Scene) -> Vec<Mark> {
    let begins = part.sheet.stages.iter().filter(|stage| !stage.continues);
    let mark = |stage: &crate::sheet::Stage| {
        let own = scene.items.iter().find_map(|item| match item {
            Item::Group(group) if matches!(group.role, Role::Stage | Role::Touchpoint) => {
                (group.about.place == Some(stage.place.index)).then(|| around(&group.items)).flatten()
            }
            _ => None,
        })?;
        Some(Mark { title: stage.title.clone(), at: Point { x: if scene.rtl { 0.0 } else { own.left }, y: own.top } })
    };
    begins.filter_map(mark).collect()
}
