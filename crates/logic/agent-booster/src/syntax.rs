//! What the engine asks of a grammar, so that it may be a crate here and a file of its own in the
//! page.

use std::ops::Range;

use crate::Language;

/// Where the grammars come from.
pub trait Grammars {
    /// The grammar of `language`, when it is at hand.
    fn syntax(&mut self, language: Language) -> Option<&mut dyn Syntax>;
}

/// One language's grammar.
pub trait Syntax {
    /// Parses `text` whole, or gives up where it takes too long.
    fn parse(&mut self, text: &str) -> Option<Box<dyn Tree>>;

    /// Parses `text`, which is the text of `old` with `changes` made to it, one after another.
    /// Gives what `parse` would give.
    fn reparse(&mut self, text: &str, old: &dyn Tree, changes: &[Change]) -> Option<Box<dyn Tree>>;

    /// The names of the kinds of nodes; a kind's number is its place.
    fn kinds(&self) -> Vec<&str>;

    /// The names of the fields of nodes; a field's number is its place.
    fn fields(&self) -> Vec<&str>;

    /// Which of its nodes are symbols, as the text of its rules says.
    fn rules(&self) -> &str;
}

/// One change of a text. Rows count from 0; columns are bytes from the start of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it begins.
    pub start: Place,
    /// Where what was replaced ended.
    pub old_end: Place,
    /// Where what replaced it ends.
    pub new_end: Place,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Bytes from the start of the text.
    pub byte: usize,
    /// The row, from 0.
    pub row: usize,
    /// Bytes from the start of the row.
    pub column: usize,
}

/// A parsed text.
pub trait Tree {
    /// Whether anything in it is wrong.
    fn has_error(&self) -> bool;
    /// A cursor at the root.
    fn walk(&self) -> Box<dyn Cursor + '_>;
    /// For the grammar that made it.
    fn as_any(&self) -> &dyn std::any::Any;
}

/// A place in a tree.
pub trait Cursor {
    /// Moves to the first child; stays where there is none.
    fn down(&mut self) -> bool;
    /// Moves to the next sibling; stays where there is none.
    fn next(&mut self) -> bool;
    /// Moves to the parent; stays at the root.
    fn up(&mut self) -> bool;
    /// The node here.
    fn node(&self) -> Node;
}

/// What is known of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The number of its kind.
    pub kind: u16,
    /// The number of the field of its parent that it is; 0 is none.
    pub field: u16,
    /// Its bytes.
    pub range: Range<usize>,
    /// Whether the text is wrong here: not understood, or something missing.
    pub is_error: bool,
    /// Whether the text is wrong anywhere in it.
    pub has_error: bool,
}
