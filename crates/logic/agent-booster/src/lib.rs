//! Applies an edit to a file exactly, or says why not.
//!
//! An edit is what a model writes down when it changes a file: a symbol as it is to be, a shortened
//! text with marks for what stays, blocks of search and replace, a difference or a patch. It opens no
//! file, starts nothing and remembers nothing; text and edit go in, the new text or a [`Refusal`]
//! comes out. Grammars come through [`Grammars`], as crates here and as files of their own in the
//! page.
//!
//! # How an edit is made
//!
//! 1. **Form.** `form` tells hunks (blocks, differences, envelopes, in or out of a fence) from a
//!    snippet. A hunk is a list of lines that stay, go and come.
//! 2. **Hunks** are looked for byte for byte, then without regard to white space, quotes and empty
//!    lines, then within a line, then with small drift by `align`. Several places mean refusal, unless
//!    the headings or the order of the hunks leave one. What is done then is a merge of three: what
//!    leads from the hunk's old line to its new one is done to the file's line, in the file's
//!    indentation and quotes; where both differ in the same words, it is a conflict.
//! 3. **Symbols.** A snippet without marks is parsed, in a frame if it does not stand alone, and each
//!    symbol is looked up by kind and qualified name: identity before similarity. One match is
//!    replaced (its bytes, its comments if it brings some; `export` and decorators it leaves out
//!    stay), several are refused with their lines, none is inserted beside what the snippet shows it
//!    beside. A container that leaves members out is replaced only if it proves by what it repeats
//!    that it is whole; if it shows only a part, the part is put in; if nobody can tell, refused.
//! 4. **Marks.** A snippet with marks becomes rows. Symbols bind rows to the lines they may be; where
//!    marks swallowed brackets, indentation does. `align` finds the cheapest way to lay rows over
//!    lines, a mark being a gap of lines that stay, and every other way that is nearly as cheap; if one
//!    of those comes to another text, the edit is refused. Lines between two rows without a mark go,
//!    symbols among them only if what stands round them is shown as it is.
//! 5. **Checks**, whatever made the edit: the bytes outside the touched ranges are the same; no mark is
//!    in the text; it has no more syntax errors than before (from the old tree, edited and reparsed);
//!    each symbol that was not touched is still where it was; no name came to stand for two things.

mod align;
mod booster;
mod common;
mod config;
mod file;
mod flat;
mod form;
mod grammar;
mod hunks;
mod identity;
mod indent;
mod language;
mod lazy;
mod line;
mod list;
mod marker;
mod merge;
mod outcome;
mod outline;
mod parts;
mod remove;
mod rewrite;
mod rules;
mod strategy;
mod symbols;
mod syntax;
mod text;
#[cfg(feature = "tree-sitter")]
mod tree_sitter_grammars;
mod verify;
mod write;

pub use booster::Booster;
pub use config::Config;
pub use flat::{FLAT_WORDS, FlatTree};
pub use language::{LANGUAGES, Language, parse_language};
pub use outcome::{Candidate, EditOutcome, Reason, Refusal, SyntaxState, Touched};
pub use rules::SymbolKind;
pub use strategy::Strategy;
pub use syntax::{Change, Cursor, Grammars, Node, Place, Syntax, Tree};
#[cfg(feature = "tree-sitter")]
pub use tree_sitter_grammars::NativeGrammars;
