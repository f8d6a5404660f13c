//! Model.
pub mod vocabulary;
