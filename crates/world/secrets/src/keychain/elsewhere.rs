//! The Keychain of macOS and the Credential Manager of Windows.
//!
//! Neither says beforehand whether it will ask the person; where it does, the deadline holds.

use std::error::Error;
use std::sync::Arc;

use keyring_core::CredentialStore;

use crate::SecretError;

/// Entries are named by service and account alone.
pub(super) const LABELLED: bool = false;

/// The connection to the keychain.
pub(super) struct Backend {
    store: Arc<CredentialStore>,
}

impl Backend {
    /// Opens the keychain of the person who is logged in.
    #[cfg(target_os = "macos")]
    pub(super) fn open() -> Result<Self, SecretError> {
        let store = apple_native_keyring_store::keychain::Store::new().map_err(super::explain)?;
        Ok(Self { store })
    }

    /// Opens the credentials of the person who is logged in.
    #[cfg(windows)]
    pub(super) fn open() -> Result<Self, SecretError> {
        let store = windows_native_keyring_store::Store::new().map_err(super::explain)?;
        Ok(Self { store })
    }

    /// This system has no keychain that is known here.
    #[cfg(not(any(target_os = "macos", windows)))]
    pub(super) fn open() -> Result<Self, SecretError> {
        Err(SecretError::NoProvider)
    }

    /// What entries are kept in.
    pub(super) fn store(&self) -> &CredentialStore {
        &*self.store
    }

    /// Whether the keychain can be used, as far as it can be told.
    pub(super) fn ready(&self) -> Result<(), SecretError> {
        self.may_read(crate::STORE_KEY)
    }

    /// Whether an account can be read: the system itself decides when it is.
    pub(super) fn may_read(&self, account: &str) -> Result<(), SecretError> {
        super::entry(self.store(), account).map(drop)
    }

    /// Whether an account can be written: the system itself decides when it is.
    pub(super) fn may_write(&self, account: &str) -> Result<(), SecretError> {
        self.may_read(account)
    }

    /// Reads an entry, for which the system asks where it must.
    pub(super) fn unlock(&self) -> Result<(), SecretError> {
        match super::entry(self.store(), crate::STORE_KEY)?.get_secret() {
            Ok(bytes) => {
                drop(zeroize::Zeroizing::new(bytes));
                Ok(())
            }
            Err(keyring_core::Error::NoEntry) => Ok(()),
            Err(error) => Err(super::explain(error)),
        }
    }
}

/// What it means that the keychain refused: it is locked, or the person declined.
pub(super) fn no_access(_cause: Box<dyn Error + Send + Sync>) -> SecretError {
    SecretError::Locked
}

/// What an error beneath the store crate means.
pub(super) fn failure(cause: Box<dyn Error + Send + Sync>) -> SecretError {
    SecretError::Keychain(cause)
}
