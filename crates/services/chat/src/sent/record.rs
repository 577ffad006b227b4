//! The requests that are recorded, within a limit of bytes.

use std::{
    collections::{HashMap, VecDeque},
    time::Instant,
};

use atelier_store::Identity;
use atelier_vocabulary::{ConversationId, Message, MessageId, SentRequest};

/// The most bytes of all requests together.
pub(super) const BYTES: usize = 8 << 20;
/// What a request takes beside its body.
const AROUND: usize = 2 << 10;

/// What is recorded, and for which store.
#[derive(Default)]
pub(super) struct Record {
    store: Option<Identity>,
    entries: HashMap<MessageId, Entry>,
    /// The oldest first.
    order: VecDeque<MessageId>,
    bytes: usize,
}

struct Entry {
    conversation: ConversationId,
    begun: Instant,
    bytes: usize,
    sent: SentRequest,
}

impl Record {
    /// Records a request for an answer. What came of one before it for the same answer stays; beyond
    /// the limit, the oldest goes.
    pub(super) fn put(&mut self, answer: &Message, mut sent: SentRequest) {
        let mut begun = Instant::now();
        if let Some(before) = self.remove(answer.id) {
            begun = before.begun;
            sent.asked_at = before.sent.asked_at;
            sent.attempts = before.sent.attempts;
        }
        let bytes = sent.body.len() + AROUND;
        self.bytes += bytes;
        self.order.push_back(answer.id);
        let conversation = answer.conversation_id;
        self.entries.insert(answer.id, Entry { conversation, begun, bytes, sent });
        while self.bytes > BYTES
            && let Some(oldest) = self.order.front().copied()
        {
            self.remove(oldest);
        }
    }

    /// The request for an answer.
    pub(super) fn get(&self, answer: MessageId) -> Option<&SentRequest> {
        self.entries.get(&answer).map(|entry| &entry.sent)
    }

    /// Notes something about a request, with the ms since it was sent first.
    pub(super) fn note(&mut self, answer: MessageId, note: impl FnOnce(&mut SentRequest, u64)) {
        if let Some(entry) = self.entries.get_mut(&answer) {
            let at = u64::try_from(entry.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
            note(&mut entry.sent, at);
        }
    }

    /// The conversations of which anything is recorded.
    pub(super) fn conversations(&self) -> Vec<ConversationId> {
        self.entries.values().map(|entry| entry.conversation).collect()
    }

    /// Forgets all but those of some conversations.
    pub(super) fn retain(&mut self, keep: impl Fn(ConversationId) -> bool) {
        let gone: Vec<MessageId> = self
            .entries
            .iter()
            .filter(|(_, entry)| !keep(entry.conversation))
            .map(|(id, _)| *id)
            .collect();
        for id in gone {
            self.remove(id);
        }
    }

    /// Forgets everything, where it is another store's.
    pub(super) fn belongs_to(&mut self, store: Option<Identity>) {
        if self.store != store {
            *self = Self { store, ..Self::default() };
        }
    }

    fn remove(&mut self, answer: MessageId) -> Option<Entry> {
        let removed = self.entries.remove(&answer)?;
        self.bytes -= removed.bytes;
        self.order.retain(|id| *id != answer);
        Some(removed)
    }
}

#[cfg(test)]
mod tests;
