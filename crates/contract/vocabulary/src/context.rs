//! The context: what would be sent next, how long it is and what it may cost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{MessageId, SearchesOnTop};

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
    /// The web searches that come on top; none where Claude may not search.
    pub searches: Option<SearchesOnTop>,
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

/// Exactly what would be sent next, part by part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Context {
    /// The parts, in the order in which they are sent; those that are not sent stand where they would.
    pub parts: Vec<ContextPart>,
    /// How long all of it is, and what it may cost.
    pub meter: ContextMeter,
    /// The summary that stands for the beginning; none while everything is sent as it was said.
    pub summary: Option<ContextSummary>,
    /// The summary that waits to be read.
    pub proposed: Option<ContextSummary>,
    /// Whether there is enough before the last turns to be summed up.
    pub can_compact: bool,
}

/// A part of what would be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ContextPart {
    /// What it is.
    pub kind: ContextPartKind,
    /// The message, where it is one.
    pub message_id: Option<MessageId>,
    /// Its beginning, or its name.
    pub title: String,
    /// Its tokens: its share of what was counted, or an estimate; 0 where it is not sent.
    #[ts(type = "number")]
    pub tokens: u64,
    /// Whether it is sent, and why it is not.
    pub fate: ContextFate,
    /// What a person said of it.
    pub mark: Option<ContextMark>,
    /// Whether a person can leave it out.
    pub can_drop: bool,
    /// What a message is made of, where it is more than one text.
    pub blocks: Vec<ContextBlock>,
}

/// A block of a message that would be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ContextBlock {
    /// Its place in the message.
    pub index: u32,
    /// Its kind, as the API has it.
    pub kind: String,
    /// Its beginning, or its name.
    pub title: String,
    /// Its tokens; 0 where it is not sent.
    #[ts(type = "number")]
    pub tokens: u64,
    /// Whether it is sent.
    pub sent: bool,
    /// What a person said of it.
    pub mark: Option<ContextMark>,
    /// Whether a person can leave it out alone.
    pub can_drop: bool,
}

/// What a part of a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContextPartKind {
    /// What Claude is told before every conversation, by the settings and the project.
    Instructions,
    /// The tools it may ask for.
    Tools,
    /// The summary that stands for the beginning.
    Summary,
    /// What the person said.
    Said,
    /// What Claude answered.
    Answered,
    /// What tools returned.
    Results,
}

/// What becomes of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContextFate {
    /// It is sent.
    Sent,
    /// A person left it out.
    Dropped,
    /// The summary stands for it.
    Summarized,
    /// It holds nothing that can be sent.
    Empty,
}

/// What a person said of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContextMark {
    /// It is sent word for word, whatever a summary stands for.
    Pin,
    /// It is not sent.
    Drop,
}

/// A summary that stands for the beginning of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ContextSummary {
    /// The last message that it stands for.
    pub up_to: MessageId,
    /// What it says.
    pub text: String,
    /// The model that made it.
    pub model: String,
    /// When it was made, in ms since 1970.
    #[ts(type = "number")]
    pub made_at: i64,
    /// When a person accepted it, in ms since 1970; none while it waits.
    #[ts(type = "number | null")]
    pub accepted_at: Option<i64>,
}
