//! The actors of a document: end users, who walk, and providers, whom they meet.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::Code;
use crate::diagnostic::near::nearest;
use crate::import::draft::{Element, Item};
use crate::import::names::Ids;
use crate::import::said::Said;
use crate::import::xml::Node;
use crate::model::vocabulary::ElementKind;
use crate::source::Span;

/// How often an id is compared with another one in search of a near one, in a whole document.
const MOST_COMPARED: usize = 200_000;
/// An id of more bytes than this is near to none.
const LONGEST: usize = 100;

/// An actor.
pub struct Actor<'a> {
    /// Its id in the document; empty if it has none.
    key: String,
    /// Its id in the map.
    id: String,
    /// Its name; empty if it has none.
    title: String,
    /// Whether it is an end user.
    pub walks: bool,
    /// What else is said of it, for a note.
    notes: Vec<String>,
    comments: Vec<&'a str>,
}

impl Actor<'_> {
    /// Its id in the document, else its name.
    fn shown(&self) -> &str {
        if self.key.is_empty() { &self.title } else { &self.key }
    }
}

/// An actor where a journey names it: the number if it is declared there, else the id that it refers to.
pub struct Mention<'n, 'a> {
    node: &'n Node<'a>,
    who: Result<usize, (&'n str, Span)>,
}

/// What an actor is called.
fn name<'n>(actor: &'n Node<'_>) -> Option<Cow<'n, str>> {
    ["actorName", "companyName"].iter().find_map(|name| actor.line_of(name))
}

/// What an actor is.
fn kind(walks: bool) -> &'static str {
    if walks { "an end user" } else { "a service provider" }
}

/// All actors of a document, each once however many journeys declare it. All are declared before any is referred to.
#[derive(Default)]
pub struct Actors<'a> {
    ids: Ids,
    all: Vec<Actor<'a>>,
    by_key: HashMap<String, usize>,
    by_title: HashMap<String, usize>,
    /// Those who are called otherwise themselves, by their companies.
    by_company: HashMap<String, usize>,
    /// Those without an id, by name and kind, and who with an id is meant by them.
    nameless: HashMap<(String, bool), usize>,
    meant: HashMap<usize, usize>,
    /// How many are declared: all others were only referred to.
    declared: usize,
    /// How often ids were compared.
    compared: usize,
    /// Which notes are there.
    noted: HashSet<(usize, String)>,
}

impl<'a> Actors<'a> {
    /// Reads the `actors` of a journey; everybody whom it names.
    pub fn declare<'n>(&mut self, list: &'n Node<'a>, said: &mut Said) -> Vec<Mention<'n, 'a>> {
        let mut mentions = Vec::new();
        for node in list.children.iter().filter(|node| matches!(node.name, "endUser" | "serviceProvider")) {
            node.see();
            let walks = node.name == "endUser";
            let id = |name| node.attribute(name).filter(|(key, _)| !key.is_empty());
            let who = if let Some((key, span)) = id("actorID") {
                Ok(match self.by_key.get(key).copied() {
                    Some(number) => {
                        self.called(number, node, span, said);
                        number
                    }
                    None => self.add(key.to_owned(), name(node).unwrap_or_default().into_owned(), walks),
                })
            } else if let Some(reference) = id("actorIDref") {
                Err(reference)
            } else {
                let title = name(node).unwrap_or_default().into_owned();
                let known = self.nameless.get(&(title.clone(), walks)).copied();
                Ok(known.unwrap_or_else(|| self.add(String::new(), title, walks)))
            };
            if let (Ok(number), Some(company)) = (&who, node.line_of("companyName")) {
                self.by_company.entry(company.into_owned()).or_insert(*number);
            }
            mentions.push(Mention { node, who });
        }
        mentions
    }

    /// Gives everybody who is declared an id for the map. Who has none in the document is the one of that name and kind who has one, if
    /// there is only one.
    pub fn name(&mut self) {
        self.declared = self.all.len();
        let mut with_id: HashMap<(&str, bool), Option<usize>> = HashMap::new();
        for (number, actor) in self.all.iter().enumerate().filter(|(_, actor)| !actor.key.is_empty()) {
            with_id.entry((&actor.title, actor.walks)).and_modify(|only| *only = None).or_insert(Some(number));
        }
        for ((title, walks), &number) in &self.nameless {
            if let Some(Some(only)) = with_id.get(&(title.as_str(), *walks)) {
                self.meant.insert(number, *only);
            }
        }
        for (number, actor) in self.all.iter_mut().enumerate().filter(|(number, _)| !self.meant.contains_key(number)) {
            if actor.title.is_empty() {
                actor.title.clone_from(&actor.key);
            }
            actor.id = self.ids.of(&actor.title, "persona").to_owned();
            self.by_title.entry(actor.title.clone()).or_insert(number);
        }
    }

    /// Takes what a journey says of those whom it names; the numbers of its end users.
    pub fn take(&mut self, mentions: Vec<Mention<'_, 'a>>, said: &mut Said) -> Vec<usize> {
        let mut users = Vec::new();
        let mut known = HashSet::new();
        for Mention { node, who } in mentions {
            let number = who.unwrap_or_else(|(key, span)| {
                let number = self.find(key, span, said).unwrap_or_else(|| {
                    let title = name(node).map_or_else(|| key.to_owned(), Cow::into_owned);
                    self.missing(key, title, span, node.name == "endUser", said)
                });
                self.called(number, node, span, said);
                number
            });
            let number = self.meant.get(&number).copied().unwrap_or(number);
            self.all[number].comments.append(&mut node.comments());
            self.note(number, node);
            if self.all[number].walks && known.insert(number) {
                users.push(number);
            }
        }
        users
    }

    /// Keeps what is said of an actor besides its name.
    fn note(&mut self, number: usize, node: &Node<'a>) {
        let name = name(node);
        for child in &node.children {
            let text = match child.name {
                "actorName" | "companyName" if child.line() == name => continue,
                "companyName" => child.line().map(|text| format!("Company: {text}")),
                "actorName" | "providerType" | "actorRole" | "actorDescription" => child.line().map(Cow::into_owned),
                _ => None,
            };
            if let Some(text) = text
                && self.noted.insert((number, text.clone()))
            {
                self.all[number].notes.push(text);
            }
        }
    }

    /// Looks at an actor that is known already: a name is taken if it has none, and another one, or another kind, is said.
    fn called(&mut self, number: usize, node: &Node<'a>, span: Span, said: &mut Said) {
        let known = &mut self.all[number];
        let name = name(node).filter(|name| *name != known.title && *name != known.key);
        let walks = node.name == "endUser";
        match name {
            Some(name) if known.title.is_empty() => known.title = name.into_owned(),
            Some(name) => {
                let message =
                    format!("the name `{name}` is left out: the actor `{}` is called `{}` elsewhere", known.shown(), known.title);
                said.left_out(span, message, "one id is one actor");
            }
            None => {}
        }
        if walks != known.walks {
            let message = format!("the actor `{}` is {} here, and {} elsewhere", known.shown(), kind(walks), kind(known.walks));
            said.changed(span, message, "is what it is there");
        }
    }

    fn add(&mut self, key: String, title: String, walks: bool) -> usize {
        let number = self.all.len();
        if !key.is_empty() {
            self.by_key.entry(key.clone()).or_insert(number);
        } else if !title.is_empty() {
            self.nameless.insert((title.clone(), walks), number);
        }
        self.all.push(Actor { key, id: String::new(), title, walks, notes: Vec::new(), comments: Vec::new() });
        number
    }

    /// The actor of an id that somebody has declared. One that is called so, or whose company is, or whose id is nearly this one is taken
    /// for it, and that is said.
    pub fn find(&mut self, key: &str, span: Span, said: &mut Said) -> Option<usize> {
        if let Some(&number) = self.by_key.get(key) {
            return Some(number);
        }
        let of_company = self.by_company.get(key).map(|number| self.meant.get(number).unwrap_or(number));
        let (number, called) = match (self.by_title.get(key), of_company) {
            (Some(&number), _) => (number, ", which is called so"),
            (None, Some(&number)) => (number, ", whose company is called so"),
            (None, None) => (self.near(key)?, ""),
        };
        let label = format!("taken for `{}`{called}", self.all[number].shown());
        said.say(Code::DanglingReference, span, format!("no actor has the id `{key}`"), label);
        self.by_key.insert(key.to_owned(), number);
        Some(number)
    }

    /// Declares an actor that nobody has declared, as an end user if it `walks`.
    pub fn missing(&mut self, key: &str, title: String, span: Span, walks: bool, said: &mut Said) -> usize {
        let label = format!("declared as {}", kind(walks));
        said.say(Code::DanglingReference, span, format!("no actor has the id `{key}`"), label);
        let id = self.ids.of(&title, "persona").to_owned();
        let number = self.add(key.to_owned(), title, walks);
        self.all[number].id = id;
        number
    }

    /// The declared actor of an id that is nearly this one. A document full of wrong ids is not compared with all others for ever.
    fn near(&mut self, key: &str) -> Option<usize> {
        self.compared += self.declared;
        if self.compared > MOST_COMPARED || key.len() > LONGEST {
            return None;
        }
        let keys = self.all[..self.declared].iter().map(|actor| actor.key.as_str());
        let keys = keys.filter(|key| !key.is_empty() && key.len() <= LONGEST);
        nearest(key, keys).and_then(|near| self.by_key.get(near)).copied()
    }

    /// An actor.
    pub fn get(&self, number: usize) -> &Actor<'a> {
        &self.all[number]
    }

    /// The id of an actor in the map.
    pub fn id(&self, number: usize) -> Cow<'_, str> {
        Cow::Borrowed(&self.all[number].id)
    }

    /// All actors as personas.
    pub fn items(&self) -> Vec<Item<'_>> {
        let mut items = Vec::new();
        for (_, actor) in self.all.iter().enumerate().filter(|(number, _)| !self.meant.contains_key(number)) {
            items.extend(actor.comments.iter().map(|comment| Item::Comment((*comment).into())));
            let mut persona = Element::new(ElementKind::Persona, &*actor.id);
            persona.title = Some(Cow::Borrowed(&*actor.title)).filter(|title| !title.is_empty());
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
}
