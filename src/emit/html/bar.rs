//! The bar above the page, and what opens from it: all that needs a script.

use std::fmt::Write as _;

use crate::labels::Word;
use crate::sheet::{caption, short};
use crate::theme::PERSONAS;

use super::super::svg::attribute;
use super::Page;
use super::words::escaped;

/// With more personas than this they are a list to choose from.
const BESIDE: usize = 4;

impl Page<'_, '_> {
    /// The bar.
    pub(super) fn bar(&self, out: &mut String) {
        out.push_str("<header class=\"bar\">\n");
        self.journeys(out);
        self.views(out);
        self.who(out);
        self.rows(out);
        self.search(out);
        let (smaller, fit, larger) = (self.word(Word::ZoomOut), self.word(Word::ZoomFit), self.word(Word::ZoomIn));
        let (dark, keyboard) = (self.word(Word::Dark), self.word(Word::Keyboard));
        let _ = writeln!(
            out,
            "<div class=\"group zoom\"><button type=\"button\" data-zoom=\"out\" aria-label=\"{smaller}\">−</button>\
             <button type=\"button\" data-zoom=\"fit\" title=\"{fit}\"><output>100 %</output></button>\
             <button type=\"button\" data-zoom=\"in\" aria-label=\"{larger}\">+</button></div>"
        );
        out.push_str("<div class=\"group\">");
        if self.options.dark.is_some() {
            let _ = write!(
                out,
                "<button type=\"button\" class=\"dark\" aria-label=\"{dark}\" title=\"{dark}\" aria-pressed=\"false\">◐</button>"
            );
        }
        let _ = writeln!(
            out,
            "<button type=\"button\" class=\"help\" aria-label=\"{keyboard}\" title=\"{keyboard}\">?</button></div>\n</header>"
        );
    }

    /// Which journey is shown.
    fn journeys(&self, out: &mut String) {
        let Some(only) = self.maps.first().filter(|_| !self.has_index()) else {
            let label = self.word(Word::Journeys);
            let _ = write!(out, "<select class=\"journeys\" aria-label=\"{label}\">");
            let _ = write!(out, "<option value=\"\">{}</option>", self.word(Word::Overview));
            for (number, map) in self.maps.iter().enumerate() {
                let _ = write!(out, "<option value=\"{number}\">{}</option>", escaped(&map.sheet.header.title));
            }
            out.push_str("</select>\n");
            return;
        };
        let _ = writeln!(out, "<p class=\"name\">{}</p>", escaped(&only.sheet.header.title));
    }

    /// Whether a picture or the words are shown.
    fn views(&self, out: &mut String) {
        let Some(map) = self.maps.first() else { return };
        let all = map
            .views
            .iter()
            .filter(|view| view.persona.is_none())
            .map(|view| (view.kind.name(), super::label(view.kind)))
            .chain([("words", Word::InWords)]);
        out.push_str("<div class=\"group views\">");
        for (at, (name, label)) in all.enumerate() {
            let (pressed, label) = (at == 0, self.word(label));
            let _ = write!(out, "<button type=\"button\" data-view=\"{name}\" aria-pressed=\"{pressed}\">{label}</button>");
        }
        out.push_str("</div>\n");
    }

    /// For whom everything is shown.
    fn who(&self, out: &mut String) {
        let personas = self.anchors.personas();
        if personas.is_empty() {
            return;
        }
        let (label, everybody) = (self.word(Word::Personas), self.word(Word::Everyone));
        if personas.len() > BESIDE || self.has_index() {
            let _ = write!(out, "<select class=\"who\" aria-label=\"{label}\"><option value=\"\">{everybody}</option>");
            for (number, persona) in personas.iter().enumerate() {
                let _ = write!(out, "<option value=\"{number}\">{}</option>", escaped(&caption(*persona)));
            }
            out.push_str("</select>\n");
            return;
        }
        let _ = write!(
            out,
            "<fieldset class=\"group who\"><legend class=\"unseen\">{label}</legend>\
             <label><input type=\"radio\" name=\"ui:who\" value=\"\" checked>{everybody}</label>"
        );
        for (number, persona) in personas.iter().enumerate() {
            let (colour, name) = (number % usize::from(PERSONAS) + 1, escaped(&short(*persona)));
            let _ = write!(
                out,
                "<label><input type=\"radio\" name=\"ui:who\" value=\"{number}\"><i class=\"persona-{colour}\"></i>{name}</label>"
            );
        }
        out.push_str("</fieldset>\n");
    }

    /// Which rows of a map are shown.
    fn rows(&self, out: &mut String) {
        for (number, map) in self.maps.iter().enumerate() {
            let label = self.word(Word::Rows);
            let _ = write!(out, "<details class=\"menu rows\" data-of=\"{number}\"><summary>{label}</summary><div>");
            for (row, label) in map.rows.iter().enumerate() {
                let label = escaped(label);
                let _ = write!(out, "<label><input type=\"checkbox\" value=\"{row}\" checked>{label}</label>");
            }
            out.push_str("</div></details>\n");
        }
    }

    fn search(&self, out: &mut String) {
        let label = self.word(Word::Search);
        let _ = writeln!(
            out,
            "<div class=\"search\"><input type=\"search\" role=\"combobox\" aria-label=\"{label}\" placeholder=\"{label}\" \
             aria-expanded=\"false\" aria-controls=\"ui:found\" aria-autocomplete=\"list\" autocomplete=\"off\" spellcheck=\"false\">\
             <kbd aria-hidden=\"true\">/</kbd><ul id=\"ui:found\" role=\"listbox\" aria-label=\"{label}\" hidden></ul>\
             <p class=\"unseen\" role=\"status\"></p></div>"
        );
    }

    /// What opens beside the map, and the list of keys.
    pub(super) fn panel(&self, out: &mut String) {
        let (details, close) = (self.word(Word::Details), self.word(Word::Close));
        let _ = writeln!(
            out,
            "<aside class=\"panel\" aria-label=\"{details}\" hidden>\n\
             <button type=\"button\" class=\"close\" aria-label=\"{close}\">×</button>\n<div class=\"inside\" tabindex=\"-1\"></div>\n</aside>"
        );
        let _ = writeln!(
            out,
            "<dialog class=\"keys\" aria-labelledby=\"ui:keys\">\n<h2 id=\"ui:keys\">{}</h2>\n<dl>",
            self.word(Word::Keyboard)
        );
        for (keys, word) in [
            ("← ↑ → ↓", Word::FromCardToCard),
            ("Enter", Word::OpenDetails),
            ("Esc", Word::CloseDetails),
            ("/", Word::Search),
            ("+", Word::ZoomIn),
            ("−", Word::ZoomOut),
            ("0", Word::ZoomFit),
            ("?", Word::ThisHelp),
        ] {
            let keys: Vec<String> = keys.split(' ').map(|key| format!("<kbd>{}</kbd>", attribute(key))).collect();
            let _ = writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", keys.join(" "), self.word(word));
        }
        let _ = writeln!(
            out,
            "</dl>\n<form method=\"dialog\"><button class=\"close\" aria-label=\"{close}\">×</button></form>\n</dialog>"
        );
    }
}
