//! What can be set.

use serde::{Deserialize, Serialize};

/// What can be set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// An edit of which the engine is less sure than this is refused. From 0 to 1.
    pub confidence_threshold: f64,
    /// How many parts an edit may have: symbols, blocks or hunks. The file may have any number.
    pub max_chunks: usize,
    /// The largest file and the largest edit, in bytes.
    pub max_bytes: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self { confidence_threshold: 0.5, max_chunks: 50, max_bytes: 4 << 20 }
    }
}
