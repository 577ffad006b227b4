//! Secrets: saving, testing and removing them. There is deliberately no way to read one.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{Model, SecretStatus};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Secrets: saving, testing and removing them. There is deliberately no way to read one.
    pub trait SecretApi in secret {
        /// Says where secrets and conversations are kept, and shows the last four characters of the API key.
        query status(NoInput) -> SecretStatus, provides [Secrets], requires [SecretsStatus];

        /// Keeps an API key for the endpoint in use, and with the first one creates the encrypted store.
        command save(SaveSecret) -> SecretStatus, invalidates [Secrets, Models, Store], requires [SecretsWrite], limit(120);

        /// Tries the kept API key against the endpoint, and returns the models it opens.
        command verify(NoInput) -> Vec<Model>, invalidates [Models], requires [SecretsStatus], limit(60);

        /// Removes the API key of the endpoint in use. Conversations stay.
        command delete(NoInput) -> SecretStatus, invalidates [Secrets, Models], requires [SecretsWrite], limit(60);

        /// Chooses a file sealed with a passphrase as the place secrets are kept in, where there is no keychain.
        command seal(SealSecrets) -> SecretStatus, invalidates [Secrets, Store], requires [SecretsWrite], limit(120);

        /// Opens the sealed file with its passphrase, or asks the keychain again.
        command unlock(UnlockSecrets) -> SecretStatus, invalidates [Secrets, Store, Conversations, Edits, Folders, Messages, Patterns, Settings], requires [SecretsWrite], limit(120);
    }
}

/// An API key to keep.
#[derive(Clone, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct SaveSecret {
    /// The key, as the console shows it once.
    #[garde(length(bytes, min = 8, max = 512))]
    pub key: String,
}

/// The passphrase of a new sealed file.
#[derive(Clone, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct SealSecrets {
    /// At least twelve characters. It cannot be recovered.
    #[garde(length(chars, min = 12, max = 1024))]
    pub passphrase: String,
}

/// How to open the place secrets are kept in.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct UnlockSecrets {
    /// The passphrase of the sealed file; none asks the keychain again.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(chars, min = 1, max = 1024))]
    pub passphrase: Option<String>,
}
