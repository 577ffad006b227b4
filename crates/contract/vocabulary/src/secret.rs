//! What can be said of secrets without saying them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What can be said of the API key and of the place secrets are kept in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SecretStatus {
    /// The place secrets are kept in.
    pub vault: VaultState,
    /// The API key of the endpoint in use.
    pub key: Option<KeyState>,
    /// The store that the master key opens.
    pub store: StoreState,
}

/// An API key, as far as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct KeyState {
    /// Where it is kept.
    pub place: SecretPlace,
    /// Its last four characters.
    pub last_four: String,
}

/// Where a secret is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretPlace {
    /// The keychain of the operating system.
    Keychain,
    /// A file sealed with a passphrase, chosen by the person.
    SealedFile,
    /// The environment variable `ANTHROPIC_API_KEY`, which Atelier only reads.
    Environment,
    /// The memory of this run, which keeps nothing.
    Memory,
}

/// The place secrets are kept in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum VaultState {
    /// It can be read and written.
    Ready {
        /// Which it is.
        place: SecretPlace,
    },
    /// It is there, but locked.
    Locked {
        /// Which it is.
        place: SecretPlace,
        /// What to do about it.
        message: String,
    },
    /// There is none. The person may choose a sealed file.
    Missing {
        /// Why, and what to do about it.
        message: String,
    },
}

/// Where conversations are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum StoreState {
    /// In memory only: nothing has been kept yet.
    InMemory,
    /// In the encrypted store on disk.
    OnDisk,
    /// There is a store on disk, and it cannot be opened.
    Unavailable {
        /// Why, what was kept, and what to do about it.
        message: String,
    },
}
