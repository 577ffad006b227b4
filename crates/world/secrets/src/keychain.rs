//! The keychain of the operating system.

#[cfg(target_os = "linux")]
#[path = "keychain/linux.rs"]
mod backend;
#[cfg(not(target_os = "linux"))]
#[path = "keychain/elsewhere.rs"]
mod backend;

use std::collections::HashMap;
use std::mem::ManuallyDrop;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use atelier_vocabulary::{SecretPlace, VaultState};
use keyring_core::{CredentialStore, Entry};

use crate::off_thread::off_thread;
use crate::{Answer, SERVICE, SecretError, SecretKey, SecretStore};
use backend::Backend;

/// The keychain of the operating system: Keychain, Credential Manager or Secret Service. Every call
/// runs on a thread of its own and ends at a deadline. Clones share one connection.
#[derive(Clone)]
pub struct Keychain(Arc<Shared>);

/// How long the keychain may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// For an ordinary call.
    pub call: Duration,
    /// For one that asks the person something.
    pub prompt: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self { call: Duration::from_secs(10), prompt: Duration::from_mins(1) }
    }
}

/// What the clones share.
struct Shared {
    deadlines: Deadlines,
    open: Mutex<Option<Arc<Backend>>>,
}

impl Keychain {
    /// Returns the keychain, which is connected to at the first call.
    pub fn new() -> Self {
        Self::with_deadlines(Deadlines::default())
    }

    /// Returns the keychain with other deadlines.
    pub fn with_deadlines(deadlines: Deadlines) -> Self {
        Self(Arc::new(Shared { deadlines, open: Mutex::new(None) }))
    }

    /// Says whether the keychain can be used now, without asking the person anything.
    pub async fn probe(&self) -> VaultState {
        let place = SecretPlace::Keychain;
        match self.run(self.0.deadlines.call, Backend::ready).await {
            Ok(()) => VaultState::Ready { place },
            Err(error @ (SecretError::Locked | SecretError::Dismissed)) => {
                VaultState::Locked { place, message: sentence(&error) }
            }
            Err(error) => VaultState::Missing { message: sentence(&error) },
        }
    }

    /// Unlocks the keychain, for which it may ask the person for its password.
    ///
    /// Errors: [`SecretError::Dismissed`] where the person declines, [`SecretError::TimedOut`]
    /// where they do not answer in a minute.
    pub async fn unlock(&self) -> Result<(), SecretError> {
        self.run(self.0.deadlines.prompt, Backend::unlock).await
    }

    /// Runs a closure on the connection, on a thread of its own, and gives up at the deadline.
    async fn run<T: Send + 'static>(
        &self,
        deadline: Duration,
        work: impl Fn(&Backend) -> Result<T, SecretError> + Send + 'static,
    ) -> Result<T, SecretError> {
        let shared = Arc::clone(&self.0);
        let call = off_thread(move || shared.with_backend(work));
        if let Ok(outcome) = tokio::time::timeout(deadline, call).await {
            return outcome;
        }
        // The connection is busy for as long as the prompt is open: leave it.
        self.0.forget();
        Err(SecretError::TimedOut { after: deadline })
    }
}

impl Default for Keychain {
    fn default() -> Self {
        Self::new()
    }
}

impl SecretStore for Keychain {
    fn place(&self) -> Option<SecretPlace> {
        Some(SecretPlace::Keychain)
    }

    fn get<'a>(&'a self, account: &'a str) -> Answer<'a, Option<SecretKey>> {
        let account = account.to_owned();
        Box::pin(self.run(self.0.deadlines.call, move |backend| {
            backend.may_read(&account)?;
            match entry(backend.store(), &account)?.get_secret() {
                Ok(bytes) => SecretKey::from_bytes(bytes).map(Some),
                Err(keyring_core::Error::NoEntry) => Ok(None),
                Err(error) => Err(explain(error)),
            }
        }))
    }

    fn set<'a>(&'a self, account: &'a str, secret: &'a SecretKey) -> Answer<'a, ()> {
        let (account, secret) = (account.to_owned(), secret.duplicate());
        Box::pin(self.run(self.0.deadlines.call, move |backend| {
            backend.may_write(&account)?;
            let entry = entry(backend.store(), &account)?;
            entry.set_secret(secret.expose().as_bytes()).map_err(explain)
        }))
    }

    fn delete<'a>(&'a self, account: &'a str) -> Answer<'a, ()> {
        let account = account.to_owned();
        Box::pin(self.run(self.0.deadlines.call, move |backend| {
            backend.may_read(&account)?;
            match entry(backend.store(), &account)?.delete_credential() {
                Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
                Err(error) => Err(explain(error)),
            }
        }))
    }
}

impl Shared {
    /// Runs a closure on the connection, and once more on a new one where an old one had gone bad.
    fn with_backend<T>(
        &self,
        work: impl Fn(&Backend) -> Result<T, SecretError>,
    ) -> Result<T, SecretError> {
        let earlier = self.open.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(backend) = earlier {
            match work(&backend) {
                Err(SecretError::Keychain(_) | SecretError::NoProvider) => self.forget(),
                outcome => return outcome,
            }
        }
        let backend = Arc::new(Backend::open()?);
        let outcome = work(&backend);
        if !matches!(outcome, Err(SecretError::Keychain(_) | SecretError::NoProvider)) {
            *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Some(backend);
        }
        outcome
    }

    /// Leaves the connection, so that the next call makes a new one.
    fn forget(&self) {
        let Some(backend) = self.open.lock().unwrap_or_else(PoisonError::into_inner).take() else {
            return;
        };
        // Closing talks to the bus and blocks, which an async thread does not survive. Where there
        // is no thread to be had, the connection stays open until the process ends.
        let backend = ManuallyDrop::new(backend);
        let close = move || drop(ManuallyDrop::into_inner(backend));
        let _kept = std::thread::Builder::new().name("secrets".to_owned()).spawn(close).is_err();
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.forget();
    }
}

/// The entry of an account.
fn entry(store: &CredentialStore, account: &str) -> Result<Entry, SecretError> {
    let label = format!("Atelier ({account})");
    let modifiers = HashMap::from([("label", label.as_str())]);
    let modifiers = backend::LABELLED.then_some(&modifiers);
    store.build(SERVICE, account, modifiers).map_err(explain)
}

/// What an error of the keychain means. The secrets that some of them carry stay behind.
fn explain(error: keyring_core::Error) -> SecretError {
    match error {
        keyring_core::Error::NoStorageAccess(cause) => backend::no_access(cause),
        keyring_core::Error::PlatformFailure(cause) => backend::failure(cause),
        keyring_core::Error::TooLong(_, limit) => SecretError::TooLarge { limit },
        keyring_core::Error::Ambiguous(_) => SecretError::Ambiguous,
        keyring_core::Error::BadEncoding(bytes) | keyring_core::Error::BadDataFormat(bytes, _) => {
            drop(zeroize::Zeroizing::new(bytes));
            SecretError::NotText
        }
        // The rest are about names and stores, which are constants here.
        other => SecretError::Keychain(other.to_string().into()),
    }
}

/// An error and what to do about it, as one text.
fn sentence(error: &SecretError) -> String {
    format!("{error}. {}", error.hint())
}
