//! All integration tests in one binary.

mod cli;
mod completions;
mod damage;
mod documents;
mod emit;
mod explain;
mod fixable;
mod github;
mod lints;
mod lints_command;
mod new;
mod reference;
mod render;
mod robust;
mod support;
mod syntax;
mod tidy;
