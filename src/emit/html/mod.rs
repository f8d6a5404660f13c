//! The map as a page: one file with the pictures, all that they say in words, and what makes it lively.
//!
//! The page loads nothing: its policy forbids all but its own style and script, which are known by their hashes. Without a script it
//! shows the pictures and, below them, the words as headings and tables. With one, a place is chosen in a picture, its words are shown
//! beside it, and rows and personas can be switched off; all of that reads what stands in the page.
//!
//! Text of a map only gets into it escaped, by [`write`](super::svg). Ids of the page itself begin with `ui:`, which no id of a map does.

mod anchors;
mod bar;
mod data;
mod feelings;
mod index;
mod look;
mod policy;
mod words;

use std::fmt::Write as _;

use crate::Analysis;
use crate::cores;
use crate::emit::{self, EmitOptions};
use crate::graph::JourneyGraph;
use crate::labels::Word;
use crate::model::{ElementId, Node};
use crate::scene::{Role, Scene};
use crate::sheet::{Selection, Sheet, all_names, sheet};
use crate::source::{FileId, Span};

use super::svg::{self, attribute};
use anchors::{Anchor, Anchors};
use words::escaped;

/// A journey on the page.
struct Map<'m> {
    graph: JourneyGraph<'m>,
    /// What is said in words: all rows, those included that a picture only shows when they are asked for.
    sheet: Sheet,
    /// The pictures.
    views: Vec<View>,
    /// The labels of the rows of the map that can be switched off.
    rows: Vec<String>,
}

/// A picture of a journey.
struct View {
    kind: emit::View,
    /// The persona whose it is; none if it is that of all.
    persona: Option<ElementId>,
    scene: Scene,
}

/// A journey with more personas than this has no funnel for each: a page grows with its map, not with its square.
const FUNNELS: usize = 12;
/// A journey with more personas times places than this has no funnel in its page, unless it is asked for: each persona walks it alone, which
/// takes about a kilobyte for each place.
const CROWD: usize = 500_000;

/// A page, for those who show it beside the text that it is made of.
pub struct Live {
    /// The page.
    pub text: String,
    /// The places on it, and where each is declared.
    pub places: Vec<Declared>,
}

/// Where a place of a page is declared.
pub struct Declared {
    /// Its id on the page.
    pub id: String,
    /// The file.
    pub file: FileId,
    /// The smallest text that names it.
    pub name: Span,
    /// All of it, with its block.
    pub whole: Span,
}

/// All that a page is made of.
struct Page<'a, 'm> {
    analysis: &'a Analysis,
    options: &'a EmitOptions,
    maps: Vec<Map<'m>>,
    anchors: Anchors<'m>,
}

/// Writes a page of some journeys.
///
/// # Errors
///
/// In words for people: as of [`sheet`].
pub fn html(
    analysis: &Analysis,
    graphs: Vec<JourneyGraph<'_>>,
    selection: &Selection,
    options: &EmitOptions,
) -> Result<Live, String> {
    let maps: Vec<Map<'_>> = graphs.into_iter().map(|graph| map(graph, selection, options)).collect::<Result<_, _>>()?;
    let anchors = Anchors::new(&maps);
    let page = Page { analysis, options, maps, anchors };
    Ok(Live { text: page.write(), places: page.declared() })
}

fn map<'m>(graph: JourneyGraph<'m>, selection: &Selection, options: &EmitOptions) -> Result<Map<'m>, String> {
    let drawn = sheet(&graph, selection)?;
    let rows = drawn.rows.iter().map(|row| row.label.clone()).collect();
    // What is asked for comes first.
    let crowded = graph.personas.len() * graph.written.graph.node_count() > CROWD;
    let is_other = |view: &emit::View| *view != options.view && !(crowded && *view == emit::View::Funnel);
    let others = emit::View::ALL.iter().copied().filter(is_other);
    let mut asked: Vec<(emit::View, Option<ElementId>)> =
        std::iter::once(options.view).chain(others).map(|view| (view, selection.persona)).collect();
    // Bars of one persona are others than those of all: they are a picture of their own.
    let alone = selection.persona.is_none() && (2..=FUNNELS).contains(&graph.personas.len());
    asked.extend(graph.personas.iter().filter(|_| alone).map(|persona| (emit::View::Funnel, Some(*persona))));
    let drawn_as = |&(view, persona): &(emit::View, Option<ElementId>)| {
        let selection = Selection { persona, ..selection.clone() };
        let persona = persona.filter(|_| alone);
        Ok(View { kind: view, persona, scene: super::drawn(&graph, &selection, view, options)? })
    };
    let views = cores::map(&asked, drawn_as).into_iter().collect::<Result<_, String>>()?;
    let sheet = match selection.lanes {
        Some(_) => drawn,
        None => sheet(&graph, &Selection { lanes: Some(all_names(graph.journey)), ..selection.clone() })?,
    };
    Ok(Map { graph, sheet, views, rows })
}

impl<'m> Page<'_, 'm> {
    fn write(&self) -> String {
        let style = format!("{}{}", look::variables(self.options), look::STYLE);
        let policy = policy::policy(&[&style], &[look::SCRIPT]);
        let mut out = String::with_capacity(256 * 1024);
        let (language, title) = (self.options.labels.language(), escaped(&self.title()));
        let _ = write!(
            out,
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        );
        self.bar(&mut out);
        out.push_str("<main>\n");
        if self.has_index() {
            self.index(&mut out);
        }
        for number in 0..self.maps.len() {
            self.journey(&mut out, number);
        }
        out.push_str("</main>\n");
        self.panel(&mut out);
        out.push_str("<script type=\"application/json\" id=\"ui:data\">");
        out.push_str(&self.data());
        out.push_str("</script>\n<script>");
        out.push_str(look::SCRIPT);
        out.push_str("</script>\n</body>\n</html>\n");
        out
    }

    /// All places, and where they are declared.
    fn declared(&self) -> Vec<Declared> {
        let declared = |(id, anchor): (ElementId, &Anchor)| {
            let node = self.node(id);
            Declared { id: anchor.id.clone(), file: id.file, name: node.name_span(), whole: node.element().whole() }
        };
        self.anchors.all().map(declared).collect()
    }

    /// A word that the page says itself.
    fn word(&self, word: Word) -> String {
        escaped(self.options.labels.get(word))
    }

    /// Whether an overview of several journeys comes first.
    fn has_index(&self) -> bool {
        self.maps.len() > 1
    }

    /// What the page is called.
    fn title(&self) -> String {
        let titles: Vec<&str> = self.maps.iter().map(|map| map.sheet.header.title.as_str()).collect();
        titles.join(" · ")
    }

    /// A journey: its pictures, and then its words.
    fn journey(&self, out: &mut String, number: usize) {
        let map = &self.maps[number];
        let id = attribute(self.anchors.id(map.graph.journey.id));
        let level = if self.has_index() { 2 } else { 1 };
        let _ = write!(
            out,
            "<section class=\"journey\" id=\"{id}\" data-journey=\"{number}\">\n<h{level} class=\"title\">{title}</h{level}>\n",
            title = escaped(&map.sheet.header.title)
        );
        let pictures = cores::map(&map.views, |view| {
            let drawn = Drawn { page: self, map: number, view };
            svg::inline(&view.scene, &self.options.fonts, &drawn)
        });
        for (view, picture) in map.views.iter().zip(pictures) {
            let (name, label) = (view.kind.name(), self.word(label(view.kind)));
            let whom = self.whom(view).map_or_else(String::new, |persona| format!(" data-whom=\"{persona}\""));
            let _ = writeln!(
                out,
                "<div class=\"view picture\" data-view=\"{name}\"{whom} role=\"region\" aria-label=\"{label}\" tabindex=\"0\">"
            );
            out.push_str(&picture);
            out.push_str("</div>\n");
        }
        self.words(out, number, level + 1);
        out.push_str("</section>\n");
    }

    /// The number of a persona of a sheet on the page.
    fn persona(&self, map: usize, number: usize) -> Option<usize> {
        self.maps[map].sheet.persona(number).and_then(|persona| self.anchors.persona(persona.element))
    }

    /// The number of the persona whose picture it is.
    fn whom(&self, view: &View) -> Option<usize> {
        view.persona.and_then(|id| self.anchors.persona(id))
    }

    /// A node of the model.
    fn node(&self, id: ElementId) -> Node<'m> {
        self.maps[0].graph.journey.model.node(id)
    }
}

/// A picture on the page.
struct Drawn<'p, 'a, 'm> {
    page: &'p Page<'a, 'm>,
    map: usize,
    view: &'p View,
}

impl svg::Page for Drawn<'_, '_, '_> {
    fn place(&self, number: u32) -> Option<svg::Place<'_>> {
        let file = self.page.maps[self.map].graph.journey.id.file;
        let anchor = self.page.anchors.get(ElementId { file, index: number })?;
        Some(svg::Place { number: anchor.number, anchor: &anchor.id, role: anchor.role })
    }

    fn persona(&self, number: usize) -> Option<usize> {
        self.page.persona(self.map, number)
    }

    fn title(&self) -> String {
        self.page.maps[self.map].sheet.header.title.clone()
    }

    fn prefix(&self) -> String {
        let whom = self.page.whom(self.view).map_or_else(String::new, |persona| format!("{persona}-"));
        format!("ui:{}-{}-{whom}", self.map, self.view.kind.name())
    }
}

/// What a view is called.
fn label(view: emit::View) -> Word {
    match view {
        emit::View::Map => Word::TheMap,
        emit::View::Flow => Word::TheFlow,
        emit::View::Funnel => Word::TheFunnel,
    }
}

/// The part of a picture that stands for a place.
fn role(node: Node<'_>) -> Role {
    use crate::model::vocabulary::ElementKind as E;
    match node.kind() {
        E::Stage => Role::Stage,
        E::Touchpoint | E::Step => Role::Touchpoint,
        E::Outcome => Role::End,
        _ => Role::Header,
    }
}
