//! Statements and cards as pieces of text.

use crate::sheet::{Card, Curve, Entry, Finding, Lead, Sheet, Spot, Way, Whom, Word, ground_words, signed};

use super::signs::Signs;
use super::text::{Piece, Style};

/// A statement, and what is to be known about it.
pub fn entry(sheet: &Sheet, entry: &Entry, signs: Signs) -> [Vec<Piece>; 2] {
    let mut out: Vec<Piece> = Vec::new();
    let mut style = Style::Plain;
    match &entry.lead {
        Some(Lead::Finding(sign, severity)) => {
            let colour = if sign.kind == Finding::Gain { Style::Gain } else { Style::Pain };
            out.push(Piece::new(&sign.to_string(), colour));
            out.extend(severity.map(|severity| Piece::sign(signs.severity(severity), colour)));
        }
        Some(Lead::Gain(_)) => {
            style = Style::Gain;
            out.push(Piece::sign("+", style));
        }
        Some(Lead::Value(value)) => out.push(Piece::new(value, Style::Bold)),
        Some(Lead::Way(way)) => {
            let colour = match way {
                Way::Success => Style::Gain,
                Way::Failure => Style::Pain,
                _ => Style::Plain,
            };
            out.push(Piece::sign(signs.way(*way), colour));
        }
        None => {}
    }
    out.extend(whom(&entry.whom, signs));
    out.push(Piece::new(&entry.text, style));
    let answers: Vec<String> = entry.answers.iter().map(ToString::to_string).collect();
    if !answers.is_empty() {
        out.push(Piece::new(&format!("[{}]", answers.join(" ")), Style::Pain));
    }
    let mut facts = entry.facts.clone();
    facts.extend(entry.ground.as_ref().map(|ground| ground_words(sheet, ground)));
    [out, vec![Piece::new(&facts.join(signs.dot()), Style::Dim)]]
}

/// A touchpoint or step; its title and what else is known of it.
pub fn card(sheet: &Sheet, card: &Card, signs: Signs) -> [Vec<Piece>; 2] {
    let mut head: Vec<Piece> = Vec::new();
    let style = if card.moment.is_some() { Style::Moment } else { Style::Bold };
    head.extend(card.moment.is_some().then(|| Piece::sign(signs.moment(), Style::Moment)));
    head.extend(card.title.as_ref().map(|title| Piece::new(title, style)));
    let mut facts: Vec<String> = card.channels.iter().map(|channel| channel.title.clone()).collect();
    facts.extend(card.facts.iter().cloned());
    facts.extend(card.assumed.then(|| sheet.word(Word::BasisAssumed).to_owned()));
    let mut rest = vec![Piece::new(&facts.join(signs.dot()), Style::Dim)];
    rest.extend(whom(&card.whom, signs).map(Piece::without_colon));
    rest.extend(card.unreached.then(|| Piece::new(sheet.word(Word::NobodyGetsHere), Style::Pain)));
    [head, rest]
}

/// Whom something holds for: `● Amira:`.
pub fn whom(whom: &[Whom], signs: Signs) -> Option<Piece> {
    let first = whom.first()?;
    let name = |whom: &Whom| match whom.persona {
        Some(persona) => format!("{} {}", signs.marker(persona, false), whom.name),
        None => whom.name.clone(),
    };
    let names: Vec<String> = whom.iter().map(name).collect();
    let style = first.persona.map_or(Style::Dim, Style::Persona);
    Some(Piece::new(&format!("{}:", names.join(", ")), style))
}

/// The points of a curve at one place: `● −1 lost → +1 found`.
pub fn feeling(curve: &Curve, spots: &[Spot], signs: Signs) -> Vec<Piece> {
    let persona = curve.persona.unwrap_or(0);
    let assumed = spots.iter().all(|spot| spot.is(crate::sheet::Basis::Assumed));
    let points: Vec<String> = spots.iter().map(|spot| point(spot, signs)).collect();
    vec![
        Piece::sign(signs.marker(persona, assumed), Style::Persona(persona)),
        Piece::new(&points.join(&format!(" {} ", signs.then())), Style::Persona(persona)),
    ]
}

fn point(spot: &Spot, signs: Signs) -> String {
    let number = |value: f64| if signs.unicode { signed(value) } else { signed(value).replace('−', "-") };
    let mut out = number(spot.mean);
    if let Some((low, high)) = spot.range {
        out = format!("{out} ({}..{})", number(low), number(high));
    }
    match &spot.word {
        Some(word) => format!("{out} {word}"),
        None => out,
    }
}
