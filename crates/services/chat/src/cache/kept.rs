//! The answers that are kept, within a limit of bytes, of entries and of age.

use std::{collections::HashMap, sync::Arc};

use atelier_vocabulary::{ContentBlock, ConversationId, StopReason};

use super::key::RequestHash;

/// How much is kept, and for how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The most bytes of all answers together.
    pub(super) bytes: usize,
    /// The most bytes of one; a longer one is not kept.
    pub(super) answer_bytes: usize,
    /// The most answers.
    pub(super) entries: usize,
    /// How long an answer is given again, in ms.
    pub(super) lifetime: i64,
}

/// An answer that may be given again.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The conversation in which it was asked for.
    pub(crate) conversation: ConversationId,
    /// The beginning of what was asked.
    pub(crate) question: String,
    /// What was answered.
    pub(crate) blocks: Vec<ContentBlock>,
    /// The model that answered.
    pub(crate) model: Option<String>,
    /// Why it stopped.
    pub(crate) stop_reason: Option<StopReason>,
    /// What it cost, in billionths of a US dollar; none where the price is unknown.
    pub(crate) cost_nano_usd: Option<i64>,
    /// When it was answered.
    pub(crate) answered_at: i64,
}

/// An answer in its place.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) answer: Arc<Answer>,
    pub(super) bytes: usize,
    pub(super) hits: u32,
    /// Its last use, counted in uses of all.
    pub(super) used: u64,
}

/// The answers, and what came of them.
#[derive(Debug, Default)]
pub(super) struct Kept {
    entries: HashMap<RequestHash, Entry>,
    bytes: usize,
    uses: u64,
    pub(super) hits: u64,
    pub(super) saved_nano_usd: i64,
    pub(super) unpriced_hits: u64,
}

/// What an entry takes beside what it says.
const AROUND: usize = 512;

impl Kept {
    /// Keeps an answer in place of what was kept for the same request. One that is too long, or whose
    /// time is over, is not kept, nor is the one before it.
    pub(super) fn put(&mut self, hash: RequestHash, answer: Answer, limits: Limits, now: i64) {
        self.remove(&hash);
        let bytes = bytes_of(&answer);
        if bytes > limits.answer_bytes.min(limits.bytes) || limits.entries == 0 {
            return;
        }
        self.bytes += bytes;
        self.uses += 1;
        let entry = Entry { answer: Arc::new(answer), bytes, hits: 0, used: self.uses };
        self.entries.insert(hash, entry);
        self.expire(limits, now);
        while self.bytes > limits.bytes || self.entries.len() > limits.entries {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used);
            let Some(oldest) = oldest.map(|(hash, _)| *hash) else { break };
            self.remove(&oldest);
        }
    }

    /// The answer to a request, which is counted as given again; none where none is kept.
    pub(super) fn give(
        &mut self,
        hash: &RequestHash,
        limits: Limits,
        now: i64,
    ) -> Option<Arc<Answer>> {
        self.expire(limits, now);
        let entry = self.entries.get_mut(hash)?;
        self.uses += 1;
        entry.used = self.uses;
        entry.hits = entry.hits.saturating_add(1);
        self.hits += 1;
        match entry.answer.cost_nano_usd {
            Some(cost) => self.saved_nano_usd = self.saved_nano_usd.saturating_add(cost),
            None => self.unpriced_hits += 1,
        }
        Some(Arc::clone(&entry.answer))
    }

    /// Forgets an answer. Returns whether there was one.
    pub(super) fn remove(&mut self, hash: &RequestHash) -> bool {
        let removed = self.entries.remove(hash);
        self.bytes -= removed.as_ref().map_or(0, |entry| entry.bytes);
        removed.is_some()
    }

    /// Forgets every answer. What came of them stays counted.
    pub(super) fn clear(&mut self) {
        self.entries = HashMap::new();
        self.bytes = 0;
    }

    /// Forgets what is too old, and what seems to come from a time that is still to come: then the
    /// clock was set, and nobody knows how old it is.
    pub(super) fn expire(&mut self, limits: Limits, now: i64) {
        let fresh = |entry: &Entry| {
            let age = now.saturating_sub(entry.answer.answered_at);
            (0..limits.lifetime).contains(&age)
        };
        self.retain(fresh);
    }

    /// Forgets all for which `wanted` is false.
    pub(super) fn retain(&mut self, wanted: impl Fn(&Entry) -> bool) {
        self.entries.retain(|_, entry| wanted(entry));
        self.bytes = self.entries.values().map(|entry| entry.bytes).sum();
    }

    /// How many bytes the answers take.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The answers, last given first.
    pub(super) fn entries(&self) -> Vec<(&RequestHash, &Entry)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.used));
        entries
    }
}

/// About how many bytes an answer takes in memory.
fn bytes_of(answer: &Answer) -> usize {
    let blocks: usize = answer
        .blocks
        .iter()
        .map(|block| serde_json::to_vec(block).map_or(usize::MAX / 4, |json| json.len()))
        .fold(0, usize::saturating_add);
    blocks
        .saturating_add(answer.question.len())
        .saturating_add(answer.model.as_ref().map_or(0, String::len))
        .saturating_add(AROUND)
}

#[cfg(test)]
mod tests;
