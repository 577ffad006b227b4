//! Why the bank refuses.

use crate::pattern::PatternId;

/// Why something was not stored, found or read. What the bank held before, it still holds.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BankError {
    /// A message, response or name is longer than allowed.
    #[error("the {part} is {bytes} bytes long and at most {limit} are kept; shorten it")]
    TooLong {
        /// Which text.
        part: &'static str,
        /// How long it is, in bytes.
        bytes: usize,
        /// How long it may be, in bytes.
        limit: usize,
    },
    /// There is nothing to learn from.
    #[error("the message is empty, so there is nothing to find it by; nothing was stored")]
    Empty,
    /// A score is not a number from 0 to 1.
    // The number itself is left out: printing it costs the page 30 KB of code.
    #[error("the score must be a number from 0 (failed) to 1 (succeeded); nothing was stored")]
    Score {
        /// What was given.
        score: f32,
    },
    /// No pattern has this id.
    #[error("there is no pattern {id}; it may have been forgotten")]
    Unknown {
        /// What was asked for.
        id: PatternId,
    },
    /// The bank is full, and everything in it is pinned.
    #[error(
        "the memory is full ({patterns} patterns) and all of it is pinned; unpin or forget some"
    )]
    Full {
        /// How many patterns it holds.
        patterns: usize,
    },
    /// A vector has the wrong length, or holds what is no number.
    #[error("the vector must have {expected} finite numbers, not all zero; it has {found}")]
    Vector {
        /// How many numbers are expected.
        expected: usize,
        /// How many were given.
        found: usize,
    },
    /// An import is larger than allowed.
    #[error("the import is {bytes} bytes large and at most {limit} are read; nothing was imported")]
    ImportTooLarge {
        /// How large it is, in bytes.
        bytes: usize,
        /// How large it may be, in bytes.
        limit: usize,
    },
    /// An import cannot be read at all.
    #[error("the import is not an export of patterns: {message}; nothing was imported")]
    Import {
        /// What is wrong with it.
        message: String,
    },
}
