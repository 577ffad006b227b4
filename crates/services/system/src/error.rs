//! How failures of the world look from outside.

use atelier_rpc::{Code, Error};
use atelier_secrets::SecretError;
use atelier_store::{Slot, Store, StoreError};

/// The store that is open, or the error that says why none is.
pub(crate) fn open(slot: &Slot) -> Result<Store, Error> {
    slot.get().map_err(|reason| {
        Error::new(Code::Locked, reason).with_hint("open Settings, Account & keys, to unlock it")
    })
}

/// What a failure of the store means to a caller.
pub(crate) fn of_store(error: &StoreError) -> Error {
    tracing::warn!(%error, "the store failed");
    Error::new(Code::Unavailable, error.to_string()).with_hint(error.hint())
}

/// What a failure of the place of secrets means to a caller.
pub(crate) fn of_secrets(error: &SecretError) -> Error {
    tracing::warn!(%error, "the place of secrets failed");
    let code = match error {
        SecretError::Locked => Code::Locked,
        SecretError::WrongPassphrase { .. } => Code::PermissionDenied,
        _ => Code::Unavailable,
    };
    Error::new(code, error.to_string()).with_hint(error.hint())
}
