//! Drafts: what a person has typed and not sent.

use atelier_rpc::api;
use atelier_vocabulary::ConversationId;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Drafts: what a person has typed and not sent.
    pub trait DraftApi in draft {
        /// Reads the draft of a conversation; empty where there is none.
        query get(GetDraft) -> Draft, requires [ConversationsRead];

        /// Keeps the draft of a conversation; an empty one removes it.
        command save(SaveDraft) -> Draft, requires [ConversationsWrite], scope(draft = conversation_id);
    }
}

/// Whose draft to read.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct GetDraft {
    /// The conversation; none means the one that is not created yet.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub conversation_id: Option<ConversationId>,
}

/// A draft to keep.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SaveDraft {
    /// The conversation; none means the one that is not created yet.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub conversation_id: Option<ConversationId>,
    /// The text.
    #[garde(length(bytes, max = super::conversation::MESSAGE_BYTES))]
    pub text: String,
}

/// What a person has typed and not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Draft {
    /// The text.
    pub text: String,
}
