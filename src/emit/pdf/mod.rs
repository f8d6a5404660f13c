//! The map as PDF: pages to print, with text that can be selected, searched and read aloud.
//!
//! Pages are laid out for the paper (`layout/pages.rs`) and drawn with the glyphs that were measured. Fonts are embedded with the letters
//! that occur. There is no date in the file and nothing random: the same map gives the same bytes. What leads somewhere does so if it is
//! `http`, `https` or `mailto`; there is no script.

mod fonts;
mod painter;
mod paper;

use std::fmt::Write as _;
use std::num::NonZeroU16;

use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::document::Document;
use krilla::geom::{Point, Rect, Transform};
use krilla::metadata::{Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page as Sink, PageSettings};
use krilla::tagging::{Node, Tag, TagGroup, TagKind, TagTree};

use crate::layout::pages::Page;
use crate::scene::{Bounds, Role};
use crate::r#type::Type;

use fonts::Fonts;
use painter::{Leaf, Painter, Tagged};
pub use paper::Paper;

/// What is said of the whole file.
pub struct About {
    /// The titles of the maps.
    pub titles: Vec<String>,
    /// All that they say, as text.
    pub description: String,
    /// The language of the words that pages bring along.
    pub language: &'static str,
}

/// Writes pages.
///
/// # Errors
///
/// In words for people: a font cannot be embedded.
pub fn pdf(pages: &[Page], about: &About, fonts: &Type) -> Result<Vec<u8>, String> {
    let mut document = Document::new();
    let mut fonts = Fonts::new(fonts);
    let mut tree = TagTree::new().with_lang(Some(about.language.to_owned()));
    for page in pages {
        let [width, height] = [page.scene.width, page.scene.height].map(|px| (px * page.scale * 100.0).round() / 100.0);
        let Some(settings) = PageSettings::from_wh(width, height) else { continue };
        let mut sink = document.start_page_with(settings);
        let parts = paint(&mut sink, page, &mut fonts);
        for part in parts {
            let group = tagged(&mut sink, part, page.scale);
            tree.push(group);
        }
        sink.finish();
    }
    document.set_outline(outline(pages, &about.titles));
    document.set_tag_tree(tree);
    let direction =
        if pages.first().is_some_and(|page| page.scene.rtl) { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    let metadata = Metadata::new().title(about.titles.join(" · ")).description(about.description.clone());
    document.set_metadata(metadata.language(about.language.to_owned()).creator("journey".into()).text_direction(direction));
    document.finish().map_err(|error| format!("the PDF cannot be written: {error:?}"))
}

/// Paints a page, and what its parts are.
fn paint(sink: &mut Sink<'_>, page: &Page, fonts: &mut Fonts<'_>) -> Vec<Tagged> {
    let mut surface = sink.surface();
    surface.push_transform(&Transform::from_scale(page.scale, page.scale));
    let mut painter = Painter::new(&mut surface, fonts, page.scene.theme);
    painter.ground(page.scene.width, page.scene.height);
    page.scene.items.iter().for_each(|item| painter.part(item));
    let parts = painter.parts;
    surface.pop();
    surface.finish();
    parts
}

/// A part in the tree of those who have the page read to them, with its links.
fn tagged(sink: &mut Sink<'_>, part: Tagged, scale: f32) -> TagGroup {
    let mut group = TagGroup::new(kind(part.role, part.title));
    for leaf in part.leaves {
        match leaf {
            Leaf::Content(id) => group.push(id),
            Leaf::Link(id, bounds, address) => {
                let mut link = TagGroup::new(Tag::Link);
                link.push(id);
                if let Some(place) = area(bounds, scale) {
                    let target = Target::Action(LinkAction::new(ascii(&address)).into());
                    link.push(sink.add_tagged_annotation(Annotation::new_link(LinkAnnotation::new(place, target), Some(address))));
                }
                group.push(Node::Group(link));
            }
        }
    }
    group
}

fn kind(role: Role, title: Option<String>) -> TagKind {
    let heading = |below: u16| Tag::Hn(NonZeroU16::MIN.saturating_add(below), None).into();
    match role {
        Role::Header => heading(0),
        Role::Phase | Role::Stage => heading(1),
        Role::Label => heading(2),
        Role::Curve => Tag::Figure(Some(title.unwrap_or_default())).into(),
        _ => Tag::P.into(),
    }
}

fn area(bounds: Bounds, scale: f32) -> Option<Rect> {
    Rect::from_ltrb(bounds.left * scale, bounds.top * scale, bounds.right * scale, bounds.bottom * scale)
}

/// An address in the characters that addresses in PDF are written in.
fn ascii(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The maps and their stages, to go to.
fn outline(pages: &[Page], titles: &[String]) -> Outline {
    let mut outline = Outline::new();
    for (map, title) in titles.iter().enumerate() {
        let own = || pages.iter().enumerate().filter(|(_, page)| page.map == map);
        let Some((first, _)) = own().next() else { continue };
        let mut node = OutlineNode::new(title.clone(), XyzDestination::new(first, Point::from_xy(0.0, 0.0))).with_open(true);
        for (number, page) in own() {
            for stage in &page.stages {
                let at = Point::from_xy(stage.at.x * page.scale, stage.at.y * page.scale);
                node.push_child(OutlineNode::new(stage.title.clone(), XyzDestination::new(number, at)));
            }
        }
        outline.push_child(node);
    }
    outline
}
