//! Secrets that end with the process: for looking around, and for tests.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use atelier_vocabulary::SecretPlace;

use crate::{Answer, SecretKey, SecretStore};

/// Keeps secrets only as long as the process lives.
#[derive(Default)]
pub struct InMemory(Mutex<BTreeMap<String, SecretKey>>);

impl InMemory {
    /// Returns an empty place.
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs a closure on what is kept.
    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<String, SecretKey>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl SecretStore for InMemory {
    fn place(&self) -> Option<SecretPlace> {
        None
    }

    fn get<'a>(&'a self, account: &'a str) -> Answer<'a, Option<SecretKey>> {
        let found = self.with(|kept| kept.get(account).map(SecretKey::duplicate));
        Box::pin(async move { Ok(found) })
    }

    fn set<'a>(&'a self, account: &'a str, secret: &'a SecretKey) -> Answer<'a, ()> {
        Box::pin(async move {
            self.with(|kept| kept.insert(account.to_owned(), secret.duplicate()));
            Ok(())
        })
    }

    fn delete<'a>(&'a self, account: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            self.with(|kept| kept.remove(account));
            Ok(())
        })
    }
}
