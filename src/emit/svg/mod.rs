//! The map as SVG: text stays text, in Inter or what is like it.
//!
//! Each line says how long it is, so that it has its room also in a wider font.
//!
//! Only text that is escaped by [`write`] and numbers of the scene come into the file. There is no script and no style from the map;
//! links stay if they are `http`, `https` or `mailto`. Ids begin with a number made of the content, so that two pictures can stand on
//! one page.

mod inline;
mod write;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::scene::{Anchor, Circle, Group, Icon, Item, Paint, Path, Point, Rect, Role, Scene, Segment, Stroke, Text, Weight};
use crate::theme::Colour;
use crate::r#type::{Type, path_data};

pub use inline::{Page, Place, inline};
use write::number;
pub use write::{address, attribute, text};

/// The fonts, best first: the shipped one is seldom installed, and the boxes have room for the others.
const FONTS: &str = "Inter, 'Inter Variable', 'Helvetica Neue', 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";

/// What letters become.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Letters {
    /// Text, which can be selected, searched and read aloud; whoever shows the picture needs a font.
    #[default]
    Text,
    /// Shapes, which look the same everywhere.
    Outlines,
}

impl Letters {
    /// All of them.
    pub const ALL: &'static [Letters] = &[Letters::Text, Letters::Outlines];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Outlines => "outlines",
        }
    }

    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|letters| letters.name() == name)
    }
}

/// Writes a scene.
pub fn svg(scene: &Scene, letters: Letters, fonts: &Type) -> String {
    let found = Found::of(scene);
    let prefix = prefix(scene, letters);
    // Most pictures take about so much.
    let out = String::with_capacity(scene.description.len() * 8 + 16 * 1024);
    let colours = Colour::ALL.iter().map(|colour| scene.theme.rgb(*colour).to_string()).collect();
    let mut writer = Writer { scene, letters, fonts, prefix, icons: found.icons, colours, page: None, inside: false, out };
    writer.head(found.links);
    scene.items.iter().for_each(|item| writer.item(item));
    writer.out.push_str("</svg>\n");
    writer.out
}

/// What has to be known of a scene before it is written.
#[derive(Default)]
struct Found {
    /// The shapes of icons and their numbers.
    icons: BTreeMap<&'static str, usize>,
    /// Whether something leads to a page.
    links: bool,
}

impl Found {
    fn of(scene: &Scene) -> Self {
        let mut found = Self::default();
        found.items(&scene.items);
        found
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => {
                    self.links |= link(group).is_some();
                    self.items(&group.items);
                }
                Item::Icon(icon) => {
                    let next = self.icons.len();
                    self.icons.entry(icon.shape).or_insert(next);
                }
                Item::Rect(_) | Item::Circle(_) | Item::Path(_) | Item::Text(_) => {}
            }
        }
    }
}

/// Where a group leads, if it is a page or a mailbox.
fn link(group: &Group) -> Option<&str> {
    group.link.as_deref().filter(|link| address(link))
}

struct Writer<'s> {
    scene: &'s Scene,
    letters: Letters,
    fonts: &'s Type,
    /// The beginning of all ids.
    prefix: String,
    /// The shapes of icons and their numbers.
    icons: BTreeMap<&'static str, usize>,
    /// What each colour looks like, in the order of [`Colour::ALL`].
    colours: Vec<String>,
    /// The page that it is a part of.
    page: Option<&'s dyn Page>,
    /// Whether a group is being written.
    inside: bool,
    out: String,
}

impl Writer<'_> {
    /// What stands before the things of the scene: the head, its title and description, the icons and the ground.
    fn head(&mut self, links: bool) {
        let prefix = &self.prefix;
        // A picture is one thing for a screen reader; with links inside it is a group, or they could not be reached.
        let role = if links { "group" } else { "img" };
        self.open(&format!("role=\"{role}\" aria-labelledby=\"{prefix}t\" aria-describedby=\"{prefix}d\""));
        let Self { scene, prefix, out, .. } = self;
        for (tag, id, said) in [("title", 't', &scene.title), ("desc", 'd', &scene.description)] {
            let _ = write!(out, "<{tag} id=\"{prefix}{id}\">");
            text(out, said);
            let _ = writeln!(out, "</{tag}>");
        }
        self.ground();
    }

    /// The opening tag.
    fn open(&mut self, attributes: &str) {
        let [width, height] = self.size();
        // On a page that reads from right to left, left would otherwise become right.
        let _ = writeln!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             {attributes} font-family=\"{FONTS}\" font-size=\"12.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\" \
             direction=\"ltr\">"
        );
    }

    /// The shapes of the icons, and what all is painted on.
    fn ground(&mut self) {
        if !self.icons.is_empty() {
            self.out.push_str("<defs>");
            let mut icons: Vec<_> = self.icons.iter().collect();
            icons.sort_by_key(|(_, number)| **number);
            for (shape, number) in icons {
                let _ = write!(self.out, "<path id=\"{}i{number}\" d=\"{shape}\" fill=\"none\"/>", self.prefix);
            }
            self.out.push_str("</defs>\n");
        }
        let ([width, height], paper) = (self.size(), &self.colours[Colour::Paper as usize]);
        let _ = writeln!(self.out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>");
    }

    /// Width and height, as they are written.
    fn size(&self) -> [String; 2] {
        [self.scene.width, self.scene.height].map(|value| {
            let mut out = String::new();
            number(&mut out, value);
            out
        })
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Group(group) => self.group(group),
            Item::Rect(rect) => self.rect(rect),
            Item::Circle(circle) => self.circle(circle),
            Item::Path(path) => self.path(path),
            Item::Icon(icon) => self.icon(icon),
            Item::Text(text) if self.letters == Letters::Outlines => self.outlines(text),
            Item::Text(text) => self.text(text),
        }
    }

    fn group(&mut self, group: &Group) {
        if let Some(page) = self.page {
            return self.part(group, page);
        }
        // A picture by itself shows only the outermost parts, and those that say more than they paint.
        let around = std::mem::replace(&mut self.inside, group.role != Role::Row);
        if group.is_plain() && (around || group.role == Role::Row) {
            group.items.iter().for_each(|item| self.item(item));
            self.inside = around;
            return;
        }
        let link = link(group);
        self.out.push_str(if link.is_some() { "<a class=\"journey-" } else { "<g class=\"journey-" });
        self.out.push_str(group.role.name());
        if let Some(link) = link {
            self.out.push_str("\" href=\"");
            self.out.push_str(&attribute(link));
        }
        self.out.push_str("\">");
        if let Some(title) = &group.title {
            self.out.push_str("<title>");
            text(&mut self.out, title);
            self.out.push_str("</title>");
        }
        self.out.push('\n');
        group.items.iter().for_each(|item| self.item(item));
        self.out.push_str(if link.is_some() { "</a>\n" } else { "</g>\n" });
        self.inside = around;
    }

    fn rect(&mut self, rect: &Rect) {
        self.out.push_str("<rect");
        self.number("x", rect.x);
        self.number("y", rect.y);
        self.number("width", rect.width);
        self.number("height", rect.height);
        if rect.radius > 0.0 {
            self.number("rx", rect.radius);
        }
        self.paint(&rect.paint);
        self.out.push_str("/>\n");
    }

    fn circle(&mut self, circle: &Circle) {
        self.out.push_str("<circle");
        self.number("cx", circle.centre.x);
        self.number("cy", circle.centre.y);
        self.number("r", circle.radius);
        self.paint(&circle.paint);
        self.out.push_str("/>\n");
    }

    fn path(&mut self, path: &Path) {
        self.out.push_str("<path d=\"");
        for segment in &path.segments {
            match segment {
                Segment::Move(to) => self.points('M', &[to]),
                Segment::Line(to) => self.points('L', &[to]),
                Segment::Cubic(one, two, to) => self.points('C', &[one, two, to]),
                Segment::Close => self.out.push('Z'),
            }
        }
        self.out.push('"');
        self.paint(&path.paint);
        self.out.push_str("/>\n");
    }

    /// A command of path data.
    fn points(&mut self, command: char, points: &[&Point]) {
        let mut before = command;
        for point in points {
            self.out.push(before);
            number(&mut self.out, point.x);
            self.out.push(' ');
            number(&mut self.out, point.y);
            before = ' ';
        }
    }

    fn icon(&mut self, icon: &Icon) {
        let shape = self.icons[icon.shape];
        let scale = icon.size / 24.0;
        let _ = write!(self.out, "<use href=\"#{}i{shape}\" transform=\"translate(", self.prefix);
        number(&mut self.out, icon.x);
        self.out.push(' ');
        number(&mut self.out, icon.y);
        self.out.push_str(") scale(");
        number(&mut self.out, scale);
        self.out.push_str(")\"");
        self.colour("stroke", icon.colour);
        self.number("stroke-width", icon.width / scale);
        self.out.push_str("/>\n");
    }

    fn paint(&mut self, paint: &Paint) {
        match paint.fill {
            Some(colour) => self.colour("fill", colour),
            None => self.out.push_str(" fill=\"none\""),
        }
        if let Some(Stroke { colour, width, dash }) = paint.stroke {
            self.colour("stroke", colour);
            self.number("stroke-width", width);
            if !dash.is_empty() {
                self.out.push_str(" stroke-dasharray=");
                for (at, length) in dash.iter().enumerate() {
                    self.out.push(if at == 0 { '"' } else { ' ' });
                    number(&mut self.out, *length);
                }
                self.out.push('"');
            }
        }
    }

    /// An attribute that is a number.
    fn number(&mut self, name: &str, value: f32) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        number(&mut self.out, value);
        self.out.push('"');
    }

    /// An attribute that is a colour.
    fn colour(&mut self, name: &str, colour: Colour) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.out.push_str(&self.colours[colour as usize]);
        self.out.push('"');
    }

    fn text(&mut self, item: &Text) {
        for (at, line) in item.lines.iter().enumerate() {
            self.out.push_str("<text");
            self.number("x", item.x);
            self.number("y", item.y + at as f32 * item.leading);
            // In SVG the start of a line is where its reading begins.
            let anchor = match (item.anchor, line.rtl) {
                (Anchor::Left, false) | (Anchor::Right, true) => "",
                (Anchor::Middle, _) => " text-anchor=\"middle\"",
                (Anchor::Left, true) | (Anchor::Right, false) => " text-anchor=\"end\"",
            };
            self.out.push_str(anchor);
            if line.rtl {
                self.out.push_str(" direction=\"rtl\"");
            }
            self.letters(item);
            // Whatever font is there sets the line in the room that it was given. An estimated room would only bend its letters.
            if self.fonts.missing(&line.text).is_empty() {
                self.number("textLength", line.width);
                self.out.push_str(" lengthAdjust=\"spacingAndGlyphs\"");
            }
            // In other lines tabular forms would only widen hyphens.
            if item.face.tabular && line.text.contains(|char: char| char.is_ascii_digit()) {
                self.out.push_str(" font-feature-settings=\"'tnum'\"");
            }
            self.out.push('>');
            text(&mut self.out, &line.text);
            self.out.push_str("</text>\n");
        }
    }

    /// Letters as shapes: one path for each line.
    fn outlines(&mut self, item: &Text) {
        for (at, line) in item.lines.iter().enumerate() {
            let runs = self.fonts.runs(&line.text, line.rtl, item.face);
            let width: f32 = runs.iter().map(|run| run.width).sum();
            let left = item.anchor.left(item.x, width);
            let shapes: Vec<_> = runs.iter().flat_map(|run| self.fonts.outline(run)).collect();
            let data = path_data(&shapes, left, item.y + at as f32 * item.leading);
            if !data.is_empty() {
                self.out.push_str("<path d=\"");
                self.out.push_str(&data);
                self.out.push('"');
                self.colours(item);
                self.out.push_str("/>\n");
            }
        }
    }

    fn letters(&mut self, item: &Text) {
        let face = item.face;
        if (face.size - 12.5).abs() > 1e-3 {
            self.number("font-size", face.size);
        }
        if face.weight == Weight::Semibold {
            self.out.push_str(" font-weight=\"600\"");
        }
        if face.spacing.abs() > 1e-3 {
            self.number("letter-spacing", face.spacing);
        }
        self.colours(item);
    }

    fn colours(&mut self, item: &Text) {
        self.colour("fill", item.colour);
        if let Some(halo) = item.halo {
            self.colour("stroke", halo);
            self.out.push_str(" stroke-width=\"4\" paint-order=\"stroke\"");
        }
    }
}

/// The beginning of all ids: a number made of what the picture says and how it looks.
fn prefix(scene: &Scene, letters: Letters) -> String {
    let colours = Colour::ALL.iter().map(|colour| scene.theme.rgb(*colour)).flat_map(|rgb| [rgb.0, rgb.1, rgb.2]);
    let size = [scene.width, scene.height].into_iter().flat_map(f32::to_le_bytes);
    let look: Vec<u8> = size.chain(colours).chain(letters.name().bytes()).collect();
    let said = [scene.title.as_bytes(), scene.description.as_bytes(), &look];
    // FNV-1a, over words instead of bytes.
    let hash = said.iter().flat_map(|part| part.chunks(8)).fold(0xcbf2_9ce4_8422_2325_u64, |hash, part| {
        let mut word = [0; 8];
        word[..part.len()].copy_from_slice(part);
        (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3)
    });
    // The lower half of such a number depends on the lower halves of the words only.
    format!("j{:08x}", (hash ^ (hash >> 32)) >> 16 & 0xffff_ffff)
}
