//! Temporary conversations: they are in memory alone, and end with Atelier at the latest.
//!
//! All that is done with a conversation is done with these by the same operations, or refused in words.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{Conversation, ConversationId, Effort};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Temporary conversations: they are in memory alone, and end with Atelier at the latest.
    pub trait TemporaryApi in temporary {
        /// Begins a conversation of which nothing reaches the disk. What it costs is written down, without a word of it.
        command begin(BeginTemporary) -> Conversation, invalidates [Conversations], requires [ConversationsWrite];

        /// Lists the temporary conversations, last changed first.
        query list(NoInput) -> Vec<Conversation>, provides [Conversations], requires [ConversationsRead];

        /// Moves a temporary conversation, as it is, to those that are kept.
        command keep(KeepTemporary) -> Conversation, invalidates [Attachments, Context, Conversations, Messages, Queue, Usage], requires [ConversationsWrite], limit(120);

        /// Ends a temporary conversation: nothing of it is left, and nothing brings it back.
        command end(EndTemporary) -> Conversation, invalidates [Attachments, Context, Conversations, Messages, Queue], requires [ConversationsWrite];
    }
}

/// What a temporary conversation starts with.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct BeginTemporary {
    /// Its model; none follows the settings.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(min = 1, max = 200))]
    pub model: Option<String>,
    /// Its effort; none follows the settings.
    #[serde(default)]
    #[ts(optional)]
    pub effort: Option<Effort>,
    /// Whether the text that is typed and belongs to no conversation yet becomes its draft, and is kept no longer.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub with_draft: bool,
}

/// Which temporary conversation to keep.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct KeepTemporary {
    /// The conversation.
    pub id: ConversationId,
}

/// Which temporary conversation to end.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct EndTemporary {
    /// The conversation.
    pub id: ConversationId,
}
