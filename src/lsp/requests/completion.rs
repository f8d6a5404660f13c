//! Completion.

use std::collections::HashSet;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, Documentation, InsertTextFormat, TextEdit,
};

use serde_json::json;

use super::super::convert::markdown;
use super::super::files::ProjectFiles;
use super::super::message::Failure;
use super::super::state::State;
use super::{Inside, inside};
use crate::ide::completion::{Item, ItemKind, complete as items_at};
use crate::model::vocabulary::ElementKind;

/// What can be written at a position.
pub fn complete(state: &mut State<'_>, params: &CompletionParams) -> Result<Option<CompletionResponse>, Failure> {
    let Some(mut place) = inside(state, &params.text_document_position_params)? else { return Ok(None) };
    // Lints that find something come first, where they are asked for.
    if is_in_comment(place.view().text(), place.offset) {
        let Inside { analysed, file, offset } = place;
        drop(analysed);
        let analysed = state.linted(&params.text_document_position_params.text_document.uri)?;
        place = Inside { analysed, file, offset };
    }
    let view = place.view();
    // The disk is asked only where a path may be meant.
    let line = before_in_line(view.text(), place.offset);
    let maps = if line.trim_start_matches(['\u{FEFF}', ' ', '\t']).starts_with("import") {
        let path = place.analysed.path(view.file);
        state.with_project(path, |project| paths(&*project.files, &project.files.key(path), line))
    } else {
        Vec::new()
    };
    let mut items = items_at(view, place.offset, &maps);
    // A space asks for values and names. At the beginning of a line it only indents.
    let space = params.context.as_ref().is_some_and(|context| context.trigger_character.as_deref() == Some(" "));
    if space && items.iter().any(|item| matches!(item.kind, ItemKind::Element | ItemKind::Field)) {
        items.clear();
    }
    let lead = view.source().part().map_or("", |part| &part.lead);
    let (snippets, resolves) = (state.client.snippets, state.client.resolves);
    let number = state.documentation.0 + 1;
    let mut later = Vec::new();
    let items: Vec<CompletionItem> = items
        .into_iter()
        .enumerate()
        .map(|(rank, item)| {
            let range = place.range(state, item.span);
            let kind = Some(kind(item.kind));
            let Item { label, detail, documentation, text, snippet, .. } = item;
            // In the quotes and lists of a document each line begins as the others there do.
            let snippet = snippet.filter(|_| snippets).map(|snippet| snippet.replace('\n', &format!("\n{lead}")));
            let data = (resolves && !documentation.is_empty()).then(|| json!([number, rank]));
            let shown = (data.is_none() && !documentation.is_empty()).then(|| documented(&documentation));
            if resolves {
                later.push(documentation);
            }
            CompletionItem {
                data,
                kind,
                detail: (!detail.is_empty()).then_some(detail),
                documentation: shown,
                sort_text: Some(format!("{rank:05}")),
                insert_text_format: snippet.is_some().then_some(InsertTextFormat::Snippet),
                text_edit: Some(TextEdit { range, new_text: snippet.unwrap_or(text) }.into()),
                label,
                ..CompletionItem::default()
            }
        })
        .collect();
    state.documentation = (number, later);
    Ok(Some(CompletionResponse::CompletionItemList(items)))
}

/// The documentation of one of the items that were last given.
#[allow(clippy::unnecessary_wraps)] // every answer has this form
pub fn resolve(state: &mut State<'_>, item: &CompletionItem) -> Result<CompletionItem, Failure> {
    let which = item.data.clone().and_then(|data| serde_json::from_value::<(u64, usize)>(data).ok());
    let (number, all) = &state.documentation;
    let text = which.filter(|(of, _)| of == number).and_then(|(_, rank)| all.get(rank));
    Ok(CompletionItem { documentation: text.map(|text| documented(text)), ..item.clone() })
}

fn documented(text: &str) -> Documentation {
    Documentation::MarkupContent(markdown(text.to_owned()))
}

/// Whether there may be a comment before a byte.
fn is_in_comment(text: &str, offset: u32) -> bool {
    before_in_line(text, offset).contains("//")
}

fn before_in_line(text: &str, offset: u32) -> &str {
    let line = text[..offset as usize].rfind(['\n', '\r']).map_or(0, |before| before + 1);
    &text[line..offset as usize]
}

/// What the path of an import may go on to: what the folder holds that is written so far, and maps of the project further away. `line`
/// is what stands before the cursor.
fn paths(files: &dyn ProjectFiles, own: &str, line: &str) -> Vec<String> {
    let written = line.rsplit_once('"').map_or("", |(_, written)| written);
    let folder = written.rfind('/').map_or("", |slash| &written[..=slash]);
    let mut paths: Vec<String> = files.entries(own, folder).into_iter().map(|name| format!("{folder}{name}")).collect();
    let near: HashSet<String> = paths.iter().cloned().collect();
    paths.extend(others(own, &files.saved()).into_iter().filter(|path| !near.contains(path)));
    // Files are what is looked for; folders lead to them.
    paths.sort_by_key(|path| path.ends_with('/'));
    paths
}

/// The paths of other maps from the folder of one.
fn others(own: &str, maps: &[String]) -> Vec<String> {
    let folder: Vec<&str> = own.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
    let from_folder = |map: &String| {
        let parts: Vec<&str> = map.split('/').collect();
        let common = folder.iter().zip(&parts).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..", folder.len() - common);
        up.chain(parts[common..].iter().copied()).collect::<Vec<_>>().join("/")
    };
    maps.iter().filter(|map| *map != own).map(from_folder).collect()
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Element => CompletionItemKind::Struct,
        ItemKind::Field => CompletionItemKind::Field,
        ItemKind::Name(ElementKind::Stage | ElementKind::Journey | ElementKind::Phase) => CompletionItemKind::Class,
        ItemKind::Name(ElementKind::Touchpoint | ElementKind::Step) => CompletionItemKind::Method,
        ItemKind::Name(ElementKind::Outcome) => CompletionItemKind::Event,
        ItemKind::Name(_) => CompletionItemKind::Reference,
        ItemKind::Word => CompletionItemKind::EnumMember,
        ItemKind::Keyword => CompletionItemKind::Keyword,
        ItemKind::Unit => CompletionItemKind::Unit,
        ItemKind::File => CompletionItemKind::File,
        ItemKind::Folder => CompletionItemKind::Folder,
        ItemKind::Lint => CompletionItemKind::Value,
    }
}
