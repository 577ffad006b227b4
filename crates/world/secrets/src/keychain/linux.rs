//! The Secret Service: the keychains of Linux desktops, over the session bus.
//!
//! The store crate unlocks whatever it finds locked, which opens a prompt. So each call first looks
//! whether something is locked, over a second session that carries no secrets, and refuses then.

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;

use keyring_core::CredentialStore;
use secret_service::blocking::SecretService;
use secret_service::{EncryptionType, Error as ServiceError};
use zbus_secret_service_keyring_store::Store;

use crate::{SERVICE, SecretError};

/// Entries carry a label that people see in their keychain.
pub(super) const LABELLED: bool = true;

/// The connections to the Secret Service.
pub(super) struct Backend {
    look: SecretService<'static>,
    store: Arc<CredentialStore>,
}

impl Backend {
    /// Connects to the session bus and the keychain on it.
    pub(super) fn open() -> Result<Self, SecretError> {
        let look = SecretService::connect(EncryptionType::Plain).map_err(service)?;
        let store = Store::new().map_err(super::explain)?;
        Ok(Self { look, store })
    }

    /// What entries are kept in.
    pub(super) fn store(&self) -> &CredentialStore {
        &*self.store
    }

    /// Whether the default keyring is there and open.
    pub(super) fn ready(&self) -> Result<(), SecretError> {
        match self.look.get_default_collection() {
            Ok(keyring) if keyring.is_locked().map_err(service)? => Err(SecretError::Locked),
            Ok(_) => Ok(()),
            // No keyring was made yet; `unlock` makes it.
            Err(ServiceError::NoResult) => Err(SecretError::Locked),
            Err(error) => Err(service(error)),
        }
    }

    /// Whether an account can be read without a prompt.
    pub(super) fn may_read(&self, account: &str) -> Result<(), SecretError> {
        let attributes = HashMap::from([("service", SERVICE), ("username", account)]);
        let found = self.look.search_items(attributes).map_err(service)?;
        if !found.unlocked.is_empty() {
            return Ok(());
        }
        if !found.locked.is_empty() {
            return Err(SecretError::Locked);
        }
        // Some keychains show nothing of a locked keyring: absent and hidden look the same.
        match self.ready() {
            Err(SecretError::Locked) if !self.has_keyring()? => Ok(()),
            outcome => outcome,
        }
    }

    /// Whether an account can be written without a prompt.
    pub(super) fn may_write(&self, account: &str) -> Result<(), SecretError> {
        self.may_read(account)?;
        self.ready()
    }

    /// Opens the default keyring, or makes one; either may ask the person.
    pub(super) fn unlock(&self) -> Result<(), SecretError> {
        match self.look.get_default_collection() {
            Ok(keyring) => keyring.unlock().map_err(service)?,
            Err(ServiceError::NoResult) => {
                self.look.create_collection("Login", "default").map_err(service)?;
            }
            Err(error) => return Err(service(error)),
        }
        self.ready()
    }

    /// Whether there is a default keyring at all.
    fn has_keyring(&self) -> Result<bool, SecretError> {
        match self.look.get_default_collection() {
            Ok(_) => Ok(true),
            Err(ServiceError::NoResult) => Ok(false),
            Err(error) => Err(service(error)),
        }
    }
}

/// What it means that the keychain refused.
pub(super) fn no_access(cause: Box<dyn Error + Send + Sync>) -> SecretError {
    failure(cause)
}

/// What an error beneath the store crate means.
pub(super) fn failure(cause: Box<dyn Error + Send + Sync>) -> SecretError {
    match cause.downcast::<ServiceError>() {
        Ok(error) => service(*error),
        Err(cause) => SecretError::Keychain(cause),
    }
}

/// What an error of the Secret Service means.
fn service(error: ServiceError) -> SecretError {
    match error {
        ServiceError::Locked => SecretError::Locked,
        ServiceError::Prompt | ServiceError::PromptDisconnected => SecretError::Dismissed,
        ServiceError::Unavailable => SecretError::NoProvider,
        ServiceError::Zbus(error) => bus(error),
        ServiceError::ZbusFdo(error) => bus(zbus::Error::FDO(Box::new(error))),
        other => SecretError::Keychain(Box::new(other)),
    }
}

/// What an error of the bus means.
fn bus(error: zbus::Error) -> SecretError {
    let nobody = |name: &str| {
        matches!(
            name,
            "org.freedesktop.DBus.Error.ServiceUnknown"
                | "org.freedesktop.DBus.Error.NameHasNoOwner"
        )
    };
    match &error {
        zbus::Error::Connection(..)
        | zbus::Error::InputOutput(_)
        | zbus::Error::Address(_)
        | zbus::Error::Handshake(_) => SecretError::NoSessionBus,
        zbus::Error::MethodError(name, ..) if nobody(name.as_str()) => SecretError::NoProvider,
        zbus::Error::FDO(inner) => match inner.as_ref() {
            zbus::fdo::Error::ServiceUnknown(_) | zbus::fdo::Error::NameHasNoOwner(_) => {
                SecretError::NoProvider
            }
            // Every other error of the bus itself.
            _ => SecretError::Keychain(Box::new(error)),
        },
        // What remains is between the bus and the keychain.
        _ => SecretError::Keychain(Box::new(error)),
    }
}
