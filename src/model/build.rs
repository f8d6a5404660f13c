//! One file's part of the model from its tree: elements, typed claims, transitions one by one.

use std::collections::HashMap;

use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::project::ParsedFile;
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::text::bad_escapes;
use crate::syntax::tree::{self, Clause, ClauseKind, Details, End, Statement, StatementKind, Tree, Value, ValueKind};

use super::allow::allows;
use super::convert::{Converted, Converter};
use super::value::{ClaimValue, Text};
use super::vocabulary::{ElementKind, Field, FieldRow, OUTCOME, RESERVED, Target, ValueType, one_of};
use super::{Claim, Clauses, Element, FileModel, Id, Reference, Transition};

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
    let mut builder = Builder { id, file, tree, model, convert, doubtful: false };
    builder.file();
    let Builder { mut model, convert, .. } = builder;
    let mut diagnostics = convert.diagnostics;
    model.allows = allows(id, file, tree, &mut diagnostics);
    (model, diagnostics)
}

struct Builder<'f> {
    id: FileId,
    file: &'f SourceFile,
    tree: &'f Tree,
    model: FileModel,
    convert: Converter<'f>,
    /// Whether the statement could only be read by a guess.
    doubtful: bool,
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
        let id = self.id_of(element, keyword, title.as_ref(), row.id_required, statement);
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
        let parents: Vec<&str> = kind.parents().map(ElementKind::keyword).collect();
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
            (false, parents) if parents.len() > 4 => format!("in a {}", parents[..4].join(", ")),
            (false, parents) => format!("in a {}", parents.join(" or ")),
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
            for word in self.slice(statement.span).split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')) {
                if !word.is_empty() {
                    self.model.mentioned.insert(word.into());
                }
            }
        }
    }

    fn id_of(
        &mut self,
        element: &tree::Element,
        keyword: Span,
        title: Option<&Text>,
        required: bool,
        statement: &Statement,
    ) -> Option<Id> {
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
        let at = Span::at(keyword.end as usize);
        let made = title.map(|title| slug(&title.text)).filter(|slug| !slug.is_empty());
        let kind = element.kind.keyword();
        let found = Diagnostic::new(Code::MissingId, self.id, keyword, format!("this {kind} has no id"), "an id belongs after it");
        let found = match &made {
            Some(made) => found
                .help(format!("write `{kind} {made} {}`", self.slice(element.title.unwrap_or_default())))
                .fix(Fix::replace(self.id, at, format!(" {made}"))),
            None => found.help(format!("write a short name after `{kind}`, as in `{kind} first-{kind}`")),
        };
        self.say(found);
        // Where the id is missing, any name that nothing else has may be meant.
        self.model.mentioned.insert(format!("*{kind}").into());
        made.map(|made| Id { text: made.into(), span: at })
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
            (Some(value), None) => {
                let shown = self.slice(value.span);
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
    }

    /// Reads a statement; says nothing about one that could only be read by a guess.
    fn guarded(&mut self, statement: &Statement, read: impl FnOnce(&mut Self)) {
        let before = self.convert.diagnostics.len();
        let outer = self.doubtful;
        self.doubtful |= statement.doubtful;
        read(self);
        if self.convert.diagnostics.len() > before || statement.doubtful {
            let text = self.slice(statement.span);
            let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).filter(|word| !word.is_empty());
            self.model.tried.extend(words.map(Box::from));
        }
        if statement.doubtful {
            self.convert.diagnostics.truncate(before);
        }
        self.doubtful = outer;
    }

    fn fields(&mut self, index: u32, around: Around) {
        let mut seen: HashMap<Field, (Span, String)> = HashMap::new();
        for (child, statement) in self.tree.children(index) {
            match &statement.kind {
                StatementKind::Field(field) => {
                    self.guarded(statement, |builder| builder.field(child, statement, field, around, &mut seen));
                }
                StatementKind::Flag(word) => self.flag(*word, around),
                _ => {}
            }
        }
    }

    fn flag(&mut self, word: Span, around: Around) {
        let written = self.slice(word);
        let Some(kind) = around.kind else { return };
        if written == "optional" && kind.row().field(written).is_some() {
            self.model.claims.push(Claim {
                field: Field::Optional,
                lane: None,
                value: ClaimValue::Flag,
                span: word,
                clauses: 0,
                about: None,
            });
            return;
        }
        let words = ["optional", "moment-of-truth"];
        let takes = kind.row().field("optional").is_some();
        let is_field = kind.row().field(written).map(|row| row.value.describe());
        let found =
            Diagnostic::new(Code::UnexpectedText, self.id, word, format!("`{written}` says nothing by itself"), "not understood");
        self.say(match (nearest(written, words).filter(|_| takes), is_field) {
            (Some(near), _) => found.help(format!("did you mean `{near}`?")).fix(Fix::replace(self.id, word, near)),
            (None, Some(expected)) => Diagnostic::new(
                Code::MissingColon,
                self.id,
                word,
                format!("`{written}` has no value"),
                "a field is written with `:` and a value",
            )
            .help(format!("write `{written}:` and after it {expected}")),
            (None, None) => found.help("write a field, as in `note: \"…\"`, or a transition, as in `a -> b`"),
        });
    }

    fn field(
        &mut self,
        index: u32,
        statement: &Statement,
        field: &tree::Field,
        around: Around,
        seen: &mut HashMap<Field, (Span, String)>,
    ) {
        let Some(kind) = around.kind else { return };
        let name = self.slice(field.name);
        let row = kind.row();
        let found = row.field(name);
        let lane = found.is_none() && row.lanes && Field::from_name(name).is_none();
        if found.is_none() && !lane {
            self.unknown_field(field.name, kind);
            return;
        }
        if let Some(row) = found
            && !row.many
        {
            self.once(row, field, seen);
        }
        if field.values.is_empty() && !statement.doubtful && self.slice(statement.span).contains('[') {
            let found = Diagnostic::new(
                Code::MissingValue,
                self.id,
                field.name,
                format!("the list of `{name}` is empty"),
                "no value in it",
            )
            .help(format!(
                "write {} between the brackets, or remove the line",
                found.map_or(ValueType::Text, |row| row.value).describe()
            ));
            self.say(found);
        }
        let clauses = self.clauses(&field.clauses, around.element);
        let lane = lane.then(|| self.reference(field.name, Target::Lane, around.element));
        let expected = found.map_or(ValueType::Text, |row| row.value);
        let first = self.model.claims.len() as u32;
        for value in &field.values {
            self.value_escapes(value);
            let quoted = matches!(value.kind, ValueKind::Text | ValueKind::TextBlock);
            let converted = if lane.is_some() && !quoted {
                // Whether there is such a lane is not known yet; `resolve` says so, or that a lane holds text.
                Some(Converted::Value(ClaimValue::Text(self.slice(value.span).into())))
            } else {
                self.convert.value(value, expected, name, around.scale)
            };
            let value_of = match converted {
                None => continue,
                Some(Converted::Value(value)) => value,
                Some(Converted::Name(target)) => ClaimValue::Reference(self.reference(value.span, target, around.element)),
            };
            let field = found.map_or(Field::Lane, |row| row.field);
            self.model.claims.push(Claim { field, lane, value: value_of, span: value.span, clauses, about: None });
        }
        if statement.block.is_some() {
            self.remarks(index, first);
        }
    }

    /// The block of a field: remarks about its value.
    fn remarks(&mut self, index: u32, about: u32) {
        for (_, statement) in self.tree.children(index) {
            let StatementKind::Field(field) = &statement.kind else {
                if !matches!(statement.kind, StatementKind::Junk) {
                    self.say(
                        Diagnostic::new(
                            Code::MisplacedElement,
                            self.id,
                            statement.span,
                            "the block of a field holds remarks only",
                            "does not belong here",
                        )
                        .help("write `note: \"…\"`, `link: \"…\"` or `tag: \"…\"` here, and move this out of the block"),
                    );
                }
                continue;
            };
            let name = self.slice(field.name);
            let Some(remark) = Field::from_name(name).filter(|field| matches!(field, Field::Note | Field::Link | Field::Tag))
            else {
                let near = nearest(name, ["note", "link", "tag"]);
                let found = Diagnostic::new(
                    Code::UnknownField,
                    self.id,
                    field.name,
                    format!("the block of a field has no `{name}`"),
                    "not a field here",
                );
                self.say(match near {
                    Some(near) => found.help(format!("did you mean `{near}`?")).fix(Fix::replace(self.id, field.name, near)),
                    None => found.help("write `note`, `link` or `tag`"),
                });
                continue;
            };
            for value in &field.values {
                self.value_escapes(value);
                if let Some(Converted::Value(value_of)) = self.convert.value(value, ValueType::Text, name, None) {
                    self.model.claims.push(Claim {
                        field: remark,
                        lane: None,
                        value: value_of,
                        span: value.span,
                        clauses: 0,
                        about: Some(about),
                    });
                }
            }
        }
    }

    fn value_escapes(&mut self, value: &Value) {
        match &value.kind {
            ValueKind::Text => self.escapes(value.span),
            ValueKind::Measure(measure) => {
                for amount in [Some(measure.low), measure.high].into_iter().flatten() {
                    if let Some(text) = amount.text {
                        self.escapes(text);
                    }
                }
            }
            ValueKind::Arc(parts) => parts.iter().for_each(|part| self.value_escapes(part)),
            _ => {}
        }
    }

    /// A field that may stand once: one statement with one value, or one for each persona.
    fn once(&mut self, row: &FieldRow, field: &tree::Field, seen: &mut HashMap<Field, (Span, String)>) {
        let name = row.field.name();
        if let [first, second, ..] = field.values.as_slice() {
            let first = first.span;
            self.say(
                Diagnostic::new(Code::RepeatedField, self.id, second.span, format!("`{name}` has one value"), "one too many")
                    .label(self.id, first, "the first value")
                    .help("keep one of them"),
            );
        }
        let whom: String = field
            .clauses
            .iter()
            .filter(|clause| !matches!(clause.kind, ClauseKind::From(_)))
            .map(|clause| self.slice(clause.span))
            .collect();
        match seen.get(&row.field) {
            Some((first, other)) if *other == whom || whom.is_empty() || other.is_empty() => {
                let first = *first;
                self.say(
                    Diagnostic::new(Code::RepeatedField, self.id, field.name, format!("`{name}` stands here twice"), "again here")
                        .label(self.id, first, "first written here")
                        .help("keep one of them"),
                );
            }
            _ => {
                seen.insert(row.field, (field.name, whom));
            }
        }
    }

    fn unknown_field(&mut self, span: Span, kind: ElementKind) {
        let name = self.slice(span);
        let row = kind.row();
        let element = kind.keyword();
        let found =
            Diagnostic::new(Code::UnknownField, self.id, span, format!("{} has no field `{name}`", kind.a()), "not a field here");
        let own = row.all_fields().map(|row| row.field.name());
        let elsewhere = Field::from_name(name).map(|_| {
            let holders: Vec<&str> =
                ElementKind::ALL.iter().filter(|kind| kind.row().field(name).is_some()).map(|kind| kind.keyword()).collect();
            holders.iter().take(3).copied().collect::<Vec<_>>().join(", ")
        });
        let is_keyword = ElementKind::from_keyword(name).filter(|child| row.children.contains(child));
        self.say(if let Some(child) = is_keyword {
            found.help(format!("{} is a declaration: write `{name} \"…\"` without the `:`", child.a()))
        } else if let Some(near) = nearest(name, own).filter(|_| elsewhere.is_none()) {
            found.help(format!("did you mean `{near}`?")).fix(Fix::replace(self.id, span, near))
        } else if let Some(holders) = elsewhere {
            found.help(format!("`{name}` is a field of: {holders}; in {} write `note: \"…\"`", kind.a()))
        } else {
            let some: Vec<&str> = row.all_fields().map(|row| row.field.name()).take(4).collect();
            found.help(format!("fields of {element} are {} and more; see `journey explain unknown-field`", one_of(&some)))
        });
    }

    fn required(&mut self, own: u32, kind: ElementKind, first: u32) {
        let keyword = self.model.elements[own as usize].keyword;
        for row in kind.row().all_fields().filter(|row| row.required) {
            let there = self.model.claims[first as usize..].iter().any(|claim| claim.field == row.field);
            // A field whose value was wrong has had its message.
            let name = row.field.name();
            let tried = self.model.elements[own as usize].block.is_some_and(|block| {
                self.slice(block)
                    .split(|c: char| !c.is_alphanumeric() && c != '-')
                    .any(|word| word == name || nearest(word, [name]).is_some())
            });
            if there || tried {
                continue;
            }
            let element = &self.model.elements[own as usize];
            let mention = element.id.as_ref().map_or(kind.keyword().to_owned(), |id| format!("`{}`", id.text));
            self.say(
                Diagnostic::new(
                    Code::MissingValue,
                    self.id,
                    keyword,
                    format!("{mention} does not say its `{name}`"),
                    format!("{} must have one", kind.a()),
                )
                .help(format!("write `{name}:` and after it {}", row.value.describe())),
            );
        }
    }

    // ── Flow ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    fn flow(&mut self, index: u32, own: u32, around: Around) {
        let first = self.model.transitions.len() as u32;
        for (child, statement) in self.tree.children(index) {
            match &statement.kind {
                StatementKind::Transition(transition) => {
                    self.guarded(statement, |builder| builder.transition(child, statement, transition, around, false));
                }
                StatementKind::Influence(transition) => {
                    self.guarded(statement, |builder| builder.transition(child, statement, transition, around, true));
                }
                StatementKind::Junk => self.uncertain(around.journey),
                StatementKind::Import(path) => {
                    let path = *path;
                    self.say(
                        Diagnostic::new(Code::MisplacedElement, self.id, path, "an import stands at the top of a file", "not here")
                            .help("move it to the beginning of the file"),
                    );
                }
                _ => {}
            }
        }
        self.model.elements[own as usize].transitions = first..self.model.transitions.len() as u32;
    }

    fn transition(&mut self, index: u32, statement: &Statement, transition: &tree::Transition, around: Around, influence: bool) {
        let (Some(kind), Some(scope)) = (around.kind, around.element) else { return };
        if !kind.row().transitions {
            let keyword = self.model.elements[scope as usize].keyword;
            self.say(
                Diagnostic::new(
                    Code::MisplacedElement,
                    self.id,
                    statement.span,
                    format!("a transition stands in a journey or stage, not in {}", kind.a()),
                    "does not belong here",
                )
                .label(self.id, keyword, format!("inside this {}", kind.keyword()))
                .help("move it into the block of the journey"),
            );
            self.uncertain(around.journey);
            return;
        }
        if statement.doubtful {
            self.uncertain(around.journey);
        }
        let single = transition.ends.len() == 2 && !transition.open;
        let d = &transition.details;
        if !single && !transition.open && (d.share.is_some() || d.label.is_some() || d.takes.is_some() || !d.clauses.is_empty()) {
            let span = d.share.as_ref().map(|share| share.span).or(d.label).unwrap_or(statement.span);
            self.say(
                Diagnostic::new(
                    Code::UnexpectedText,
                    self.id,
                    span,
                    "only a single arrow carries a share, a label, a duration or clauses",
                    "this chain has several arrows",
                )
                .help("write this arrow as a transition of its own"),
            );
        }
        self.surplus(d);
        for pair in transition.ends.windows(2) {
            let [from, to] = pair else { continue };
            if from.len() > 1 && to.len() > 1 {
                self.say(
                    Diagnostic::new(
                        Code::UnexpectedText,
                        self.id,
                        statement.span,
                        "a list stands on one side of an arrow only",
                        "lists on both sides",
                    )
                    .help("write one transition for each place on the left"),
                );
                self.uncertain(around.journey);
                continue;
            }
            self.edges(from, to, statement.span, single.then_some(d), around, influence);
        }
        if transition.open {
            let from = transition.ends.last().map_or(&[][..], |ends| ends);
            self.arms(index, from, around);
        }
    }

    fn arms(&mut self, index: u32, from: &[End], around: Around) {
        for (_, statement) in self.tree.children(index) {
            if statement.doubtful || matches!(statement.kind, StatementKind::Junk) {
                self.uncertain(around.journey);
            }
            let StatementKind::Arms(arms) = &statement.kind else { continue };
            self.guarded(statement, |builder| {
                for arm in arms {
                    builder.surplus(&arm.details);
                    let end = arm.details_end().map_or(arm.end.name, |end| arm.end.name.to(end));
                    builder.edges(from, &[arm.end], end, Some(&arm.details), around, false);
                }
            });
        }
    }

    fn surplus(&mut self, details: &Details) {
        for &span in &details.surplus {
            let shown = self.slice(span);
            self.say(
                Diagnostic::new(
                    Code::RepeatedField,
                    self.id,
                    span,
                    "an arrow carries one of these",
                    format!("`{shown}` is one too many"),
                )
                .help("keep one of them"),
            );
        }
    }

    fn edges(&mut self, from: &[End], to: &[End], span: Span, details: Option<&Details>, around: Around, influence: bool) {
        let Some(scope) = around.element else { return };
        let clauses = details.map_or(0, |details| self.clauses(&details.clauses, around.element));
        let label = details.and_then(|details| details.label).map(|span| {
            self.escapes(span);
            Text { text: self.convert.decoded(span), span }
        });
        let before = self.convert.diagnostics.len();
        let mut quantity = |value: Option<&Value>, expected, name| {
            let value = value?;
            match self.convert.value(value, expected, name, None) {
                Some(Converted::Value(ClaimValue::Quantity(quantity))) => Some((*quantity, value.span)),
                _ => None,
            }
        };
        let share = quantity(details.and_then(|details| details.share.as_ref()), ValueType::Percent, "share");
        let takes = quantity(details.and_then(|details| details.takes.as_ref()), ValueType::Duration, "takes");
        // Where there are two of a kind, what is wrong with one of them may follow from that.
        if details.is_some_and(|details| !details.surplus.is_empty()) {
            self.convert.diagnostics.truncate(before);
        }
        for start in from {
            if start.journey || self.slice(start.name) == "exit" {
                let shown = self.slice(start.name);
                if !start.name.is_empty() && shown == "exit" || start.journey {
                    self.say(
                        Diagnostic::new(
                            Code::WrongType,
                            self.id,
                            start.name,
                            "a transition begins at a place of this journey",
                            "nobody leaves from here",
                        )
                        .help("write a stage or touchpoint before the `->`"),
                    );
                }
                self.uncertain(around.journey);
                continue;
            }
            for goal in to {
                let from = self.reference(start.name, Target::Place, around.element);
                let to = self.reference(goal.name, if goal.journey { Target::Journey } else { Target::Place }, around.element);
                self.model.references[to as usize].whole_journey = goal.journey;
                self.model.transitions.push(Transition {
                    scope,
                    from,
                    to,
                    span,
                    influence,
                    label: label.clone(),
                    share: share.clone(),
                    takes: takes.as_ref().map(|(takes, _)| takes.clone()),
                    clauses,
                });
            }
        }
    }

    // ── Clauses and references ──────────────────────────────────────────────────────────────────────────────────────────

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

impl tree::Arm {
    /// The end of the last detail.
    fn details_end(&self) -> Option<Span> {
        let details = &self.details;
        let parts = [details.label, details.share.as_ref().map(|share| share.span), details.takes.as_ref().map(|takes| takes.span)];
        parts.into_iter().flatten().chain(details.clauses.iter().map(|clause| clause.span)).max_by_key(|span| span.end)
    }
}

/// An id from a title: "Pays online" becomes `pays-online`.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    let slug: String = slug.chars().take(40).collect();
    let slug = slug.trim_matches('-').to_owned();
    if slug.starts_with(|c: char| c.is_numeric()) || RESERVED.contains(&slug.as_str()) { format!("_{slug}") } else { slug }
}
