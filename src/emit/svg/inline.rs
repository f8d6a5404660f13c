//! The picture as a part of a page: colours by their names, and what each group is about.

use super::write::attribute;
use super::{Found, Writer};
use crate::scene::{Group, Role, Scene};
use crate::theme::Colour;
use crate::r#type::Type;

use super::Letters;

/// What a page knows of the places and personas of a picture.
pub trait Page {
    /// The number, and the address on the page of a place that the picture shows in a role.
    fn place(&self, number: u32) -> Option<Place<'_>>;
    /// The number that a persona of the picture has on the page.
    fn persona(&self, number: usize) -> Option<usize>;
    /// What the picture is called.
    fn title(&self) -> String;
    /// The beginning of ids in the picture.
    fn prefix(&self) -> String;
}

/// A place as the page knows it.
#[derive(Clone, Copy)]
pub struct Place<'p> {
    /// Its number.
    pub number: usize,
    /// Its id on the page.
    pub anchor: &'p str,
    /// The part of the picture that stands for it; only that one leads to it.
    pub role: Role,
}

/// Writes a scene for a page. Its colours are the variables of the page's style; it has no description, which is the page's task.
pub fn inline(scene: &Scene, fonts: &Type, page: &dyn Page) -> String {
    let found = Found::of(scene);
    let colours = Colour::ALL.iter().map(|colour| format!("var(--{})", colour.name())).collect();
    let out = String::with_capacity(scene.description.len() * 8 + 16 * 1024);
    let prefix = page.prefix();
    let letters = Letters::Text;
    let mut writer = Writer { scene, letters, fonts, prefix, icons: found.icons, colours, page: Some(page), inside: false, out };
    let title = attribute(&page.title());
    writer.open(&format!("class=\"map\" role=\"group\" aria-label=\"{title}\""));
    writer.ground();
    scene.items.iter().for_each(|item| writer.item(item));
    writer.out.push_str("</svg>\n");
    writer.out
}

impl Writer<'_> {
    /// A group with what it is about. What stands for a place leads to what the page says of it.
    pub(super) fn part(&mut self, group: &Group, page: &dyn Page) {
        let about = &group.about;
        let place = about.place.and_then(|number| page.place(number));
        let leads = place.filter(|place| place.role == group.role);
        let link = super::link(group);
        let tag = if leads.is_some() || link.is_some() { "a" } else { "g" };
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push_str(" class=\"");
        self.out.push_str(group.role.name());
        self.out.push('"');
        if let Some(place) = place {
            self.number("data-place", place.number as f32);
        }
        if let Some(whom) = &about.whom {
            let numbers: Vec<String> = whom.iter().filter_map(|&one| page.persona(one)).map(|one| one.to_string()).collect();
            self.out.push_str(" data-for=\"");
            self.out.push_str(&numbers.join(" "));
            self.out.push('"');
        }
        if let Some(band) = about.row {
            self.number("data-row", band.number as f32);
            self.number("data-top", band.top);
            self.number("data-bottom", band.bottom);
        }
        if let Some(place) = leads {
            self.attributes(&[("href", &format!("#{}", place.anchor))]);
        } else if let Some(link) = link {
            self.attributes(&[("href", link), ("rel", "noopener noreferrer")]);
        }
        self.out.push('>');
        if let Some(title) = &group.title {
            self.out.push_str("<title>");
            super::write::text(&mut self.out, title);
            self.out.push_str("</title>");
        }
        self.out.push('\n');
        group.items.iter().for_each(|item| self.item(item));
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
    }

    fn attributes(&mut self, pairs: &[(&str, &str)]) {
        for (name, value) in pairs {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&attribute(value));
            self.out.push('"');
        }
    }
}
