//! How failures of the endpoint look from outside.

use atelier_claude::ClaudeError;
use atelier_claude_wire::FailureClass;
use atelier_reasoningbank::BankError;
use atelier_rpc::{Code, Error};
use atelier_vocabulary::{ConversationId, MessageFailure, PatternId};

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

/// The error of a pattern that is not there.
pub(crate) fn no_pattern(id: PatternId) -> Error {
    Error::new(Code::NotFound, format!("there is no pattern `{id}`; it may have been forgotten"))
}

/// What it means to a caller that nothing was learned, found or changed.
pub(crate) fn of_bank(error: &BankError) -> Error {
    let code = match error {
        BankError::Unknown { .. } => Code::NotFound,
        BankError::Full { .. } => Code::Unavailable,
        BankError::TooLong { .. }
        | BankError::Empty
        | BankError::Score { .. }
        | BankError::Vector { .. }
        | BankError::ImportTooLarge { .. }
        | BankError::Import { .. } => Code::InvalidInput,
    };
    Error::new(code, error.to_string())
}
