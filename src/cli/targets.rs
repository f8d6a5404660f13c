//! Where what is made of files goes: to standard output, to a file, or into a folder under the names of what it is made of.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf, is_separator};

use super::Failure;
use super::terminal::reason;
use crate::emit::Format;
use crate::import;

/// The places of what is made.
pub struct Targets {
    /// The folder they lie in, where one was named. It may have to be made.
    folder: Option<PathBuf>,
    /// The place for each file; none for standard output.
    pub places: Vec<Option<PathBuf>>,
}

impl Targets {
    /// The places of what is made of `files`, by the output that was asked for; in a folder they have the ending, which has no dot.
    ///
    /// # Errors
    /// Several files without a folder, or a place that is that of another one or of a file to read.
    pub fn new(files: &[PathBuf], output: Option<&Path>, ending: &str) -> Result<Self, Failure> {
        let several = files.len() > 1;
        let Some(output) = output.filter(|output| output.as_os_str() != "-") else {
            let why = "several files need a folder to be written to: `-o FOLDER`";
            return if several { Err(Failure::new(why)) } else { Ok(Self { folder: None, places: vec![None] }) };
        };
        if several && !is_folder(output) && is_form(output) {
            let shown = output.to_string_lossy();
            let message = format!("`{shown}` is the name of one file, and {} files need a folder: `-o FOLDER`", files.len());
            return Err(Failure::new(message));
        }
        let in_folder = several || is_folder(output);
        let places: Vec<PathBuf> =
            if in_folder { files.iter().map(|file| output.join(name(file, ending))).collect() } else { vec![output.to_owned()] };
        refuse_clashes(files, &places)?;
        let folder = in_folder.then(|| output.to_owned());
        Ok(Self { folder, places: places.into_iter().map(Some).collect() })
    }

    /// The one place of what is made of all `files` together; in a folder it has the name.
    ///
    /// # Errors
    /// It is the place of a file to read.
    pub fn together(files: &[PathBuf], output: Option<&Path>, name: &str) -> Result<Self, Failure> {
        let Some(output) = output.filter(|output| output.as_os_str() != "-") else {
            return Ok(Self { folder: None, places: vec![None] });
        };
        let place = if is_folder(output) { output.join(name) } else { output.to_owned() };
        refuse_clashes(files, std::slice::from_ref(&place))?;
        Ok(Self { folder: is_folder(output).then(|| output.to_owned()), places: vec![Some(place)] })
    }

    /// Makes the folder that was named, with those around it.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn make_folder(&self) -> Result<(), Failure> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let made = std::fs::create_dir_all(folder);
        made.map_err(|error| Failure::new(format!("cannot make the folder `{}`: {}", folder.to_string_lossy(), reason(&error))))
    }
}

/// The name of a file must not say that it is something else than what is written: `what`, whose files end in `ending`.
///
/// # Errors
/// It has the ending of another form.
pub fn refuse_other_ending(target: &Path, what: &str, ending: &str, is_own: impl Fn(&str) -> bool) -> Result<(), Failure> {
    let named = target.extension().and_then(OsStr::to_str).unwrap_or_default();
    if is_own(named) || !is_form(target) {
        return Ok(());
    }
    let shown = target.to_string_lossy();
    Err(Failure::new(format!("`{shown}` is not named like {what}; write a name that ends in `.{ending}`")))
}

/// Whether a path is named like a map, or like something that a map becomes or is made of.
fn is_form(path: &Path) -> bool {
    let named = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    let import = || import::Format::of_path(&format!("x.{named}"));
    named == "journey" || Format::from_extension(named).is_some() || import().is_some()
}

/// Why a file cannot be written: often its folder is not there.
pub fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    let folder = path.parent().filter(|folder| error.kind() == io::ErrorKind::NotFound && !folder.is_dir());
    let why = folder.map_or_else(|| reason(error), |folder| format!("there is no folder `{}`", folder.to_string_lossy()));
    Failure::new(format!("cannot write `{}`: {why}", path.to_string_lossy()))
}

/// Whether a path is that of a folder, or written like one.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(is_separator)
}

/// The name of what is made of a file.
fn name(file: &Path, ending: &str) -> String {
    let stem = file.file_stem().filter(|stem| *stem != "-").unwrap_or(OsStr::new("stdin"));
    format!("{}.{ending}", stem.to_string_lossy())
}

/// No output replaces another one, or a map. Names that differ in capitals alone are one file on macOS and Windows.
///
/// # Errors
/// It does.
pub fn refuse_clashes(files: &[PathBuf], targets: &[PathBuf]) -> Result<(), Failure> {
    let mut seen: HashMap<String, (&Path, &Path)> = HashMap::new();
    for (file, target) in files.iter().zip(targets) {
        if let Some((other, before)) = seen.insert(target.to_string_lossy().to_lowercase(), (file, target)) {
            let why = if before == target { "" } else { ": on many systems capitals do not tell files apart" };
            let [file, other, target] = [file, other, target].map(|path| path.to_string_lossy());
            return Err(Failure::new(format!("`{other}` and `{file}` would both be written to `{target}`{why}")));
        }
        let real = target.canonicalize().ok();
        if real.is_some() && files.iter().any(|file| file.canonicalize().ok() == real) {
            return Err(Failure::new(format!("`{}` is a file to read; it is not overwritten", target.to_string_lossy())));
        }
    }
    Ok(())
}
