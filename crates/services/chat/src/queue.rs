//! The queue: what a person says while an answer is arriving, over the store.

use atelier_api::queue::{
    AddQueued, EditQueued, ListQueued, MOST_QUEUED, MoveQueued, QueueApi, RemoveQueued, SendQueued,
};
use atelier_rpc::{Call, Code, Error, Result};
use atelier_store::{
    StoreError, Transaction,
    tables::{attachments, conversations, queue},
};
use atelier_vocabulary::{AttachmentId, ConversationId, QueuedId, QueuedMessage};
use uuid::Uuid;

use crate::{Conversations, attachments::already_sent, error, runs::Stop};

impl QueueApi for Conversations {
    async fn list(&self, _call: Call, input: ListQueued) -> Result<Vec<QueuedMessage>> {
        self.read(move |connection| queue::list(connection, input.conversation_id)).await
    }

    async fn add(&self, _call: Call, input: AddQueued) -> Result<QueuedMessage> {
        if input.text.trim().is_empty() && input.attachments.is_empty() {
            return Err(nothing_to_send());
        }
        self.within_limit(&input.text)?;
        let id = input.conversation_id;
        let message = QueuedMessage {
            id: QueuedId::from(Uuid::now_v7()),
            conversation_id: id,
            text: input.text,
            attachments: Vec::new(),
            held: None,
            created_at: (self.clock)(),
        };
        let with = input.attachments;
        let added = self.write(move |transaction| add(transaction, message, &with)).await??;
        self.send_next(id);
        Ok(added)
    }

    async fn edit(&self, _call: Call, input: EditQueued) -> Result<QueuedMessage> {
        self.within_limit(&input.text)?;
        let id = input.id;
        let edit = move |transaction: &Transaction<'_>| {
            let Some(message) = queue::get(transaction, id)? else { return Ok(None) };
            if input.text.trim().is_empty() && message.attachments.is_empty() {
                return Ok(Some(Err(nothing_to_send())));
            }
            queue::edit(transaction, id, &input.text).map(|edited| edited.map(Ok))
        };
        self.write(edit).await?.ok_or_else(|| not_queued(id))?
    }

    async fn move_to(&self, _call: Call, input: MoveQueued) -> Result<Vec<QueuedMessage>> {
        let moved = move |transaction: &Transaction<'_>| {
            let Some(message) = queue::get(transaction, input.id)? else { return Ok(None) };
            let place = usize::try_from(input.place).unwrap_or(usize::MAX);
            place_at(transaction, &message, place).map(Some)
        };
        self.write(moved).await?.ok_or_else(|| not_queued(input.id))
    }

    async fn remove(&self, _call: Call, input: RemoveQueued) -> Result<QueuedMessage> {
        let remove = move |transaction: &Transaction<'_>| -> Result<_, StoreError> {
            let Some(removed) = queue::remove(transaction, input.id)? else { return Ok(None) };
            attachments::dequeue(transaction, removed.id, removed.conversation_id)?;
            Ok(Some(removed))
        };
        self.write(remove).await?.ok_or_else(|| not_queued(input.id))
    }

    async fn send(&self, _call: Call, input: SendQueued) -> Result<QueuedMessage> {
        let first = move |transaction: &Transaction<'_>| -> Result<_, StoreError> {
            let Some(message) = queue::get(transaction, input.id)? else { return Ok(None) };
            queue::release(transaction, message.conversation_id)?;
            place_at(transaction, &message, 0)?;
            Ok(Some(QueuedMessage { held: None, ..message }))
        };
        let message = self.write(first).await?.ok_or_else(|| not_queued(input.id))?;
        let conversation = message.conversation_id;
        match self.runs.get(conversation) {
            Some(run) => run.stop(Stop::Steered),
            None => self.send_next(conversation),
        }
        Ok(message)
    }
}

/// The inner error says why nothing was added.
fn add(
    transaction: &Transaction<'_>,
    mut message: QueuedMessage,
    with: &[AttachmentId],
) -> Result<Result<QueuedMessage>, StoreError> {
    let id: ConversationId = message.conversation_id;
    let Some(conversation) = conversations::get(transaction, id)? else {
        return Ok(Err(error::no_conversation(id)));
    };
    if conversation.trashed_at.is_some() {
        let error = Error::new(Code::InvalidInput, "this conversation is in the trash");
        return Ok(Err(error.with_hint("restore it first")));
    }
    let waiting = queue::list(transaction, id)?;
    if waiting.len() >= MOST_QUEUED as usize {
        let text = format!("{MOST_QUEUED} messages wait in this conversation, which is the most");
        return Ok(
            Err(Error::new(Code::InvalidInput, text).with_hint("send or remove some first")),
        );
    }
    for (at, id) in with.iter().enumerate() {
        if with.iter().take(at).any(|it| it == id) {
            // One that is named twice goes once.
            continue;
        }
        match attachments::of_draft(transaction, message.conversation_id, *id)? {
            Some(attachment) => message.attachments.push(attachment),
            None => return Ok(Err(already_sent())),
        }
    }
    // What is added behind what is held back waits with it.
    let held = waiting.last().and_then(|last| last.held);
    let message = QueuedMessage { held, ..message };
    queue::add(transaction, &message)?;
    Ok(Ok(message))
}

fn place_at(
    transaction: &Transaction<'_>,
    message: &QueuedMessage,
    place: usize,
) -> Result<Vec<QueuedMessage>, StoreError> {
    let mut waiting = queue::list(transaction, message.conversation_id)?;
    waiting.retain(|it| it.id != message.id);
    waiting.insert(place.min(waiting.len()), message.clone());
    queue::order(transaction, waiting.iter().map(|it| it.id))?;
    Ok(waiting)
}

fn nothing_to_send() -> Error {
    Error::new(Code::InvalidInput, "there is nothing to send")
}

fn not_queued(id: QueuedId) -> Error {
    Error::new(Code::NotFound, format!("there is no queued message `{id}`; it may have been sent"))
}
