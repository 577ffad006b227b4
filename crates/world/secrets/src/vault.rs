//! The place of secrets in use, which a person may change while Atelier runs.

use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicU64, Ordering},
};

use crate::{SecretError, SecretKey, SecretStore};

/// Holds the place of secrets in use, if one is open. Clones see the same place.
#[derive(Clone, Default)]
pub struct Vault(Arc<Inner>);

#[derive(Default)]
struct Inner {
    place: RwLock<Option<Arc<dyn SecretStore>>>,
    operations: AtomicU64,
    failures: AtomicU64,
}

/// How often the place of secrets was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VaultUse {
    /// Secrets that were read, kept or removed, or would have been.
    pub operations: u64,
    /// How many of them failed.
    pub failures: u64,
}

impl Vault {
    /// Returns a vault in which no place is open yet.
    pub fn closed() -> Self {
        Self::default()
    }

    /// The open place.
    pub fn current(&self) -> Option<Arc<dyn SecretStore>> {
        self.0.place.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes `place` the one in use.
    pub fn open(&self, place: Arc<dyn SecretStore>) {
        *self.0.place.write().unwrap_or_else(PoisonError::into_inner) = Some(place);
    }

    /// Reads a secret; fails as locked where no place is open.
    pub async fn get(&self, account: &str) -> Result<Option<SecretKey>, SecretError> {
        let place = self.place()?;
        self.counted(place.get(account).await)
    }

    /// Keeps a secret; fails as locked where no place is open.
    pub async fn set(&self, account: &str, secret: &SecretKey) -> Result<(), SecretError> {
        let place = self.place()?;
        self.counted(place.set(account, secret).await)
    }

    /// Removes a secret; fails as locked where no place is open.
    pub async fn delete(&self, account: &str) -> Result<(), SecretError> {
        let place = self.place()?;
        self.counted(place.delete(account).await)
    }

    /// How often an open place was asked since the start.
    pub fn used(&self) -> VaultUse {
        VaultUse {
            operations: self.0.operations.load(Ordering::Relaxed),
            failures: self.0.failures.load(Ordering::Relaxed),
        }
    }

    /// The open place, or the error that there is none.
    fn place(&self) -> Result<Arc<dyn SecretStore>, SecretError> {
        self.current().ok_or(SecretError::Locked)
    }

    fn counted<T>(&self, outcome: Result<T, SecretError>) -> Result<T, SecretError> {
        self.0.operations.fetch_add(1, Ordering::Relaxed);
        if outcome.is_err() {
            self.0.failures.fetch_add(1, Ordering::Relaxed);
        }
        outcome
    }
}
