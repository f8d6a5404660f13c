//! The sheets beside the map: what is declared once, and what hurts and helps, with all that is said of each.

use std::collections::HashMap;

use super::naming::{Naming, caption};
use super::place::is_read_again;
use super::{Cell, Shown, Table, one_line};
use crate::emit::ledger::{Ledger, Part};
use crate::emit::say;
use crate::graph::JourneyGraph;
use crate::model::value::{ClaimValue, Quantity, Unit};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};
use crate::source::Sources;
use crate::table::{WITHIN, certain_amount, journey_of, quoted_name};

/// A kind of element and the name of its sheet.
const LISTS: [(ElementKind, &str); 4] = [
    (ElementKind::Persona, "Personas"),
    (ElementKind::Source, "Sources"),
    (ElementKind::Pain, "Pains"),
    (ElementKind::Opportunity, "Opportunities"),
];

/// Makes the lists that have something in them. `declared` are the elements at the top of the file and what the journeys use of others.
pub fn lists(
    graphs: &[JourneyGraph<'_>],
    declared: &[Node<'_>],
    persona: Option<ElementId>,
    sources: &Sources,
    naming: &mut Naming,
    ledger: &mut Ledger,
) -> Vec<Table> {
    let mut lists = Vec::new();
    let mut pains = Pains::default();
    for (kind, name) in LISTS {
        let inside = graphs.iter().flat_map(|graph| graph.journey.descendants());
        let holds = |node: &Node<'_>| node.personas().is_empty() || persona.is_none_or(|id| node.personas().contains(&id));
        let is_asked =
            |node: &Node<'_>| node.kind() == kind && (kind != ElementKind::Persona || persona.is_none_or(|id| id == node.id));
        let mut nodes: Vec<Node<'_>> =
            declared.iter().copied().chain(inside).filter(|node| is_asked(node) && holds(node)).collect();
        let mut seen = std::collections::HashSet::new();
        nodes.retain(|node| seen.insert(node.id));
        if kind == ElementKind::Pain {
            pains = Pains::of(&nodes, naming);
        }
        if !nodes.is_empty() {
            lists.push(list(name, kind, &nodes, &pains, sources, naming, ledger));
        }
    }
    lists
}

/// What an element says in one column.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Title,
    Place,
    Field(Field),
    Personas,
    Sources,
}

fn list(
    name: &'static str,
    kind: ElementKind,
    nodes: &[Node<'_>],
    pains: &Pains,
    texts: &Sources,
    naming: &mut Naming,
    ledger: &mut Ledger,
) -> Table {
    let own = |claim: &ClaimNode<'_>| claim.claim().about.is_none();
    let mut fields: Vec<Field> = nodes.iter().flat_map(|node| node.claims().filter(own).map(|claim| claim.claim().field)).collect();
    fields.sort_unstable();
    fields.dedup();
    let is_finding = matches!(kind, ElementKind::Pain | ElementKind::Opportunity);
    let mut columns = vec![Column::Title];
    columns.extend(is_finding.then_some(Column::Place));
    columns.extend(fields.into_iter().map(Column::Field));
    columns.extend((is_finding && nodes.iter().any(|node| !node.personas().is_empty())).then_some(Column::Personas));
    columns.extend((is_finding && nodes.iter().any(|node| !node.sources().is_empty())).then_some(Column::Sources));
    let heading = |column: &Column| match column {
        Column::Title => capital(kind.keyword()),
        Column::Place => "Place".into(),
        Column::Field(field) => capital(&field.name().replace('-', " ")),
        Column::Personas => "Persona".into(),
        Column::Sources => "Source".into(),
    };
    let headings = columns.iter().map(heading).collect();
    let mut rows = Vec::with_capacity(nodes.len());
    for &node in nodes {
        let found = !stands_in_none(node);
        let parts: &[Part] = if is_finding { &[Part::Itself, Part::Whom, Part::Sources] } else { &[Part::Itself] };
        ledger.carry(node, if found { parts } else { &[] });
        let title = if is_finding { caption(node) } else { naming.declared(node, ledger) };
        let mut row = Vec::with_capacity(columns.len());
        for column in &columns {
            row.push(match column {
                Column::Title => Cell::text(&title),
                Column::Place => Cell::text(&place(node, naming)),
                Column::Field(field) => {
                    let claims: Vec<ClaimNode<'_>> = node.field(*field).collect();
                    if found {
                        carry(&claims, ledger);
                    }
                    if *field == Field::Addresses {
                        addresses(&claims, pains, found, ledger)
                    } else {
                        cell(&claims, found, texts, naming, ledger)
                    }
                }
                Column::Personas => named(node.personas().iter().map(|&id| node.model.node(id)), naming, ledger),
                Column::Sources => named(node.sources().into_iter(), naming, ledger),
            });
        }
        rows.push(row);
    }
    Table { name: name.into(), titles: 1, headings, rows }
}

/// What the pains in their sheet are called where others name them.
#[derive(Default)]
struct Pains {
    names: HashMap<ElementId, String>,
}

impl Pains {
    /// A pain is called by its title, if no other in its journey has that; else with its place before it, if no other there has it. One
    /// that an import would not find has no name. For an import a journey is its title up to the first sign within.
    fn of(nodes: &[Node<'_>], naming: &Naming) -> Self {
        let found = |node: &&Node<'_>| !stands_in_none(**node);
        let titles = |node: &Node<'_>| {
            let (title, place) = (caption(*node).to_lowercase(), place(*node, naming).to_lowercase());
            let journey = journey_of(&place).to_owned();
            [(Some(journey), title.clone()), (None, format!("{place}{WITHIN}{title}"))]
        };
        let mut count: HashMap<(Option<String>, String), usize> = HashMap::new();
        for node in nodes.iter().filter(found) {
            for title in titles(node) {
                *count.entry(title).or_default() += 1;
            }
        }
        let name = |node: &Node<'_>| {
            let [alone, full] = titles(node);
            let written =
                if count[&alone] == 1 { caption(*node) } else { format!("{}{WITHIN}{}", place(*node, naming), caption(*node)) };
            (count[&full] == 1).then_some((node.id, written))
        };
        Self { names: nodes.iter().filter(found).filter_map(name).collect() }
    }
}

/// What an opportunity answers, a line each. An import finds pains by their names.
fn addresses(claims: &[ClaimNode<'_>], pains: &Pains, found: bool, ledger: &mut Ledger) -> Cell {
    let line = |claim: &ClaimNode<'_>| {
        let goal = claim.goal()?;
        match pains.names.get(&goal.id) {
            Some(name) => {
                // The row says whom the opportunity is for, and what it rests on; a clause of this alone has no place.
                if found {
                    ledger.carry(*claim, &[Part::Itself]);
                }
                Some(name.clone())
            }
            // No pain is called so.
            None => Some(format!("{}: {}", goal.kind().keyword(), caption(goal))),
        }
    };
    let lines: Vec<String> = claims.iter().filter_map(line).collect();
    if lines.is_empty() { Cell::Empty } else { Cell::Lines(lines) }
}

/// Whether something stands in what has no row, as a step, an outcome, a gain and a risk have none, so that an import finds nothing that
/// it could be about.
fn stands_in_none(node: Node<'_>) -> bool {
    use ElementKind::{Journey, Pain, Phase, Stage, Touchpoint};
    node.ancestors().skip(1).any(|around| !matches!(around.kind(), Journey | Phase | Stage | Touchpoint | Pain))
}

/// Enters the claims of one field.
fn carry(claims: &[ClaimNode<'_>], ledger: &mut Ledger) {
    // What an opportunity answers is entered where it is written.
    for &claim in claims.iter().filter(|claim| claim.claim().field != Field::Addresses) {
        ledger.carry(claim, &[Part::Itself]);
        if claim.text().is_some_and(|text| one_line(text) != text) {
            ledger.respace(claim);
        }
        // The sheet says of a whole row whom it is for.
        if claim.claim().clauses == claim.of.element().clauses {
            ledger.carry(claim, &[Part::Whom, Part::Sources]);
        }
    }
}

/// The claims of one field: a number if it is one, else a line for each.
fn cell(claims: &[ClaimNode<'_>], found: bool, texts: &Sources, naming: &mut Naming, ledger: &mut Ledger) -> Cell {
    if let [only] = claims
        && let ClaimValue::Quantity(quantity) = &only.claim().value
        && let Some(cell) = number(quantity)
    {
        return cell;
    }
    let lines = claims.iter().map(|claim| match (&claim.claim().value, claim.goal()) {
        (ClaimValue::Flag, _) => "yes".to_owned(),
        (ClaimValue::Quantity(_), _) => certain_amount(&one_line(&say::value(texts, *claim))).into_owned(),
        (_, Some(team)) if team.kind() == ElementKind::Team => {
            if found {
                ledger.carry(team, &[Part::Itself]);
            }
            naming.declared(team, ledger)
        }
        _ => one_line(&say::value(texts, *claim)),
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    if lines.is_empty() { Cell::Empty } else { Cell::Lines(lines) }
}

fn number(quantity: &Quantity) -> Option<Cell> {
    let shown = match &quantity.unit {
        Unit::Number => Shown::Plain,
        Unit::Percent => Shown::Percent,
        Unit::Money(currency) => Shown::Money(currency.to_string()),
        _ => return None,
    };
    is_read_again(quantity).then_some(Cell::Number(quantity.low, shown))
}

fn named<'m>(nodes: impl Iterator<Item = Node<'m>>, naming: &mut Naming, ledger: &mut Ledger) -> Cell {
    let lines: Vec<String> = nodes.map(|node| quoted_name(&naming.declared(node, ledger))).collect();
    if lines.is_empty() { Cell::Empty } else { Cell::Lines(lines) }
}

/// Where something stands, from the outside in, as the map says it.
fn place(node: Node<'_>, naming: &Naming) -> String {
    let mut around: Vec<String> = node
        .ancestors()
        .skip(1)
        .filter(|node| node.kind().is_place() || matches!(node.kind(), ElementKind::Journey | ElementKind::Phase))
        .map(|node| naming.name(node))
        .collect();
    around.reverse();
    around.join(WITHIN)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
