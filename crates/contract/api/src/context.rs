//! The context: what would be sent next, how long it is and what it may cost.

use atelier_rpc::api;
use atelier_vocabulary::{ContextMeter, ConversationId, Effort};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// The context: what would be sent next, how long it is and what it may cost.
    pub trait ContextApi in context {
        /// Says how long the next request is and what it may cost. The endpoint counts it where `count` says so; else the tokens are those counted before, or an estimate.
        query meter(MeterContext) -> ContextMeter, provides [Messages, Settings, Models, Budgets], requires [ConversationsRead, ModelCall];
    }
}

/// What would be sent.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct MeterContext {
    /// The conversation; none means one that is not created yet.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub conversation_id: Option<ConversationId>,
    /// What the person is about to say; it may be empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    #[garde(length(bytes, max = super::conversation::MESSAGE_BYTES))]
    pub text: String,
    /// The model, where there is no conversation yet that has one.
    #[serde(default)]
    #[ts(optional = nullable)]
    #[garde(length(min = 1, max = 200))]
    pub model: Option<String>,
    /// The effort, where there is no conversation yet that has one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub effort: Option<Effort>,
    /// Whether the endpoint is asked to count what it has not counted before.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub count: bool,
}
