//! The context: what would be sent next, how long it is and what it may cost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How long the next request is, and what it may cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ContextMeter {
    /// The model that would answer; none where none is known.
    pub model: Option<String>,
    /// The tokens that would be sent.
    #[ts(type = "number")]
    pub input_tokens: u64,
    /// Who says so.
    pub counted: Counted,
    /// Why the endpoint did not count, where it was asked to.
    pub uncounted_because: Option<String>,
    /// The most tokens that the model takes; none where that is unknown.
    #[ts(type = "number | null")]
    pub window_tokens: Option<u64>,
    /// The most tokens of an answer that would be asked for.
    pub max_answer_tokens: u32,
    /// What it would cost; none where the price is unknown.
    pub cost: Option<CostEstimate>,
    /// Whether the built-in simulator would answer, at no cost.
    pub simulated: bool,
    /// Why a budget would stop it; none where none would.
    pub stopped_by: Option<String>,
}

/// Who counted tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// The endpoint, exactly what would be sent.
    Endpoint,
    /// Nobody: they are estimated from the length of the text.
    Estimate,
}

/// What a request may cost, in billionths of a US dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CostEstimate {
    /// What is sent, with nothing read from the cache.
    #[ts(type = "number")]
    pub input_nano_usd: i64,
    /// The same, and the longest answer.
    #[ts(type = "number")]
    pub most_nano_usd: i64,
}
