//! Code actions.

use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse};

use super::super::convert::{ruler, workspace_edit};
use super::super::diagnostics::diagnostic;
use super::super::message::Failure;
use super::super::state::{Analysed, State};
use super::span;
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::fix::{Wanted, fix, sound};
use crate::ide::actions::{Action, actions as actions_at};
use crate::ide::edits::difference;

/// What can be done about a range.
pub fn actions(state: &mut State<'_>, params: &CodeActionParams) -> Result<Option<Vec<CodeActionResponse>>, Failure> {
    let analysed = state.linted(&params.text_document.uri)?;
    let view = analysed.view();
    let only = params.context.only.clone().map(|only| only.into_iter().map(String::from).collect::<Vec<String>>());
    let wanted = |kind: &str| only.as_ref().is_none_or(|only| only.iter().any(|asked| is_kind_of(kind, asked)));
    let span = span(state, &analysed, params.range);
    let mut out = Vec::new();
    if wanted(QUICK_FIX) || wanted(REWRITE) {
        let ruler = ruler(state, &analysed, view.file);
        for action in harmless(state, &analysed, actions_at(view, span)) {
            let kind = if action.finding.is_some() { QUICK_FIX } else { REWRITE };
            if !wanted(kind) {
                continue;
            }
            let about = action.finding.as_ref().filter(|found| found.primary().file == view.file);
            let diagnostics = about.map(|found| vec![diagnostic(state, &analysed, &ruler, found)]);
            out.push(CodeActionResponse::CodeAction(CodeAction {
                title: action.title,
                kind: Some(kind_of(kind)),
                diagnostics,
                is_preferred: action.certain.then_some(true),
                edit: Some(workspace_edit(state, &analysed, &action.edits)),
                ..CodeAction::default()
            }));
        }
    }
    // It takes several readings of the project, so it is made only for those who ask for it.
    if only.is_some() && wanted(FIX_ALL) {
        out.extend(fix_all(state, &analysed).map(CodeActionResponse::CodeAction));
    }
    Ok(Some(out))
}

/// The actions without corrections that would not be made by `check --fix`, because they would do harm.
fn harmless(state: &State<'_>, analysed: &Analysed, actions: Vec<Action>) -> Vec<Action> {
    let corrections: Vec<&Diagnostic> =
        actions.iter().filter(|action| action.corrects).filter_map(|action| action.finding.as_ref()).collect();
    let path = analysed.path(analysed.view().file);
    let mut sound = state
        .with_project(path, |project| {
            sound(&*project.files, &[project.files.key(path)], &project.options, &analysed.analysis, &corrections)
        })
        .into_iter();
    actions.into_iter().filter(|action| !action.corrects || sound.next().unwrap_or(true)).collect()
}

const QUICK_FIX: &str = "quickfix";
const REWRITE: &str = "refactor.rewrite";
const FIX_ALL: &str = "source.fixAll.journey";

/// Whether a kind is the one that was asked for, or one of its kinds.
fn is_kind_of(kind: &str, asked: &str) -> bool {
    kind == asked || asked.is_empty() || kind.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.'))
}

fn kind_of(kind: &str) -> CodeActionKind {
    CodeActionKind::from(kind.to_owned())
}

/// All certain corrections of the document at once; none if there is nothing to correct. Nothing is taken away that somebody has
/// written, and what is not used stays: it may have been declared to be used next.
fn fix_all(state: &State<'_>, analysed: &Analysed) -> Option<CodeAction> {
    let view = analysed.view();
    let taken_away = |found: &Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.on_request);
    let certain =
        |found: &&Diagnostic| found.severity > Severity::Info && found.code.group() != Group::Unused && !taken_away(found);
    let path = analysed.path(view.file);
    let changed = state.with_project(path, |project| {
        let key = project.files.key(path);
        let wanted: &Wanted<'_> = &|analysis| analysis.findings.iter().filter(certain).collect();
        fix(&*project.files, &[key], &project.options, wanted, &|_| Vec::new()).changed
    });
    let change = changed.into_iter().find(|change| change.path == view.source().path())?;
    let edit = difference(view.file, &change.before, &change.after)?;
    Some(CodeAction {
        title: "Correct everything that is certain".to_owned(),
        kind: Some(kind_of(FIX_ALL)),
        edit: Some(workspace_edit(state, analysed, &[edit])),
        ..CodeAction::default()
    })
}
