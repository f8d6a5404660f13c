//! Completion.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, Documentation, InsertTextFormat, TextEdit,
};

use serde_json::json;

use super::super::convert::{markdown, ruler};
use super::super::message::Failure;
use super::super::state::State;
use super::at;
use crate::ide::completion::{Item, ItemKind, complete as items_at};
use crate::model::vocabulary::ElementKind;

/// What can be written at a position.
pub fn complete(state: &mut State<'_>, params: &CompletionParams) -> Result<Option<CompletionResponse>, Failure> {
    let (analysed, offset) = at(state, &params.text_document_position_params)?;
    // Lints that find something come first, where they are asked for.
    let analysed = if is_in_comment(analysed.view().text(), offset) {
        drop(analysed);
        state.linted(&params.text_document_position_params.text_document.uri)?
    } else {
        analysed
    };
    let view = analysed.view();
    // The disk is asked only where a path may be meant.
    let maps = if is_in_import(view.text(), offset) {
        let path = analysed.path(view.file);
        state.with_project(path, |project| others(&project.files.key(path), &project.files.maps()))
    } else {
        Vec::new()
    };
    let mut items = items_at(view, offset, &maps);
    // A space asks for values and names. At the beginning of a line it only indents.
    let space = params.context.as_ref().is_some_and(|context| context.trigger_character.as_deref() == Some(" "));
    if space && items.iter().any(|item| matches!(item.kind, ItemKind::Element | ItemKind::Field)) {
        items.clear();
    }
    let ruler = ruler(state, &analysed, view.file);
    let (snippets, resolves) = (state.client.snippets, state.client.resolves);
    let number = state.documentation.0 + 1;
    let mut later = Vec::new();
    let items: Vec<CompletionItem> = items
        .into_iter()
        .enumerate()
        .map(|(rank, item)| {
            let range = ruler.range(item.span);
            let kind = Some(kind(item.kind));
            let Item { label, detail, documentation, text, snippet, .. } = item;
            let snippet = snippet.filter(|_| snippets);
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

/// Whether the line of a byte begins with `import`.
fn is_in_import(text: &str, offset: u32) -> bool {
    before_in_line(text, offset).trim_start_matches(['\u{FEFF}', ' ', '\t']).starts_with("import")
}

/// Whether there may be a comment before a byte.
fn is_in_comment(text: &str, offset: u32) -> bool {
    before_in_line(text, offset).contains("//")
}

fn before_in_line(text: &str, offset: u32) -> &str {
    let line = text[..offset as usize].rfind(['\n', '\r']).map_or(0, |before| before + 1);
    &text[line..offset as usize]
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
        ItemKind::Lint => CompletionItemKind::Value,
    }
}
