//! The place of secrets in use, which a person may change while Atelier runs.

use std::sync::{Arc, PoisonError, RwLock};

use crate::{SecretError, SecretKey, SecretStore};

/// Holds the place of secrets in use, if one is open. Clones see the same place.
#[derive(Clone, Default)]
pub struct Vault(Arc<RwLock<Option<Arc<dyn SecretStore>>>>);

impl Vault {
    /// Returns a vault in which no place is open yet.
    pub fn closed() -> Self {
        Self::default()
    }

    /// The open place.
    pub fn current(&self) -> Option<Arc<dyn SecretStore>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes `place` the one in use.
    pub fn open(&self, place: Arc<dyn SecretStore>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(place);
    }

    /// Reads a secret; fails as locked where no place is open.
    pub async fn get(&self, account: &str) -> Result<Option<SecretKey>, SecretError> {
        self.current().ok_or(SecretError::Locked)?.get(account).await
    }

    /// Keeps a secret; fails as locked where no place is open.
    pub async fn set(&self, account: &str, secret: &SecretKey) -> Result<(), SecretError> {
        self.current().ok_or(SecretError::Locked)?.set(account, secret).await
    }

    /// Removes a secret; fails as locked where no place is open.
    pub async fn delete(&self, account: &str) -> Result<(), SecretError> {
        self.current().ok_or(SecretError::Locked)?.delete(account).await
    }
}
