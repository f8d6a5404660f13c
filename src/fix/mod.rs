//! Corrections applied to the texts: in rounds, until nothing is left to correct.
//!
//! In each round the fixes of all findings that do not touch each other are applied, and the project is read again. A round that
//! makes more errors than there were is taken back and half of its fixes are tried, then half of these, so that a fix that does harm
//! is found and left out, and the others still hold. Nothing here writes a file.
//!
//! Terms: a *text* is the whole of one file; a *round* is one reading of the project and the fixes that came of it.

mod allow;
mod edit;
mod implied;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Fix, Group, Severity};
use crate::project::{ImportError, Loader, Unreadable};
use crate::source::{Damage, FileId, SourceFile, Sources, Span};
use crate::syntax::Search;
use crate::{Analysis, Options, analyse};

pub use allow::allow;
pub use edit::{apply, edits, select};
pub use implied::{implied, implied_of};

use edit::landed;

/// No project needs more rounds; one that does goes in circles.
const MOST_ROUNDS: usize = 64;
/// A round that has to be taken back is tried again with fewer fixes at most so often.
const MOST_TRIES: usize = 64;

/// A finding that is still there after so many corrections is left alone.
const MOST_TIMES: usize = 16;

/// What was done.
pub struct Fixed {
    /// The project as it is now.
    pub analysis: Analysis,
    /// What could not be read.
    pub unreadable: Vec<Unreadable>,
    /// The files that are different now, by path.
    pub changed: Vec<Changed>,
    /// Each correction that was made, in the order in which it was made.
    pub done: Vec<Done>,
}

/// A file before and after.
#[derive(Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its path.
    pub path: String,
    /// The text that was read.
    pub before: String,
    /// The text as it is now.
    pub after: String,
}

/// A correction that was made.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    /// The file.
    pub path: String,
    /// The line of the finding, from 1, as the text was then.
    pub line: usize,
    /// The finding; none for what was asked for without one.
    pub code: Option<Code>,
    /// What was done, in the imperative.
    pub title: String,
}

/// Corrects the named files. `wanted` chooses the findings whose fixes are applied; `more` gives fixes that belong to no finding.
pub fn fix(
    loader: &dyn Loader,
    named: &[String],
    options: &Options,
    wanted: &Wanted<'_>,
    more: &dyn Fn(&Analysis) -> Vec<Fix>,
) -> Fixed {
    let options = &Options { search: Search::All, ..options.clone() };
    let mut run = Run::new(loader, named, options);
    let (mut analysis, unreadable) = run.analyse();
    let before: BTreeMap<String, String> = texts(&analysis, named).map(|file| (file.path().into(), file.text().into())).collect();
    let mut done = Vec::new();
    let mut seen = HashSet::new();
    for _ in 0..MOST_ROUNDS {
        if !seen.insert(run.overlay.texts.clone()) {
            break;
        }
        let mut fixes = run.fixes(&analysis, &wanted(&analysis));
        if fixes.is_empty() {
            // What belongs to no finding waits until nothing else is left.
            fixes = run.plan(&analysis, more(&analysis).into_iter().map(|fix| (fix, None)));
        }
        let Some((next, made)) = run.round(&analysis, fixes) else { break };
        analysis = next;
        done.extend(made);
    }
    let after: BTreeMap<&str, &str> = texts(&analysis, named).map(|file| (file.path(), file.text())).collect();
    let changed = before
        .into_iter()
        .filter_map(|(path, before)| {
            let after = (*after.get(path.as_str())?).to_owned();
            (after != before).then_some(Changed { path, before, after })
        })
        .collect();
    Fixed { analysis, unreadable, changed, done }
}

/// Chooses among the findings of a project.
pub type Wanted<'w> = dyn for<'a> Fn(&'a Analysis) -> Vec<&'a Diagnostic> + 'w;

/// Takes the fixes out of the findings for which they would not be made, because they would do harm where they are: what is shown as
/// a fix is one. `named` are the files of the analysis that were named.
pub fn keep_sound(loader: &dyn Loader, named: &[String], options: &Options, analysis: &mut Analysis) {
    let findings: Vec<&Diagnostic> = analysis.findings.iter().collect();
    let sound = sound(loader, named, options, analysis, &findings);
    for (found, sound) in analysis.findings.iter_mut().zip(sound) {
        found.fix = found.fix.take().filter(|_| sound);
    }
}

/// Of each of some findings of the analysis, whether its fix may be shown: one that would be made at once does no harm, as they are
/// tried together. Nothing is read where there is no such fix.
pub fn sound(loader: &dyn Loader, named: &[String], options: &Options, analysis: &Analysis, findings: &[&Diagnostic]) -> Vec<bool> {
    let mut run = Run::new(loader, named, options);
    // What is checked is what was read, wherever it came from.
    for file in findings.iter().filter_map(|found| found.fix.as_ref()).flat_map(|fix| &fix.edits).map(|edit| edit.file) {
        let file = analysis.sources.get(file);
        if run.may_edit(file) {
            run.overlay.texts.entry(file.path().to_owned()).or_insert_with(|| file.text().as_bytes().to_vec());
        }
    }
    let certain = |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| !fix.on_request);
    let fixes = run.fixes(analysis, &findings.iter().copied().filter(certain).collect::<Vec<_>>());
    run.refuse_harmful(analysis, fixes);
    let broken = broken(analysis);
    let refused = |fix: &Fix| run.refused.contains(&key(&analysis.sources, fix));
    findings.iter().map(|found| is_sound(found, &broken) && !found.fix.as_ref().is_some_and(refused)).collect()
}

/// The files in which an error stands.
fn broken(analysis: &Analysis) -> HashSet<FileId> {
    analysis.findings.iter().filter(|found| is_error(found)).map(|found| found.primary().file).collect()
}

/// Whether a finding holds whatever the errors beside it are about: what is unused there may be what was meant.
fn is_sound(found: &Diagnostic, broken: &HashSet<FileId>) -> bool {
    found.code.group() != Group::Unused || !broken.contains(&found.primary().file)
}

/// The named files whose text is that of the disk, byte for byte.
fn texts<'a>(analysis: &'a Analysis, named: &'a [String]) -> impl Iterator<Item = &'a SourceFile> {
    let sound =
        |file: &&SourceFile| file.part().is_none() && file.damage().is_none() && named.iter().any(|name| name == file.path());
    analysis.sources.iter().map(|(_, file)| file).filter(sound)
}

/// A fix with what is told about it.
#[derive(Clone)]
struct Planned {
    fix: Fix,
    told: Told,
}

/// What will have been done, before it is known to be.
#[derive(Clone)]
struct Told {
    path: String,
    line: usize,
    code: Option<Code>,
}

struct Run<'r> {
    overlay: Overlay<'r>,
    named: &'r [String],
    options: &'r Options,
    /// Fixes that did harm: file, place and text.
    refused: HashSet<(String, u32, String)>,
    /// How often each finding has been corrected: file, line and code.
    tried: HashMap<(String, usize, Option<Code>), usize>,
    /// The files in which a mistake was corrected. Nothing that somebody wrote is taken away there in this run: what is unused now was
    /// perhaps not a declaration before.
    corrected: HashSet<String>,
}

impl<'r> Run<'r> {
    fn new(loader: &'r dyn Loader, named: &'r [String], options: &'r Options) -> Self {
        let overlay = Overlay { inner: loader, texts: BTreeMap::new() };
        Self { overlay, named, options, refused: HashSet::new(), tried: HashMap::new(), corrected: HashSet::new() }
    }

    fn analyse(&self) -> (Analysis, Vec<Unreadable>) {
        analyse(&self.overlay, self.named, self.options)
    }

    /// The fixes that may be applied: those that touch only named files whose bytes are text.
    fn fixes(&self, analysis: &Analysis, findings: &[&Diagnostic]) -> Vec<Planned> {
        let broken = broken(analysis);
        let sound = findings.iter().filter(|found| is_sound(found, &broken));
        self.plan(analysis, sound.filter_map(|found| Some((found.fix.clone()?, Some(found.code)))))
    }

    /// Remembers which of the fixes do harm, as they are tried together, and one by one where it is not plain which they are.
    fn refuse_harmful(&mut self, analysis: &Analysis, fixes: Vec<Planned>) {
        let kept = self.overlay.texts.clone();
        let mut chosen = choose(analysis, fixes);
        let Some(next) = self.after(analysis, &chosen) else { return };
        let mut worse = errors(&next) > errors(analysis);
        if self.refuse(analysis, &mut chosen, &next) && worse {
            self.overlay.texts.clone_from(&kept);
            worse = self.after(analysis, &chosen).is_some_and(|next| errors(&next) > errors(analysis));
        }
        for planned in chosen.into_iter().take(if worse { MOST_TRIES } else { 0 }) {
            self.overlay.texts.clone_from(&kept);
            let next = self.after(analysis, std::slice::from_ref(&planned));
            if next.is_some_and(|next| errors(&next) > errors(analysis)) {
                self.refused.insert(key(&analysis.sources, &planned.fix));
            }
        }
        self.overlay.texts = kept;
    }

    /// Refuses those of the chosen fixes that left another mistake in their place. Whether there are any.
    fn refuse(&mut self, analysis: &Analysis, chosen: &mut Vec<Planned>, next: &Analysis) -> bool {
        let harmful = harmful(analysis, chosen, next);
        for &at in &harmful {
            self.refused.insert(key(&analysis.sources, &chosen[at].fix));
        }
        let mut at = 0;
        chosen.retain(|_| {
            at += 1;
            !harmful.contains(&(at - 1))
        });
        !harmful.is_empty()
    }

    fn plan(&self, analysis: &Analysis, fixes: impl Iterator<Item = (Fix, Option<Code>)>) -> Vec<Planned> {
        fixes
            .filter(|(fix, _)| !fix.edits.is_empty() && fix.edits.iter().all(|edit| self.may_edit(analysis.sources.get(edit.file))))
            .map(|(fix, code)| {
                let file = analysis.sources.get(fix.edits[0].file);
                let line = file.line_number(fix.edits[0].span.start);
                Planned { told: Told { path: file.path().to_owned(), line, code }, fix }
            })
            .filter(|planned| !(planned.fix.on_request && self.corrected.contains(&planned.told.path)))
            .filter(|planned| !self.refused.contains(&key(&analysis.sources, &planned.fix)))
            .filter(|planned| self.tried.get(&place(&planned.told)).is_none_or(|&times| times < MOST_TIMES))
            .collect()
    }

    fn may_edit(&self, file: &SourceFile) -> bool {
        !matches!(file.damage(), Some(Damage::InvalidUtf8(_) | Damage::TooLarge))
            && self.named.iter().any(|name| name == file.path())
    }

    /// Applies what does not touch; none if nothing is left to do.
    fn round(&mut self, analysis: &Analysis, fixes: Vec<Planned>) -> Option<(Analysis, Vec<Done>)> {
        let mut chosen = choose(analysis, fixes);
        let kept = self.overlay.texts.clone();
        let mut next = self.after(analysis, &chosen)?;
        // What leaves another mistake in its place is no correction.
        if self.refuse(analysis, &mut chosen, &next) {
            self.overlay.texts.clone_from(&kept);
            next = self.after(analysis, &chosen)?;
        }
        if errors(&next) <= errors(analysis) {
            return Some((next, self.remember(chosen)));
        }
        self.overlay.texts.clone_from(&kept);
        self.by_halves(analysis, chosen, &kept)
    }

    /// The project after some fixes; none if there is none of them.
    fn after(&mut self, analysis: &Analysis, chosen: &[Planned]) -> Option<Analysis> {
        if chosen.is_empty() {
            return None;
        }
        self.write(&analysis.sources, chosen);
        Some(self.analyse().0)
    }

    /// Applies as many of the first fixes as do no harm, by halves of halves, and remembers those that do.
    fn by_halves(
        &mut self,
        analysis: &Analysis,
        mut chosen: Vec<Planned>,
        kept: &BTreeMap<String, Vec<u8>>,
    ) -> Option<(Analysis, Vec<Done>)> {
        let mut count = chosen.len().div_ceil(2);
        for _ in 0..MOST_TRIES {
            if chosen.is_empty() {
                return None;
            }
            self.write(&analysis.sources, &chosen[..count]);
            let (next, _) = self.analyse();
            if errors(&next) <= errors(analysis) {
                chosen.truncate(count);
                return Some((next, self.remember(chosen)));
            }
            self.overlay.texts.clone_from(kept);
            if count == 1 {
                let harmful = chosen.remove(0);
                self.refused.insert(key(&analysis.sources, &harmful.fix));
                count = chosen.len();
            } else {
                count = count.div_ceil(2);
            }
        }
        None
    }

    /// Counts the findings that were corrected.
    fn remember(&mut self, chosen: Vec<Planned>) -> Vec<Done> {
        for planned in &chosen {
            *self.tried.entry(place(&planned.told)).or_default() += 1;
            if planned.told.code.is_some_and(|code| code.group() != Group::Unused) {
                self.corrected.insert(planned.told.path.clone());
            }
        }
        chosen.into_iter().map(told).collect()
    }

    fn write(&mut self, sources: &Sources, chosen: &[Planned]) {
        let fixes: Vec<&Fix> = chosen.iter().map(|planned| &planned.fix).collect();
        for (path, text) in apply(sources, &fixes) {
            self.overlay.texts.insert(path, text.into_bytes());
        }
    }
}

/// The fixes that can be made together.
fn choose(analysis: &Analysis, fixes: Vec<Planned>) -> Vec<Planned> {
    let keep = select(&analysis.sources, &fixes.iter().map(|planned| &planned.fix).collect::<Vec<_>>());
    fixes.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(planned, _)| planned).collect()
}

fn told(planned: Planned) -> Done {
    let Told { path, line, code } = planned.told;
    Done { path, line, code, title: planned.fix.title }
}

fn place(told: &Told) -> (String, usize, Option<Code>) {
    (told.path.clone(), told.line, told.code)
}

fn key(sources: &Sources, fix: &Fix) -> (String, u32, String) {
    let edit = &fix.edits[0];
    (sources.get(edit.file).path().to_owned(), edit.span.start, edit.text.clone())
}

fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

fn errors(analysis: &Analysis) -> usize {
    analysis.findings.iter().filter(|found| is_error(found)).count()
}

/// Which fixes have a new error in or beside the text that they wrote.
fn harmful(before: &Analysis, chosen: &[Planned], after: &Analysis) -> HashSet<usize> {
    let fixes: Vec<&Fix> = chosen.iter().map(|planned| &planned.fix).collect();
    let known: HashSet<(Code, &str)> =
        before.findings.iter().filter(|found| is_error(found)).map(|found| (found.code, found.message.as_str())).collect();
    let new: Vec<&Diagnostic> =
        after.findings.iter().filter(|found| is_error(found) && !known.contains(&(found.code, found.message.as_str()))).collect();
    if new.is_empty() {
        return HashSet::new();
    }
    let touches = |path: &str, span: Span| {
        new.iter().any(|found| {
            let at = found.primary();
            after.sources.get(at.file).path() == path && at.span.start <= span.end && span.start <= at.span.end
        })
    };
    landed(&before.sources, &fixes).into_iter().filter(|(_, path, span)| touches(path, *span)).map(|(at, ..)| at).collect()
}

/// Texts that stand before those of another loader.
struct Overlay<'l> {
    inner: &'l dyn Loader,
    texts: BTreeMap<String, Vec<u8>>,
}

impl Loader for Overlay<'_> {
    fn resolve(&self, from: &str, written: &str) -> Result<String, ImportError> {
        self.inner.resolve(from, written)
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, String> {
        self.texts.get(path).map_or_else(|| self.inner.load(path), |text| Ok(text.clone()))
    }
}
