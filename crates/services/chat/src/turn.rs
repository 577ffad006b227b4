//! A turn: one message of the person, up to the end of the answer, the rounds of tools included.

mod again;
mod begin;
mod calls;
mod end;
mod leave;
mod stream;
mod tools;

use std::sync::{Arc, atomic::AtomicU32, atomic::Ordering};

use atelier_rpc::{Call, Code, Error, Events, Result};
use atelier_vocabulary::{
    AttachmentId, ContentBlock, ConversationId, Effort, Message, MessageId, MessageState, Role,
    TurnEvent,
};
use uuid::Uuid;

use crate::Conversations;

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

impl Conversations {
    /// Answers what the person asks.
    ///
    /// The turn runs on the application's tasks: a caller that vanishes stops the answer, and what
    /// has arrived is still stored.
    pub(crate) async fn answer(
        &self,
        call: Call,
        id: ConversationId,
        ask: Ask,
        events: Events<TurnEvent>,
    ) -> Result<()> {
        let this = self.clone();
        let turn = async move {
            let _active = Active::new(&this.activity);
            let begun = this.begin(id, ask).await?;
            this.stream(&call, begun, &events).await
        };
        self.tasks.spawn(turn).await.unwrap_or_else(|error| {
            tracing::error!(%error, "a turn panicked");
            let message = "the answer failed unexpectedly; your message was kept";
            Err(Error::new(Code::Internal, message))
        })
    }
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

/// Counts a running turn for as long as it lives.
struct Active(Arc<AtomicU32>);

impl Active {
    fn new(count: &Arc<AtomicU32>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
