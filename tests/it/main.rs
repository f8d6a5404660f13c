//! All integration tests in one binary.

mod baseline;
mod cli;
mod damage;
mod documents;
mod emit;
mod lints;
mod markdown;
mod reference;
mod render;
mod robust;
mod support;
mod syntax;
mod tidy;
mod watch;
