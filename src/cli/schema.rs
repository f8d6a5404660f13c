//! `journey schema`: the JSON Schema of the JSON output.

use super::terminal::print;
use super::{Failure, Outcome};

/// Runs the command.
pub fn run() -> Result<Outcome, Failure> {
    print(&crate::emit::schema())?;
    Ok(Outcome::Clean)
}
