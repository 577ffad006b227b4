//! Tools: what Claude may ask for, and who runs it.

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
    /// Who runs it.
    pub runs_on: ToolPlace,
    /// What each use costs beside tokens, in billionths of a US dollar; none where that is unknown.
    #[ts(type = "number | null")]
    pub use_nano_usd: Option<i64>,
}

/// Who runs a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ToolPlace {
    /// Atelier, on this computer.
    ThisComputer,
    /// The endpoint: what Claude asks for leaves this computer with the conversation.
    Endpoint,
}
