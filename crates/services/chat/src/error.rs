//! How failures of the world look from outside.

use atelier_claude::ClaudeError;
use atelier_claude_wire::FailureClass;
use atelier_rpc::{Code, Error};
use atelier_secrets::SecretError;
use atelier_store::{Slot, Store, StoreError};
use atelier_vocabulary::{ConversationId, MessageFailure};

/// The store that is open, or the error that says why none is.
pub(crate) fn open(slot: &Slot) -> Result<Store, Error> {
    slot.get().map_err(|reason| {
        Error::new(Code::Locked, reason).with_hint("open Settings, Account & keys, to unlock it")
    })
}

/// What a failure of the store means to a caller.
pub(crate) fn of_store(error: &StoreError) -> Error {
    let code = match error {
        StoreError::BadCursor => Code::InvalidInput,
        _ => Code::Unavailable,
    };
    tracing::warn!(%error, "the store failed");
    Error::new(code, error.to_string()).with_hint(error.hint())
}

/// What a failure of the place of secrets means to a caller.
pub(crate) fn of_secrets(error: &SecretError) -> Error {
    let code = match error {
        SecretError::Locked => Code::Locked,
        _ => Code::Unavailable,
    };
    Error::new(code, error.to_string()).with_hint(error.hint())
}

/// What a failure of the endpoint means to a caller.
pub(crate) fn of_claude(error: &ClaudeError) -> Error {
    let code = match error.class() {
        FailureClass::Authentication => Code::NeedsKey,
        FailureClass::Permission => Code::PermissionDenied,
        FailureClass::NotFound => Code::NotFound,
        FailureClass::InvalidRequest | FailureClass::TooLarge => Code::InvalidInput,
        FailureClass::Timeout => Code::TimedOut,
        _ => Code::Unavailable,
    };
    Error::new(code, error.sentence())
}

/// What a failure of the endpoint means to the message that it ended.
pub(crate) fn failure(error: &ClaudeError, now: i64) -> MessageFailure {
    let wait = error.retry_after().map(|wait| i64::try_from(wait.as_millis()).unwrap_or(i64::MAX));
    MessageFailure {
        class: error.class_name(),
        message: error.sentence(),
        retryable: error.retryable(),
        retry_at: wait.map(|wait| now.saturating_add(wait)),
    }
}

/// The error of a conversation that is not there.
pub(crate) fn no_conversation(id: ConversationId) -> Error {
    Error::new(Code::NotFound, format!("there is no conversation `{id}`"))
}
