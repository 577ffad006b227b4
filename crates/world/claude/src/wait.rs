//! A wait before asking again.

use std::time::Duration;

use atelier_claude_wire::FailureClass;

use crate::ClaudeError;

/// A wait before asking again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// How often it has been asked.
    pub attempt: u32,
    /// How long the wait is.
    pub delay: Duration,
    /// The status of the response; none where there was none.
    pub status: Option<u16>,
    /// What came instead of an answer.
    pub class: FailureClass,
    /// The same for a person.
    pub message: String,
}

impl Wait {
    pub(crate) fn before(attempt: u32, delay: Duration, error: &ClaudeError) -> Self {
        let status = error.api().and_then(|error| error.status);
        Self { attempt, delay, status, class: error.class(), message: error.sentence() }
    }
}
