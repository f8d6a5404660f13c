//! All integration tests in one binary.

mod damage;
mod lints;
mod robust;
mod support;
mod syntax;
mod tidy;
