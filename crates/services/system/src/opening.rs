//! Opening the store: at the start, after unlocking, and for the first time.

use std::{path::PathBuf, sync::Arc};

use atelier_api::failed;
use atelier_rpc::Result;
use atelier_secrets::{
    InMemory, Keychain, STORE_KEY, SealedFile, SecretError, SecretKey, Vault, probe,
};
use atelier_store::{MasterKey, Slot, Store, StoreError};
use atelier_vocabulary::{SecretPlace, StoreState, VaultState};

use crate::Clock;

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultChoice {
    /// In the keychain, or in the sealed file where the person chose one.
    System,
    /// In memory: this run keeps nothing.
    Memory,
}

/// Opens the store with the master key from the place of secrets.
#[derive(Clone)]
pub struct Opening {
    /// The place of secrets in use.
    pub vault: Vault,
    /// Where the open store stands.
    pub slot: Slot,
    /// The keychain of the operating system.
    pub keychain: Keychain,
    /// The sealed file, which need not exist.
    pub sealed_file: PathBuf,
    /// The store, which need not exist.
    pub store_file: PathBuf,
    /// Where secrets are kept.
    pub choice: VaultChoice,
    /// Tells the time.
    pub clock: Clock,
}

impl Opening {
    /// Opens what can be opened without asking the person for anything. It never fails: what is
    /// wrong stands in the slot, for the person to read.
    pub async fn start(&self) {
        if self.choice == VaultChoice::Memory {
            self.vault.open(Arc::new(InMemory::new()));
        } else if !SealedFile::exists(&self.sealed_file) {
            self.vault.open(Arc::new(self.keychain.clone()));
        }
        if self.choice == VaultChoice::System && self.store_file.exists() {
            self.open_store().await;
        } else {
            self.open_in_memory().await;
        }
    }

    /// Opens the store on disk with the key in the vault.
    pub async fn open_store(&self) {
        let opened = match self.vault.get(STORE_KEY).await {
            Ok(Some(key)) => self.open_with(&key).await.map_err(|error| explain(&error)),
            Ok(None) => Err("the key that opens your conversations is not in the keychain; the \
                             file itself is untouched. Restore the keychain entry `atelier`, \
                             `store-key`, or move the file away to begin anew"
                .to_owned()),
            Err(SecretError::Locked) if SealedFile::exists(&self.sealed_file) => {
                Err("your conversations are locked; your passphrase opens them".to_owned())
            }
            Err(error) => {
                Err(format!("{error}; your conversations are untouched. {}", error.hint()))
            }
        };
        match opened {
            Ok(store) => self.slot.put(store),
            Err(reason) => {
                tracing::warn!(reason, "the store stays closed");
                self.slot.fail(reason);
            }
        }
    }

    /// Keeps what so far is only in memory: creates the master key and the store on disk.
    pub async fn keep(&self) -> Result<StoreState> {
        let store = self.slot.get().map_err(failed)?;
        if self.choice == VaultChoice::Memory || store.state() == StoreState::OnDisk {
            return Ok(store.state());
        }
        let known = self.vault.get(STORE_KEY).await.map_err(failed)?;
        let key = match known {
            Some(text) => MasterKey::from_hex(text.expose()).map_err(failed)?,
            None => self.new_master_key().await?,
        };
        store.keep(&self.store_file, &key, (self.clock)()).await.map_err(failed)?;
        Ok(store.state())
    }

    /// The place of secrets, as a person may know it.
    pub async fn vault_state(&self) -> VaultState {
        if self.choice == VaultChoice::Memory {
            return VaultState::Ready { place: SecretPlace::Memory };
        }
        if self.vault.current().and_then(|place| place.place()) == Some(SecretPlace::SealedFile) {
            return VaultState::Ready { place: SecretPlace::SealedFile };
        }
        match probe(&self.keychain, &self.sealed_file).await.vault() {
            VaultState::Locked { place, message } => {
                VaultState::Locked { place, message: sentence(&message) }
            }
            VaultState::Missing { message } => VaultState::Missing { message: sentence(&message) },
            ready @ VaultState::Ready { .. } => ready,
        }
    }

    /// Where conversations are kept, as a person may know it.
    pub fn store_state(&self) -> StoreState {
        match self.slot.get() {
            Ok(store) => store.state(),
            Err(reason) => StoreState::Unavailable { message: sentence(&reason.to_string()) },
        }
    }

    async fn open_in_memory(&self) {
        match Store::in_memory((self.clock)()).await {
            Ok(store) => self.slot.put(store),
            Err(error) => self.slot.fail(explain(&error)),
        }
    }

    async fn open_with(&self, key: &SecretKey) -> Result<Store, StoreError> {
        let key = MasterKey::from_hex(key.expose())?;
        Store::open(&self.store_file, &key, (self.clock)()).await
    }

    async fn new_master_key(&self) -> Result<MasterKey> {
        let key = MasterKey::random().map_err(failed)?;
        let text = SecretKey::new(key.to_hex().to_string());
        self.vault.set(STORE_KEY, &text).await.map_err(failed)?;
        Ok(key)
    }
}

/// The words as a person reads them where they stand alone.
fn sentence(words: &str) -> String {
    let mut letters = words.trim().chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let rest = letters.as_str();
    let stop = if rest.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{rest}{stop}")
}

fn explain(error: &StoreError) -> String {
    format!("{error}. {}", error.hint())
}
