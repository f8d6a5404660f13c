//! Options with a few words to choose from.

use clap::ValueEnum;

/// What a new map begins with.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// Awareness, consideration, purchase, retention and advocacy
    Lifecycle,
    /// Contact, wait, solve and follow-up
    Support,
    /// A service blueprint: frontstage, backstage and support, with the lines between them
    Blueprint,
    /// One stage
    Blank,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingFormat {
    /// With the lines they are about
    Human,
    /// One line each
    Short,
    /// For programs
    Json,
    /// For code scanning pages
    Sarif,
    /// Annotations in GitHub Actions
    Github,
}

/// How a page is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For reading in a terminal
    Human,
    /// As Markdown, for a site
    #[value(alias = "md")]
    Markdown,
}

/// How a list is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// As a table
    Human,
    /// For programs
    Json,
}

/// How a report is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a terminal: the top of each section
    Human,
    /// For a page: everything, in tables
    #[value(alias = "md")]
    Markdown,
    /// For programs
    Json,
}

/// What fails besides errors.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings fail
    Warnings,
}

/// When there are colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal that has them
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
