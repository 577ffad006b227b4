//! Tools: what Claude may ask for, run on this machine.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A tool that Claude can be told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Tool {
    /// Its name, as Claude asks for it.
    pub name: String,
    /// Its name for a person.
    pub title: String,
    /// What it does, for a person, in a sentence.
    pub summary: String,
    /// Whether Claude is told of it.
    pub enabled: bool,
    /// About how many tokens its definition adds to every request while it is switched on: one for
    /// every four bytes. What the API adds by itself once there are tools is not in it.
    #[ts(type = "number")]
    pub definition_tokens: u64,
}
