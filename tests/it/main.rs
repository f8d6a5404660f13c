//! Integration tests.
mod emit;
