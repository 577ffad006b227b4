//! A turn: one message of the person, up to the end of the answer, the rounds of tools included.

mod again;
mod answering;
mod begin;
mod calls;
mod end;
mod leave;
mod next;
mod outlet;
mod remembered;
mod run;
mod stream;
mod tools;

use atelier_vocabulary::{
    AttachmentId, ContentBlock, ConversationId, Effort, Message, MessageId, MessageState, Role,
};
use uuid::Uuid;

pub(crate) use answering::answering;
pub(crate) use run::Caller;

/// What a person wants answered.
pub(crate) enum Ask {
    /// Something that is said now.
    Say {
        /// The text.
        text: String,
        /// What goes along with it.
        attachments: Vec<AttachmentId>,
        /// The message of the person that it takes the place of; none follows what is shown.
        instead_of: Option<MessageId>,
    },
    /// The first of what waits in the queue.
    Next,
    /// What was said before, again.
    Again {
        /// The answer to give again, or the message to answer; none is the last.
        of: Option<MessageId>,
        /// The model that answers this once; none is that of the conversation.
        model: Option<String>,
        /// How hard it thinks this once; none is as in the conversation.
        effort: Option<Effort>,
    },
}

impl Ask {
    /// Whether a person wants another answer than the one that there may be.
    fn is_anew(&self) -> bool {
        match self {
            Self::Say { instead_of, .. } => instead_of.is_some(),
            Self::Next => false,
            Self::Again { .. } => true,
        }
    }
}

/// A message that has begun and is still empty.
fn empty_message(
    conversation_id: ConversationId,
    role: Role,
    parent_id: Option<MessageId>,
    created_at: i64,
) -> Message {
    let id = MessageId::from(Uuid::now_v7());
    Message { parent_id, ..Message::empty(id, conversation_id, role, created_at) }
}

/// What a person says in no conversation yet, as the message that it would be.
pub(crate) fn spoken(blocks: Vec<ContentBlock>) -> Message {
    let nowhere = ConversationId::from(Uuid::nil());
    Message { blocks, state: MessageState::Complete, ..empty_message(nowhere, Role::User, None, 0) }
}
