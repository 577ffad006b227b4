//! What can go wrong with a model call, in classes, each with a sentence for a person.

mod api;
mod limits;

pub use self::api::ApiError;
pub use self::limits::{RateLimit, RateLimits};

/// What kind of thing went wrong with a model call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureClass {
    /// The key is missing, wrong or revoked (401).
    Authentication,
    /// The account cannot pay (402).
    NoCredit,
    /// The key may not do this (403).
    Permission,
    /// There is no such model or thing (404).
    NotFound,
    /// The request is not what the API accepts (400 and others).
    InvalidRequest,
    /// The thing changed meanwhile (409).
    Conflict,
    /// The request is too large (413).
    TooLarge,
    /// Too much in too short a time (429).
    RateLimit,
    /// A limit on spending is reached (429 with a code of its own).
    SpendLimit,
    /// The API has too much to do (529).
    Overloaded,
    /// The API has a defect, or is down (5xx).
    Server,
    /// Nothing arrived in time.
    Timeout,
    /// The connection could not be made safe.
    Tls,
    /// The server's name could not be looked up.
    Dns,
    /// No connection, or it broke before an answer began.
    Connect,
    /// The answer broke off.
    Truncated,
    /// What came back is not what the API sends.
    Protocol,
}

impl FailureClass {
    /// Its name, in `snake_case`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Authentication => "authentication",
            Self::NoCredit => "no_credit",
            Self::Permission => "permission",
            Self::NotFound => "not_found",
            Self::InvalidRequest => "invalid_request",
            Self::Conflict => "conflict",
            Self::TooLarge => "too_large",
            Self::RateLimit => "rate_limit",
            Self::SpendLimit => "spend_limit",
            Self::Overloaded => "overloaded",
            Self::Server => "server",
            Self::Timeout => "timeout",
            Self::Tls => "tls",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Truncated => "truncated",
            Self::Protocol => "protocol",
        }
    }

    /// What happened and what to do, for a person.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Authentication => {
                "The endpoint did not accept the API key. Check the key in Settings, or save a new one."
            }
            Self::NoCredit => {
                "The account has no credit, or its payment failed. Add credit in the Anthropic Console, then try again."
            }
            Self::Permission => {
                "This key may not do that. Choose another model, or ask the owner of the organization for access."
            }
            Self::NotFound => "The endpoint does not know this model. Choose another one.",
            Self::InvalidRequest => {
                "The endpoint refused the request. Its own words say why; your message is kept."
            }
            Self::Conflict => "Something else changed the same thing at that moment. Try again.",
            Self::TooLarge => {
                "The conversation is too large to send at once. Start a new one, or remove large attachments."
            }
            Self::RateLimit => {
                "The account's limit on requests or tokens is used up for now. Wait a little, then try again."
            }
            Self::SpendLimit => {
                "A spending limit of the account is reached. Raise it in the Anthropic Console, or wait until it resets."
            }
            Self::Overloaded => "The API is overloaded just now. Try again in a moment.",
            Self::Server => "The API had a fault of its own. Try again in a moment.",
            Self::Timeout => {
                "Nothing arrived for too long, so Atelier stopped waiting. What arrived is kept; try again."
            }
            Self::Tls => {
                "The connection could not be made safe, so nothing was sent. Check the date of this computer, and whether something reads its traffic."
            }
            Self::Dns => {
                "The endpoint's name could not be looked up. Check the network, and the address in Settings."
            }
            Self::Connect => {
                "The endpoint cannot be reached. Check the network, and the address in Settings."
            }
            Self::Truncated => {
                "The answer broke off before its end. What arrived is kept; continue, or try again."
            }
            Self::Protocol => {
                "What came back is not what the Messages API sends. Check the address in Settings, and whether a sign-in page stands in between."
            }
        }
    }

    /// Whether the same request may succeed later.
    pub fn retryable(self) -> bool {
        match self {
            Self::Conflict
            | Self::RateLimit
            | Self::Overloaded
            | Self::Server
            | Self::Timeout
            | Self::Dns
            | Self::Connect
            | Self::Truncated => true,
            Self::Authentication
            | Self::NoCredit
            | Self::Permission
            | Self::NotFound
            | Self::InvalidRequest
            | Self::TooLarge
            | Self::SpendLimit
            | Self::Tls
            | Self::Protocol => false,
        }
    }
}

/// How a stream is not what the API sends. It never holds content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolError {
    /// The bytes cannot be decoded.
    #[error(transparent)]
    Decode {
        /// Why not.
        #[from]
        source: crate::SseError,
    },
    /// An event's data is no JSON object.
    #[error("an event's data is not what it should be: {category}")]
    Json {
        /// What is wrong with it.
        category: &'static str,
    },
    /// The arguments of a tool request are no JSON.
    #[error("the arguments of a tool request are not what they should be: {category}")]
    Input {
        /// What is wrong with them.
        category: &'static str,
    },
    /// An event came at a moment when it has no meaning.
    #[error("{event} came out of order")]
    Order {
        /// Its name.
        event: &'static str,
    },
    /// An event speaks of a block that is not open, or not the next.
    #[error("{event} names the wrong block")]
    Index {
        /// Its name.
        event: &'static str,
    },
    /// An event lacks a field, or has another kind of value in it.
    #[error("{event} has no usable {field}")]
    Field {
        /// Its name.
        event: &'static str,
        /// The field.
        field: &'static str,
    },
    /// Two tool requests have the same id.
    #[error("two tool requests have the same id")]
    DuplicateId,
    /// The message has too many blocks.
    #[error("the message has more than {limit} blocks")]
    TooManyBlocks {
        /// The most that are accepted.
        limit: usize,
    },
    /// The message is too large.
    #[error("the message is longer than {limit} bytes")]
    MessageTooLarge {
        /// The most that is accepted, in bytes.
        limit: usize,
    },
}

impl ProtocolError {
    /// What is wrong with JSON, without quoting it.
    pub(crate) fn category(error: &serde_json::Error) -> &'static str {
        match error.classify() {
            serde_json::error::Category::Io => "unreadable",
            serde_json::error::Category::Syntax => "no JSON, or nested too deeply",
            serde_json::error::Category::Data => "JSON of another shape",
            serde_json::error::Category::Eof => "JSON that breaks off",
        }
    }
}
