//! The queue: what a person says while an answer is arriving. Each message goes when the answer before
//! it has ended well.

use atelier_rpc::api;
use atelier_vocabulary::{AttachmentId, ConversationId, QueuedId, QueuedMessage};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{attachment::MOST_ATTACHMENTS, conversation::MESSAGE_BYTES};

/// The most messages that wait in a conversation.
pub const MOST_QUEUED: u32 = 100;

api! {
    /// The queue: what a person says while an answer is arriving. Each message goes when the answer before it has ended well.
    pub trait QueueApi in queue {
        /// Lists the messages that wait in a conversation, the next first.
        query list(ListQueued) -> Vec<QueuedMessage>, provides [Queue], requires [ConversationsRead];

        /// Queues a message. It goes at once where no answer is arriving and none waits.
        command add(AddQueued) -> QueuedMessage, invalidates [Queue, Attachments], requires [ConversationsWrite, ModelCall];

        /// Changes the text of a queued message.
        command edit(EditQueued) -> QueuedMessage, invalidates [Queue], requires [ConversationsWrite];

        /// Moves a queued message to another place.
        command move_to(MoveQueued) -> Vec<QueuedMessage>, invalidates [Queue], requires [ConversationsWrite];

        /// Takes a message out of the queue, and returns what it said. What went along with it is in the draft again.
        command remove(RemoveQueued) -> QueuedMessage, invalidates [Queue, Attachments], requires [ConversationsWrite];

        /// Sends a queued message now. An answer that is arriving is stopped for it, and what has arrived is kept.
        command send(SendQueued) -> QueuedMessage, invalidates [Queue], requires [ConversationsWrite, ModelCall];
    }
}

/// Whose queue to list.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ListQueued {
    /// The conversation.
    pub conversation_id: ConversationId,
}

/// What to say next.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AddQueued {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The text: no longer than `settings.message_limit` characters, and not blank where nothing is attached.
    #[garde(length(bytes, max = MESSAGE_BYTES))]
    pub text: String,
    /// What goes along with it: attachments of its draft, which wait with it from then on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AttachmentId>>", optional)]
    #[garde(length(max = MOST_ATTACHMENTS))]
    pub attachments: Vec<AttachmentId>,
}

/// What a queued message should say.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct EditQueued {
    /// The queued message.
    pub id: QueuedId,
    /// The text: no longer than `settings.message_limit` characters, and not blank where nothing is attached.
    #[garde(length(bytes, max = MESSAGE_BYTES))]
    pub text: String,
}

/// Where a queued message should stand.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct MoveQueued {
    /// The queued message.
    pub id: QueuedId,
    /// Its place in the queue, from 0; beyond the end is the end.
    pub place: u32,
}

/// Which queued message to take out.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RemoveQueued {
    /// The queued message.
    pub id: QueuedId,
}

/// Which queued message to send.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SendQueued {
    /// The queued message.
    pub id: QueuedId,
}
