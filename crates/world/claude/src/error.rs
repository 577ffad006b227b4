//! Why a model call failed.

use std::time::Duration;

use atelier_claude_wire::{ApiError, FailureClass, RequestError};

/// Why a model call failed. It never holds a key or content.
#[derive(Debug, thiserror::Error)]
pub enum ClaudeError {
    /// The client cannot be made with these options.
    #[error("{message}")]
    Options {
        /// What is wrong, and what to do about it.
        message: String,
    },
    /// The request may not leave.
    #[error(transparent)]
    Request {
        /// Why not.
        #[from]
        source: RequestError,
    },
    /// The API reported an error, in a response or inside a stream.
    #[error("the API answered with an error: {}", words(error))]
    Api {
        /// The error.
        error: Box<ApiError>,
    },
    /// No answer came.
    #[error("no answer came: {detail}")]
    Transport {
        /// What kind of thing went wrong.
        class: FailureClass,
        /// What went wrong.
        detail: String,
    },
    /// The answer broke off, fell silent, or is not what the API sends.
    #[error("the answer is not whole: {detail}")]
    Answer {
        /// What kind of thing went wrong.
        class: FailureClass,
        /// What went wrong.
        detail: String,
        /// The API's id for the request, for support.
        request_id: Option<String>,
    },
}

impl ClaudeError {
    /// What kind of thing went wrong.
    pub fn class(&self) -> FailureClass {
        match self {
            Self::Options { .. } => FailureClass::Connect,
            Self::Request { source } => match source {
                RequestError::TooLarge { .. } | RequestError::TooManyMessages { .. } => {
                    FailureClass::TooLarge
                }
                RequestError::MustStream { .. }
                | RequestError::SamplingRemoved { .. }
                | RequestError::Reserved { .. }
                | RequestError::Encoding { .. } => FailureClass::InvalidRequest,
            },
            Self::Api { error } => error.class(),
            Self::Transport { class, .. } | Self::Answer { class, .. } => *class,
        }
    }

    /// The name of what went wrong: the API's `error_code` or `error.type`, or the class.
    pub fn class_name(&self) -> String {
        self.api()
            .and_then(|error| error.error_code.clone().or_else(|| Some(error.kind.clone())))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| self.class().name().to_owned())
    }

    /// What happened and what to do, for a person; with the API's own words where it has some.
    pub fn sentence(&self) -> String {
        match self {
            Self::Options { message } => message.clone(),
            Self::Request { source } => format!("{source}."),
            Self::Api { error } if !error.message.is_empty() => {
                format!("{} (“{}”)", self.class().sentence(), error.message)
            }
            Self::Api { .. } | Self::Transport { .. } | Self::Answer { .. } => {
                self.class().sentence().to_owned()
            }
        }
    }

    /// Whether asking again may help.
    pub fn retryable(&self) -> bool {
        match self {
            Self::Options { .. } | Self::Request { .. } => false,
            Self::Api { .. } | Self::Transport { .. } | Self::Answer { .. } => {
                self.class().retryable()
            }
        }
    }

    /// How long the API asks to wait before asking again.
    pub fn retry_after(&self) -> Option<Duration> {
        self.api()?.retry_after_ms.map(Duration::from_millis)
    }

    /// The API's id for the request, for support.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api { error } => error.request_id.as_deref(),
            Self::Answer { request_id, .. } => request_id.as_deref(),
            Self::Options { .. } | Self::Request { .. } | Self::Transport { .. } => None,
        }
    }

    /// What the API reported.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api { error } => Some(error),
            Self::Options { .. }
            | Self::Request { .. }
            | Self::Transport { .. }
            | Self::Answer { .. } => None,
        }
    }
}

/// The API's own words, or what stands in for them.
fn words(error: &ApiError) -> String {
    match (error.message.as_str(), error.status) {
        ("", Some(status)) => format!("status {status}"),
        ("", None) => error.class().name().to_owned(),
        (message, _) => message.to_owned(),
    }
}
