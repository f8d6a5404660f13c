//! One file's part of the model from its tree: elements, typed claims, transitions one by one.

mod fields;
mod flow;
mod once;

use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::project::ParsedFile;
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::text::bad_escapes;
use crate::syntax::tree::{self, Clause, ClauseKind, Statement, StatementKind, Tree, ValueKind};

use crate::model::allow::allows;
use crate::model::convert::{Converted, Converter};
use crate::model::slug;
use crate::model::value::Text;
use crate::model::vocabulary::{ElementKind, Field, OUTCOME, RESERVED, Target, ValueType, one_of};
use crate::model::{Claim, Clauses, Element, FileModel, Id, Reference};

/// Builds the part of a file, with the errors of values found on the way.
pub(super) fn build(id: FileId, file: &SourceFile, parsed: &ParsedFile) -> (FileModel, Vec<Diagnostic>) {
    let tree = &parsed.tree;
    let mut model = FileModel { clauses: vec![Clauses::default()], ..FileModel::default() };
    model.imports.clone_from(&parsed.imports);
    model.import_failed = parsed.import_failed;
    model.named = parsed.named;
    model.mentioned = tree.mentioned.iter().map(|&span| file.slice(span).into()).collect();
    model.elements.reserve(tree.statements.len() / 3);
    model.claims.reserve(tree.statements.len());
    let convert = Converter { id, file, diagnostics: Vec::new() };
    let mut builder = Builder { id, file, tree, model, convert, doubtful: false, groups: once::Groups::default() };
    builder.file();
    let Builder { mut model, convert, .. } = builder;
    let mut diagnostics = convert.diagnostics;
    model.allows = allows(id, file, tree, &mut diagnostics);
    (model, diagnostics)
}

/// The elements that something may stand in, where it stands most often first: "a touchpoint, stage or journey".
fn holders(kinds: &[ElementKind]) -> String {
    use ElementKind::{Journey, Stage, Touchpoint};
    let often = |kind: &ElementKind| [Touchpoint, Stage, Journey].iter().position(|one| one == kind).unwrap_or(3);
    let mut kinds = kinds.to_vec();
    kinds.sort_by_key(often);
    let names: Vec<&str> = kinds.iter().map(|kind| kind.keyword()).collect();
    match names.as_slice() {
        [] => String::new(),
        [_] => kinds[0].a(),
        [first @ .., last] if first.len() < 4 => format!("{} or {last}", first.join(", ").replacen(first[0], &kinds[0].a(), 1)),
        many => format!("{}, …", many[..4].join(", ").replacen(many[0], &kinds[0].a(), 1)),
    }
}

struct Builder<'f> {
    id: FileId,
    file: &'f SourceFile,
    tree: &'f Tree,
    model: FileModel,
    convert: Converter<'f>,
    /// Whether the statement could only be read by a guess.
    doubtful: bool,
    /// Those who are named together.
    groups: once::Groups,
}

/// Where a statement stands.
#[derive(Clone, Copy)]
struct Around {
    element: Option<u32>,
    kind: Option<ElementKind>,
    journey: Option<u32>,
    scale: Option<(f64, f64)>,
}

impl<'f> Builder<'f> {
    fn say(&mut self, diagnostic: Diagnostic) {
        self.convert.diagnostics.push(diagnostic);
    }

    fn slice(&self, span: Span) -> &'f str {
        self.file.slice(span)
    }

    fn file(&mut self) {
        let around = Around { element: None, kind: None, journey: None, scale: None };
        for (index, statement) in self.tree.roots() {
            match &statement.kind {
                StatementKind::Element(element) => self.element(index, statement, element, around),
                StatementKind::Import(path) => {
                    self.model.import_statements.push(statement.span);
                    self.escapes(*path);
                }
                StatementKind::Junk => {}
                _ => self.outside(statement),
            }
        }
    }

    /// A field, flag or transition at the top of a file.
    fn outside(&mut self, statement: &Statement) {
        let what = match &statement.kind {
            StatementKind::Field(field) => format!("the field `{}`", self.slice(field.name)),
            StatementKind::Flag(word) => {
                let word = self.slice(*word);
                let span = statement.span;
                self.say(
                    Diagnostic::new(
                        Code::UnexpectedText,
                        self.id,
                        span,
                        format!("`{word}` says nothing by itself"),
                        "not a declaration",
                    )
                    .help("a file holds declarations such as `journey checkout \"Checkout\" { … }`"),
                );
                return;
            }
            _ => "a transition".to_owned(),
        };
        let inside = match &statement.kind {
            StatementKind::Field(_) => "an element",
            _ => "a journey or stage",
        };
        self.say(
            Diagnostic::new(
                Code::MisplacedElement,
                self.id,
                statement.span,
                format!("{what} stands outside of everything"),
                format!("belongs into {inside}"),
            )
            .help(format!("move it into the block of {inside}")),
        );
    }

    fn element(&mut self, index: u32, statement: &Statement, element: &tree::Element, around: Around) {
        let kind = element.kind;
        let allowed = match around.kind {
            None => kind.at_top(),
            Some(parent) => parent.row().children.contains(&kind),
        };
        if !allowed {
            self.misplaced(index, statement, element, around);
            return;
        }
        let row = kind.row();
        let guessed = statement.doubtful && self.slice(element.keyword) != kind.keyword();
        let before = self.convert.diagnostics.len();
        let own = self.model.elements.len() as u32;
        let keyword = if guessed { Span::new(statement.span.start as usize, statement.span.end as usize) } else { element.keyword };
        let title = element.title.map(|span| {
            self.escapes(span);
            Text { text: self.convert.decoded(span), span }
        });
        let missing_before = self.model.missing_ids.len();
        let id = self.id_of(element, title.as_ref(), row.id_required, statement);
        self.model.elements.push(Element {
            kind,
            parent: around.element,
            end: own + 1,
            keyword,
            head: statement.span,
            block: statement.block,
            id,
            title,
            claims: 0..0,
            transitions: 0..0,
            clauses: 0,
            guessed,
        });
        let outer = std::mem::replace(&mut self.doubtful, statement.doubtful);
        let clauses = self.clauses(&element.clauses, around.element);
        self.doubtful = outer;
        self.model.elements[own as usize].clauses = clauses;
        let mut inner = Around { element: Some(own), kind: Some(kind), ..around };
        if kind == ElementKind::Journey {
            inner.journey = Some(own);
            inner.scale = self.scale(index);
        }
        let first_claim = self.model.claims.len() as u32;
        self.value(element, inner);
        if statement.doubtful {
            // Its head has had its message.
            self.convert.diagnostics.truncate(before);
            self.try_all(statement.span);
        }
        self.fields(index, inner);
        self.required(own, kind, first_claim);
        self.model.elements[own as usize].claims = first_claim..self.model.claims.len() as u32;
        self.flow(index, own, inner);
        for (child, inside) in self.tree.children(index) {
            if let StatementKind::Element(element) = &inside.kind {
                self.element(child, inside, element, inner);
            }
        }
        self.model.elements[own as usize].end = self.model.elements.len() as u32;
        if guessed {
            self.convert.diagnostics.truncate(before);
            self.model.missing_ids.truncate(missing_before);
            // What it is may be guessed wrongly; its name was declared in any case.
            if let Some(id) = element.id {
                self.model.mentioned.insert(self.slice(id).into());
            }
            if kind.is_place() {
                self.uncertain(around.journey);
            }
        }
    }

    fn uncertain(&mut self, journey: Option<u32>) {
        if let Some(journey) = journey {
            self.model.uncertain.insert(journey);
        }
    }

    fn misplaced(&mut self, index: u32, statement: &Statement, element: &tree::Element, around: Around) {
        let kind = element.kind;
        self.mention_all(index);
        if kind.is_place() {
            self.uncertain(around.journey);
        }
        let parents: Vec<ElementKind> = kind.parents().collect();
        // A keyword that is a field here too, without its colon.
        if let Some(parent) = around.kind
            && parent.row().field(kind.keyword()).is_some()
            && statement.block.is_none()
        {
            let name = kind.keyword();
            let rest = self.slice(Span { start: element.keyword.end, end: statement.span.end }).trim_start();
            let found = Diagnostic::new(
                Code::MissingColon,
                self.id,
                element.keyword,
                "a field is written with `:`",
                "`:` is missing after the name",
            )
            .help(format!("write `{name}: {rest}`"))
            .fix(Fix::replace(self.id, Span::at(element.keyword.end as usize), ":"));
            self.say(found);
            return;
        }
        let place = match (kind.at_top(), parents.as_slice()) {
            (true, []) => "at the top of a file".to_owned(),
            (true, _) => "at the top of a file or in a journey".to_owned(),
            (false, parents) => format!("in {}", holders(parents)),
        };
        let here = match around.kind {
            Some(parent) => format!("not in {}", parent.a()),
            None => "not at the top of a file".to_owned(),
        };
        let label = around.element.map(|index| (self.model.elements[index as usize].keyword, around.kind));
        let mut found = Diagnostic::new(
            Code::MisplacedElement,
            self.id,
            element.keyword,
            format!("{} stands {place}, {here}", kind.a()),
            "does not belong here",
        );
        if let Some((span, Some(parent))) = label {
            found = found.label(self.id, span, format!("inside this {}", parent.keyword()));
        }
        self.say(found.help(format!("move it: {} stands {place}", kind.a())));
    }

    /// Notes the names of a declaration that is not in the model, so that nobody is told they do not exist.
    fn mention_all(&mut self, index: u32) {
        let end = self.tree.statements[index as usize].end;
        for statement in &self.tree.statements[index as usize..end as usize] {
            self.mention(statement.span);
        }
    }

    fn mention(&mut self, span: Span) {
        for word in self.slice(span).split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')) {
            if !word.is_empty() {
                self.model.mentioned.insert(word.into());
            }
        }
    }

    fn id_of(&mut self, element: &tree::Element, title: Option<&Text>, required: bool, statement: &Statement) -> Option<Id> {
        if let Some(span) = element.id {
            let text = self.slice(span);
            let closed = element.kind == ElementKind::Outcome && OUTCOME.contains(&text) && element.value.is_none();
            if (RESERVED.contains(&text) && !statement.doubtful) || closed {
                let help = match title {
                    Some(title) => format!("choose another id, such as `{}`", slug(&title.text)),
                    None => format!("write an id before it, such as `{}-{text}`", element.kind.keyword()),
                };
                self.say(
                    Diagnostic::new(
                        Code::ReservedWord,
                        self.id,
                        span,
                        format!("`{text}` is a word of the language and cannot be an id"),
                        "cannot be an id",
                    )
                    .help(help),
                );
            }
            if element.kind == ElementKind::Lane && Field::from_name(text).is_some() {
                self.model.tried.insert(text.into());
                self.say(
                    Diagnostic::new(
                        Code::ReservedWord,
                        self.id,
                        span,
                        format!("`{text}` is a field of the language and cannot be a lane"),
                        "already a field",
                    )
                    .help(format!("choose another id, such as `our-{text}`")),
                );
            }
            return Some(Id { text: text.into(), span });
        }
        if !required {
            return None;
        }
        if let (Some(span), Some(title)) = (misplaced_id(element), element.title) {
            let (kind, id) = (element.kind.keyword(), self.slice(span));
            let found = Diagnostic::new(
                Code::MissingId,
                self.id,
                span,
                format!("the id of {} stands before its title", element.kind.a()),
                "after it",
            );
            let edits = vec![
                Edit { file: self.id, span: Span::at(element.keyword.end as usize), text: format!(" {id}") },
                Edit { file: self.id, span: Span { start: title.end, end: span.end }, text: String::new() },
            ];
            self.say(found.help(format!("write `{kind} {id} {}`", self.slice(title))).fix(Fix::new("turn them around", edits)));
            return Some(Id { text: id.into(), span });
        }
        // Where the id is missing, any name that nothing else has may be meant.
        self.model.mentioned.insert(format!("*{}", element.kind.keyword()).into());
        if statement.doubtful {
            let made = title.map(|title| slug(&title.text)).filter(|slug| !slug.is_empty())?;
            return Some(Id { text: made.into(), span: Span::at(element.keyword.end as usize) });
        }
        self.model.missing_ids.push(self.model.elements.len() as u32);
        None
    }

    fn escapes(&mut self, span: Span) {
        for bad in bad_escapes(self.slice(span), span.start) {
            let shown = self.slice(bad);
            self.say(
                Diagnostic::new(Code::BadEscape, self.id, bad, format!("`{shown}` is no escape"), "a backslash has a meaning here")
                    .help(format!(
                        "write `\\{shown}` for the backslash itself; the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{{…}}`"
                    ))
                    .fix(Fix::replace(self.id, bad, format!("\\{shown}"))),
            );
        }
    }

    fn scale(&mut self, journey: u32) -> Option<(f64, f64)> {
        self.tree.children(journey).find_map(|(_, statement)| match &statement.kind {
            StatementKind::Field(field) if self.slice(field.name) == "scale" => match &field.values.first()?.kind {
                ValueKind::Measure(measure) => measure.high.map(|high| (measure.low.number, high.number)),
                _ => None,
            },
            _ => None,
        })
    }

    /// The word or quantity after the title.
    fn value(&mut self, element: &tree::Element, around: Around) {
        let row = element.kind.row();
        let keyword = element.kind.keyword();
        let claims = self.model.claims.len();
        match (&element.value, row.value) {
            (Some(value), Some(expected)) => {
                let name = if element.kind == ElementKind::Outcome { "outcome" } else { keyword };
                if let Some(Converted::Value(value_of)) = self.convert.value(value, expected, name, None) {
                    let clauses = around.element.map_or(0, |own| self.model.elements[own as usize].clauses);
                    self.model.claims.push(Claim {
                        field: Field::Value,
                        lane: None,
                        value: value_of,
                        span: value.span,
                        clauses,
                        about: None,
                    });
                }
            }
            (Some(_), None) if misplaced_id(element).is_some() => {}
            (Some(value), None) => {
                let shown = self.slice(value.span);
                // `persona bert Bert`: a title of one word.
                if element.title.is_none() && element.id.is_some() && matches!(value.kind, ValueKind::Reference) {
                    let quoted = format!("\"{shown}\"");
                    let found =
                        Diagnostic::new(Code::UnexpectedText, self.id, value.span, "a title stands in quotes", "not in quotes");
                    let fix = Fix::replace(self.id, value.span, &quoted);
                    self.say(found.help(format!("write `{quoted}`")).fix(fix));
                    return;
                }
                self.say(
                    Diagnostic::new(
                        Code::UnexpectedText,
                        self.id,
                        value.span,
                        format!("`{shown}` does not belong here"),
                        format!("{} has no value", element.kind.a()),
                    )
                    .help(format!("remove `{shown}`, or write a field with it in the block of the {keyword}")),
                );
            }
            (None, Some(ValueType::Words(words))) if !element.keyword.is_empty() => {
                let closed = element.id.is_some_and(|id| OUTCOME.contains(&self.slice(id)));
                if !closed {
                    let end = element.title.or(element.id).unwrap_or(element.keyword).end as usize;
                    self.say(
                        Diagnostic::new(
                            Code::MissingValue,
                            self.id,
                            element.keyword,
                            "an outcome says how the journey ends",
                            "no word for it after the title",
                        )
                        .help(format!("write {} after the title", one_of(words)))
                        .label(self.id, Span::at(end), "it belongs here"),
                    );
                }
            }
            _ => {}
        }
        // Where it is not known how a journey ends, nothing can be said about its ways.
        if element.kind == ElementKind::Outcome && self.model.claims.len() == claims {
            self.uncertain(around.journey);
        }
    }

    /// Reads a statement; says nothing about one that could only be read by a guess.
    fn guarded(&mut self, statement: &Statement, read: impl FnOnce(&mut Self)) {
        let before = self.convert.diagnostics.len();
        let outer = self.doubtful;
        self.doubtful |= statement.doubtful;
        read(self);
        if self.convert.diagnostics.len() > before || statement.doubtful {
            self.try_all(statement.span);
        }
        if statement.doubtful {
            self.convert.diagnostics.truncate(before);
        }
        self.doubtful = outer;
    }

    /// Notes the words of a statement that has an error.
    fn try_all(&mut self, span: Span) {
        let words =
            self.slice(span).split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).filter(|word| !word.is_empty());
        self.model.tried.extend(words.map(Box::from));
    }

    fn reference(&mut self, span: Span, target: Target, scope: Option<u32>) -> u32 {
        self.model.references.push(Reference { span, target, scope, whole_journey: false, doubtful: self.doubtful });
        self.model.references.len() as u32 - 1
    }

    fn clauses(&mut self, written: &[Clause], scope: Option<u32>) -> u32 {
        if written.is_empty() {
            return 0;
        }
        let mut clauses = Clauses::default();
        for clause in written {
            let again = match &clause.kind {
                ClauseKind::For(names) => {
                    let names: Box<[u32]> = names.iter().map(|&name| self.reference(name, Target::Persona, scope)).collect();
                    !std::mem::replace(&mut clauses.personas, names).is_empty()
                }
                ClauseKind::From(names) => {
                    let names: Box<[u32]> = names.iter().map(|&name| self.reference(name, Target::Source, scope)).collect();
                    !std::mem::replace(&mut clauses.sources, names).is_empty()
                }
                ClauseKind::When(span) => {
                    self.escapes(*span);
                    clauses.when.replace(Text { text: self.convert.decoded(*span), span: *span }).is_some()
                }
            };
            if again {
                let word = self.slice(clause.span).split(' ').next().unwrap_or("");
                self.say(
                    Diagnostic::new(Code::RepeatedField, self.id, clause.span, format!("`{word}` stands here twice"), "again here")
                        .help("write the names in one clause, with commas between them"),
                );
            }
        }
        self.model.clauses.push(clauses);
        self.model.clauses.len() as u32 - 1
    }
}

/// The word after the title of an element that has no value: an id in the wrong place.
fn misplaced_id(element: &tree::Element) -> Option<Span> {
    let value = element.value.as_ref().filter(|value| matches!(value.kind, ValueKind::Reference))?;
    let row = element.kind.row();
    (row.id_required && row.value.is_none() && element.id.is_none() && element.title.is_some()).then_some(value.span)
}
