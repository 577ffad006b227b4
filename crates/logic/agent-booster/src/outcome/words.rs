//! What refusals say to a person: what happened, what was kept, what to do.

use std::fmt;

use super::{Candidate, Reason, Refusal};
use crate::list::Listed as _;
use crate::write::{digits, joined, strung};

/// How many of the things that an edit could have meant are named.
const MOST_NAMED: usize = 8;

impl Reason {
    /// What it says to a person.
    pub fn message(&self) -> String {
        let number;
        let (before, what, after) = match self {
            Self::Empty => ("the edit is empty; nothing was changed", "", ""),
            Self::TooLarge { what, limit } => {
                number = joined(&[what, " is larger than ", &digits(*limit)]);
                ("", number.as_str(), " bytes; nothing was changed")
            }
            Self::TooManyParts { parts, limit } => {
                number = joined(&[&digits(*parts), " parts, and ", &digits(*limit)]);
                ("the edit has ", number.as_str(), " is the most; send it in pieces")
            }
            Self::Malformed { detail } => {
                ("the edit cannot be read (", detail.as_str(), "); nothing was changed")
            }
            Self::NotFound { what } => (
                "",
                what.as_str(),
                " is not in the file; nothing was changed. Read the file again and edit what is there",
            ),
            Self::Ambiguous { what } => {
                ("", what.as_str(), " could mean several places; say more of what stands round it")
            }
            Self::WouldDrop => (
                "the edit leaves out what it does not name; mark what stays as existing code, or remove it by name",
                "",
                "",
            ),
            Self::NoChange => (
                "the edit shows nothing that is not in the file already; show what changes, with a line round it",
                "",
                "",
            ),
            Self::Duplicate { what } => {
                ("the edit would make a second ", what.as_str(), "; nothing was changed")
            }
            Self::BreaksSyntax { line } => {
                number = digits(*line);
                (
                    "the file would not parse any more near line ",
                    number.as_str(),
                    "; nothing was changed",
                )
            }
            Self::MarkLeft { text } => (
                "a mark of the edit would end up in the file (",
                text.as_str(),
                "); nothing was changed",
            ),
            Self::Conflict => (
                "the file differs from what the edit expects just where it changes it; read the file again",
                "",
                "",
            ),
            Self::NoGrammar => (
                "an edit by symbol needs a grammar, and there is none for this text; use search and replace",
                "",
                "",
            ),
            Self::Unsure { percent } => {
                number = digits(usize::from(*percent));
                (
                    "the engine is not sure enough of what the edit means (",
                    number.as_str(),
                    " of 100); nothing was changed",
                )
            }
            Self::TooMuchWork => (
                "the edit takes too much time for this file; nothing was changed. Send a smaller one",
                "",
                "",
            ),
            Self::Broken => {
                ("the edit would have changed bytes it does not name; nothing was changed", "", "")
            }
        };
        joined(&[before, what, after])
    }
}

impl Refusal {
    /// What it says to a person, with what the edit could have meant.
    pub fn message(&self) -> String {
        let reason = self.reason.message();
        if self.candidates.is_empty() {
            return reason;
        }
        let name = |one: &Candidate| joined(&[&one.what, " (line ", &digits(one.line), ")"]);
        let named = self.candidates.iter().take(MOST_NAMED).map(name).list();
        let named = joined(&[&reason, ": ", &strung(&named, ", ")]);
        match self.candidates.len().saturating_sub(MOST_NAMED) {
            0 => named,
            rest => joined(&[&named, " and ", &digits(rest), " more"]),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.message())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.message())
    }
}

impl std::error::Error for Reason {}

impl std::error::Error for Refusal {}
