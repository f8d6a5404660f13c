//! What things are called in a table: by their titles, of which no two that mean something else are the same.
//!
//! An import takes rows and names of one title for one thing, in capitals or not. So the second thing of a title gets a number behind
//! it, everywhere in the table, and that is entered in the account.

use std::collections::HashMap;

use super::one_line;
use crate::emit::distinct::Distinct;
use crate::emit::ledger::Ledger;
use crate::model::{ElementId, Node};

/// What elements are called in a table so far.
#[derive(Default)]
pub struct Naming {
    distinct: Distinct,
    called: HashMap<ElementId, String>,
}

impl Naming {
    /// What one of the people, channels, teams or sources is called, which is declared once.
    pub fn declared(&mut self, node: Node<'_>, ledger: &mut Ledger) -> String {
        if let Some(name) = self.called.get(&node.id) {
            return name.clone();
        }
        let name = self.distinct.of(node.kind().keyword(), &caption(node));
        self.call(node, name.clone(), ledger);
        name
    }

    /// Something is called so from now on.
    pub fn call(&mut self, node: Node<'_>, name: String, ledger: &mut Ledger) {
        let own = caption(node);
        if name != own {
            ledger.rename(node);
        } else if node.title().is_some_and(|title| title != own) {
            ledger.respace(node);
        }
        self.called.insert(node.id, name);
    }

    /// What something is called: by its title, if nothing else was said.
    pub fn name(&self, node: Node<'_>) -> String {
        self.called.get(&node.id).cloned().unwrap_or_else(|| caption(node))
    }
}

/// Names of things of which one stands beside the other: two of one title would be read as one, also where a number makes them so.
#[derive(Default)]
pub struct Beside {
    /// What the last one is called, in the map and here.
    last: Option<(String, String)>,
    number: usize,
}

impl Beside {
    /// What comes next is called so: by its title, with a number behind it if the one before has that.
    pub fn next(&mut self, own: String) -> String {
        let Some((title, before)) = self.last.take() else {
            self.last = Some((own.clone(), own.clone()));
            self.number = 1;
            return own;
        };
        self.number = if title == own { self.number + 1 } else { 1 };
        let mut name = if self.number == 1 { own.clone() } else { format!("{own} ({})", self.number) };
        while name == before {
            self.number += 1;
            name = format!("{own} ({})", self.number);
        }
        self.last = Some((own, name.clone()));
        name
    }
}

/// A title, or what stands for it.
pub fn caption(node: Node<'_>) -> String {
    let said = node.title().map(one_line).filter(|title| !title.is_empty());
    said.unwrap_or_else(|| node.name().unwrap_or(node.kind().keyword()).to_owned())
}
