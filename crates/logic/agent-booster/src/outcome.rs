//! What becomes of an edit: a new text, or a refusal that says why.

mod words;

use std::ops::Range;

use serde::Serialize;

use crate::strategy::Strategy;

/// The text that an edit makes of another, and how it came about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EditOutcome {
    /// The text after the edit.
    pub text: String,
    /// How the edit was understood.
    pub strategy: Strategy,
    /// How sure the engine is, from 0 to 1. The reliability table in the decision record says what
    /// it has been worth.
    pub confidence: f64,
    /// What is known of the syntax of the text after.
    pub syntax: SyntaxState,
    /// What was changed, in the order of the text.
    pub touched: Vec<Touched>,
}

/// What is known of the syntax of a text after an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SyntaxState {
    /// It parses.
    Valid,
    /// It has no more errors than the text before had.
    AsBefore,
    /// There is no grammar for it.
    Unknown,
}

/// One place that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// The symbol or the lines, in words.
    pub what: String,
    /// The bytes of the text before.
    pub before: Range<usize>,
    /// The bytes of the text after.
    pub after: Range<usize>,
}

/// Why an edit was not made. The text is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// What stood in the way.
    pub reason: Reason,
    /// What the edit could have meant.
    pub candidates: Vec<Candidate>,
}

/// A refusal on its way out: as one pointer, since it passes through many hands.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) Box<Refusal>);

/// Something an edit could have meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The symbol or the line, in words.
    pub what: String,
    /// Its first line, from 1.
    pub line: usize,
}

/// What stood in the way of an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// The edit is empty.
    Empty,
    /// The file or the edit is larger than the limit.
    TooLarge {
        /// The file or the edit.
        what: &'static str,
        /// The limit, in bytes.
        limit: usize,
    },
    /// The edit has more parts than the limit.
    TooManyParts {
        /// How many it has.
        parts: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The edit cannot be read: a block that is not closed, two files in one.
    Malformed {
        /// What is wrong with it.
        detail: String,
    },
    /// What it is to replace is not in the file.
    NotFound {
        /// What was looked for.
        what: String,
    },
    /// It could mean several things.
    Ambiguous {
        /// What was looked for.
        what: String,
    },
    /// It would drop what it does not name.
    WouldDrop,
    /// Laid over the file it changes nothing; what it was to change cannot be seen.
    NoChange,
    /// It would make a second thing of one name.
    Duplicate {
        /// The symbol.
        what: String,
    },
    /// The file would not parse any more.
    BreaksSyntax {
        /// The line of the text after, from 1.
        line: usize,
    },
    /// The text after would hold the edit's own marks.
    MarkLeft {
        /// The mark.
        text: String,
    },
    /// The search text and the file disagree just where the edit changes something.
    Conflict,
    /// No grammar is at hand, and the edit needs one.
    NoGrammar,
    /// The engine is less sure than the threshold asks.
    Unsure {
        /// How sure it is, in hundredths.
        percent: u8,
    },
    /// It took more than the limits of time and memory allow.
    TooMuchWork,
    /// A check after the edit failed that must not fail.
    Broken,
}

impl Reason {
    /// Its name, in `snake_case`, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too_large",
            Self::TooManyParts { .. } => "too_many_parts",
            Self::Malformed { .. } => "malformed",
            Self::NotFound { .. } => "not_found",
            Self::Ambiguous { .. } => "ambiguous",
            Self::WouldDrop => "would_drop",
            Self::NoChange => "no_change",
            Self::Duplicate { .. } => "duplicate",
            Self::BreaksSyntax { .. } => "breaks_syntax",
            Self::MarkLeft { .. } => "mark_left",
            Self::Conflict => "conflict",
            Self::NoGrammar => "no_grammar",
            Self::Unsure { .. } => "unsure",
            Self::TooMuchWork => "too_much_work",
            Self::Broken => "broken",
        }
    }
}

impl Refusal {
    pub(crate) fn because(reason: Reason) -> Refused {
        Self::naming(reason, Vec::new())
    }

    pub(crate) fn naming(reason: Reason, candidates: Vec<Candidate>) -> Refused {
        Refused(Box::new(Self { reason, candidates }))
    }

    pub(crate) fn not_found(what: impl Into<String>) -> Refused {
        Self::because(Reason::NotFound { what: what.into() })
    }

    pub(crate) fn malformed(detail: impl Into<String>) -> Refused {
        Self::because(Reason::Malformed { detail: detail.into() })
    }

    pub(crate) fn ambiguous(what: impl Into<String>, candidates: Vec<Candidate>) -> Refused {
        Self::naming(Reason::Ambiguous { what: what.into() }, candidates)
    }
}
