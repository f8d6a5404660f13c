//! Model and graph in other forms: Graphviz, JSON, pictures, Mermaid, Markdown, tables. One folder per form.
//!
//! An emitter reads the model through walkers and the graph through [`JourneyGraph`]; it writes nothing to
//! disk and never depends on the day, the machine or the order of a hash map: the same map gives the same bytes.
//!
//! What people go on working with elsewhere (Mermaid, Markdown, tables) comes with an account of what it could not carry (`ledger`).

mod asked;
mod distinct;
mod dot;
mod format;
mod html;
mod json;
mod ledger;
mod markdown;
mod mermaid;
mod missing;
#[cfg(feature = "cli")]
mod pdf;
#[cfg(feature = "cli")]
mod png;
mod public;
mod say;
mod svg;
mod table;
mod terminal;
mod view;

use std::collections::HashSet;

use crate::Analysis;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::JourneyGraph;
use crate::labels::Labels;
#[cfg(feature = "cli")]
use crate::layout::pages::Page;
use crate::layout::{self, layout, stack};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Goal, Model, Node, Reference};
use crate::scene::Scene;
#[cfg(feature = "cli")]
use crate::sheet::describe;
use crate::sheet::flow::{FlowSheet, flow};
use crate::sheet::{Selection, Sheet, funnel, sheet};
use crate::source::FileId;
use crate::theme::{Design, Theme};
use crate::r#type::Type;
use asked::team;
use ledger::Ledger;

pub use asked::{journeys, persona};
pub use format::Format;
pub use html::{Declared, Live};
pub use ledger::{Balance, Fact, Kind, counted};
pub use missing::missing;
#[cfg(feature = "cli")]
pub use pdf::Paper;
#[cfg(feature = "cli")]
pub use png::SCALES;
pub use public::publish;
pub use svg::Letters;
#[cfg(feature = "cli")]
pub use table::form;
pub use terminal::Look;
pub use view::View;

/// What of a file is written, and how.
#[derive(Clone, Debug)]
pub struct EmitOptions {
    /// Only the journey of this id.
    pub journey: Option<String>,
    /// What pictures and the terminal show.
    pub view: View,
    /// Only what holds for the persona of this id: in a picture its claims and arrows.
    pub persona: Option<String>,
    /// Say on each arrow that only the order implies so.
    pub show_implied: bool,
    /// The words that a picture brings along.
    pub labels: Labels,
    /// Only the places that concern the team of this id: in the map.
    pub team: Option<String>,
    /// The rows of the map, in this order, by their names; all that have content without it.
    pub lanes: Option<Vec<String>>,
    /// The colours of the map.
    pub theme: Theme,
    /// Its colours on dark screens, where it is a page; always those above without it.
    pub dark: Option<Theme>,
    /// The fonts that the map is measured in, and drawn with where letters become shapes.
    pub fonts: Type,
    /// What letters become in SVG.
    pub letters: Letters,
    /// Pixels of a PNG for one px of the map.
    pub scale: f32,
    /// The paper of a PDF.
    #[cfg(feature = "cli")]
    pub paper: Paper,
}

impl Default for EmitOptions {
    fn default() -> Self {
        Self {
            journey: None,
            view: View::default(),
            persona: None,
            show_implied: false,
            team: None,
            lanes: None,
            theme: Theme::default(),
            dark: Some(Theme::new(Design::Dark)),
            labels: Labels::default(),
            fonts: Type::shipped(),
            letters: Letters::default(),
            scale: 2.0,
            #[cfg(feature = "cli")]
            paper: Paper::default(),
        }
    }
}

/// Writes a file of the project in a format.
///
/// # Errors
///
/// In words for people: the file has no journey of that id, its journeys no such persona, or there is nothing to draw.
pub fn emit(analysis: &Analysis, file: FileId, format: Format, options: &EmitOptions) -> Result<Vec<u8>, String> {
    export(analysis, file, format, options).map(|(bytes, _)| bytes)
}

/// Writes a file of the project in a format, and tells what the format could not carry, if it is one of those with a
/// [noun](Format::noun).
///
/// # Errors
///
/// As of [`emit`].
pub fn export(analysis: &Analysis, file: FileId, format: Format, options: &EmitOptions) -> Result<(Vec<u8>, Balance), String> {
    let view = Some(format!("--view {}", options.view.name())).filter(|_| options.view != View::Map);
    let team = options.team.as_ref().map(|_| "--team".to_owned());
    let lanes = options.lanes.as_ref().map(|_| "--lanes".to_owned());
    if let Some(option) = view.or(team).or(lanes).filter(|_| !format.is_picture()) {
        return Err(for_pictures(&option, format));
    }
    let bytes = match format {
        Format::Svg => svg::svg(&scene(analysis, file, options)?, options.letters, &options.fonts).into_bytes(),
        Format::Html => return page(analysis, &[file], options).map(|page| (page.into_bytes(), Balance::default())),
        #[cfg(feature = "cli")]
        Format::Png => png::png(&scene(analysis, file, options)?, &options.fonts, options.scale)?,
        #[cfg(feature = "cli")]
        Format::Pdf => printed(analysis, file, options)?,
        Format::Dot | Format::Json => described(analysis, file, format, options)?.into_bytes(),
        other => return carried(analysis, file, other, options),
    };
    Ok((bytes, Balance::default()))
}

/// Why an option is refused with a format that is no picture.
pub fn for_pictures(option: &str, format: Format) -> String {
    let pictures: Vec<&str> = Format::ALL.iter().filter(|format| format.is_picture()).map(|format| format.name()).collect();
    let pictures = crate::model::vocabulary::one_of(&pictures);
    format!("`{option}` is for pictures, and {} is none: write {pictures}", format.name())
}

/// Writes a file in a form that people go on working with, with an account.
fn carried(analysis: &Analysis, file: FileId, format: Format, options: &EmitOptions) -> Result<(Vec<u8>, Balance), String> {
    let journeys = journeys(analysis, file, options.journey.as_deref())?;
    if journeys.is_empty() {
        return Err(nothing_to_draw(analysis, file));
    }
    let model = &analysis.model;
    let graphs: Vec<JourneyGraph<'_>> = journeys.into_iter().map(JourneyGraph::new).collect();
    let persona = options.persona.as_deref().map(|name| self::persona(&graphs, name)).transpose()?;
    let written: HashSet<ElementId> = graphs.iter().map(|graph| graph.journey.id).collect();
    let roots = model.roots(file).filter(|node| node.kind() != ElementKind::Journey);
    let imported = json::shared(model, file, named(model, file, &written));
    let declared: Vec<Node<'_>> = roots.chain(imported.iter().map(|&id| model.node(id))).collect();
    let ledger = &mut Ledger::default();
    let sources = &analysis.sources;
    let bytes = match (format, &graphs[..]) {
        (Format::Mermaid, [only]) => diagram(mermaid::journey(only, persona, ledger), ledger),
        (Format::Mermaid, several) => {
            let names: Vec<&str> = several.iter().filter_map(|graph| graph.journey.name()).collect();
            let (path, names) = (sources.get(file).path(), crate::model::vocabulary::one_of(&names));
            return Err(format!(
                "there are several journeys in {path}, and a Mermaid journey is one; choose it with `--journey`: {names}"
            ));
        }
        (Format::Flowchart, _) => {
            let people = distinct::declared(ElementKind::Persona, &declared, &graphs);
            let names = distinct::Distinct::exact().numbered(people);
            diagram(mermaid::flowchart::flowchart(&graphs, persona, &names, options, ledger), ledger)
        }
        (Format::Csv, _) => table::csv(&graphs, persona, options.labels.language(), ledger)?,
        #[cfg(feature = "cli")]
        (Format::Xlsx, _) => table::xlsx(&graphs, &declared, persona, options.labels.language(), sources, ledger)?,
        _ => {
            let findings = findings(analysis, file, &graphs);
            let asked = markdown::Asked { graphs: &graphs, declared: &declared, persona, sources, options, findings };
            markdown::markdown(&asked, ledger).into_bytes()
        }
    };
    // Of those who walk, only the one who was asked for was asked for, and only those of a journey that was.
    let walking: HashSet<ElementId> = graphs.iter().flat_map(|graph| graph.personas.iter().copied()).collect();
    let asked_for = |id: ElementId| persona.map_or_else(|| walking.contains(&id), |asked| asked == id);
    let walkers: HashSet<ElementId> = model.journeys(file).flat_map(crate::graph::personas).collect();
    for claim in graphs.iter().flat_map(|graph| graph.journey.field(Field::Persona)) {
        if claim.goal().is_some_and(|goal| !asked_for(goal.id)) {
            ledger.carry(claim, ledger::WHOLE);
        }
    }
    let chosen = |node: Node<'_>, personas: &[ElementId]| {
        let of_journey = node.journey().is_none_or(|journey| written.contains(&journey.id));
        let other = node.kind() == ElementKind::Persona && walkers.contains(&node.id) && !asked_for(node.id);
        of_journey && holds(persona, personas) && !other
    };
    let balance = std::mem::take(ledger).close(model, file, &imported, chosen);
    Ok((bytes, balance))
}

/// A diagram of Mermaid. One that is too large is written, too: whoever has a page with other limits can draw it.
fn diagram(text: String, ledger: &mut Ledger) -> Vec<u8> {
    if let Some(why) = mermaid::limits::beyond(&text) {
        ledger.exceed(format!("the diagram may not be drawn: {why}"));
    }
    text.into_bytes()
}

/// The elements that a file names, but for what the journeys in it name that are not written.
fn named(model: &Model, file: FileId, written: &HashSet<ElementId>) -> impl Iterator<Item = ElementId> {
    let part = model.file(file);
    let is_asked = move |reference: &Reference| {
        let journey = reference.scope.and_then(|index| model.node(ElementId { file, index }).journey());
        journey.is_none_or(|journey| written.contains(&journey.id))
    };
    let goals = part.references.iter().zip(&part.goals).filter(move |(reference, _)| is_asked(reference));
    goals.filter_map(|(_, goal)| if let Some(Goal::Element(id)) = goal { Some(*id) } else { None })
}

/// What the check found in a file, notes aside; not what stands in a journey that was not asked for.
fn findings<'a>(analysis: &'a Analysis, file: FileId, graphs: &[JourneyGraph<'_>]) -> Vec<markdown::Found<'a>> {
    let document = analysis.sources.get(file).part().map(|part| (part.document, part.start));
    let (place, start) = document.unwrap_or((file, 0));
    let model = &analysis.model;
    let span = |node: &Node<'_>| {
        let whole = node.element().whole();
        whole.start + start..whole.end + start
    };
    let own = start..start + analysis.sources.get(file).text().len() as u32 + 1;
    let written: HashSet<ElementId> = graphs.iter().map(|graph| graph.journey.id).collect();
    let other: Vec<_> =
        model.journeys(file).filter(|journey| !written.contains(&journey.id)).map(|journey| span(&journey)).collect();
    let source = analysis.sources.get(place);
    let is_asked = |found: &&Diagnostic| {
        let at = found.primary();
        let inside = |range: &std::ops::Range<u32>| range.contains(&at.span.start);
        found.severity > Severity::Info && at.file == place && inside(&own) && !other.iter().any(inside)
    };
    let line = |found: &Diagnostic| source.line_number(found.primary().span.start);
    analysis.findings.iter().filter(is_asked).map(|found| markdown::Found { line: line(found), found }).collect()
}

/// Writes the flow of the journeys of a file, as Graphviz or JSON.
fn described(analysis: &Analysis, file: FileId, format: Format, options: &EmitOptions) -> Result<String, String> {
    let journeys = journeys(analysis, file, options.journey.as_deref())?;
    if journeys.is_empty() && format == Format::Dot {
        return Err(nothing_to_draw(analysis, file));
    }
    let graphs: Vec<JourneyGraph<'_>> = journeys.into_iter().map(JourneyGraph::new).collect();
    let persona = options.persona.as_deref().map(|name| persona(&graphs, name)).transpose()?;
    if format == Format::Dot {
        return Ok(dot::dot(analysis, &graphs, persona, options));
    }
    json::json(analysis, file, &graphs, persona, options.journey.is_some())
}

/// Shows the maps of a file in a terminal, or their flows. What a funnel says is part of a report.
///
/// # Errors
///
/// In words for people: what is asked for by name is not there, or there is nothing to draw.
pub fn show(analysis: &Analysis, file: FileId, options: &EmitOptions, look: Look) -> Result<String, String> {
    let shown: Vec<String> = match options.view {
        View::Map => sheets(analysis, file, options)?.iter().map(|sheet| terminal::terminal(sheet, look)).collect(),
        View::Flow => flows(analysis, file, options)?.iter().map(|flow| terminal::flow(flow, look)).collect(),
        View::Funnel => return Err("in a terminal the funnel is a table of the report".to_owned()),
    };
    Ok(shown.join("\n"))
}

/// Lays out the journeys of a file, below each other, or the one that is asked for, in the view that is asked for.
///
/// # Errors
///
/// In words for people: what is asked for by name is not there, or there is nothing to draw.
pub fn scene(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<Scene, String> {
    Ok(stack(scenes(analysis, file, options)?, options.theme))
}

/// Lays out the journeys of a file, or the one that is asked for, each by itself.
fn scenes(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<Vec<Scene>, String> {
    let graphs = graphs(analysis, file, options)?;
    let selection = selection(analysis, &graphs, options)?;
    graphs.iter().map(|graph| drawn(graph, &selection, options.view, options)).collect()
}

/// Lays out the journeys of a file on paper, one after the other, or the one that is asked for, in the view that is asked for.
///
/// # Errors
///
/// In words for people: what is asked for by name is not there, or there is nothing to draw.
#[cfg(feature = "cli")]
pub fn pages(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<Vec<Page>, String> {
    Ok(paged(analysis, file, options)?.0)
}

/// The pages, and what is said of the whole file.
#[cfg(feature = "cli")]
fn paged(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<(Vec<Page>, pdf::About), String> {
    let paper = options.paper.size();
    let (pages, said): (_, Vec<(String, String)>) = match options.view {
        View::Map => {
            let sheets = sheets(analysis, file, options)?;
            let said = sheets.iter().map(|sheet| (sheet.header.title.clone(), describe(sheet))).collect();
            (layout::pages::pages(&sheets, options.theme, &options.fonts, paper), said)
        }
        View::Flow => {
            let flows = flows(analysis, file, options)?;
            let said = flows.iter().map(|flow| (flow.sheet.header.title.clone(), crate::sheet::flow::describe(flow))).collect();
            (layout::flow::pages::pages(&flows, options.theme, &options.fonts, paper), said)
        }
        View::Funnel => {
            let scenes = scenes(analysis, file, options)?;
            let said = scenes.iter().map(|scene| (scene.title.clone(), scene.description.clone())).collect();
            (layout::pages::whole(scenes, paper), said)
        }
    };
    let (titles, descriptions): (_, Vec<String>) = said.into_iter().unzip();
    Ok((pages, pdf::About { titles, description: descriptions.join("\n\n"), language: options.labels.language() }))
}

/// Writes the journeys of a file on paper.
#[cfg(feature = "cli")]
fn printed(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<Vec<u8>, String> {
    let (pages, about) = paged(analysis, file, options)?;
    pdf::pdf(&pages, &about, &options.fonts)
}

/// Lays out a journey in a view.
fn drawn(graph: &JourneyGraph<'_>, selection: &Selection, view: View, options: &EmitOptions) -> Result<Scene, String> {
    let (theme, fonts) = (options.theme, &options.fonts);
    Ok(match view {
        View::Map => layout(&sheet(graph, selection)?, theme, fonts),
        View::Flow => layout::flow::layout(&flow(graph, selection, options.show_implied)?, theme, fonts),
        View::Funnel => layout::funnel(&funnel(graph, selection)?, theme, fonts),
    })
}

/// Writes one page of the journeys of some files, or of the one that is asked for. What one file does not have another may.
///
/// # Errors
///
/// In words for people: what is asked for by name is in no file, or there is nothing to draw.
pub fn page(analysis: &Analysis, files: &[FileId], options: &EmitOptions) -> Result<String, String> {
    live(analysis, files, options).map(|page| page.text)
}

/// Writes the same page, and tells where its places are declared.
///
/// # Errors
///
/// As of [`page`].
pub fn live(analysis: &Analysis, files: &[FileId], options: &EmitOptions) -> Result<Live, String> {
    let mut graphs: Vec<JourneyGraph<'_>> = Vec::new();
    let mut refused = None;
    for &file in files {
        match journeys(analysis, file, options.journey.as_deref()) {
            Ok(journeys) => graphs.extend(journeys.into_iter().map(JourneyGraph::new)),
            Err(reason) => refused = refused.or(Some(reason)),
        }
    }
    if graphs.is_empty() {
        return Err(match (refused, files) {
            (Some(reason), _) => reason,
            (None, [only]) => nothing_to_draw(analysis, *only),
            (None, _) => "there is no journey in these files to draw".to_owned(),
        });
    }
    let selection = selection(analysis, &graphs, options)?;
    html::html(analysis, graphs, &selection, options)
}

/// The sheets of the journeys of a file, or of the one that is asked for.
fn sheets(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<Vec<Sheet>, String> {
    let graphs = graphs(analysis, file, options)?;
    let selection = selection(analysis, &graphs, options)?;
    graphs.iter().map(|graph| sheet(graph, &selection)).collect()
}

/// The flows of the journeys of a file, or of the one that is asked for.
fn flows(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<Vec<FlowSheet>, String> {
    let graphs = graphs(analysis, file, options)?;
    let selection = selection(analysis, &graphs, options)?;
    graphs.iter().map(|graph| flow(graph, &selection, options.show_implied)).collect()
}

/// The graphs of the journeys of a file, or of the one that is asked for.
fn graphs<'m>(analysis: &'m Analysis, file: FileId, options: &EmitOptions) -> Result<Vec<JourneyGraph<'m>>, String> {
    let journeys = journeys(analysis, file, options.journey.as_deref())?;
    if journeys.is_empty() {
        return Err(nothing_to_draw(analysis, file));
    }
    Ok(journeys.into_iter().map(JourneyGraph::new).collect())
}

/// What of some journeys is asked for.
fn selection(analysis: &Analysis, graphs: &[JourneyGraph<'_>], options: &EmitOptions) -> Result<Selection, String> {
    Ok(Selection {
        persona: options.persona.as_deref().map(|name| persona(graphs, name)).transpose()?,
        team: options.team.as_deref().map(|name| team(analysis, name)).transpose()?,
        lanes: options.lanes.clone(),
        labels: options.labels.clone(),
    })
}

/// Whether what is said for some personas (for none: for all) belongs to what one persona is shown.
fn holds(persona: Option<ElementId>, personas: &[ElementId]) -> bool {
    personas.is_empty() || persona.is_none_or(|id| personas.contains(&id))
}

fn nothing_to_draw(analysis: &Analysis, file: FileId) -> String {
    format!("there is no journey in {} to draw", analysis.sources.get(file).path())
}

/// The JSON Schema (Draft 2020-12) of what [`Format::Json`] writes.
pub fn schema() -> String {
    json::schema()
}
