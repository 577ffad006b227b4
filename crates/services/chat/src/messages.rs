//! Messages: what can be done with one of them, over the store. Nothing of it destroys anything.

mod edit;
mod fork;

use atelier_api::message::{
    DeleteMessage, EditMessage, MapMessages, MessageApi, MessageRequest, RequestRecord,
    RestoreMessage, ShowMessage,
};
use atelier_rpc::{Call, Code, Error, Result};
use atelier_store::{
    StoreError, Transaction,
    tables::{branches, conversations, messages},
};
use atelier_vocabulary::{
    BranchStretch, Conversation, ConversationId, ConversationState, Message, MessageId,
};

use crate::{Conversations, error};

#[cfg(test)]
pub(crate) use edit::edited;

/// What a change to the tree makes of a conversation; the inner error says why nothing was changed.
type Changed = std::result::Result<Result<Conversation>, StoreError>;

impl MessageApi for Conversations {
    async fn map(&self, _call: Call, input: MapMessages) -> Result<Vec<BranchStretch>> {
        let id = input.conversation_id;
        let read = move |connection: &atelier_store::Connection| {
            let known = conversations::get(connection, id)?.is_some();
            known.then(|| branches::map(connection, id)).transpose()
        };
        self.read(read).await?.ok_or_else(|| error::no_conversation(id))
    }

    async fn request(&self, _call: Call, input: MessageRequest) -> Result<RequestRecord> {
        self.request_of(input).await
    }

    async fn show(&self, _call: Call, input: ShowMessage) -> Result<Conversation> {
        let now = (self.clock)();
        let (id, message) = (input.conversation_id, input.message_id);
        self.rearrange(id, move |transaction| {
            Ok(branches::show(transaction, id, message, now)?.ok_or_else(|| no_message(message)))
        })
        .await
    }

    async fn edit(&self, _call: Call, input: EditMessage) -> Result<Conversation> {
        self.edited(input).await
    }

    async fn delete(&self, _call: Call, input: DeleteMessage) -> Result<Conversation> {
        let now = (self.clock)();
        let (id, message) = (input.conversation_id, input.message_id);
        self.rearrange(id, move |transaction| {
            Ok(branches::delete(transaction, id, message, now)?.ok_or_else(|| no_message(message)))
        })
        .await
    }

    async fn restore(&self, _call: Call, input: RestoreMessage) -> Result<Conversation> {
        let now = (self.clock)();
        let (id, message) = (input.conversation_id, input.message_id);
        self.rearrange(id, move |transaction| {
            Ok(branches::restore(transaction, id, message, now)?.ok_or_else(|| {
                let reason = format!("the message `{message}` is not one that can be restored");
                let hint = "if it follows another that was deleted, restore that one first";
                Error::new(Code::NotFound, reason).with_hint(hint)
            }))
        })
        .await
    }
}

impl Conversations {
    /// Changes which messages of a conversation are shown. Refused while an answer is arriving, which
    /// would otherwise go on below what the person has left.
    async fn rearrange(
        &self,
        id: ConversationId,
        work: impl FnOnce(&Transaction<'_>) -> Changed + Send + 'static,
    ) -> Result<Conversation> {
        let write = move |transaction: &Transaction<'_>| {
            let Some(conversation) = conversations::get(transaction, id)? else {
                return Ok(Err(error::no_conversation(id)));
            };
            match refused(&conversation) {
                Some(error) => Ok(Err(error)),
                None => work(transaction),
            }
        };
        self.write(write).await?
    }
}

/// Why a conversation cannot be changed now; none where it can.
fn refused(conversation: &Conversation) -> Option<Error> {
    if conversation.trashed_at.is_some() {
        let error = Error::new(Code::InvalidInput, "this conversation is in the trash");
        return Some(error.with_hint("restore it first"));
    }
    (conversation.state == ConversationState::Streaming).then(|| {
        Error::new(Code::Conflict, "an answer is arriving in this conversation")
            .with_hint("stop it, or wait until it has ended")
    })
}

/// A message of a conversation that is not deleted; none where it has no such message.
pub(crate) fn kept(
    transaction: &Transaction<'_>,
    conversation: ConversationId,
    id: MessageId,
) -> std::result::Result<Option<Message>, StoreError> {
    let found = messages::get(transaction, id)?;
    match found.filter(|message| message.conversation_id == conversation) {
        Some(message) if !branches::is_deleted(transaction, id)? => Ok(Some(message)),
        Some(_) | None => Ok(None),
    }
}

/// The error of a message that is not there.
pub(crate) fn no_message(id: MessageId) -> Error {
    let message = format!("there is no message `{id}` in this conversation; it may be deleted");
    Error::new(Code::NotFound, message)
}
