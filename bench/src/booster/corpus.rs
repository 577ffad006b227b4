//! Cases: a real file, an edit of it, and what must come of it.

use std::path::PathBuf;

use atelier_agent_booster::Language;

/// A real file, an edit of it, and what must come of it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) kind: Kind,
    /// The kind in more detail.
    pub(crate) detail: String,
    pub(crate) language: Language,
    pub(crate) original: String,
    pub(crate) edit: String,
    /// What npm's `agent-booster` gets for the edit: it knows no blocks, so only what shall come.
    pub(crate) plain: String,
    pub(crate) expected: Expected,
    pub(crate) path: PathBuf,
}

/// What must come of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// This text, to the byte.
    Text(String),
    /// A refusal: nobody can tell what is meant, or it would do harm.
    Refusal,
}

/// What sort of edit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Symbols whole: replaced, inserted, removed, imported.
    Symbol,
    /// A shortened text.
    Lazy,
    /// Lines that are there to the byte.
    Exact,
    /// Lines that were garbled.
    Garbled,
    /// Differences and patches.
    Patch,
    /// What must be refused.
    Refuse,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Symbol => "symbol",
            Self::Lazy => "lazy",
            Self::Exact => "exact",
            Self::Garbled => "garbled",
            Self::Patch => "patch",
            Self::Refuse => "refuse",
        }
    }
}
