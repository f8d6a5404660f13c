//! What stands in `editors/`: word lists that follow the vocabulary, and grammars that see what the compiler sees.

mod colours;
mod copies;
mod emacs;
mod neovim;
mod others;
mod tree_sitter;
mod vim;
mod vscode;
mod words;
