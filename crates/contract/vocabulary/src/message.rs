//! Messages: one role's contribution to a conversation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ContentBlock, ConversationId, FromCache, MessageId};

/// One role's contribution to a conversation. Messages form a tree through `parent_id`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Message {
    /// Identifies it.
    pub id: MessageId,
    /// The conversation it belongs to.
    pub conversation_id: ConversationId,
    /// The message it follows; none for the first.
    pub parent_id: Option<MessageId>,
    /// Who speaks.
    pub role: Role,
    /// What is said.
    pub blocks: Vec<ContentBlock>,
    /// How far it got.
    pub state: MessageState,
    /// The model that answered.
    pub model: Option<String>,
    /// Why the model stopped.
    pub stop_reason: Option<StopReason>,
    /// The tokens it took.
    pub usage: Option<Usage>,
    /// What it cost, in billionths of a US dollar; none where the price is unknown.
    #[ts(type = "number | null")]
    pub cost_nano_usd: Option<i64>,
    /// Whether the built-in simulator answered instead of Claude.
    pub simulated: bool,
    /// Where it came from, where it was given again from the answer cache and nobody was asked.
    #[serde(default)]
    pub from_cache: Option<FromCache>,
    /// The API's own id for the request, for support.
    pub request_id: Option<String>,
    /// Why it failed, where it did.
    pub failure: Option<MessageFailure>,
    /// When it was begun, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
    /// When it ended, in ms since 1970; none while it runs.
    #[ts(type = "number | null")]
    pub completed_at: Option<i64>,
}

impl Message {
    /// Returns a message that has begun, in which nothing is said yet.
    pub fn empty(
        id: MessageId,
        conversation_id: ConversationId,
        role: Role,
        created_at: i64,
    ) -> Self {
        Self {
            id,
            conversation_id,
            parent_id: None,
            role,
            blocks: Vec::new(),
            state: MessageState::Streaming,
            model: None,
            stop_reason: None,
            usage: None,
            cost_nano_usd: None,
            simulated: false,
            from_cache: None,
            request_id: None,
            failure: None,
            created_at,
            completed_at: None,
        }
    }
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The person.
    User,
    /// Claude.
    Assistant,
}

/// How far a message got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Text is still arriving.
    Streaming,
    /// The API said that it is done.
    Complete,
    /// It was cut short, by a stop, a kill or a lost connection; what arrived is kept.
    Incomplete,
    /// It failed; what arrived is kept and `failure` says why.
    Failed,
}

/// Why a message failed, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MessageFailure {
    /// The class of failure (the API's `error.type` or `error_code`, or one of Atelier's own).
    pub class: String,
    /// What happened, and what to do.
    pub message: String,
    /// Whether asking again may help.
    pub retryable: bool,
    /// When asking again makes sense, in ms since 1970, where the API said so.
    #[ts(type = "number | null")]
    pub retry_at: Option<i64>,
}

/// Why the model stopped. Source: Messages API 2026-10-21, `stop_reason`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct StopReason(pub String);

/// The tokens that a message took, as the API counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Usage {
    /// Tokens sent that were neither read from nor written to the cache.
    #[ts(type = "number")]
    pub input_tokens: u64,
    /// Tokens answered.
    #[ts(type = "number")]
    pub output_tokens: u64,
    /// Of those, tokens of thinking.
    #[ts(type = "number")]
    pub thinking_tokens: u64,
    /// Tokens written to the cache that lives five minutes.
    #[ts(type = "number")]
    pub cache_write_5m_tokens: u64,
    /// Tokens written to the cache that lives one hour.
    #[ts(type = "number")]
    pub cache_write_1h_tokens: u64,
    /// Tokens read from the cache.
    #[ts(type = "number")]
    pub cache_read_tokens: u64,
    /// Web searches that the API ran.
    #[ts(type = "number")]
    pub web_searches: u64,
}
