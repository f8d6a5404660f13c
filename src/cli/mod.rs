//! The command line: the only place for arguments, exit codes, colours and files on disk.
//!
//! A command returns how it ended, or why it could not do its work; only [`run`] turns this into an exit code.

mod account;
mod args;
mod baseline;
mod check;
mod compile;
mod completions;
mod date;
mod disk;
mod explain;
mod fix;
mod fmt;
mod fonts;
mod import;
mod lints;
mod lsp;
mod man;
mod maps;
mod new;
mod paths;
mod preview;
mod report;
mod schema;
mod settings;
mod show;
mod targets;
mod terminal;
mod watch;
mod write;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};

/// How a command ended.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing to complain about.
    Clean,
    /// There are findings at the failing level.
    Findings,
    /// Something could not be read; it has been said.
    Failed,
    /// An editor left the language server without a word.
    Left,
}

/// Why a command could not do its work.
enum Failure {
    /// In words, for people.
    Message(String),
    /// Whoever read our output has stopped reading.
    ClosedPipe,
}

impl Failure {
    fn new(message: impl Into<String>) -> Self {
        Self::Message(message.into())
    }

    /// The words; none if nobody reads them any more.
    fn into_message(self) -> String {
        match self {
            Self::Message(message) => message,
            Self::ClosedPipe => String::new(),
        }
    }
}

/// Runs the program: 0 clean, 1 findings at the failing level, 2 usage, files or a mistake of ours.
pub fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        let what = info.payload();
        let what = what.downcast_ref::<&str>().copied().or(what.downcast_ref::<String>().map(String::as_str));
        let what = what.unwrap_or("it stopped without a word");
        terminal::complain(&format!("this is a bug in journey: {what}{place}"));
    }));
    let arguments = Arguments::parse();
    let Ok(ended) = catch_unwind(AssertUnwindSafe(|| command(&arguments.command))) else { return ExitCode::from(2) };
    match ended {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings | Outcome::Left) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // As a shell reports a program that was ended by the closed pipe.
        Err(Failure::ClosedPipe) => ExitCode::from(141),
        Err(Failure::Message(message)) => {
            terminal::complain(&message);
            ExitCode::from(2)
        }
    }
}

fn command(command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::New(arguments) => new::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Fmt(arguments) => fmt::run(arguments),
        Command::Compile(arguments) => compile::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Report(arguments) => report::run(arguments),
        Command::Preview(arguments) => preview::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Lints(arguments) => lints::run(arguments),
        Command::Schema => schema::run(),
        Command::Lsp(_) => Ok(lsp::run()),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
    }
}
