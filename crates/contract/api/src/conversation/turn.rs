//! What turns are asked for with.

use atelier_vocabulary::{AttachmentId, ConversationId, Effort, MessageId};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MESSAGE_BYTES;
use crate::attachment::MOST_ATTACHMENTS;

/// What the person says.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SendMessage {
    /// The conversation.
    pub id: ConversationId,
    /// The text: no longer than `settings.message_limit` characters, and not blank where nothing is attached.
    #[garde(length(bytes, max = MESSAGE_BYTES))]
    pub text: String,
    /// What goes along with it, in this order: attachments of its draft, or of the draft that had no conversation yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AttachmentId>>", optional)]
    #[garde(length(max = MOST_ATTACHMENTS))]
    pub attachments: Vec<AttachmentId>,
    /// The message of the person that it takes the place of, on a branch of its own; none goes on
    /// where the branch that is shown ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub instead_of: Option<MessageId>,
    /// Whether the answer goes on where its caller leaves. It is followed with `conversation.follow` and
    /// stopped with `conversation.stop` then.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub detached: bool,
}

/// Which answer to give again.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RegenerateMessage {
    /// The conversation.
    pub id: ConversationId,
    /// The answer to give again, or the message of the person to answer; none is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub message_id: Option<MessageId>,
    /// The model that answers this once; none is that of the conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    #[garde(length(min = 1, max = 200))]
    pub model: Option<String>,
    /// How hard it thinks this once; none is as in the conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub effort: Option<Effort>,
    /// Whether the answer goes on where its caller leaves. It is followed with `conversation.follow` and
    /// stopped with `conversation.stop` then.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub detached: bool,
}

/// Which answer to follow.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FollowConversation {
    /// The conversation.
    pub id: ConversationId,
}

/// Whose answer to stop.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct StopConversation {
    /// The conversation.
    pub id: ConversationId,
}
