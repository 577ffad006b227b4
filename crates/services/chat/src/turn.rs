//! A turn: one message of the person, up to the end of the answer, the rounds of tools included.

mod again;
mod answering;
mod begin;
mod calls;
mod end;
mod leave;
mod outlet;
mod run;
mod stream;
mod tools;

use atelier_vocabulary::{
    AttachmentId, ContentBlock, ConversationId, Effort, Message, MessageId, MessageState, Role,
};
use uuid::Uuid;

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

/// A message that has begun and is still empty.
fn empty_message(
    conversation_id: ConversationId,
    role: Role,
    parent_id: Option<MessageId>,
    created_at: i64,
) -> Message {
    Message {
        id: MessageId::from(Uuid::now_v7()),
        conversation_id,
        parent_id,
        role,
        blocks: Vec::new(),
        state: MessageState::Streaming,
        model: None,
        stop_reason: None,
        usage: None,
        cost_nano_usd: None,
        simulated: false,
        request_id: None,
        failure: None,
        created_at,
        completed_at: None,
    }
}

/// What a person says in no conversation yet, as the message that it would be.
pub(crate) fn spoken(blocks: Vec<ContentBlock>) -> Message {
    let nowhere = ConversationId::from(Uuid::nil());
    Message { blocks, state: MessageState::Complete, ..empty_message(nowhere, Role::User, None, 0) }
}
