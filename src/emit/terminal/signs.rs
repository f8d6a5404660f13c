//! The signs of the terminal, also for terminals that know ASCII only.

use crate::sheet::{Severity, Way};

/// Which signs can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// Whether there is more than ASCII.
    pub unicode: bool,
}

impl Signs {
    fn either(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }

    /// The marker of a persona: hollow for what is assumed.
    pub fn marker(self, persona: usize, assumed: bool) -> &'static str {
        const FULL: [&str; 6] = ["●", "■", "▲", "◆", "▼", "★"];
        const HOLLOW: [&str; 6] = ["○", "□", "△", "◇", "▽", "☆"];
        const ASCII: [&str; 6] = ["o", "#", "A", "%", "V", "*"];
        let number = persona % FULL.len();
        match (self.unicode, assumed) {
            (true, false) => FULL[number],
            (true, true) => HOLLOW[number],
            (false, _) => ASCII[number],
        }
    }

    /// A moment of truth.
    pub fn moment(self) -> &'static str {
        self.either("◆", "<>")
    }

    /// How much something matters, as four bars.
    pub fn severity(self, severity: Severity) -> String {
        let level = severity.level();
        self.either("▮", "!").repeat(level) + &self.either("▯", ".").repeat(4 - level)
    }

    /// How customers leave the order.
    pub fn way(self, way: Way) -> &'static str {
        match way {
            Way::Success => self.either("✓", "ok"),
            Way::Failure => self.either("✕", "x"),
            Way::End => self.either("◌", "o"),
            Way::HandOff => self.either("⇢", "=>"),
            Way::Back => self.either("↺", "<-"),
            Way::Past => self.either("↷", "->"),
        }
    }

    /// A horizontal line.
    pub fn rule(self) -> &'static str {
        self.either("─", "-")
    }

    /// A line that stands behind others.
    pub fn faint(self) -> &'static str {
        self.either("┄", ".")
    }

    /// Between short facts.
    pub fn dot(self) -> &'static str {
        self.either(" · ", ", ")
    }

    /// From one stage to the next.
    pub fn next(self) -> &'static str {
        self.either("›", ">")
    }

    /// From one point of an arc to the next.
    pub fn then(self) -> &'static str {
        self.either("→", "->")
    }
}
