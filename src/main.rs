//! The program: see `journey::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    journey::cli::run()
}
