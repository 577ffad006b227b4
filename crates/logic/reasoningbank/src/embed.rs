//! Meaning as vectors: from a table of word vectors, or from a model that the caller runs.

mod format;
mod safetensors;
mod table;
mod token;

pub use self::table::Table;
pub(crate) use self::table::normalize;

/// Where vectors of meaning come from.
#[derive(Clone, Debug, Default)]
pub enum Meaning {
    /// Nowhere: words alone decide.
    #[default]
    None,
    /// From a table of word vectors: a text is the mean of its words.
    Table(Box<Table>),
    /// From the caller, who runs a model and hands in a vector with each text.
    Given {
        /// How many numbers each vector has.
        length: usize,
    },
}

impl Meaning {
    /// What meaning counts beside words when ranking. A table knows words only, a model sentences.
    pub(crate) fn weight(&self) -> f32 {
        match self {
            Self::None => 0.0,
            Self::Table(_) => 0.2,
            Self::Given { .. } => 0.5,
        }
    }
}

/// Why a table of word vectors cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It ends too early, or goes on after its end.
    #[error("the table is cut off or damaged; fetch it again")]
    Damaged,
    /// It is something else.
    #[error("this is no table of word vectors that is understood here: {found}")]
    Foreign {
        /// What was found instead.
        found: String,
    },
    /// It is larger than any table ought to be.
    #[error("the table has {rows} rows of {length} numbers, which is more than is read")]
    TooLarge {
        /// How many rows it says it has.
        rows: usize,
        /// How many numbers it says are in a row.
        length: usize,
    },
}
