//! How an edit can be understood.

use serde::Serialize;

/// How an edit was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// The text before holds the lines to replace, byte for byte.
    ExactReplace,
    /// It holds them but for white space, quotes or small drift.
    FuzzyReplace,
    /// Symbols were replaced whole.
    ReplaceSymbol,
    /// What is new was put beside what is there.
    Insert,
    /// Symbols were removed by name.
    Remove,
    /// A shortened text was laid over the one before.
    Merge,
    /// The edit is the whole new text.
    ReplaceFile,
    /// The text before holds the edit already.
    Unchanged,
}

impl Strategy {
    /// Its name, in `snake_case`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ExactReplace => "exact_replace",
            Self::FuzzyReplace => "fuzzy_replace",
            Self::ReplaceSymbol => "replace_symbol",
            Self::Insert => "insert",
            Self::Remove => "remove",
            Self::Merge => "merge",
            Self::ReplaceFile => "replace_file",
            Self::Unchanged => "unchanged",
        }
    }
}
