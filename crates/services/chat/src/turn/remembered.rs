//! An answer that is given again from memory, and one that is kept for that.
//!
//! Whoever listens hears the same events as of an answer that arrives. Nobody is asked, so that no
//! budget can be in the way, and nothing is spent; the message says where it came from.

use std::sync::Arc;

use atelier_rpc::Result;
use atelier_vocabulary::{
    BlockPart, ContentBlock, FromCache, Message, MessageState, TurnEvent, Usage,
};
use serde_json::Value;

use super::{begin::Begun, end::Ended, outlet::Outlet};
use crate::{
    Conversations,
    cache::{Answer, Recipient, RequestHash, hash_of},
    context::prefix_of,
    patterns::beginning,
};

/// How much of a text goes out at once, in bytes.
const PIECE: usize = 4 << 10;

impl Conversations {
    /// The answer that was given to exactly this request; none where there is none, where a person
    /// wants another, and where tools could be asked for.
    pub(super) fn remembered(&self, begun: &Begun) -> Option<Arc<Answer>> {
        if begun.asked_anew || !self.cache.is_on() {
            return None;
        }
        self.cache.give(&self.request_hash(begun)?)
    }

    /// Keeps an answer that is whole, so that it may be given again.
    pub(super) fn remember(&self, begun: &Begun, ended: &Ended) {
        if !self.cache.is_on() || !is_whole(&ended.message) {
            return;
        }
        let Some(hash) = self.request_hash(begun) else { return };
        let asked = begun.request.messages.last();
        let texts = asked.into_iter().flat_map(|message| &message.content);
        let question: Vec<&str> = texts.filter_map(ContentBlock::as_text).collect();
        let message = &ended.message;
        let answer = Answer {
            conversation: message.conversation_id,
            question: beginning(&question.join(" ")),
            blocks: message.blocks.clone(),
            model: message.model.clone(),
            stop_reason: message.stop_reason.clone(),
            cost_nano_usd: message.cost_nano_usd,
            answered_at: (self.clock)(),
        };
        self.cache.put(hash, answer);
    }

    /// Gives an answer again, as if it arrived.
    pub(super) async fn give_again(
        &self,
        begun: &Begun,
        answer: &Answer,
        started: TurnEvent,
        events: &Outlet,
    ) -> Result<()> {
        // Whoever is gone by now finds the answer in the store.
        drop(events.send(started).await);
        for (index, block) in (0..).zip(&answer.blocks) {
            for event in as_it_arrives(index, block) {
                drop(events.send(event).await);
            }
        }
        let message = Message {
            blocks: answer.blocks.clone(),
            state: MessageState::Complete,
            model: answer.model.clone().or_else(|| begun.assistant.model.clone()),
            stop_reason: answer.stop_reason.clone(),
            usage: Some(Usage::default()),
            cost_nano_usd: Some(0),
            from_cache: Some(FromCache {
                answered_at: answer.answered_at,
                saved_nano_usd: answer.cost_nano_usd,
            }),
            completed_at: Some((self.clock)()),
            ..begun.assistant.clone()
        };
        let prefix = prefix_of(&begun.request, &begun.account, &message.blocks);
        self.end(Ended { message, raw_usage: None, stopped: false, prefix }, events).await
    }

    /// The hash of a request as it would leave; none where tools go with it.
    fn request_hash(&self, begun: &Begun) -> Option<RequestHash> {
        if !begun.tools.is_empty() || !begun.request.tools.is_empty() {
            return None;
        }
        let endpoint = self.settings.borrow().endpoint.clone();
        let recipient = Recipient {
            endpoint: &endpoint,
            account: &begun.account,
            simulated: begun.connection.simulated,
        };
        hash_of(&begun.request, recipient).ok()
    }
}

/// Whether an answer came to its end by itself, and holds nothing that was done for it elsewhere.
fn is_whole(message: &Message) -> bool {
    let reason = message.stop_reason.as_ref().map(|reason| reason.0.as_str());
    message.state == MessageState::Complete
        && message.failure.is_none()
        && matches!(reason, Some("end_turn" | "stop_sequence"))
        && !message.blocks.is_empty()
        && message
            .blocks
            .iter()
            .all(|block| matches!(block.kind(), "text" | "thinking" | "redacted_thinking"))
}

/// The events of a block that arrives: it begins empty, grows, and is whole.
fn as_it_arrives(index: u32, block: &ContentBlock) -> Vec<TurnEvent> {
    let (field, part) = match block.kind() {
        "text" => ("text", BlockPart::Text),
        "thinking" => ("thinking", BlockPart::Thinking),
        _ => ("", BlockPart::Text), // It has no part that grows.
    };
    let text = block.raw().get(field).and_then(Value::as_str).unwrap_or_default();
    let mut empty = block.raw().clone();
    if let Some(value) = empty.get_mut(field) {
        *value = Value::from("");
    }
    let grows =
        pieces(text).map(|piece| TurnEvent::BlockDelta { index, part, text: piece.to_owned() });
    let mut events = vec![TurnEvent::BlockStarted { index, block: empty.into() }];
    events.extend(grows);
    events.push(TurnEvent::BlockCompleted { index, block: block.clone() });
    events
}

/// A text in pieces, none of which ends within a character.
fn pieces(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (piece, rest) = text.split_at_checked(text.floor_char_boundary(PIECE))?;
        text = rest;
        (!piece.is_empty()).then_some(piece)
    })
}
