//! What is asked for by its id: a journey, a persona, a team.

use crate::Analysis;
use crate::diagnostic::near::nearest;
use crate::graph::JourneyGraph;
use crate::model::vocabulary::{ElementKind, one_of};
use crate::model::{ElementId, Node};
use crate::source::FileId;

/// The journeys of a file, or the one that is asked for.
///
/// # Errors
///
/// In words for people: the file has no journey of that id.
pub fn journeys<'m>(analysis: &'m Analysis, file: FileId, asked: Option<&str>) -> Result<Vec<Node<'m>>, String> {
    let all: Vec<Node<'m>> = analysis.model.journeys(file).collect();
    let Some(asked) = asked else { return Ok(all) };
    if let Some(journey) = all.iter().find(|journey| journey.name() == Some(asked)) {
        return Ok(vec![*journey]);
    }
    let names: Vec<&str> = all.iter().filter_map(|journey| journey.name()).collect();
    Err(format!("there is no journey `{asked}` in {}{}", analysis.sources.get(file).path(), instead(asked, &names)))
}

/// The persona of an id among those who walk the journeys.
///
/// # Errors
///
/// In words for people: no such persona walks them.
pub fn persona(graphs: &[JourneyGraph<'_>], asked: &str) -> Result<ElementId, String> {
    let all = || graphs.iter().flat_map(|graph| graph.personas.iter().map(|&id| graph.journey.model.node(id)));
    if let Some(found) = all().find(|persona| persona.name() == Some(asked)) {
        return Ok(found.id);
    }
    let mut names: Vec<&str> = all().filter_map(Node::name).collect();
    names.sort_unstable();
    names.dedup();
    let here = if graphs.len() == 1 { "this journey" } else { "these journeys" };
    Err(format!("no persona `{asked}` walks {here}{}", instead(asked, &names)))
}

/// The team of an id among those of all files that were read.
///
/// # Errors
///
/// In words for people: there is no such team.
pub fn team(analysis: &Analysis, asked: &str) -> Result<ElementId, String> {
    let all = || {
        let nodes = analysis.sources.iter().flat_map(|(id, _)| {
            let elements = 0..analysis.model.file(id).elements.len() as u32;
            elements.map(move |index| analysis.model.node(ElementId { file: id, index }))
        });
        nodes.filter(|node| node.kind() == ElementKind::Team)
    };
    if let Some(found) = all().find(|team| team.name() == Some(asked)) {
        return Ok(found.id);
    }
    let names: Vec<&str> = all().filter_map(Node::name).collect();
    Err(format!("there is no team `{asked}`{}", instead(asked, &names)))
}

/// What could be meant: the near name, else all names.
fn instead(asked: &str, names: &[&str]) -> String {
    if let Some(near) = nearest(asked, names.iter().copied()) {
        return format!("; did you mean `{near}`?");
    }
    match names {
        [] => String::new(),
        names => format!("; there is {}", one_of(names).replace(" or ", " and ")),
    }
}
