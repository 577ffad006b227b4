//! What can go wrong in a command, said so that a person can act on it.

use std::{path::PathBuf, time::Duration};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The command line made no sense.
    #[error("{message}")]
    Usage {
        /// What was wrong with it.
        message: String,
    },
    /// A program could not be started.
    #[error("`{program}` could not be started; is it installed?")]
    Start {
        /// The program.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program ended with a failure.
    #[error("`{call}` failed ({status})")]
    Failed {
        /// The program and its arguments.
        call: String,
        /// How it ended.
        status: String,
    },
    /// A program took longer than it may.
    #[error("`{call}` was stopped after {} s, its limit", limit.as_secs())]
    TooSlow {
        /// The program and its arguments.
        call: String,
        /// Its limit.
        limit: Duration,
    },
    /// A file could not be read or written.
    #[error("{} could not be used", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another program's answer could not be understood.
    #[error("the answer of {of} could not be understood")]
    Answer {
        /// Whose answer.
        of: &'static str,
        /// What was wrong with it.
        source: serde_json::Error,
    },
    /// A check found something, or something is missing.
    #[error("{message}")]
    Check {
        /// What, and what to do about it.
        message: String,
    },
}

/// What a command returns.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// Returns the error that says `message`.
pub(crate) fn check(message: impl Into<String>) -> Error {
    Error::Check { message: message.into() }
}

/// Returns the error and all its causes on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut out = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        out.push_str(": ");
        out.push_str(&cause.to_string());
        source = cause.source();
    }
    out
}
