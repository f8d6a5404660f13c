//! The laid-out picture, before it becomes SVG or PNG: rectangles, paths, icons and runs of text, each at its place in pixels.
//!
//! A scene is plain data. It names colours by their part in the picture; its [`Theme`] says what they look like. It knows nothing of
//! journeys, and whoever draws it measures nothing: all lines are broken, all positions are final, what comes first is painted first.
//!
//! Terms: the *ground* is what something is painted on; the *halo* of a text is a rim in the colour of its ground.

mod bounds;
mod outline;
mod shape;
mod text;

pub use bounds::{Bounds, around};
pub use shape::{Circle, Icon, Paint, Path, Point, Rect, Segment, Stroke};
pub use text::{Anchor, Face, Line, Text, Weight};

use crate::theme::Theme;

/// A whole picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Its width in px.
    pub width: f32,
    /// Its height in px.
    pub height: f32,
    /// The colours.
    pub theme: Theme,
    /// Whether it reads from right to left.
    pub rtl: bool,
    /// What it is called.
    pub title: String,
    /// All that it says, as text, for those who do not see it.
    pub description: String,
    /// What is painted, in this order. The ground of the picture is painted before.
    pub items: Vec<Item>,
}

impl Scene {
    /// All lines of text.
    pub fn lines(&self) -> Vec<&Line> {
        lines(&self.items)
    }
}

impl Group {
    /// All lines of text.
    pub fn lines(&self) -> Vec<&Line> {
        lines(&self.items)
    }
}

fn lines(items: &[Item]) -> Vec<&Line> {
    fn add<'s>(items: &'s [Item], lines: &mut Vec<&'s Line>) {
        for item in items {
            match item {
                Item::Group(group) => add(&group.items, lines),
                Item::Text(text) => lines.extend(&text.lines),
                Item::Rect(_) | Item::Circle(_) | Item::Path(_) | Item::Icon(_) => {}
            }
        }
    }
    let mut lines = Vec::new();
    add(items, &mut lines);
    lines
}

/// Something to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Several things that belong together.
    Group(Group),
    /// A rectangle.
    Rect(Rect),
    /// A circle.
    Circle(Circle),
    /// A line or an area.
    Path(Path),
    /// A small sign.
    Icon(Icon),
    /// Lines of text.
    Text(Text),
}

/// Several things that belong together.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Group {
    /// Which part of the picture it is.
    pub role: Role,
    /// Its full text, where the picture shows it shortened.
    pub title: Option<String>,
    /// Where it leads: an address as it was written, which may be anything.
    pub link: Option<String>,
    /// What it is about.
    pub about: About,
    /// What is painted, in this order.
    pub items: Vec<Item>,
}

impl Group {
    /// Whether a picture shows nothing of it but what stands in it.
    pub fn is_plain(&self) -> bool {
        self.title.is_none() && self.link.is_none()
    }
}

/// What a group is about, for those who do more with a picture than paint it. The numbers are those of whoever made the picture.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct About {
    /// The place that it shows or says something of.
    pub place: Option<u32>,
    /// For whom it holds; none if for everybody.
    pub whom: Option<Vec<usize>>,
    /// Which row it is.
    pub row: Option<Band>,
}

impl About {
    /// Something of a place.
    pub fn place(place: u32) -> Self {
        Self { place: Some(place), ..Self::default() }
    }
}

/// A row over the whole width.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Band {
    /// Which row, from 0.
    pub number: usize,
    /// Where it begins.
    pub top: f32,
    /// Where the next one begins.
    pub bottom: f32,
}

/// The parts of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Role {
    /// Title, objective and the facts about the map.
    #[default]
    Header,
    /// The card of a persona.
    Persona,
    /// The heading over several stages.
    Phase,
    /// The heading of a column.
    Stage,
    /// The heading of a row.
    Label,
    /// The card of a touchpoint or step.
    Touchpoint,
    /// An outcome, or another map.
    End,
    /// A way of customers.
    Way,
    /// What is said at a way.
    Words,
    /// What is said in one row of one column.
    Cell,
    /// Where emotions are drawn, without the curves.
    Plot,
    /// The curve of one persona.
    Curve,
    /// A word or number at the curve.
    Feeling,
    /// A whole row, with its heading and the line above it.
    Row,
    /// A line between rows.
    Rule,
    /// What claims rest on.
    Evidence,
    /// What the marks mean.
    Legend,
    /// The line at the foot of a page of paper.
    Foot,
}

impl Role {
    /// One lower-case word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Persona => "persona",
            Self::Phase => "phase",
            Self::Stage => "stage",
            Self::Label => "label",
            Self::Touchpoint => "touchpoint",
            Self::End => "end",
            Self::Way => "way",
            Self::Words => "words",
            Self::Cell => "cell",
            Self::Plot => "plot",
            Self::Curve => "curve",
            Self::Feeling => "feeling",
            Self::Row => "row",
            Self::Rule => "rule",
            Self::Evidence => "evidence",
            Self::Legend => "legend",
            Self::Foot => "foot",
        }
    }
}
