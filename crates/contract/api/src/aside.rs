//! Questions aside: asked with a conversation in view, answered, and kept nowhere.

use atelier_rpc::api;
use atelier_vocabulary::{ConversationId, TurnEvent};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::conversation::MESSAGE_BYTES;

/// The most that may have been asked and answered aside before.
const EARLIER: usize = 50;

api! {
    /// Questions aside: asked with a conversation in view, answered, and kept nowhere.
    pub trait AsideApi in aside {
        /// Asks something with a conversation in view and streams the answer. Neither reaches the conversation, the disk or what is learned; what it costs is counted.
        stream ask(AskAside) -> TurnEvent, invalidates [Budgets, Usage], requires [ConversationsRead, ModelCall];
    }
}

/// What to ask aside.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AskAside {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The question: not blank, and no longer than `settings.message_limit` characters.
    #[garde(length(bytes, min = 1, max = MESSAGE_BYTES))]
    pub text: String,
    /// What was asked and answered aside before, oldest first.
    #[serde(default)]
    #[ts(as = "Option<Vec<AsideExchange>>", optional)]
    #[garde(length(max = EARLIER), dive)]
    pub earlier: Vec<AsideExchange>,
}

/// A question that was asked aside, and its answer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct AsideExchange {
    /// The question.
    #[garde(length(bytes, min = 1, max = MESSAGE_BYTES))]
    pub question: String,
    /// The answer.
    #[garde(length(bytes, max = MESSAGE_BYTES))]
    pub answer: String,
}
