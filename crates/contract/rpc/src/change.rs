//! Notices of what became stale.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Says which cached state a successful operation made stale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Change {
    /// The tags of the stale state, as operations `provide` them.
    pub tags: Vec<String>,
    /// The operation that did it.
    pub operation: String,
    /// Who asked for it.
    pub origin: String,
}
