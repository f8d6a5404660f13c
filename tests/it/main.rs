//! All integration tests in one binary.

mod cli;
mod damage;
mod documents;
mod emit;
mod evidence;
mod lints;
mod reference;
mod render;
mod robust;
mod support;
mod syntax;
mod tidy;
