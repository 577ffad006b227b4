//! Applies an edit to a file exactly, or says why not.

mod align;
mod booster;
mod common;
mod config;
mod file;
mod form;
mod grammar;
mod hunks;
mod identity;
mod indent;
mod language;
mod lazy;
mod line;
mod marker;
mod merge;
mod outcome;
mod outline;
mod remove;
mod rules;
mod symbols;
mod syntax;
mod text;
#[cfg(feature = "tree-sitter")]
mod tree_sitter_grammars;
mod verify;

pub use booster::Booster;
pub use config::Config;
pub use language::{LANGUAGES, Language, parse_language};
pub use outcome::{Candidate, EditOutcome, Reason, Refusal, Strategy, SyntaxState, Touched};
pub use rules::SymbolKind;
pub use syntax::{Change, Cursor, Grammars, Node, Place, Syntax, Tree};
#[cfg(feature = "tree-sitter")]
pub use tree_sitter_grammars::NativeGrammars;
