//! The actors of a document: end users, who walk, and providers, whom they meet.

use std::collections::HashMap;

use crate::diagnostic::Code;
use crate::diagnostic::near::nearest;
use crate::import::draft::{Element, Item};
use crate::import::names::Ids;
use crate::import::said::Said;
use crate::import::xml::Node;
use crate::model::vocabulary::ElementKind;
use crate::source::Span;

/// An actor.
pub struct Actor<'a> {
    /// Its id in the document.
    key: String,
    /// Its id in the map.
    id: String,
    title: String,
    /// Whether it is an end user.
    pub walks: bool,
    /// What else is said of it, for a note.
    notes: Vec<String>,
    comments: Vec<&'a str>,
}

/// What an actor is called.
fn name<'n>(actor: &'n Node<'_>) -> Option<std::borrow::Cow<'n, str>> {
    ["actorName", "companyName"].iter().find_map(|name| actor.line_of(name))
}

/// All actors of a document, each once however many journeys declare it.
#[derive(Default)]
pub struct Actors<'a> {
    ids: Ids,
    all: Vec<Actor<'a>>,
    by_key: HashMap<String, usize>,
}

impl<'a> Actors<'a> {
    /// Reads the `actors` of a journey; the numbers of its end users.
    pub fn declare(&mut self, node: &Node<'a>, said: &mut Said, unknown: &mut impl FnMut(&Node<'a>)) -> Vec<usize> {
        let mut users = Vec::new();
        for actor in &node.children {
            let walks = match actor.name {
                "endUser" => true,
                "serviceProvider" => false,
                _ => {
                    unknown(actor);
                    continue;
                }
            };
            let number = match (actor.attribute("actorID"), actor.attribute("actorIDref")) {
                (None, Some((key, span))) => self.number(key, span, said),
                (Some((key, span)), _) if self.by_key.contains_key(key) => {
                    let number = self.by_key[key];
                    self.called_otherwise(number, actor, span, said);
                    number
                }
                (key, _) => {
                    let name = name(actor);
                    let key = key.map_or_else(|| name.as_deref().unwrap_or_default().to_owned(), |(key, _)| key.to_owned());
                    let title = name.map_or_else(|| key.clone(), std::borrow::Cow::into_owned);
                    self.add(key, title, walks)
                }
            };
            if self.all[number].comments.is_empty() {
                self.all[number].comments = actor.comments();
            }
            for child in &actor.children {
                match (child.name, child.line()) {
                    ("actorName" | "companyName", _) | (_, None) => {}
                    ("providerType" | "actorRole" | "actorDescription", Some(text)) => {
                        let text = text.into_owned();
                        if !self.all[number].notes.contains(&text) {
                            self.all[number].notes.push(text);
                        }
                    }
                    _ => unknown(child),
                }
            }
            if self.all[number].walks && !users.contains(&number) {
                users.push(number);
            }
        }
        users
    }

    /// Says that an actor of a known id has another name there, or another kind.
    fn called_otherwise(&self, number: usize, node: &Node<'a>, span: Span, said: &mut Said) {
        let known = &self.all[number];
        let name = name(node).filter(|name| *name != known.title && *name != known.key);
        let walks = node.name == "endUser";
        if let Some(name) = name {
            let message = format!("the name `{name}` is left out: the actor `{}` is called `{}` before", known.key, known.title);
            said.left_out(span, message, "one id is one actor");
        } else if walks != known.walks {
            let kind = |walks| if walks { "end user" } else { "service provider" };
            let message = format!("the actor `{}` is a {} here, and a {} before", known.key, kind(walks), kind(known.walks));
            said.changed(span, message.replace("a end", "an end"), "is what it was before");
        }
    }

    fn add(&mut self, key: String, title: String, walks: bool) -> usize {
        let number = self.all.len();
        let id = self.ids.of(&title, "persona");
        self.by_key.insert(key.clone(), number);
        self.all.push(Actor { key, id, title, walks, notes: Vec::new(), comments: Vec::new() });
        number
    }

    /// The actor that a reference names. One that is called so, or nearly so, is taken for it; otherwise it is declared.
    pub fn number(&mut self, key: &str, span: Span, said: &mut Said) -> usize {
        if let Some(&number) = self.by_key.get(key) {
            return number;
        }
        let message = format!("no actor has the id `{key}`");
        if let Some(number) = self.all.iter().position(|actor| actor.title == key) {
            let label = format!("taken for `{}`, which is called so", self.all[number].key);
            said.say(Code::DanglingReference, span, message, label);
            self.by_key.insert(key.to_owned(), number);
            return number;
        }
        let near = nearest(key, self.all.iter().map(|actor| actor.key.as_str()));
        if let Some(&number) = near.and_then(|near| self.by_key.get(near)) {
            said.say(Code::DanglingReference, span, message, format!("taken for `{}`", self.all[number].key));
            self.by_key.insert(key.to_owned(), number);
            return number;
        }
        said.say(Code::DanglingReference, span, message, "declared as a persona");
        self.add(key.to_owned(), key.to_owned(), true)
    }

    /// An actor.
    pub fn get(&self, number: usize) -> &Actor<'a> {
        &self.all[number]
    }

    /// The id of an actor in the map.
    pub fn id(&self, number: usize) -> std::borrow::Cow<'_, str> {
        std::borrow::Cow::Borrowed(&self.all[number].id)
    }

    /// The actors of the numbers that are used, as personas.
    pub fn items(&self, used: &[bool]) -> Vec<Item<'_>> {
        let mut items = Vec::new();
        for (actor, _) in self.all.iter().zip(used).filter(|(_, used)| **used) {
            items.extend(actor.comments.iter().map(|comment| Item::Comment((*comment).into())));
            let mut persona = Element::new(ElementKind::Persona, &*actor.id).titled(&*actor.title);
            if !actor.walks {
                persona.plain("kind", "provider");
            }
            for note in &actor.notes {
                persona.text("note", &**note);
            }
            if actor.key != actor.title && !actor.key.is_empty() {
                persona.text("tag", &*actor.key);
            }
            items.push(Item::Element(Box::new(persona)));
        }
        items
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }
}
