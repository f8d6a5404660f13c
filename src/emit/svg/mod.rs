//! The map as SVG: text stays text, in Inter or what is like it.
//!
//! Only text that is escaped by [`write`] and numbers of the scene come into the file. There is no script and no style from the map;
//! links stay if they are `http`, `https` or `mailto`. Ids begin with a number made of the content, so that two pictures can stand on
//! one page.

mod write;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::scene::{Anchor, Group, Icon, Item, Paint, Path, Rect, Scene, Segment, Stroke, Text, Weight};
use crate::theme::Colour;
use crate::r#type::{Type, path_data};

use write::{address, attribute, number, text};

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
    let mut writer = Writer { scene, letters, fonts, out: String::with_capacity(64 * 1024), icons: BTreeMap::new() };
    scene.items.iter().for_each(|item| writer.item(item));
    writer.finish()
}

struct Writer<'s> {
    scene: &'s Scene,
    letters: Letters,
    fonts: &'s Type,
    out: String,
    /// The shapes of icons and their numbers.
    icons: BTreeMap<&'static str, usize>,
}

impl Writer<'_> {
    /// The head, the ground and what has been written.
    fn finish(self) -> String {
        let scene = self.scene;
        let prefix = prefix(&self.out);
        let (width, height) = (number(scene.width), number(scene.height));
        let body = self.out.replace(ICON_MARK, &format!("{prefix}i"));
        let mut out = String::with_capacity(body.len() + scene.description.len() + 1024);
        let linked = body.contains("<a ");
        // A picture is one thing for a screen reader; with links inside it is a group, or they could not be reached.
        let role = if linked { "group" } else { "img" };
        // On a page that reads from right to left, left would otherwise become right.
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"{role}\" aria-labelledby=\"{prefix}t\" aria-describedby=\"{prefix}d\" font-family=\"{FONTS}\" \
             font-size=\"12.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\" direction=\"ltr\">"
        );
        let _ = writeln!(out, "<title id=\"{prefix}t\">{}</title>", text(&scene.title));
        let _ = writeln!(out, "<desc id=\"{prefix}d\">{}</desc>", text(&scene.description));
        if !self.icons.is_empty() {
            out.push_str("<defs>");
            let mut icons: Vec<_> = self.icons.into_iter().collect();
            icons.sort_by_key(|(_, number)| *number);
            for (shape, number) in icons {
                let _ = write!(out, "<path id=\"{prefix}i{number}\" d=\"{shape}\" fill=\"none\"/>");
            }
            out.push_str("</defs>\n");
        }
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", scene.theme.rgb(Colour::Paper));
        out.push_str(&body);
        out.push_str("</svg>\n");
        out
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Group(group) => self.group(group),
            Item::Rect(rect) => self.rect(rect),
            Item::Path(path) => self.path(path),
            Item::Icon(icon) => self.icon(icon),
            Item::Text(text) if self.letters == Letters::Outlines => self.outlines(text),
            Item::Text(text) => self.text(text),
        }
    }

    fn group(&mut self, group: &Group) {
        let link = group.link.as_deref().filter(|link| address(link));
        let part = group.role.name();
        let _ = match link {
            Some(link) => write!(self.out, "<a class=\"journey-{part}\" href=\"{}\">", attribute(link)),
            None => write!(self.out, "<g class=\"journey-{part}\">"),
        };
        if let Some(title) = &group.title {
            let _ = write!(self.out, "<title>{}</title>", text(title));
        }
        self.out.push('\n');
        group.items.iter().for_each(|item| self.item(item));
        self.out.push_str(if link.is_some() { "</a>\n" } else { "</g>\n" });
    }

    fn rect(&mut self, rect: &Rect) {
        let Rect { x, y, width, height, radius, paint } = rect;
        let _ = write!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            number(*x),
            number(*y),
            number(*width),
            number(*height)
        );
        if *radius > 0.0 {
            let _ = write!(self.out, " rx=\"{}\"", number(*radius));
        }
        self.paint(paint);
        self.out.push_str("/>\n");
    }

    fn path(&mut self, path: &Path) {
        self.out.push_str("<path d=\"");
        for segment in &path.segments {
            let _ = match segment {
                Segment::Move(to) => write!(self.out, "M{} {}", number(to.x), number(to.y)),
                Segment::Line(to) => write!(self.out, "L{} {}", number(to.x), number(to.y)),
                Segment::Cubic(one, two, to) => write!(
                    self.out,
                    "C{} {} {} {} {} {}",
                    number(one.x),
                    number(one.y),
                    number(two.x),
                    number(two.y),
                    number(to.x),
                    number(to.y)
                ),
                Segment::Close => write!(self.out, "Z"),
            };
        }
        self.out.push('"');
        self.paint(&path.paint);
        self.out.push_str("/>\n");
    }

    fn icon(&mut self, icon: &Icon) {
        let next = self.icons.len();
        let shape = *self.icons.entry(icon.shape).or_insert(next);
        let scale = icon.size / 24.0;
        let _ = writeln!(
            self.out,
            "<use href=\"#{ICON_MARK}{shape}\" transform=\"translate({} {}) scale({})\" stroke=\"{}\" stroke-width=\"{}\"/>",
            number(icon.x),
            number(icon.y),
            number(scale),
            self.scene.theme.rgb(icon.colour),
            number(icon.width / scale)
        );
    }

    fn paint(&mut self, paint: &Paint) {
        match paint.fill {
            Some(colour) => {
                let _ = write!(self.out, " fill=\"{}\"", self.scene.theme.rgb(colour));
            }
            None => self.out.push_str(" fill=\"none\""),
        }
        if let Some(Stroke { colour, width, dash }) = &paint.stroke {
            let _ = write!(self.out, " stroke=\"{}\" stroke-width=\"{}\"", self.scene.theme.rgb(*colour), number(*width));
            if !dash.is_empty() {
                let dash: Vec<String> = dash.iter().map(|length| number(*length)).collect();
                let _ = write!(self.out, " stroke-dasharray=\"{}\"", dash.join(" "));
            }
        }
    }

    fn text(&mut self, item: &Text) {
        for (at, line) in item.lines.iter().enumerate() {
            let y = item.y + at as f32 * item.leading;
            let _ = write!(self.out, "<text x=\"{}\" y=\"{}\"", number(item.x), number(y));
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
            // In other lines tabular forms would only widen hyphens.
            if item.face.tabular && line.text.contains(|char: char| char.is_ascii_digit()) {
                self.out.push_str(" font-feature-settings=\"'tnum'\"");
            }
            let _ = writeln!(self.out, ">{}</text>", text(&line.text));
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
                let _ = write!(self.out, "<path d=\"{data}\"");
                self.colours(item);
                self.out.push_str("/>\n");
            }
        }
    }

    fn letters(&mut self, item: &Text) {
        let face = item.face;
        if (face.size - 12.5).abs() > 1e-3 {
            let _ = write!(self.out, " font-size=\"{}\"", number(face.size));
        }
        if face.weight == Weight::Semibold {
            self.out.push_str(" font-weight=\"600\"");
        }
        if face.spacing.abs() > 1e-3 {
            let _ = write!(self.out, " letter-spacing=\"{}\"", number(face.spacing));
        }
        self.colours(item);
    }

    fn colours(&mut self, item: &Text) {
        let _ = write!(self.out, " fill=\"{}\"", self.scene.theme.rgb(item.colour));
        if let Some(halo) = item.halo {
            let _ = write!(self.out, " stroke=\"{}\" stroke-width=\"4\" paint-order=\"stroke\"", self.scene.theme.rgb(halo));
        }
    }
}

/// Stands for the beginning of the ids of icons until the content is known. No escaped text can hold it.
const ICON_MARK: &str = "\u{0}";

/// The beginning of all ids: a number made of the content (FNV-1a).
fn prefix(body: &str) -> String {
    let hash = body.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("j{:08x}", hash >> 32)
}
