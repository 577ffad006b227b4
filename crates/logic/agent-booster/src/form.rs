//! What an edit looks like, and what it says.

mod blocks;
mod diff;
mod fence;

use crate::Language;
use crate::list::Listed;
use crate::outcome::Refused;

/// An edit as it was understood.
#[derive(Debug)]
pub(crate) enum Form {
    /// Places to find, each with what is to become of it.
    Hunks(Vec<Hunk>, Order),
    /// A piece of the file as it is to be.
    Snippet(String),
}

/// Whether hunks come in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Any,
    OfTheFile,
}

/// Lines to find and what becomes of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hunk {
    pub(crate) steps: Vec<Step>,
    /// Lines that stand somewhere above, outermost first.
    pub(crate) scope: Vec<String>,
    /// The line at which it is said to begin, from 0.
    pub(crate) line: Option<usize>,
    /// Whether it is said to reach to the end of the file.
    pub(crate) is_last: bool,
}

/// A line of a hunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Stays.
    Keep(String),
    /// Goes.
    Gone(String),
    /// Comes.
    New(String),
}

impl Hunk {
    /// The lines that must be there.
    pub(crate) fn search(&self) -> Vec<&str> {
        let wanted = self.steps.iter().filter_map(|step| match step {
            Step::Keep(line) | Step::Gone(line) => Some(line.as_str()),
            Step::New(_) => None,
        });
        wanted.list()
    }

    /// The lines that shall be there.
    pub(crate) fn replacement(&self) -> Vec<&str> {
        let wanted = self.steps.iter().filter_map(|step| match step {
            Step::Keep(line) | Step::New(line) => Some(line.as_str()),
            Step::Gone(_) => None,
        });
        wanted.list()
    }
}

/// Reads `edit`, whose lines end as lines end on Unix.
pub(crate) fn read(edit: &str, language: Language) -> Result<Form, Refused> {
    if let Some(form) = read_marked(edit, language)? {
        return Ok(form);
    }
    let Some(inside) = fence::inside(edit, language) else {
        return Ok(Form::Snippet(edit.to_owned()));
    };
    Ok(match read_marked(&inside, language)? {
        Some(form) => form,
        None if fence::says_diff(edit) => diff::bare(&inside)?,
        None => Form::Snippet(inside),
    })
}

/// Reads an edit that says by its marks what it is.
fn read_marked(edit: &str, language: Language) -> Result<Option<Form>, Refused> {
    if let Some(hunks) = diff::envelope(edit)? {
        return Ok(Some(Form::Hunks(hunks, Order::OfTheFile)));
    }
    if let Some(hunks) = blocks::read(edit)? {
        return Ok(Some(Form::Hunks(hunks, Order::Any)));
    }
    if let Some(hunks) = diff::unified(edit, language)? {
        return Ok(Some(Form::Hunks(hunks, Order::OfTheFile)));
    }
    Ok(None)
}
