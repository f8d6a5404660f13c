//! All integration tests in one binary.

mod cli;
mod damage;
mod documents;
mod emit;
mod lints;
mod reference;
mod render;
mod report;
mod robust;
mod support;
mod syntax;
mod tidy;
