//! Texts with typed variables: read, checked, filled in.
//!
//! A variable is written `{{name}}`, `{{name: type}}` or `{{name: type = default}}`. A type is `text`,
//! `multiline`, `number`, `date`, `boolean` or `choice(one, two, "with, comma")`. What is mentioned
//! again needs no type again. `\{{` is the two braces themselves.
//!
//! It reads no clock, keeps nothing, and runs nothing: a value that is filled in is never read as a
//! template.

mod day;
mod fault;
mod parse;
mod render;
mod tag;

pub use day::is_day;
pub use fault::{Fault, Place};
pub use parse::{Reading, read};
pub use render::RenderError;

/// The most different variables of a text.
pub const MOST_VARIABLES: usize = 50;
/// The most options of a choice.
pub const MOST_OPTIONS: usize = 100;
/// The longest name of a variable, in characters.
pub const NAME_CHARS: usize = 64;

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
    variables: Vec<Variable>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// What stands there.
    Text(String),
    /// A variable, by its place in the list.
    Variable(usize),
}

/// Something that a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// What it is called.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
    /// What it is unless told; of a day also `today`.
    pub default: Option<String>,
}

/// What a variable takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// Text of several lines.
    Multiline,
    /// A number, written as it was typed.
    Number,
    /// One of several texts.
    Choice(Vec<String>),
    /// A day, as `2026-11-21`.
    Date,
    /// `true` or `false`, written as `yes` or `no`.
    Boolean,
}

impl Template {
    /// Returns what the text asks for, in the order it is first mentioned.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }
}
