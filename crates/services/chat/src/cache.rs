//! The answer cache: an answer to exactly the same request is given again from memory.
//!
//! Nothing of it is ever on disk, and it asks nobody. It is off unless a person switches it on, keeps
//! no answer that asked for a tool, broke off or failed, and forgets with the store, with the
//! conversation that an answer comes from, and when it is switched off. What other programs send
//! through `/v1` does not come here: they get what they asked for.

mod kept;
mod key;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use atelier_api::cache::{CacheApi, RemoveCached};
use atelier_rpc::{Call, Change, Code, Error, NoInput, Result};
use atelier_store::{Identity, Slot};
use atelier_vocabulary::{CacheStatus, CachedAnswer, ConversationId, Settings};
use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;

pub(crate) use self::{
    kept::Answer,
    key::{Recipient, RequestHash, hash_of},
};
use self::{
    kept::{Kept, Limits},
    key::digits,
};
use crate::{Clock, erasures};

/// How much is kept: as much as a long day of work asks twice.
const LIMITS: Limits =
    Limits { bytes: 8 << 20, answer_bytes: 1 << 20, entries: 500, lifetime: 24 * 60 * 60 * 1000 };

/// Keeps answers, to give them again. Clones are the same one.
#[derive(Clone)]
pub struct AnswerCache {
    /// The settings in force: nothing is kept unless they say so.
    pub settings: watch::Receiver<Settings>,
    /// Where the store stands that the answers belong to.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// Where it is announced that an answer came or went, and what else became stale.
    pub changes: broadcast::Sender<Change>,
    /// What is kept; nothing at first.
    pub held: Arc<Mutex<Held>>,
}

/// What is kept, and for which store.
#[derive(Default)]
pub struct Held {
    store: Option<Identity>,
    kept: Kept,
}

impl CacheApi for AnswerCache {
    async fn status(&self, _call: Call, _input: NoInput) -> Result<CacheStatus> {
        Ok(self.as_it_stands())
    }

    async fn list(&self, _call: Call, _input: NoInput) -> Result<Vec<CachedAnswer>> {
        let mut held = self.open();
        held.kept.expire(LIMITS, (self.clock)());
        let shown = |(hash, entry): (&RequestHash, &kept::Entry)| CachedAnswer {
            id: digits(hash),
            conversation_id: entry.answer.conversation,
            model: entry.answer.model.clone().unwrap_or_default(),
            question: entry.answer.question.clone(),
            bytes: wide(entry.bytes),
            answered_at: entry.answer.answered_at,
            expires_at: entry.answer.answered_at.saturating_add(LIMITS.lifetime),
            hits: entry.hits,
            cost_nano_usd: entry.answer.cost_nano_usd,
        };
        Ok(held.kept.entries().into_iter().map(shown).collect())
    }

    async fn remove(&self, _call: Call, input: RemoveCached) -> Result<CacheStatus> {
        let removed = {
            let mut held = self.open();
            let hash = held.kept.entries().into_iter().find(|(hash, _)| digits(hash) == input.id);
            hash.map(|(hash, _)| *hash).is_some_and(|hash| held.kept.remove(&hash))
        };
        if !removed {
            let message = "this answer is not kept any more; nothing was changed";
            return Err(Error::new(Code::NotFound, message));
        }
        Ok(self.as_it_stands())
    }

    async fn clear(&self, _call: Call, _input: NoInput) -> Result<CacheStatus> {
        self.open().kept.clear();
        Ok(self.as_it_stands())
    }
}

impl AnswerCache {
    /// Whether answers are kept and given again.
    pub(crate) fn is_on(&self) -> bool {
        self.settings.borrow().answer_cache
    }

    /// The answer to a request, which is counted as given again; none where none is kept.
    pub(crate) fn give(&self, hash: &RequestHash) -> Option<Arc<Answer>> {
        let given = self.open().kept.give(hash, LIMITS, (self.clock)())?;
        self.announce();
        Some(given)
    }

    /// Keeps an answer to a request, in place of what was kept for it.
    pub(crate) fn put(&self, hash: RequestHash, answer: Answer) {
        if !self.is_on() {
            return;
        }
        self.open().kept.put(hash, answer, LIMITS, (self.clock)());
        self.announce();
    }

    /// Forgets what is kept as soon as it is switched off, and what comes from conversations that are
    /// gone, until `stop`.
    pub async fn keep_in_step(mut self, stop: CancellationToken) {
        let mut announced = self.changes.subscribe();
        loop {
            tokio::select! {
                changed = self.settings.changed() => match changed {
                    Ok(()) if self.is_on() => {}
                    Ok(()) => self.open().kept.clear(),
                    Err(_) => return,
                },
                erased = erasures::next(&mut announced) => if erased {
                    self.forget_gone().await;
                } else {
                    return;
                },
                () = stop.cancelled() => return,
            }
        }
    }

    /// Forgets the answers of conversations that are deleted for good; all where that cannot be known.
    async fn forget_gone(&self) {
        let ids: Vec<ConversationId> = {
            let held = self.open();
            held.kept.entries().iter().map(|(_, entry)| entry.answer.conversation).collect()
        };
        if ids.is_empty() {
            return;
        }
        let there = erasures::remaining(&self.slot, ids).await;
        self.open().kept.retain(|entry| there.contains(&entry.answer.conversation));
        self.announce();
    }

    fn as_it_stands(&self) -> CacheStatus {
        let mut held = self.open();
        held.kept.expire(LIMITS, (self.clock)());
        CacheStatus {
            enabled: self.is_on(),
            entries: u32::try_from(held.kept.entries().len()).unwrap_or(u32::MAX),
            bytes: wide(held.kept.bytes()),
            limit_bytes: wide(LIMITS.bytes),
            lifetime_ms: LIMITS.lifetime,
            hits: held.kept.hits,
            saved_nano_usd: held.kept.saved_nano_usd,
            unpriced_hits: held.kept.unpriced_hits,
        }
    }

    /// What is kept for the store that is open. With another store, nothing is.
    fn open(&self) -> MutexGuard<'_, Held> {
        let store = self.slot.get().ok().map(|store| store.identity());
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.store != store {
            *held = Held { store, ..Held::default() };
        }
        held
    }

    fn announce(&self) {
        let change = Change {
            tags: vec!["Cache".to_owned()],
            operation: "conversation.send".to_owned(),
            origin: "answer cache".to_owned(),
        };
        // Nobody may be following.
        drop(self.changes.send(change));
    }
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
