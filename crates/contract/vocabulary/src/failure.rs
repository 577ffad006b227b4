//! What a failure of the outside world says of itself, so that all callers hear it alike.

/// A failure of something outside: the store, the place of secrets.
///
/// Its `Display` says what happened and what was kept.
pub trait Failure: std::error::Error {
    /// What kind it is.
    fn kind(&self) -> FailureKind;

    /// What a person can do about it.
    fn hint(&self) -> &str;
}

/// What kind a failure of the outside world is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// What was asked made no sense.
    Invalid,
    /// It was not allowed.
    Denied,
    /// Something must be unlocked first.
    Locked,
    /// It cannot be used now.
    Unavailable,
}
