//! The place where the open store stands, or the reason why none does.

use std::sync::{Arc, PoisonError, RwLock};

use atelier_vocabulary::{Failure, FailureKind};

use crate::Store;

/// Holds the open store, or the reason why none is open. Clones see the same place.
#[derive(Clone)]
pub struct Slot(Arc<RwLock<Result<Store, NotOpen>>>);

impl Slot {
    /// Returns a slot in which no store stands, for `reason` (a sentence for a person).
    pub fn empty(reason: impl Into<String>) -> Self {
        Self(Arc::new(RwLock::new(Err(NotOpen(reason.into())))))
    }

    /// The open store, or the reason why none is open.
    pub fn get(&self) -> Result<Store, NotOpen> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts `store` in the slot.
    pub fn put(&self, store: Store) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Ok(store);
    }

    /// Empties the slot, for `reason` (a sentence for a person).
    pub fn fail(&self, reason: impl Into<String>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Err(NotOpen(reason.into()));
    }
}

/// No store is open. It reads as the reason, a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotOpen(String);

impl Failure for NotOpen {
    fn kind(&self) -> FailureKind {
        FailureKind::Locked
    }

    fn hint(&self) -> &'static str {
        "open Settings, Account & keys, to unlock it"
    }
}
