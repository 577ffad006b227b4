//! How much is logged.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much is logged, each level with all those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// Defects.
    Error,
    /// What went wrong and was dealt with.
    Warn,
    /// What happened.
    Info,
    /// What may help to find a defect.
    Debug,
}
