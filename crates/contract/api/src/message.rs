//! Messages: what can be done with one of them. Nothing of it destroys anything.

use atelier_rpc::api;
use atelier_vocabulary::{BranchStretch, Conversation, ConversationId, MessageId};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::conversation::MESSAGE_BYTES;

/// The most texts that a message may be given.
const TEXTS: usize = 1_000;

api! {
    /// Messages: what can be done with one of them. Nothing of it destroys anything.
    pub trait MessageApi in message {
        /// Lists the stretches of a conversation between its forks: the map of its branches.
        query map(MapMessages) -> Vec<BranchStretch>, provides [Messages], requires [ConversationsRead];

        /// Shows the branch that passes through a message, as far as it was last seen.
        command show(ShowMessage) -> Conversation, invalidates [Conversations, Messages], requires [ConversationsWrite];

        /// Keeps a changed copy of a message beside it, and shows that. Nothing is asked.
        command edit(EditMessage) -> Conversation, invalidates [Conversations, Messages], requires [ConversationsWrite];

        /// Takes a message and all that follows it out of a conversation. `message.restore` brings it back.
        command delete(DeleteMessage) -> Conversation, invalidates [Conversations, Messages], requires [ConversationsWrite];

        /// Brings back a message that was deleted, with what went with it, and shows it.
        command restore(RestoreMessage) -> Conversation, invalidates [Conversations, Messages], requires [ConversationsWrite];
    }
}

/// Which conversation to map.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct MapMessages {
    /// The conversation.
    pub conversation_id: ConversationId,
}

/// Which message to show.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ShowMessage {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message.
    pub message_id: MessageId,
}

/// What a message should have said.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct EditMessage {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message.
    pub message_id: MessageId,
    /// The texts of its text blocks, one for each, in their order; a blank one leaves its block out.
    #[garde(length(min = 1, max = TEXTS), inner(length(bytes, max = MESSAGE_BYTES)))]
    pub texts: Vec<String>,
}

/// Which message to delete.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DeleteMessage {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message. All that follows it, on every branch, goes with it.
    pub message_id: MessageId,
}

/// Which message to bring back.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RestoreMessage {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message that was deleted.
    pub message_id: MessageId,
}
