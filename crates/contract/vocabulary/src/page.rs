//! Pages of a long list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part of a long list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Page<T> {
    /// The part.
    pub items: Vec<T>,
    /// What to pass as `cursor` for the next part; none at the end.
    pub next_cursor: Option<String>,
}
