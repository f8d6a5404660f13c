//! The colours, and the tint of an emotion. Blue and orange stay apart for colour-blind readers; the number is always written too.

use std::fmt::Write as _;

/// Text.
pub const INK: &str = "#111827";
/// Text of second rank.
pub const SECOND: &str = "#4B5563";
/// Borders and arrows that carry meaning; 3:1 on white and on [`STAGE`].
pub const LINE: &str = "#6B7280";
/// What only the order implies.
pub const IMPLIED: &str = "#8A94A3";
/// Arrows that are written.
pub const ARROW: &str = "#374151";
/// The ground of a stage.
pub const STAGE: &str = "#EEF2F7";
/// The ground of a step.
pub const STEP: &str = "#E2E6EC";
/// The ground of a card.
pub const PAPER: &str = "#FFFFFF";
/// The border of a card.
pub const BORDER: &str = "#64748B";
/// Moments of truth and influence.
pub const VIOLET: &str = "#6D28D9";
/// Success.
pub const GREEN: &str = "#067647";
/// Failure, and the ways to it.
pub const RED: &str = "#B42318";
/// Where nobody gets: stripes.
pub const STRIPES: &str = "#E3E6EB:#FAFAFB:#E3E6EB:#FAFAFB:#E3E6EB:#FAFAFB:#E3E6EB:#FAFAFB:#E3E6EB:#FAFAFB:#E3E6EB:#FAFAFB:#E3E6EB:#FAFAFB:#E3E6EB:#FAFAFB";

/// From -2 to +2.
const TINTS: [[f64; 3]; 5] =
    [[242.0, 146.0, 62.0], [251.0, 208.0, 166.0], [243.0, 244.0, 246.0], [184.0, 213.0, 243.0], [110.0, 168.0, 229.0]];

/// The ground on which an emotion is written.
pub fn tint(value: f64) -> String {
    let at = value.clamp(-2.0, 2.0) + 2.0;
    let step = TINTS.len() - 2 - (1..TINTS.len() - 1).filter(|&step| at < step as f64).count();
    let rest = at - step as f64;
    let mut out = String::from("#");
    for (low, high) in TINTS[step].iter().zip(TINTS[step + 1]) {
        let _ = write!(out, "{:02X}", whole((low + (high - low) * rest).round()));
    }
    out
}

/// A number from 0 to 255 as a byte.
#[allow(clippy::cast_sign_loss)] // it is clamped
fn whole(part: f64) -> u8 {
    part.clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    #[test]
    fn tints_run_from_orange_to_blue() {
        assert_eq!(super::tint(-2.0), "#F2923E");
        assert_eq!(super::tint(0.0), "#F3F4F6");
        assert_eq!(super::tint(2.0), "#6EA8E5");
        assert_eq!(super::tint(-9.0), "#F2923E");
    }
}
