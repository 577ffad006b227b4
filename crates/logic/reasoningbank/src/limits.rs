//! How much the bank holds, and how much work it takes on.

use serde::{Deserialize, Serialize};

/// How much a bank holds and how much it reads. Everything beyond is refused with an error, or
/// makes room for by forgetting what is worth least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Patterns held at once.
    pub patterns: usize,
    /// Memory for all that is held, in bytes, as [`Stats::memory_bytes`](crate::Stats) counts it;
    /// the table of word vectors is not counted.
    pub memory_bytes: usize,
    /// The longest message, in bytes.
    pub message_bytes: usize,
    /// The longest response, in bytes.
    pub response_bytes: usize,
    /// How much of a message, a response or a question is read to find it by, in bytes.
    pub indexed_bytes: usize,
    /// How many different terms of a question are looked up; those that say most.
    pub query_terms: usize,
    /// The largest import, in bytes.
    pub import_bytes: usize,
    /// How many patterns wait for a person's word at once.
    pub reviews: usize,
    /// The longest name of a scope or an origin, in bytes.
    pub name_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            patterns: 100_000,
            memory_bytes: 512 << 20,
            message_bytes: 64 << 10,
            response_bytes: 256 << 10,
            indexed_bytes: 8 << 10,
            query_terms: 64,
            import_bytes: 256 << 20,
            reviews: 1_000,
            name_bytes: 256,
        }
    }
}
