//! A picture in the language of Graphviz: stages as columns in their order, touchpoints as cards, transitions as arrows.
//!
//! No name in the output comes from the writer's text: nodes are `n0`, `n1`, …; all text passes [`text`]. What is measured is left to
//! Graphviz; what stands in which order is said by [`layout`].
//!
//! Marks: dashed borders and arrows are assumed, dotted violet arrows are influence, thin grey ones are implied by the order, a thick
//! violet border is a moment of truth, stripes are where nobody gets.

mod arrow;
mod card;
mod colour;
mod label;
mod layout;
mod legend;
mod say;
mod text;
mod view;

use std::fmt::Write as _;

use super::EmitOptions;
use crate::Analysis;
use crate::graph::JourneyGraph;
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Node};

use colour::{LINE, PAPER, SECOND, STAGE, VIOLET};
use layout::{Column, Layout};
use text::quoted;
use view::View;

const HEAD: &str = r#"digraph journey {
  graph [rankdir=LR, compound=true, newrank=true, fontname="Helvetica,Arial,sans-serif", fontsize=13, bgcolor="white", pad=0.4, nodesep=0.3, ranksep=0.55, labelloc=t, labeljust=l, tooltip=" "]
  node [fontname="Helvetica,Arial,sans-serif", fontsize=12, margin="0.14,0.09", width=1.9, height=0.5]
  edge [fontname="Helvetica,Arial,sans-serif", fontsize=11, arrowsize=0.8]
"#;

/// Draws journeys, for everybody or for one persona.
pub fn dot(analysis: &Analysis, graphs: &[JourneyGraph<'_>], persona: Option<ElementId>, options: &EmitOptions) -> String {
    let mut out = String::from(HEAD);
    let mut next = 0;
    // Graphviz puts what comes first at the bottom.
    for (at, graph) in graphs.iter().enumerate().rev() {
        let view = View::new(graph, &analysis.sources, persona, options);
        let layout = layout::layout(&view, &mut next);
        let label = legend::header(&view, &layout);
        if graphs.len() == 1 {
            let _ = writeln!(out, "  label={label}");
            journey(&mut out, &view, &layout, "  ");
        } else {
            let _ = writeln!(
                out,
                "  subgraph cluster_j{at} {{\n    label={label}\n    margin=24\n    color=\"{LINE}\"\n    penwidth=0.8"
            );
            journey(&mut out, &view, &layout, "    ");
            out.push_str("  }\n");
        }
    }
    out.push_str("}\n");
    out
}

fn journey<'m>(out: &mut String, view: &View<'_, 'm>, layout: &Layout<'m>, indent: &str) {
    let mut phase: Option<Node<'m>> = None;
    for column in &layout.columns {
        let around = column.stage.parent().filter(|node| node.kind() == ElementKind::Phase);
        if around.map(|node| node.id) != phase.map(|node| node.id) {
            if phase.is_some() {
                let _ = writeln!(out, "{indent}}}");
            }
            if let Some(node) = around {
                open_phase(out, node, column, indent);
            }
            phase = around;
        }
        let inner = if phase.is_some() { format!("{indent}  ") } else { indent.to_owned() };
        stage(out, view, layout, column, &inner);
    }
    if phase.is_some() {
        let _ = writeln!(out, "{indent}}}");
    }
    for &(at, node, foreign) in &layout.others {
        let attributes = if foreign { card::foreign(view, node) } else { card::outcome(view, node) };
        let _ = writeln!(out, "{indent}n{at} [{attributes}]");
    }
    for (from, to, arrow) in view.graph.written.arrows() {
        if let Some(edge) = arrow::edge(view, layout, from, to, arrow) {
            let _ = writeln!(out, "{indent}{edge}");
        }
    }
    for (left, right) in &layout.order {
        let _ = writeln!(out, "{indent}n{left} -> n{right} [style=invis]");
    }
}

fn open_phase(out: &mut String, phase: Node<'_>, column: &Column<'_>, indent: &str) {
    let mut label = label::Label::default();
    label.text(phase.caption(), label::Type { size: 15, colour: SECOND, bold: true, width: 60, lines: 1 });
    let _ = writeln!(
        out,
        "{indent}subgraph cluster_p{} {{\n{indent}  label={}\n{indent}  margin=16\n{indent}  color=\"#CBD5E1\"\n{indent}  style=rounded\n{indent}  tooltip={}",
        column.cards[0].0,
        label.finish(),
        quoted(phase.caption())
    );
}

fn stage<'m>(out: &mut String, view: &View<'_, 'm>, layout: &Layout<'m>, column: &Column<'m>, indent: &str) {
    let _ = writeln!(out, "{indent}subgraph {} {{", arrow::name(layout, column.cluster));
    // Graphviz cannot draw stripes in a cluster without a warning: a stage where nobody gets has a border in their place.
    let lost = view.unreached(column.stage);
    let paper = if lost { PAPER } else { STAGE };
    let (line, pen) = match (view.moment(column.stage).is_some(), lost) {
        (true, _) => (VIOLET, "3"),
        (false, true) => (LINE, "1"),
        (false, false) => (STAGE, "1"),
    };
    let _ = writeln!(
        out,
        "{indent}  label={}\n{indent}  margin=14\n{indent}  style=\"rounded,filled\"\n{indent}  fillcolor=\"{paper}\"\n{indent}  color=\"{line}\"\n{indent}  penwidth={pen}\n{indent}  tooltip={}",
        card::stage_heading(view, column.stage),
        quoted(&say::tooltip(view, column.stage))
    );
    for &(at, node) in &column.cards {
        let attributes = if node.id == column.stage.id { card::stage(view, node) } else { card::touchpoint(view, node) };
        let _ = writeln!(out, "{indent}  n{at} [{attributes}]");
    }
    if let Some(at) = column.exit {
        let _ = writeln!(
            out,
            "{indent}  n{at} [shape=circle, style=filled, fillcolor=\"{PAPER}\", color=\"{LINE}\", width=0.18, height=0.18, fixedsize=true, label=\"\", tooltip=\"leaves the stage\"]"
        );
    }
    let _ = writeln!(out, "{indent}}}");
}
