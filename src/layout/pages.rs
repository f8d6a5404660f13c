//! A map on sheets of paper: as large as one page allows, else on several, where nothing is smaller than can be read in print.
//!
//! Columns are parted between stages, rows between rows. A stage that is wider than a page is parted between its touchpoints, a row that
//! is higher than a page between its statements. Each page repeats the headings of its rows and columns; title and personas stand on the
//! first one, evidence and legend on the last one.

use crate::scene::{Anchor, Group, Item, Point, Role, Scene};
use crate::sheet::{Sheet, Stage, isolated};
use crate::theme::Theme;
use crate::r#type::Type;

use super::faces::FACT;
use super::grid::{Grid, LABELS, MARGIN};
use super::pen::{Frame, Pen, shift};
use super::split::split;
use super::tiles::{Tile, tiles};
use super::{AIR, BELOW_HEADER, BELOW_HEADINGS, draw, evidence, header, headings, legend, mirror};

/// Points for a px where several pages are needed: the smallest letters, 11 px, have 8.25 points. The second one is taken where it saves
/// a page; they then have 8.09, and those of statements 9.19.
pub(super) const READABLE: [f32; 2] = [0.75, 0.735];
/// A map that fits on one page is drawn up to this many points for a px on A3 and smaller paper, and larger on larger paper.
const LARGEST: f32 = 1.25;
/// A last page of columns that is filled less than this is balanced with those before it.
const SPARSE: f32 = 0.6;
/// The width of A3 in points.
const A3: f32 = 1190.55;

/// A page of paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What stands on it; as wide and high as the paper, or larger where it cannot be parted.
    pub scene: Scene,
    /// Points for a px.
    pub scale: f32,
    /// Which of the maps it shows, from 0.
    pub map: usize,
    /// The stages that begin on it.
    pub stages: Vec<Mark>,
}

/// A place on a page that one may want to go to.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What begins there.
    pub title: String,
    /// Where, in px.
    pub at: Point,
}

/// Lays maps out on paper of a width and height in points.
pub fn pages(sheets: &[Sheet], theme: Theme, fonts: &Type, paper: (f32, f32)) -> Vec<Page> {
    let mut all: Vec<Page> = Vec::new();
    for (map, sheet) in sheets.iter().enumerate() {
        let pen = Pen { fonts, sheet };
        let (scale, drafts) = best(&pen, paper);
        for draft in drafts {
            all.push(Page { scene: draft.scene(&pen, theme, paper, scale), scale, map, stages: draft.stages });
        }
    }
    let count = all.len();
    for (at, page) in all.iter_mut().enumerate() {
        let pen = Pen { fonts, sheet: &sheets[page.map] };
        if count > 1 {
            foot(&pen, &mut page.scene, at + 1, count);
        }
        if page.scene.rtl {
            mirror::mirror(&mut page.scene);
            page.stages.iter_mut().for_each(|mark| mark.at.x = 0.0);
        }
    }
    all
}

/// Puts pictures that cannot be parted on a page each: on paper of a width and height in points if they can be read there, else on one as
/// large as they need.
pub fn whole(scenes: Vec<Scene>, paper: (f32, f32)) -> Vec<Page> {
    let page = |(map, scene): (usize, Scene)| {
        let fits = (paper.0 / scene.width).min(paper.1 / scene.height);
        on_paper(map, scene, paper, fits)
    };
    scenes.into_iter().enumerate().map(page).collect()
}

/// Puts a picture on a page, at a scale if it can be read there and is not too large.
pub(super) fn on_paper(map: usize, mut scene: Scene, paper: (f32, f32), scale: f32) -> Page {
    let scale = scale.min(largest(paper)).max(READABLE[1]);
    let (width, height) = (scene.width.max(paper.0 / scale), scene.height.max(paper.1 / scale));
    let aside = if scene.rtl { width - scene.width } else { 0.0 };
    shift(&mut scene.items, aside, 0.0);
    (scene.width, scene.height) = (width, height);
    Page { scene: Scene { description: String::new(), ..scene }, scale, map, stages: Vec::new() }
}

/// Points for a px at the most.
pub(super) fn largest(paper: (f32, f32)) -> f32 {
    LARGEST * (paper.0 / A3).max(1.0)
}

/// The largest scale at which a map fits on one page, else the one that needs fewer pages.
fn best(pen: &Pen<'_>, paper: (f32, f32)) -> (f32, Vec<Draft>) {
    let scales = std::iter::successors(Some(largest(paper)), |scale| Some(scale * 0.8)).take_while(|scale| *scale > READABLE[0]);
    for scale in scales {
        // Most maps are too wide by far; there is no need to lay them out to know.
        if tiles(pen.sheet, columns(paper, scale)).len() == 1
            && let drafts = set(pen, paper, scale)
            && drafts.len() == 1
        {
            return (scale, drafts);
        }
    }
    let [large, small] = READABLE;
    let drafts = set(pen, paper, large);
    if drafts.len() > 1
        && let closer = set(pen, paper, small)
        && closer.len() < drafts.len()
    {
        return (small, closer);
    }
    (large, drafts)
}

/// The width that columns have on a page, in px.
fn columns(paper: (f32, f32), scale: f32) -> f32 {
    paper.0 / scale - 2.0 * MARGIN - LABELS
}

/// What stands on a page before it has its size.
#[derive(Default)]
struct Draft {
    items: Vec<Item>,
    stages: Vec<Mark>,
}

impl Draft {
    fn scene(&self, pen: &Pen<'_>, theme: Theme, paper: (f32, f32), scale: f32) -> Scene {
        Scene {
            width: paper.0 / scale,
            height: paper.1 / scale,
            theme,
            rtl: pen.sheet.rtl,
            title: pen.sheet.header.title.clone(),
            description: String::new(),
            items: self.items.clone(),
        }
    }
}

/// Sets a map at a scale.
fn set(pen: &Pen<'_>, paper: (f32, f32), scale: f32) -> Vec<Draft> {
    let tiles = tiles(pen.sheet, columns(paper, scale));
    let bottom = paper.1 / scale - MARGIN;
    let last = tiles.len().saturating_sub(1);
    let mut out = Vec::new();
    for (number, Tile { slots, widths }) in tiles.into_iter().enumerate() {
        let sheet = if last == 0 { pen.sheet.clone() } else { pen.sheet.part(&slots) };
        let pen = Pen { fonts: pen.fonts, sheet: &sheet };
        let grid = Grid::with(&sheet, widths);
        let mut blocks = Blocks::of(&pen, &grid);
        if number == 0 {
            let header = Block::of(BELOW_HEADER, |out| header::header(&pen, out, &grid, &sheet, (0.0, paper.0 / scale - MARGIN)));
            blocks.above = Some(header);
        }
        if number == last {
            blocks.below.push(Block::of(AIR, |out| evidence(&pen, out, &grid, 0.0)));
            if !sheet.legend.is_empty() {
                blocks.below.push(Block::of(AIR, |out| legend(&pen, out, &grid, 0.0)));
            }
        }
        out.append(&mut balanced(&blocks, bottom));
    }
    out
}

/// Puts a tile on as few pages as it needs. Where the last one would be nearly empty, all end about as high.
fn balanced(blocks: &Blocks, bottom: f32) -> Vec<Draft> {
    let (mut pages, end) = Setter::set(blocks, bottom, bottom);
    if pages.len() > 1 && end < SPARSE * bottom {
        let count = pages.len();
        let (mut low, mut high) = (0.0, bottom);
        for _ in 0..8 {
            let middle = f32::midpoint(low, high);
            let (tried, _) = Setter::set(blocks, middle, bottom);
            if tried.len() > count {
                low = middle;
            } else {
                (pages, high) = (tried, middle);
            }
        }
    }
    pages
}

/// What a tile is made of.
struct Blocks {
    /// Title and personas.
    above: Option<Block>,
    /// The headings of the columns.
    full: Block,
    /// The same for pages on which they go on.
    short: Block,
    /// Where the stages begin that are headed.
    stages: Vec<(String, f32)>,
    rows: Vec<Block>,
    /// Evidence and legend.
    below: Vec<Block>,
}

impl Blocks {
    /// Draws the columns of a tile.
    fn of(pen: &Pen<'_>, grid: &Grid) -> Self {
        let sheet = pen.sheet;
        let begins = sheet.stages.iter().filter(|stage| !stage.continues);
        let mut short = sheet.clone();
        short.stages = short.stages.into_iter().map(Stage::title_alone).collect();
        let row = |(number, row)| Block::of(AIR, |out| draw(pen, out, grid, row, number == 0, 0.0));
        Self {
            above: None,
            full: Block::of(BELOW_HEADINGS, |out| headings(pen, out, grid, sheet, 0.0)),
            short: Block::of(BELOW_HEADINGS, |out| headings(pen, out, grid, &short, 0.0)),
            stages: begins.map(|stage| (stage.title.clone(), grid.span(&stage.slots).0)).collect(),
            rows: sheet.rows.iter().enumerate().map(row).collect(),
            below: Vec::new(),
        }
    }
}

/// Something that stands on one page if it can.
#[derive(Clone)]
struct Block {
    /// From 0 down.
    items: Vec<Item>,
    height: f32,
    /// The air below it.
    air: f32,
}

impl Block {
    fn of(air: f32, draw: impl FnOnce(&mut Vec<Item>) -> f32) -> Self {
        let mut items = Vec::new();
        let height = draw(&mut items);
        Self { items, height, air }
    }

    /// The same without the line that parts it from what is above.
    fn without_line(mut self) -> Self {
        let is_line = |item: &Item| matches!(item, Item::Group(group) if group.role == Role::Rule && group.lines().is_empty());
        if self.items.first().is_some_and(is_line) {
            self.items.remove(0);
            shift(&mut self.items, 0.0, -AIR);
            self.height -= AIR;
        }
        self
    }
}

/// Puts blocks on pages.
struct Setter {
    /// Where pages end.
    bottom: f32,
    /// Below this nothing begins or ends that has room on the next page.
    full: f32,
    /// Where the next block begins.
    y: f32,
    /// The headings of the columns, for pages on which they go on.
    again: Option<Block>,
    done: Vec<Draft>,
    page: Draft,
    /// Whether nothing stands on the page but headings.
    fresh: bool,
}

impl Setter {
    /// Sets a tile on pages of its own, and says where the last one ends.
    fn set(blocks: &Blocks, full: f32, bottom: f32) -> (Vec<Draft>, f32) {
        let mut setter = Self { bottom, full, y: MARGIN, again: None, done: Vec::new(), page: Draft::default(), fresh: true };
        if let Some(above) = &blocks.above {
            setter.put(above.clone());
        }
        // Headings do not stand without what they head.
        let needed = blocks.full.height + blocks.full.air + blocks.rows.first().map_or(0.0, |row| row.height);
        if !setter.fresh && setter.y + needed > full {
            setter.turn(None);
        }
        let top = setter.y;
        let marks = blocks.stages.iter().map(|(title, x)| Mark { title: title.clone(), at: Point { x: *x, y: top } });
        setter.page.stages.extend(marks);
        setter.put(blocks.full.clone());
        setter.again = Some(blocks.short.clone());
        setter.fresh = true;
        blocks.rows.iter().for_each(|row| setter.put(row.clone()));
        setter.again = None;
        blocks.below.iter().for_each(|block| setter.put(block.clone()));
        setter.done.push(setter.page);
        (setter.done, setter.y)
    }

    /// Puts a block on this page or the next one, or on as many as it needs.
    fn put(&mut self, mut block: Block) {
        loop {
            let room = self.bottom - self.y;
            if self.y + block.height <= if self.fresh { self.bottom } else { self.full } {
                return self.add(block);
            }
            let again = self.again.clone();
            let head = again.as_ref().map_or(0.0, |again| again.height + again.air);
            if !self.fresh && block.height <= self.bottom - MARGIN - head {
                block = if again.is_some() { block.without_line() } else { block };
                self.turn(again);
                continue;
            }
            match split(&block.items, room) {
                Some(parts) => {
                    self.add(Block { items: parts.above, height: room, air: 0.0 });
                    block = Block { items: parts.below, height: parts.height, air: block.air };
                }
                None if self.fresh => return self.add(block),
                None => {}
            }
            self.turn(again);
        }
    }

    fn add(&mut self, mut block: Block) {
        shift(&mut block.items, 0.0, self.y);
        self.page.items.append(&mut block.items);
        self.y += block.height + block.air;
        self.fresh = false;
    }

    /// Begins a page, perhaps with headings.
    fn turn(&mut self, again: Option<Block>) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = MARGIN;
        if let Some(again) = again {
            self.add(again);
        }
        self.fresh = true;
    }
}

/// The line at the foot of a page: what the map is called, its state and date, and which page of how many it is.
pub(super) fn foot(pen: &Pen<'_>, page: &mut Scene, number: usize, count: usize) {
    let header = &pen.sheet.header;
    let said: Vec<_> = std::iter::once(&header.title).chain(&header.facts).map(|part| isolated(part)).collect();
    let number = format!("{number} / {count}");
    let mut items = Vec::new();
    let y = page.height - MARGIN / 2.0 - FACT.leading / 2.0;
    let room = pen.line(&mut items, (page.width - MARGIN, y), Anchor::Right, &number, FACT);
    let frame = Frame { x: MARGIN, y, width: page.width - 2.0 * MARGIN - room - 24.0 };
    pen.limited(&mut items, frame, &said.join(" · ").replace('\n', " "), FACT, 1);
    page.items.push(Item::Group(Group { role: Role::Foot, items, ..Group::default() }));
}
