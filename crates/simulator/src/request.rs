//! What the API checks before it answers, with the words it has for what is wrong.

use http::HeaderMap;
use serde_json::{Map, Value};

use crate::material::Shown;
use crate::{Failure, Keys, model, pairing, served, web};

/// The most messages, and the most cache breakpoints, that the API accepts.
const MESSAGES: usize = 100_000;
const BREAKPOINTS: usize = 4;

/// A request that passed the checks.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) body: Map<String, Value>,
    pub(crate) model: String,
    pub(crate) stream: bool,
    /// What the last message shows beside its text.
    pub(crate) shown: Shown,
}

/// What a body is for: answers need more fields than counting.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Answer,
    Count,
}

impl Asked {
    pub(crate) fn read(
        headers: &HeaderMap,
        body: &[u8],
        purpose: Purpose,
    ) -> Result<Self, Failure> {
        let version = version(headers)?;
        let body: Value = serde_json::from_slice(body)
            .map_err(|error| refuse(format!("The request body is not valid JSON: {error}")))?;
        let Value::Object(body) = body else {
            return Err(refuse("Input should be an object"));
        };
        let Some(name) = body.get("model").and_then(Value::as_str) else {
            return Err(refuse("model: Field required"));
        };
        let Some(known) = model::find(name) else {
            return Err(Failure::new(404, format!("model: {name}")));
        };
        if purpose == Purpose::Answer {
            check_tokens(&body, known)?;
        }
        if version == "2026-10-21"
            && let Some(field) = ["temperature", "top_p", "top_k"]
                .into_iter()
                .find(|field| body.contains_key(*field))
        {
            return Err(refuse(format!("{field}: Extra inputs are not permitted")));
        }
        check_messages(body.get("messages"))?;
        check_thinking(&body, known)?;
        let breakpoints = marks(&Value::Object(body.clone()));
        if breakpoints > BREAKPOINTS {
            return Err(refuse(format!(
                "A maximum of 4 blocks with cache_control may be provided. Found {breakpoints}."
            )));
        }
        let stream = body.get("stream").and_then(Value::as_bool).unwrap_or_default();
        Ok(Self { model: name.to_owned(), stream, shown: Shown::default(), body })
    }

    /// The messages, oldest first.
    pub(crate) fn messages(&self) -> &[Value] {
        self.body.get("messages").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The text of the last message, if it is the person's.
    pub(crate) fn question(&self) -> String {
        let last = self.messages().iter().rfind(|message| role(message) != "system");
        last.filter(|message| role(message) == "user").map(text_of).unwrap_or_default()
    }

    /// What the last message brings back from tools, as text.
    pub(crate) fn tool_results(&self) -> Vec<String> {
        let content = self.messages().last().and_then(|message| message.get("content"));
        content
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter(|block| block.get("type").and_then(Value::as_str) == Some("tool_result"))
            .map(text_of)
            .collect()
    }

    pub(crate) fn tools(&self) -> &[Value] {
        self.body.get("tools").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
}

/// Checks that there is a key, and that it is the right one.
pub(crate) fn check_key(headers: &HeaderMap, keys: &Keys) -> Result<(), Failure> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = || header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let key = header("x-api-key").or_else(bearer).map(str::trim).filter(|key| !key.is_empty());
    match (keys, key) {
        (Keys::None, _) => Ok(()),
        (Keys::Any | Keys::Only(_), None) => Err(Failure::new(401, "x-api-key header is required")),
        (Keys::Any, Some(key)) if !key.contains("invalid") => Ok(()),
        (Keys::Only(right), Some(key)) if key == right => Ok(()),
        (Keys::Any | Keys::Only(_), Some(_)) => Err(Failure::of_status(401)),
    }
}

fn version(headers: &HeaderMap) -> Result<&'static str, Failure> {
    let Some(version) = headers.get("anthropic-version") else {
        return Err(refuse("anthropic-version: header is required"));
    };
    ["2026-10-21", "2023-06-01"]
        .into_iter()
        .find(|known| version.as_bytes() == known.as_bytes())
        .ok_or_else(|| refuse(format!("anthropic-version: {version:?} is not a valid version")))
}

fn check_tokens(body: &Map<String, Value>, model: &model::Model) -> Result<(), Failure> {
    match body.get("max_tokens").map(Value::as_u64) {
        None => Err(refuse("max_tokens: Field required")),
        Some(None) => Err(refuse("max_tokens: Input should be a valid integer")),
        Some(Some(tokens)) if tokens > model.answer => Err(refuse(format!(
            "max_tokens: {tokens} > {}, which is the maximum allowed number of output tokens for {}",
            model.answer, model.id
        ))),
        Some(Some(_)) => Ok(()),
    }
}

fn check_messages(messages: Option<&Value>) -> Result<(), Failure> {
    let Some(messages) = messages else { return Err(refuse("messages: Field required")) };
    let Some(messages) = messages.as_array() else {
        return Err(refuse("messages: Input should be a valid array"));
    };
    if messages.is_empty() {
        return Err(refuse("messages: at least one message is required"));
    }
    if messages.len() > MESSAGES {
        return Err(refuse("messages: at most 100000 messages are allowed"));
    }
    for (place, message) in messages.iter().enumerate() {
        if !matches!(role(message), "user" | "assistant" | "system") {
            return Err(refuse(format!(
                "messages.{place}.role: Input should be 'user', 'assistant' or 'system'"
            )));
        }
        match message.get("content") {
            Some(Value::String(text)) if !text.is_empty() => {}
            Some(Value::Array(blocks)) => {
                for (index, block) in blocks.iter().enumerate() {
                    check_block(block)
                        .map_err(|why| refuse(format!("messages.{place}.content.{index}{why}")))?;
                }
            }
            Some(Value::String(_)) => {
                return Err(refuse(format!("messages.{place}: content must be non-empty")));
            }
            _ => return Err(refuse(format!("messages.{place}.content: Field required"))),
        }
    }
    pairing::check(messages).map_err(refuse)?;
    served::check(messages).map_err(refuse)?;
    let last = messages.last().filter(|last| role(last) == "assistant");
    if last.is_some_and(|last| !web::is_paused(last)) {
        return Err(refuse(
            "This model does not support assistant message prefill. \
             The conversation must end with a user message.",
        ));
    }
    Ok(())
}

fn check_block(block: &Value) -> Result<(), &'static str> {
    let filled =
        |name| block.get(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
    match block.get("type").and_then(Value::as_str) {
        None => Err(".type: Field required"),
        Some("text") if !filled("text") => Err(": text content blocks must be non-empty"),
        Some("thinking") if !filled("signature") => Err(".signature: Field required"),
        Some("thinking" | "redacted_thinking") if block.get("cache_control").is_some() => {
            Err(".cache_control: Extra inputs are not permitted")
        }
        Some("tool_use" | "server_tool_use")
            if !block.get("input").is_some_and(Value::is_object) =>
        {
            Err(".input: Input should be a valid dictionary")
        }
        // The API knows more kinds than the simulator does, and checks them itself.
        Some(_) => Ok(()),
    }
}

fn check_thinking(body: &Map<String, Value>, model: &model::Model) -> Result<(), Failure> {
    let effort = body.get("output_config").and_then(|config| config.get("effort"));
    if let Some(effort) = effort
        && !["low", "medium", "high", "xhigh", "max"].iter().any(|known| effort == known)
    {
        return Err(refuse(format!("output_config.effort: {effort} is not supported")));
    }
    let Some(thinking) = body.get("thinking") else { return Ok(()) };
    let way = thinking.get("type").and_then(Value::as_str).unwrap_or_default();
    if model.thinking.contains(&way) {
        return Ok(());
    }
    Err(refuse(format!("thinking.type: '{way}' is not supported by {}", model.id)))
}

/// How many cache breakpoints a value holds.
fn marks(value: &Value) -> usize {
    match value {
        Value::Object(fields) => {
            usize::from(fields.get("cache_control").is_some_and(Value::is_object))
                + fields.values().map(marks).sum::<usize>()
        }
        Value::Array(values) => values.iter().map(marks).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

pub(crate) fn role(message: &Value) -> &str {
    message.get("role").and_then(Value::as_str).unwrap_or_default()
}

/// The text of a message or a block: a string, or the text blocks of a list.
pub(crate) fn text_of(value: &Value) -> String {
    match value.get("content") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(blocks)) => {
            let text = |block: &Value| block.get("text").and_then(Value::as_str).map(str::to_owned);
            blocks.iter().filter_map(text).collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}

fn refuse(message: impl Into<String>) -> Failure {
    Failure::new(400, message)
}
