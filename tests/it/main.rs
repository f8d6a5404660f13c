//! All integration tests in one binary.

mod cli;
mod damage;
mod documents;
mod drawn;
mod emit;
mod lints;
mod map;
mod png;
mod reference;
mod render;
mod robust;
mod sheet;
mod show;
mod support;
mod syntax;
mod theme;
mod tidy;
mod typesetting;
