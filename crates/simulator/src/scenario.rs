//! The ways in which a simulator can answer.

use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

/// A way to answer one call of `POST /v1/messages`.
#[derive(Clone, Debug, PartialEq)]
pub enum Scenario {
    /// As it does without a script: words in the last message decide, else the ordinary answer.
    Ordinary,
    /// With this text.
    Say(String),
    /// With this thinking, then this text.
    Think {
        /// The thinking.
        thinking: String,
        /// The text.
        text: String,
    },
    /// With a request for a tool.
    Tool {
        /// The tool.
        name: String,
        /// Its arguments.
        input: Value,
    },
    /// With these blocks, as the API has them.
    Blocks(Vec<Value>),
    /// With this many tokens (of six bytes each), as fast as they can be sent.
    Long {
        /// How many.
        tokens: usize,
        /// How they are sent.
        shape: Shape,
    },
    /// With this text, a piece at a time.
    Drip {
        /// The text.
        text: String,
        /// The wait before each piece.
        every: Duration,
    },
    /// With a failure instead of an answer.
    Fail(Failure),
    /// With an answer that becomes an `error` event after some deltas.
    FailMidStream {
        /// The deltas before it.
        after: usize,
        /// The failure; its status and headers are not sent.
        failure: Failure,
    },
    /// With an answer whose connection breaks after some deltas.
    Truncate {
        /// The deltas before it.
        after: usize,
    },
    /// With an answer that ends in good order after some deltas, but without its end.
    EndEarly {
        /// The deltas before it.
        after: usize,
    },
    /// With an answer that falls silent after some deltas, its connection still open.
    Stall {
        /// The deltas before it.
        after: usize,
    },
    /// With nothing at all, its connection still open.
    Silence,
    /// With an answer that turns into noise.
    Garbage,
    /// With these chunks of a recorded stream (`text/event-stream`), as they are.
    Replay(Vec<Bytes>),
    /// With any response.
    Raw {
        /// Its status.
        status: u16,
        /// Its headers.
        headers: Vec<(String, String)>,
        /// Its body.
        body: Bytes,
    },
}

/// How a long answer is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One chunk an event, each written on its own, as the API does.
    Live,
    /// In chunks of 16 KiB.
    Bulk,
}

/// A failure, as the API words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The HTTP status.
    pub status: u16,
    /// `error.type`.
    pub kind: String,
    /// `error.details.error_code`.
    pub code: Option<String>,
    /// `error.message`.
    pub message: String,
    /// Headers of the response.
    pub headers: Vec<(String, String)>,
}

impl Scenario {
    /// Reads a recording: server-sent events as they came, or one event's JSON a line.
    pub fn recorded(recording: &str) -> Self {
        let lines = recording.lines().filter(|line| !line.trim().is_empty());
        if !recording.trim_start().starts_with('{') {
            return Self::Replay(vec![Bytes::copy_from_slice(recording.as_bytes())]);
        }
        Self::Replay(
            lines
                .map(|line| {
                    let event: Value = serde_json::from_str(line).unwrap_or_default();
                    let name = event.get("type").and_then(Value::as_str).unwrap_or_default();
                    Bytes::from(format!("event: {name}\ndata: {line}\n\n"))
                })
                .collect(),
        )
    }
}

impl Failure {
    /// Returns the failure that the API words for a status.
    pub fn of_status(status: u16) -> Self {
        let (kind, message) = match status {
            400 => ("invalid_request_error", "The simulator was told to refuse this request."),
            401 => ("authentication_error", "invalid x-api-key"),
            402 => ("billing_error", "Your credit balance is too low to access the Anthropic API."),
            403 => ("permission_error", "Your API key does not have permission to do this."),
            404 => ("not_found_error", "The simulator was told to find nothing."),
            409 => ("conflict_error", "The simulator was told to be in conflict."),
            413 => ("request_too_large", "Request exceeds the maximum size"),
            429 => ("rate_limit_error", "This request would exceed your rate limit."),
            504 => ("timeout_error", "Request timed out"),
            529 => ("overloaded_error", "Overloaded"),
            _ => ("api_error", "Internal server error"),
        };
        Self {
            status,
            kind: kind.to_owned(),
            code: None,
            message: message.to_owned(),
            headers: Vec::new(),
        }
    }

    /// Returns the failure with a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Returns the failure with an `error_code`.
    #[must_use]
    pub fn with_code(self, code: &str) -> Self {
        Self { code: Some(code.to_owned()), ..self }
    }
}
