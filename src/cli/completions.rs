//! `journey completions`: the script with which a shell completes what is typed.

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::{Arguments, CompletionsArguments};
use super::terminal::print;
use super::{Failure, Outcome};
use crate::explain::names;

/// Runs the command.
pub fn run(arguments: &CompletionsArguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "journey", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    // The generator for fish leaves out what is no option.
    if arguments.shell == Shell::Fish {
        let names = names().join(" ");
        script += &["complete -c journey -n \"__fish_journey_using_subcommand explain\" -f -a \"", &names, "\"\n"].concat();
    }
    print(&script)?;
    Ok(Outcome::Clean)
}
