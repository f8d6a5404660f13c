//! All integration tests in one binary.

mod baseline;
mod cli;
mod concepts;
mod config;
mod damage;
mod documents;
mod emit;
mod evidence;
mod fix;
mod fixable;
mod lints;
mod markdown;
mod reference;
mod render;
mod robust;
mod support;
mod syntax;
mod tidy;
mod watch;
