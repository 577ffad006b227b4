//! Messages: what can be done with one of them. Nothing of it destroys anything.

use atelier_rpc::api;
use atelier_vocabulary::{
    BranchStretch, Conversation, ConversationId, Message, MessageId, SentRequest, Unrecorded,
};
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

        /// Reads what was asked of the API for an answer, and what came back, as recorded in memory since the program started. The key is not in it.
        query request(MessageRequest) -> RequestRecord, provides [Messages], requires [ConversationsRead];

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

/// Which answer's request to read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct MessageRequest {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The answer.
    pub message_id: MessageId,
    /// Whether long texts are given whole. The bytes of pictures and files never are.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub whole: bool,
}

/// What is known of the request for an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RequestRecord {
    /// The answer as it is kept: how it ended, its tokens, the API's id for the request.
    pub message: Box<Message>,
    /// What was sent, and when something came back; none where it is not recorded.
    pub sent: Option<Box<SentRequest>>,
    /// Why it is not recorded; none where it is.
    pub unrecorded: Option<Unrecorded>,
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
