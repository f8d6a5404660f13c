//! The fields of an element: typed claims, and what is wrong with a field.

use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::model::Claim;
use crate::model::convert::Converted;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::{ElementKind, Field, Target, ValueType, one_of};
use crate::source::Span;
use crate::syntax::tree::{self, Statement, StatementKind, Value, ValueKind};

use super::once::Seen;
use super::{Around, Builder, holders};

impl<'f> Builder<'f> {
    pub(super) fn fields(&mut self, index: u32, around: Around) {
        let mut seen = Seen::default();
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

    pub(super) fn flag(&mut self, word: Span, around: Around) {
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
        let is_field = kind.row().field(written).map(|row| row.value.describe_for(written));
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

    pub(super) fn field(&mut self, index: u32, statement: &Statement, field: &tree::Field, around: Around, seen: &mut Seen<'f>) {
        let Some(kind) = around.kind else { return };
        let name = self.slice(field.name);
        let row = kind.row();
        let found = row.field(name);
        let lane = found.is_none() && row.lanes && Field::from_name(name).is_none();
        if found.is_none() {
            // What its values name is used, whatever the field was meant to be.
            for value in field.values.iter().filter(|value| matches!(value.kind, ValueKind::Reference)) {
                self.mention(value.span);
            }
        }
        if found.is_none() && !lane {
            self.unknown_field(field.name, kind);
            return;
        }
        if let Some(row) = found
            && !row.many
        {
            self.once(row, field, around, seen);
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
        if found.is_some_and(|row| row.value == ValueType::Words(&[])) {
            let said = format!("`{name}` is a statement of one word");
            self.say(
                Diagnostic::new(Code::WrongType, self.id, statement.span, said, "it takes no value")
                    .help(format!("write `{name}`"))
                    .fix(Fix::replace(self.id, statement.span, name)),
            );
            return;
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
    pub(super) fn remarks(&mut self, index: u32, about: u32) {
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

    pub(super) fn value_escapes(&mut self, value: &Value) {
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

    pub(super) fn unknown_field(&mut self, span: Span, kind: ElementKind) {
        let name = self.slice(span);
        let row = kind.row();
        let element = kind.keyword();
        let found =
            Diagnostic::new(Code::UnknownField, self.id, span, format!("{} has no field `{name}`", kind.a()), "not a field here");
        let own = row.all_fields().map(|row| row.field.name());
        let elsewhere = Field::from_name(name).map(|_| {
            let kinds: Vec<ElementKind> =
                ElementKind::ALL.iter().copied().filter(|kind| kind.row().field(name).is_some()).collect();
            holders(&kinds)
        });
        let is_keyword = ElementKind::from_keyword(name).filter(|child| row.children.contains(child));
        self.say(if let Some(child) = is_keyword {
            let id = if child.row().id_required { "… " } else { "" };
            let declared = format!("{} is declared without the `:`, as in `{name} {id}\"…\"`", child.a());
            // The name of one that is declared belongs where it is used.
            match elsewhere {
                Some(holders) => found.help(format!("`{name}:` is a field of {holders}; {declared}")),
                None => found.help(declared),
            }
        } else if let Some(near) = nearest(name, own).filter(|_| elsewhere.is_none()) {
            found.help(format!("did you mean `{near}`?")).fix(Fix::replace(self.id, span, near))
        } else if let Some(holders) = elsewhere {
            found.help(format!("`{name}` is a field of {holders}; in {} write `note: \"…\"`", kind.a()))
        } else {
            let some: Vec<&str> = row.all_fields().map(|row| row.field.name()).take(4).collect();
            found.help(format!("fields of {element} are {} and more; `journey explain {element}` lists all", one_of(&some)))
        });
    }

    pub(super) fn required(&mut self, own: u32, kind: ElementKind, first: u32) {
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
                .help(format!("write `{name}:` and after it {}", row.value.describe_for(name))),
            );
        }
    }
}
