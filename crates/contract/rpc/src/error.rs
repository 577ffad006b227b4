//! The one error that crosses a process boundary.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The result of an operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What a client may branch on. Add a variant only when a client uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The input does not fit the operation.
    InvalidInput,
    /// No such thing.
    NotFound,
    /// The person or the policy said no.
    PermissionDenied,
    /// There is no API key for the endpoint.
    NeedsKey,
    /// The keychain or the sealed file is locked.
    Locked,
    /// What was to be changed is not any more what the caller had seen.
    Conflict,
    /// The store, the network or the endpoint cannot be used now.
    Unavailable,
    /// The client gave up on the call.
    Cancelled,
    /// The operation took too long.
    TimedOut,
    /// A defect; the message is safe to show, the details are in the log.
    Internal,
}

/// The one error that crosses a process boundary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, JsonSchema, TS)]
#[error("{message}")]
pub struct Error {
    /// What the client may branch on.
    pub code: Code,
    /// What happened and what was kept, for a person.
    pub message: String,
    /// What to do about it, for a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hint: Option<String>,
}

impl Error {
    /// Returns an error with a code the client understands.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None }
    }

    /// Returns the error with a word on what to do about it.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The error of a call that its client gave up.
    pub fn cancelled() -> Self {
        Self::new(Code::Cancelled, "the call was cancelled")
    }

    /// The error of a call that took longer than `limit`.
    pub fn timed_out(limit: Duration) -> Self {
        let message = format!("there was no answer within {limit:?}; what was kept before stays");
        Self::new(Code::TimedOut, message).with_hint("look whether it was done, then try again")
    }
}
