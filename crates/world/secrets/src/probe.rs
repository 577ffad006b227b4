//! Which places for secrets can be used now.

use std::path::Path;

use atelier_vocabulary::{SecretPlace, VaultState};

use crate::{Keychain, SealedFile};

/// Which places for secrets can be used now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The keychain of the operating system.
    pub keychain: VaultState,
    /// Whether the person has made a sealed file.
    pub sealed_file: bool,
}

impl Places {
    /// The state of the place that holds the secrets: the sealed file once a person has made one,
    /// which is locked until its passphrase was given, and the keychain else.
    pub fn vault(&self) -> VaultState {
        if self.sealed_file {
            return VaultState::Locked {
                place: SecretPlace::SealedFile,
                message: "The secrets are in a sealed file. Enter its passphrase".to_owned(),
            };
        }
        self.keychain.clone()
    }
}

/// Looks which places can be used now. Asks the person nothing.
pub async fn probe(keychain: &Keychain, sealed_file: &Path) -> Places {
    Places { keychain: keychain.probe().await, sealed_file: SealedFile::exists(sealed_file) }
}
