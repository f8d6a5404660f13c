//! Tests of the whole.

mod cli;
mod render;
