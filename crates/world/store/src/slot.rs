//! The place where the open store stands, or the reason why none does.

use std::sync::{Arc, PoisonError, RwLock};

use crate::Store;

/// Holds the open store, or the reason why none is open. Clones see the same place.
#[derive(Clone)]
pub struct Slot(Arc<RwLock<Result<Store, String>>>);

impl Slot {
    /// Returns a slot in which no store stands, for `reason` (a sentence for a person).
    pub fn empty(reason: impl Into<String>) -> Self {
        Self(Arc::new(RwLock::new(Err(reason.into()))))
    }

    /// The open store, or the reason why none is open.
    pub fn get(&self) -> Result<Store, String> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts `store` in the slot.
    pub fn put(&self, store: Store) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Ok(store);
    }

    /// Empties the slot, for `reason` (a sentence for a person).
    pub fn fail(&self, reason: impl Into<String>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Err(reason.into());
    }
}
