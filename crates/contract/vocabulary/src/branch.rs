//! Branches: where a conversation could have gone another way.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Message, MessageId, Role};

/// A part of the branch that is shown, and where it could have gone another way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BranchPage {
    /// The messages, oldest first.
    pub items: Vec<Message>,
    /// What to pass as `before` for the part before it; none at the beginning.
    pub next_cursor: Option<String>,
    /// Those of the messages that have siblings, in their order.
    pub forks: Vec<Fork>,
}

/// Where a message stands among its siblings: the messages that follow the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Fork {
    /// The message.
    pub message_id: MessageId,
    /// Its place among them, from 1, oldest first.
    pub place: u32,
    /// How many there are, with itself.
    pub count: u32,
    /// The one before it; none for the first.
    pub previous: Option<MessageId>,
    /// The one after it; none for the last.
    pub next: Option<MessageId>,
}

/// A stretch of a conversation without a fork: from one fork, or the beginning, to the next or an end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BranchStretch {
    /// Its first message.
    pub first_id: MessageId,
    /// Its last message.
    pub last_id: MessageId,
    /// The first message of the stretch it follows; none where it begins the conversation.
    pub follows: Option<MessageId>,
    /// How many messages it holds.
    pub count: u32,
    /// Who speaks first in it.
    pub role: Role,
    /// How that begins, as plain text; empty where it has none.
    pub excerpt: String,
    /// The model that says it.
    pub model: Option<String>,
    /// When it was said, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
    /// Whether the branch that is shown passes through it.
    pub shown: bool,
    /// When it was deleted, in ms since 1970; none if it was not.
    #[ts(type = "number | null")]
    pub deleted_at: Option<i64>,
}
