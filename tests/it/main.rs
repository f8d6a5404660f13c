//! All integration tests in one binary.

mod baseline;
mod cli;
mod completions;
mod concepts;
mod config;
mod damage;
mod documents;
mod emit;
mod evidence;
mod explain;
mod fix;
mod fixable;
mod github;
mod import;
mod lints;
mod lints_command;
mod markdown;
mod new;
mod reference;
mod render;
mod report;
mod robust;
mod support;
mod syntax;
mod tidy;
mod watch;
