//! Edits: a changed copy of a message stands beside it; the message stays as it is.

use atelier_api::message::EditMessage;
use atelier_rpc::{Code, Error, Result};
use atelier_store::{
    StoreError, Transaction,
    tables::{conversations, messages},
};
use atelier_vocabulary::{
    ContentBlock, Conversation, Message, MessageId, MessageState, Role, StopReason,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{kept, no_message};
use crate::{Conversations, context::brings_results};

impl Conversations {
    /// Keeps a changed copy of a message beside it, and shows that.
    pub(super) async fn edited(&self, input: EditMessage) -> Result<Conversation> {
        let EditMessage { conversation_id, message_id, texts } = input;
        for text in &texts {
            self.within_limit(text)?;
        }
        let now = (self.clock)();
        self.rearrange(conversation_id, move |transaction| {
            let Some(original) = kept(transaction, conversation_id, message_id)? else {
                return Ok(Err(no_message(message_id)));
            };
            let copy = match edited(&original, &texts, now) {
                Ok(copy) => copy,
                Err(error) => return Ok(Err(error)),
            };
            messages::insert(transaction, &copy)?;
            let head = match results(transaction, &original)?.filter(|_| calls(&copy)) {
                Some(results) => {
                    let id = MessageId::from(Uuid::now_v7());
                    let parent_id = Some(copy.id);
                    messages::insert(transaction, &Message { id, parent_id, ..results })?;
                    id
                }
                None => copy.id,
            };
            let shown = conversations::set_head(transaction, conversation_id, head, now)?;
            Ok(shown.ok_or_else(|| no_message(message_id)))
        })
        .await
    }
}

/// The copy of a message with other texts, beside it.
///
/// It holds no thinking: what the model thought leads to what it said, not to what a person makes of
/// it, and the API refuses thinking in a message that was changed. Requests for tools stay.
pub(crate) fn edited(original: &Message, texts: &[String], now: i64) -> Result<Message> {
    if brings_results(original) {
        return Err(Error::new(Code::InvalidInput, "what a tool returned cannot be edited"));
    }
    let blocks = with_texts(&original.blocks, texts)?;
    if blocks.is_empty() {
        return Err(Error::new(Code::InvalidInput, "a message needs a word in it")
            .with_hint("delete the message instead"));
    }
    let asks = blocks.iter().any(|block| block.kind() == "tool_use");
    let stop_reason = match original.role {
        Role::User => None,
        Role::Assistant if asks => original.stop_reason.clone(),
        Role::Assistant => Some(StopReason("end_turn".to_owned())),
    };
    Ok(Message {
        id: MessageId::from(Uuid::now_v7()),
        blocks,
        state: MessageState::Complete,
        model: None,
        stop_reason,
        usage: None,
        cost_nano_usd: Some(0).filter(|_| original.role == Role::Assistant),
        simulated: false,
        request_id: None,
        failure: None,
        created_at: now,
        completed_at: Some(now),
        ..original.clone()
    })
}

/// The blocks with other texts, without thinking, and without citations of what was said before.
fn with_texts(blocks: &[ContentBlock], texts: &[String]) -> Result<Vec<ContentBlock>> {
    let held = blocks.iter().filter(|block| block.kind() == "text").count();
    // Where a message has no text, it may be given one.
    if texts.len() != held.max(1) {
        let message = format!("the message has {held} texts, and {} were given", texts.len());
        return Err(Error::new(Code::InvalidInput, message));
    }
    let mut left = texts.iter();
    let mut changed: Vec<ContentBlock> = Vec::new();
    for block in blocks {
        match block.kind() {
            "thinking" | "redacted_thinking" => {}
            "text" => changed.extend(left.next().and_then(|text| with_text(block, text))),
            _ => changed.push(block.clone()),
        }
    }
    let more = left.filter(|text| !text.trim().is_empty());
    changed.extend(more.map(|text| ContentBlock::text(text.as_str())));
    Ok(changed)
}

/// The block with another text; none where that is blank.
fn with_text(block: &ContentBlock, text: &str) -> Option<ContentBlock> {
    if text.trim().is_empty() {
        return None;
    }
    if block.as_text() == Some(text) {
        return Some(block.clone());
    }
    let mut raw: Map<String, Value> = block.raw().clone();
    raw.insert("text".to_owned(), Value::from(text));
    raw.remove("citations");
    Some(ContentBlock::from(raw))
}

fn calls(message: &Message) -> bool {
    message.role == Role::Assistant && message.blocks.iter().any(|it| it.kind() == "tool_use")
}

/// What the tools returned that an answer asked for, if anything.
fn results(
    transaction: &Transaction<'_>,
    answer: &Message,
) -> std::result::Result<Option<Message>, StoreError> {
    let children = messages::children(transaction, answer.conversation_id, answer.id)?;
    Ok(children.into_iter().find(brings_results))
}

#[cfg(test)]
mod tests;
