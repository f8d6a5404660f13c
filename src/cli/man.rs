//! `journey man`: manual pages, that of the program and one for each command.

use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::{Arguments, ManArguments};
use super::terminal::{print, reason};
use super::write::write_whole;
use super::{Failure, Outcome};

/// What the exit codes mean.
const EXIT_CODES: [(&str, &str); 3] = [
    ("0", "There are no errors; with --deny warnings there are no warnings either; with --diff nothing would be changed."),
    (
        "1",
        "There are errors, or with --deny warnings warnings; with --diff something would be changed. The commands compile and report \
         have then made nothing, unless --keep-going is given; show has shown what is understood.",
    ),
    ("2", "The command was misused, a file could not be read or written, or the program has a bug."),
];

/// Runs the command.
pub fn run(arguments: &ManArguments) -> Result<Outcome, Failure> {
    // The command `help` would have a page about each page.
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    match &arguments.dir {
        Some(folder) => write(&program, folder)?,
        None => print(&page(&program, &program)?)?,
    }
    Ok(Outcome::Clean)
}

/// Writes the pages of the program and of its commands.
fn write(program: &Command, folder: &Path) -> Result<(), Failure> {
    let failed = |path: &Path, error| Failure::new(format!("cannot write `{}`: {}", path.to_string_lossy(), reason(&error)));
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for command in std::iter::once(program).chain(program.get_subcommands()) {
        let path = folder.join(Man::new(command.clone()).get_filename());
        write_whole(&path, page(program, command)?.as_bytes()).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}

/// The page of the program, or of one of its commands, in the language of `man`.
fn page(program: &Command, command: &Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    let written = sections(program, command, &mut page);
    written.map_err(|error| Failure::new(format!("cannot make the page: {}", reason(&error))))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn sections(program: &Command, command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let is_program = command.has_subcommands();
    let source = format!("journey {}", program.get_version().unwrap_or_default());
    let man = Man::new(command.clone()).source(source).manual("Journey maps as code");
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    let mut roff = Roff::new();
    if is_program {
        man.render_subcommands_section(page)?;
        roff.control("SH", ["EXIT STATUS"]);
        for (code, meaning) in EXIT_CODES {
            roff.control("TP", []).text([bold(code)]).text([roman(meaning)]);
        }
    } else {
        roff.control("SH", ["SEE ALSO"]).text([bold("journey"), roman("(1)")]);
    }
    roff.to_writer(page)
}
