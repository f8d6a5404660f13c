//! Which marks occur and have to be explained.

use super::{Basis, Content, Entry, Lead, Mark, Sheet, Spot, Whom};

/// The marks of a sheet, in a fixed order.
pub fn legend(sheet: &Sheet) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for row in &sheet.rows {
        match &row.content {
            Content::Cards(cards) => {
                for card in cards {
                    marks.extend(card.moment.is_some().then_some(Mark::Moment));
                    marks.extend(card.assumed.then_some(Mark::Assumed));
                    marks.extend(has_persona(&card.whom).then_some(Mark::Whom));
                }
            }
            Content::Cells(cells) => cells.iter().flat_map(|cell| &cell.entries).for_each(|entry| add_entry(&mut marks, entry)),
            Content::Plot(plot) => {
                marks.extend((!plot.moments.is_empty()).then_some(Mark::Moment));
                let spots = plot.curves.iter().flat_map(|curve| &curve.points);
                spots.for_each(|spot| add_spot(&mut marks, spot));
            }
        }
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}

fn add_entry(marks: &mut Vec<Mark>, entry: &Entry) {
    if let Some(Lead::Finding(_, Some(_)) | Lead::Gain(Some(_))) = entry.lead {
        marks.push(Mark::Severity);
    }
    marks.extend(has_persona(&entry.whom).then_some(Mark::Whom));
}

fn add_spot(marks: &mut Vec<Mark>, spot: &Spot) {
    marks.extend(spot.is(Basis::Assumed).then_some(Mark::Assumed));
    marks.extend(spot.is(Basis::Measured).then_some(Mark::Measured));
    marks.extend(spot.range.is_some().then_some(Mark::Range));
    marks.extend(spot.after_gap.then_some(Mark::Gap));
}

fn has_persona(whom: &[Whom]) -> bool {
    whom.iter().any(|whom| whom.persona.is_some())
}
