//! Learning: what was asked and what was answered, once the answer is whole and shown.

use atelier_api::{failed, pattern::PATTERN_TEXT_BYTES};
use atelier_reasoningbank as engine;
use atelier_rpc::{Change, Result};
use atelier_store::{Durability, StoreError, Transaction, tables::messages, tables::patterns};
use atelier_vocabulary::{
    ContentBlock, ConversationId, Message, MessageId, MessageState, Pattern, PatternScope, Role,
};

use super::{Patterns, record};
use crate::context::brings_results;

/// An answer that is worth learning from.
pub(crate) struct Lesson {
    conversation: ConversationId,
    asked: MessageId,
    answer: String,
}

impl Patterns {
    /// Takes from an answer what may be learned; nothing where the settings say so, where the
    /// built-in simulator answered, and where the answer is not whole, was refused, or is not stored.
    pub(crate) fn lesson(&self, message: &Message) -> Option<Lesson> {
        let reason = message.stop_reason.as_ref().map(|it| it.0.as_str());
        let whole = message.state == MessageState::Complete
            && matches!(reason, Some("end_turn" | "stop_sequence"))
            && message.failure.is_none();
        if !whole || message.simulated || !self.settings.borrow().learning {
            return None;
        }
        let answer = said(&message.blocks);
        let asked = message.parent_id.filter(|_| !answer.trim().is_empty())?;
        Some(Lesson { conversation: message.conversation_id, asked, answer })
    }

    /// Learns from an answer. Nobody waits for it: what goes wrong is only logged.
    pub(crate) async fn learn(&self, lesson: Lesson) {
        match self.learned(lesson).await {
            Ok(true) => {
                let change = Change {
                    tags: vec!["Patterns".to_owned()],
                    operation: "conversation.send".to_owned(),
                    origin: "learning".to_owned(),
                };
                // Nobody may be following.
                drop(self.changes.send(change));
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "an answer was not learned from"),
        }
    }

    /// The record is written first, and the bank told where it is built: learning alone builds none.
    async fn learned(&self, lesson: Lesson) -> Result<bool> {
        let _turn = self.memory.turn().await?;
        let store = self.slot.get().map_err(failed)?;
        let (settings, now) = (self.settings.clone(), (self.clock)());
        let write = move |c: &Transaction<'_>| -> Result<Option<Pattern>, StoreError> {
            // Asked here, since what was switched off meanwhile is off.
            if !settings.borrow().learning {
                return Ok(None);
            }
            let Some(asked) = question(c, lesson.asked)? else { return Ok(None) };
            let message = said(&asked.blocks);
            if message.trim().is_empty() {
                return Ok(None);
            }
            let scope = PatternScope::Conversation { id: lesson.conversation };
            patterns::learn(c, &new(scope, message, lesson.answer, now))
        };
        let learned = store.write(Durability::Normal, write).await.map_err(failed)?;
        let Some(pattern) = learned else { return Ok(false) };
        let told = self.memory.with(&store, |bank| bank.load([record::engine(pattern)], now));
        let gone = told.map(|it| it.forgotten).unwrap_or_default();
        if !gone.is_empty() {
            let gone: Vec<_> = gone.into_iter().map(record::vocabulary_id).collect();
            let delete = move |c: &Transaction<'_>| patterns::delete(c, &gone);
            store.write(Durability::Normal, delete).await.map_err(failed)?;
        }
        Ok(true)
    }
}

/// What the person asked: the message, or the one before the rounds of tools that led to it.
fn question(c: &Transaction<'_>, from: MessageId) -> Result<Option<Message>, StoreError> {
    let mut at = messages::get(c, from)?;
    while let Some(message) = at {
        if message.role == Role::User && !brings_results(&message) {
            return Ok(Some(message));
        }
        at = message.parent_id.map(|before| messages::get(c, before)).transpose()?.flatten();
    }
    Ok(None)
}

fn new(scope: PatternScope, message: String, response: String, now: i64) -> Pattern {
    let made = engine::PatternId::of(&record::engine_scope(&scope), &message, &response);
    Pattern {
        id: record::vocabulary_id(made),
        scope,
        message,
        response,
        score: 1.0,
        source: atelier_vocabulary::PatternSource::Conversation,
        wins: 0,
        losses: 0,
        repeats: 0,
        last_used_at: None,
        pinned: false,
        suspended: false,
        created_at: now,
    }
}

/// The text of some blocks, as much of it as is kept.
fn said(blocks: &[ContentBlock]) -> String {
    let mut text = String::new();
    for part in blocks.iter().filter_map(ContentBlock::as_text) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(part);
        if text.len() >= PATTERN_TEXT_BYTES {
            text.truncate(text.floor_char_boundary(PATTERN_TEXT_BYTES));
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests;
