//! Findings as text: for people in a terminal, one line each, as JSON and as SARIF.
//!
//! All of these show the same values; nothing here decides whether something is a problem, and nothing prints. [`human`] is the
//! only place that knows the library which draws the snippets.

#[cfg(feature = "cli")]
pub mod human;
pub mod json;
mod place;
#[cfg(feature = "cli")]
pub mod sarif;
pub mod short;
#[cfg(feature = "cli")]
mod snippet;
mod summary;
mod visible;
#[cfg(feature = "cli")]
mod wrap;

pub use place::{Place, Places};
pub use summary::{Summary, count};
pub use visible::{visible, visible_whole};
#[cfg(feature = "cli")]
pub(crate) use wrap::wrap;
