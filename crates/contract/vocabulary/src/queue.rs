//! The queue: what a person has said while an answer was arriving, and what waits to be sent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Attachment, ConversationId, QueuedId};

/// A message that waits until the answer before it has ended well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct QueuedMessage {
    /// Identifies it.
    pub id: QueuedId,
    /// The conversation it will be said in.
    pub conversation_id: ConversationId,
    /// The text; blank only where something is attached.
    pub text: String,
    /// What goes along with it, first attached first.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Why it is held back; none where it goes by itself.
    pub held: Option<HeldReason>,
    /// When it was queued, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
}

/// Why a queued message is held back until the person sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeldReason {
    /// The answer before it was stopped.
    Stopped,
    /// The answer before it failed, or could not begin.
    Failed,
    /// Atelier ended while it waited.
    Closed,
}
