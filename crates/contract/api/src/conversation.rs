//! Conversations with Claude.

use atelier_rpc::api;
use atelier_vocabulary::{
    BranchPage, Conversation, ConversationId, Effort, MessageId, Page, ProjectId, TurnEvent,
};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod turn;

pub use turn::{FollowConversation, RegenerateMessage, SendMessage, StopConversation};

/// The hard limit on a message, in bytes; `settings.message_limit` is the one people meet.
pub const MESSAGE_BYTES: usize = 1 << 20;

api! {
    /// Conversations with Claude.
    pub trait ConversationApi in conversation {
        /// Lists conversations, last changed first.
        query list(ListConversations) -> Page<Conversation>, provides [Conversations], requires [ConversationsRead];

        /// Reads one conversation, without its messages.
        query get(GetConversation) -> Conversation, provides [Conversations], requires [ConversationsRead];

        /// Reads messages of the branch that is shown, oldest first, ending before `before` or at the branch's end,
        /// and says which of them have siblings.
        query messages(ListMessages) -> BranchPage, provides [Messages], requires [ConversationsRead];

        /// Creates an empty conversation.
        command create(CreateConversation) -> Conversation, invalidates [Conversations], requires [ConversationsWrite];

        /// Gives a conversation a title, which Atelier then never replaces.
        command rename(RenameConversation) -> Conversation, invalidates [Conversations, Patterns], requires [ConversationsWrite];

        /// Chooses the model and the effort of a conversation.
        command configure(ConfigureConversation) -> Conversation, invalidates [Conversations], requires [ConversationsWrite];

        /// Moves a conversation to the trash, from which it can be restored.
        command delete(DeleteConversation) -> Conversation, invalidates [Conversations, Patterns], requires [ConversationsWrite];

        /// Takes a conversation out of the trash.
        command restore(RestoreConversation) -> Conversation, invalidates [Conversations, Patterns], requires [ConversationsWrite];

        /// Copies the messages up to one of them into a new conversation.
        command fork(ForkConversation) -> Conversation, invalidates [Conversations], requires [ConversationsWrite];

        /// Streams the answer that is arriving, from its beginning; where none is, ends at once. Leaving changes nothing.
        stream follow(FollowConversation) -> TurnEvent, requires [ConversationsRead];

        /// Stops the answer that is arriving, whoever asked for it. What has arrived is kept.
        command stop(StopConversation) -> Conversation, invalidates [Conversations, Messages, Queue], requires [ConversationsWrite];

        /// Sends a message and streams the answer. Stopping the call keeps what has arrived.
        stream send(SendMessage) -> TurnEvent, invalidates [Attachments, Conversations, Messages], requires [ConversationsWrite, ModelCall], scope(turn = id);

        /// Answers a message of the person again, on a branch of its own, and streams the answer.
        stream regenerate(RegenerateMessage) -> TurnEvent, invalidates [Conversations, Messages], requires [ConversationsWrite, ModelCall], scope(turn = id);
    }
}

/// Which conversations to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ListConversations {
    /// Where the last page ended (`next_cursor`).
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(max = 200))]
    pub cursor: Option<String>,
    /// At most this many (50 unless told, at most 200).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Those in the trash instead of the others.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub trashed: bool,
    /// Those in the archive instead of the others.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// Only those that are pinned, or only those that are not.
    #[serde(default)]
    #[ts(optional)]
    pub pinned: Option<bool>,
    /// Only those of this project.
    #[serde(default)]
    #[ts(optional)]
    pub project_id: Option<ProjectId>,
    /// Only those that carry this tag, whatever the case.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(chars, max = 40))]
    pub tag: Option<String>,
    /// Only those whose title holds this text, whatever the case.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(max = 200))]
    pub title: Option<String>,
}

/// Which conversation to read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct GetConversation {
    /// The conversation.
    pub id: ConversationId,
}

/// Which messages to read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ListMessages {
    /// The conversation.
    pub id: ConversationId,
    /// Only those before this message (`next_cursor`); none reads the newest.
    #[serde(default)]
    #[ts(optional)]
    pub before: Option<MessageId>,
    /// At most this many (50 unless told, at most 500).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 500))]
    pub limit: Option<u32>,
}

/// What a new conversation starts with.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CreateConversation {
    /// Its title; none lets the first message give it one.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(min = 1, max = 200))]
    pub title: Option<String>,
    /// Its model; none follows the settings.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(min = 1, max = 200))]
    pub model: Option<String>,
    /// Its effort; none follows the settings.
    #[serde(default)]
    #[ts(optional)]
    pub effort: Option<Effort>,
}

/// A new title.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RenameConversation {
    /// The conversation.
    pub id: ConversationId,
    /// Its new title.
    #[garde(length(chars, min = 1, max = 200))]
    pub title: String,
}

/// The model and the effort of a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ConfigureConversation {
    /// The conversation.
    pub id: ConversationId,
    /// Its model; none follows the settings.
    #[serde(default)]
    #[ts(optional = nullable)]
    #[garde(length(min = 1, max = 200))]
    pub model: Option<String>,
    /// Its effort; none follows the settings.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub effort: Option<Effort>,
}

/// Which conversation to move to the trash.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DeleteConversation {
    /// The conversation.
    pub id: ConversationId,
}

/// Which conversation to take out of the trash.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RestoreConversation {
    /// The conversation.
    pub id: ConversationId,
}

/// What to copy into a new conversation.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ForkConversation {
    /// The conversation.
    pub id: ConversationId,
    /// The last message that is copied.
    pub message_id: MessageId,
}
