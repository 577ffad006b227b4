//! A request to the Messages API, and what must hold before it may leave.

mod body;
mod breakpoint;
pub(crate) mod material;
mod replay;

use atelier_vocabulary::{ApiVersion, ContentBlock, Effort, Model, Role};
use serde::Serialize;
use serde_json::{Map, Value};

pub use self::replay::{ReplayThinking, replay};

/// The most messages that a request may hold. Source: Messages API, limits.
pub const MAX_MESSAGES: usize = 100_000;
/// The most bytes that a request may hold. Source: Messages API, limits.
pub const MAX_BODY_BYTES: usize = 32 << 20;
/// The most tokens that can be asked for without streaming: more would take over ten minutes.
pub const MAX_UNSTREAMED_TOKENS: u32 = 21_333;

/// The parameters that version 2026-10-21 took away.
const SAMPLING: [&str; 3] = ["temperature", "top_p", "top_k"];
/// The fields that have a place of their own in [`MessagesRequest`].
const OWN: [&str; 9] = [
    "model",
    "max_tokens",
    "system",
    "messages",
    "thinking",
    "tools",
    "metadata",
    "stream",
    "output_config",
];

/// A request to the Messages API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MessagesRequest {
    /// The model that is to answer.
    pub model: String,
    /// The most tokens of the answer.
    pub max_tokens: u32,
    /// What Claude is told before the conversation.
    pub system: Option<String>,
    /// The conversation, oldest first.
    pub messages: Vec<WireMessage>,
    /// How hard the model thinks; none leaves it to the model. See [`MessagesRequest::fit`].
    pub effort: Option<Effort>,
    /// The way it thinks; none leaves it to the model.
    pub thinking: Option<Thinking>,
    /// The tools it may ask for, as the API has them.
    pub tools: Vec<Value>,
    /// About the request, as the API has it.
    pub metadata: Option<Value>,
    /// Whether the answer is to arrive as it is made.
    pub stream: bool,
    /// Whether the API may keep the beginning of the request for the next one.
    pub cache: Caching,
    /// Other fields of the API, as it has them. They cannot replace those above.
    pub extra: Map<String, Value>,
}

/// A message as it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct WireMessage {
    /// Who speaks.
    pub role: Role,
    /// What is said.
    pub content: Vec<ContentBlock>,
}

/// The way a model thinks. Source: Messages API 2026-10-21, `thinking`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Thinking {
    /// As much as the question needs.
    Adaptive {
        /// Whether a summary of the thinking comes with the answer; none leaves it to the model.
        #[serde(skip_serializing_if = "Option::is_none")]
        display: Option<ThinkingDisplay>,
    },
    /// Between requests for tools only.
    BetweenTools,
    /// Not at all.
    Disabled,
    /// Within a budget. Older models only.
    Enabled {
        /// At least 1,024, and less than `max_tokens`.
        budget_tokens: u32,
    },
}

/// How thinking comes with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThinkingDisplay {
    /// As a summary.
    Summarized,
    /// Left out.
    Omitted,
}

/// Whether the API may keep the beginning of a request for the next one, and for how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Caching {
    /// No.
    Off,
    /// For five minutes since its last use.
    #[default]
    FiveMinutes,
    /// For an hour since its last use; writing costs more.
    OneHour,
}

/// Why a request may not leave.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// It holds more messages than the API accepts.
    #[error("the conversation has {count} messages; a request may hold {MAX_MESSAGES}")]
    TooManyMessages {
        /// How many it holds.
        count: usize,
    },
    /// It is larger than the API accepts.
    #[error("the request is {bytes} bytes long; the API accepts {MAX_BODY_BYTES}")]
    TooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// It asks for more tokens than can be answered without streaming.
    #[error(
        "{max_tokens} tokens can only be streamed; without, {MAX_UNSTREAMED_TOKENS} is the most"
    )]
    MustStream {
        /// How many it asks for.
        max_tokens: u32,
    },
    /// It has a parameter that this version of the API took away.
    #[error("version 2026-10-21 of the API has no `{parameter}`; choose an effort instead")]
    SamplingRemoved {
        /// The parameter.
        parameter: &'static str,
    },
    /// `extra` has a field that has a place of its own.
    #[error("`{field}` has a place of its own in the request")]
    Reserved {
        /// The field.
        field: &'static str,
    },
    /// It cannot be written as JSON.
    #[error("the request cannot be written as JSON")]
    Encoding {
        /// Why not.
        #[source]
        source: serde_json::Error,
    },
}

/// How a key is shown to the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Auth {
    /// The header, in lower case.
    pub header: &'static str,
    /// What stands before the key in it.
    pub prefix: &'static str,
}

impl WireMessage {
    /// Returns a message.
    pub fn new(role: Role, content: Vec<ContentBlock>) -> Self {
        Self { role, content }
    }
}

impl MessagesRequest {
    /// Drops the effort and the way of thinking that `model` does not offer, and lowers
    /// `max_tokens` to the most it can answer. What the Models API says of it decides.
    pub fn fit(&mut self, model: &Model) {
        self.effort = self.effort.filter(|effort| model.efforts.contains(effort));
        self.thinking = self
            .thinking
            .filter(|thinking| model.thinking.iter().any(|way| way == thinking.name()));
        if let Some(most) = model.max_output_tokens.and_then(|most| u32::try_from(most).ok()) {
            self.max_tokens = self.max_tokens.min(most);
        }
    }

    /// The headers of the request, authentication apart.
    pub fn headers(&self, version: ApiVersion) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("anthropic-version", version_header(version).to_owned()),
            ("content-type", "application/json".to_owned()),
            (
                "accept",
                if self.stream { "text/event-stream" } else { "application/json" }.to_owned(),
            ),
        ];
        // Before 2026-10-21, effort was a beta.
        if version == ApiVersion::V20230601 && self.effort.is_some() {
            headers.push(("anthropic-beta", "effort-2025-11-24".to_owned()));
        }
        headers
    }

    fn check(&self, version: ApiVersion) -> Result<(), RequestError> {
        if self.messages.len() > MAX_MESSAGES {
            return Err(RequestError::TooManyMessages { count: self.messages.len() });
        }
        if let Some(field) = OWN.into_iter().find(|field| self.extra.contains_key(*field)) {
            return Err(RequestError::Reserved { field });
        }
        let removed = SAMPLING.into_iter().find(|parameter| self.extra.contains_key(*parameter));
        match (version, removed) {
            (ApiVersion::V20261021, Some(parameter)) => {
                Err(RequestError::SamplingRemoved { parameter })
            }
            (ApiVersion::V20261021, None) | (ApiVersion::V20230601, _) => Ok(()),
        }
    }
}

impl Thinking {
    /// The name of the way, as the Models API has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Adaptive { .. } => "adaptive",
            Self::BetweenTools => "between_tools",
            Self::Disabled => "disabled",
            Self::Enabled { .. } => "enabled",
        }
    }
}

/// The value of the `anthropic-version` header.
pub fn version_header(version: ApiVersion) -> &'static str {
    match version {
        ApiVersion::V20261021 => "2026-10-21",
        ApiVersion::V20230601 => "2023-06-01",
    }
}

/// How a key is shown to the API.
pub fn auth(version: ApiVersion) -> Auth {
    match version {
        ApiVersion::V20261021 => Auth { header: "authorization", prefix: "Bearer " },
        ApiVersion::V20230601 => Auth { header: "x-api-key", prefix: "" },
    }
}
