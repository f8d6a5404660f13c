//! Findings as text: for people in a terminal, one line each, as JSON, as SARIF and as GitHub's annotations; and our own pages.
//!
//! All of these show the same values; nothing here decides whether something is a problem, and nothing prints. [`human`] is the
//! only place that knows the library which draws the snippets.

pub mod escape;
pub mod github;
#[cfg(feature = "cli")]
mod highlight;
#[cfg(feature = "cli")]
pub mod human;
pub mod json;
#[cfg(feature = "cli")]
pub mod markdown;
pub mod number;
mod place;
#[cfg(feature = "cli")]
pub mod rich;
#[cfg(feature = "cli")]
pub mod sarif;
pub mod short;
#[cfg(feature = "cli")]
mod snippet;
mod summary;
#[cfg(feature = "cli")]
pub mod table;
mod visible;
#[cfg(feature = "cli")]
mod wrap;

pub use crate::diagnostic::count;
pub use place::{Place, Places};
pub use summary::Summary;
pub use visible::{visible, visible_whole};
#[cfg(feature = "cli")]
pub(crate) use wrap::wrap;
