//! What finds patterns: built from the store when it is first needed, and changed together with it.

use std::sync::{Arc, Mutex, PoisonError};

use atelier_api::{failed, pattern::PATTERN_TEXT_BYTES};
use atelier_reasoningbank::{BankError, Limits, PatternId, ReasoningBank};
use atelier_rpc::{Code, Error, Result};
use atelier_store::{Durability, Identity, Store, StoreError, Transaction, tables::patterns};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{Patterns, record};
use crate::error;

/// How often the bank is built for one question, where others let go of it meanwhile.
const ATTEMPTS: usize = 3;

/// How much is held in memory. Beyond it, what is worth least is forgotten, in the store as well.
/// The first time that something is asked, it is built of what is stored. In a release build a
/// paragraph takes about 4 µs of the processor, and fifty words that rarely repeat 18: less than a
/// second for a full bank, besides reading it. A build that is not optimized takes many times that.
pub(super) fn limits() -> Limits {
    Limits {
        patterns: 50_000,
        memory_bytes: 32 << 20,
        message_bytes: PATTERN_TEXT_BYTES,
        response_bytes: PATTERN_TEXT_BYTES,
        indexed_bytes: PATTERN_TEXT_BYTES,
        ..Limits::default()
    }
}

/// The bank of the store that is open, once something was asked of it. Clones are the same one.
#[derive(Clone)]
pub struct Memory {
    held: Arc<Mutex<Option<Held>>>,
    /// Whoever changes or builds the bank waits for those before; finding waits for nobody.
    turns: Arc<Semaphore>,
}

/// A bank, and the store that it says the same as.
struct Held {
    store: Identity,
    bank: ReasoningBank,
}

/// What a change of the bank means for the store.
pub(super) struct Effect<T> {
    /// The patterns that are new or changed.
    pub(super) set: Vec<PatternId>,
    /// Those that are forgotten.
    pub(super) gone: Vec<PatternId>,
    /// What the caller wants to know.
    pub(super) value: T,
}

impl Effect<PatternId> {
    /// One pattern changed.
    pub(super) fn of(id: PatternId) -> Self {
        Self { set: vec![id], gone: Vec::new(), value: id }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self { held: Arc::default(), turns: Arc::new(Semaphore::new(1)) }
    }
}

impl Memory {
    /// Waits until no one else changes or builds the bank.
    pub(super) async fn turn(&self) -> Result<SemaphorePermit<'_>> {
        let closed = |_| Error::new(Code::Internal, "what was learned cannot be reached now");
        self.turns.acquire().await.map_err(closed)
    }

    /// Lets go of the bank. It is built again when it is next needed.
    pub fn clear(&self) {
        drop(self.held.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// Asks the bank of `store`; none where it is not built.
    pub(super) fn with<T>(
        &self,
        store: &Store,
        work: impl FnOnce(&mut ReasoningBank) -> T,
    ) -> Option<T> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let held = held.as_mut().filter(|it| it.store == store.identity())?;
        Some(work(&mut held.bank))
    }

    fn hold(&self, store: &Store, bank: ReasoningBank) {
        let held = Held { store: store.identity(), bank };
        drop(self.held.lock().unwrap_or_else(PoisonError::into_inner).replace(held));
    }
}

impl Patterns {
    /// Asks the bank, which is built first where it is not.
    pub(super) async fn asked<T>(&self, work: impl Fn(&ReasoningBank) -> T) -> Result<T> {
        for _ in 0..ATTEMPTS {
            let store = self.open().await?;
            if let Some(answer) = self.memory.with(&store, |bank| work(bank)) {
                return Ok(answer);
            }
            // Somebody forgot everything, or the store was replaced, just now.
        }
        Err(replaced())
    }

    /// Changes bank and store, one caller after the other.
    pub(super) async fn change<T>(
        &self,
        work: impl FnOnce(&mut ReasoningBank, i64) -> Result<Effect<T>, BankError> + Send,
    ) -> Result<T> {
        let _turn = self.memory.turn().await?;
        let store = self.slot.get().map_err(failed)?;
        self.build(&store).await?;
        // From here on the bank is ahead of the store, until that has the change as well.
        let ahead = Ahead(&self.memory);
        let now = (self.clock)();
        let changed = self.memory.with(&store, |bank| {
            let effect = work(bank, now)?;
            let set = effect.set.iter().filter_map(|id| bank.get(*id)).map(record::stored);
            let set: Vec<_> = set.collect();
            Ok::<_, BankError>((set, effect.gone, effect.value))
        });
        let (set, gone, value) = match changed.ok_or_else(replaced)? {
            Ok(changed) => changed,
            Err(error) => {
                ahead.settled();
                return Err(error::of_bank(&error));
            }
        };
        let gone: Vec<_> = gone.into_iter().map(record::vocabulary_id).collect();
        let write = move |c: &Transaction<'_>| {
            patterns::delete(c, &gone)?;
            set.iter().try_for_each(|pattern| patterns::set(c, pattern))
        };
        store.write(Durability::Full, write).await.map_err(failed)?;
        ahead.settled();
        Ok(value)
    }

    /// Returns the open store, with its bank built.
    async fn open(&self) -> Result<Store> {
        let store = self.slot.get().map_err(|error| {
            self.memory.clear();
            failed(error)
        })?;
        if self.memory.with(&store, |_| ()).is_none() {
            let _turn = self.memory.turn().await?;
            self.build(&store).await?;
        }
        Ok(store)
    }

    /// Builds the bank from the store, where it is not built. Only for who has the turn.
    async fn build(&self, store: &Store) -> Result<()> {
        if self.memory.with(store, |_| ()).is_some() {
            return Ok(());
        }
        let now = (self.clock)();
        let (bank, gone) = store.read(move |c| built(c, now)).await.map_err(failed)?;
        if !gone.is_empty() {
            let delete = move |c: &Transaction<'_>| patterns::delete(c, &gone);
            store.write(Durability::Normal, delete).await.map_err(failed)?;
        }
        self.memory.hold(store, bank);
        Ok(())
    }
}

/// The bank of all that is stored, and what did not fit into it.
fn built(
    c: &atelier_store::Connection,
    now: i64,
) -> Result<(ReasoningBank, Vec<atelier_vocabulary::PatternId>), StoreError> {
    let mut bank = ReasoningBank::new(limits());
    let mut loading = bank.loading(now);
    patterns::each(c, |pattern| loading.take(record::engine(pattern)))?;
    let report = loading.done();
    let refused = report.refused;
    if refused > 0 {
        tracing::warn!(refused, "some patterns cannot be found any more; they stay in the store");
    }
    let gone = report.forgotten.into_iter().map(record::vocabulary_id).collect();
    Ok((bank, gone))
}

fn replaced() -> Error {
    Error::new(Code::Unavailable, "another store was opened meanwhile; nothing was changed")
        .with_hint("try again")
}

/// Lets go of a bank that says more than its store, however the change ended.
struct Ahead<'a>(&'a Memory);

impl Ahead<'_> {
    /// Both say the same.
    fn settled(self) {
        std::mem::forget(self);
    }
}

impl Drop for Ahead<'_> {
    fn drop(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests;
