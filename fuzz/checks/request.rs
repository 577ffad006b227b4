//! A request: whatever blocks an answer had, they can be sent back, and what is sent is sound.

use atelier_claude_wire::{
    Caching, MessagesRequest, ReplayThinking, RequestError, Thinking, ThinkingDisplay, WireMessage,
    replay,
};
use atelier_vocabulary::{ApiVersion, ContentBlock, Effort, Role};
use serde_json::{Map, Value};

use crate::json;

/// What the blocks, tools and fields of the API are made of.
const WORDS: &[&str] = &[
    "type",
    "text",
    "thinking",
    "signature",
    "redacted_thinking",
    "data",
    "tool_use",
    "id",
    "name",
    "input",
    "server_tool_use",
    "tool_result",
    "tool_use_id",
    "content",
    "is_error",
    "image",
    "source",
    "document",
    "title",
    "citations",
    "cache_control",
    "ephemeral",
    "search_result",
    " ",
    "",
    "blocks",
    "tools",
    "extra",
    "system",
    "metadata",
    "temperature",
    "model",
    "stop_sequences",
];

/// Builds requests out of `data`: an object of `blocks`, `tools`, `extra` and `system`, or a list.
pub(crate) fn check(data: &[u8]) {
    let given = json::read(data, WORDS);
    let field = |name: &str| given.get(name).cloned().unwrap_or_default();
    let blocks = if given.is_array() { given.clone() } else { field("blocks") };
    let blocks: Vec<ContentBlock> = list(blocks).into_iter().filter_map(block).collect();
    let extra = if let Value::Object(extra) = field("extra") { extra } else { Map::new() };
    for block in &blocks {
        let _typed = block.view();
        assert_eq!(block.as_text().is_some(), block.kind() == "text" && has_text(block));
    }
    // What the input does not say follows from its length.
    let cache = match data.len() % 4 {
        0 => Caching::Off,
        1 => Caching::OneHour,
        _ => Caching::FiveMinutes,
    };
    let effort = data.len() % 8 > 3;
    for thinking in [ReplayThinking::Keep, ReplayThinking::Drop] {
        let sent = replay(&blocks, thinking);
        assert_eq!(replay(&sent, thinking), sent, "sending back twice drops more");
        assert!(sent.iter().all(|block| blocks.contains(block)), "a block is not as it came");
        let request = MessagesRequest {
            model: "claude-opus-5-5".to_owned(),
            max_tokens: 1_000,
            system: field("system").as_str().map(str::to_owned),
            messages: conversation(&sent),
            effort: effort.then_some(Effort::XHigh),
            thinking: Some(Thinking::Adaptive { display: Some(ThinkingDisplay::Summarized) }),
            tools: list(field("tools")),
            metadata: given.get("metadata").cloned(),
            stream: true,
            cache,
            extra: extra.clone(),
        };
        written(&request, ApiVersion::V20261021);
        written(&request, ApiVersion::V20230601);
    }
}

/// Writes the request in both ways, and looks at what is written.
fn written(request: &MessagesRequest, version: ApiVersion) {
    for body in [request.body(version), request.count_tokens_body(version)] {
        let body = match body {
            Ok(body) => body,
            Err(RequestError::Reserved { field }) => {
                return assert!(request.extra.contains_key(field), "{field} is not there");
            }
            Err(RequestError::SamplingRemoved { parameter }) => {
                return assert!(request.extra.contains_key(parameter), "{parameter} is not there");
            }
            Err(error) => panic!("a request is not written: {error}"),
        };
        let read: Value = match serde_json::from_slice(&body) {
            Ok(read) => read,
            // Readers have a limit on depth, which this writer does not share.
            Err(error) if error.to_string().contains("recursion") => return,
            // Arguments that no value can hold go out as their text.
            Err(_) if has_text_input(request) && is_json(&body) => return,
            Err(error) => panic!("a request is no JSON: {error}"),
        };
        if has_text_input(request) {
            return;
        }
        let names = read.as_object().map_or(0, Map::len);
        let repeated = serde_json::to_vec(&read).map_or(0, |again| again.len());
        assert_eq!(repeated, body.len(), "a name stands twice, or a number changes");
        assert!(names >= 2, "a request has no fields");
        let own = read.get("messages").into_iter().chain(read.get("tools"));
        let found: usize = own.chain(read.get("system")).map(marks).sum();
        breakpoints(request, found);
        same_blocks(request, read.get("messages"));
    }
}

/// Whether the arguments of a tool request had to stay text.
fn has_text_input(request: &MessagesRequest) -> bool {
    let mut blocks = request.messages.iter().flat_map(|message| &message.content);
    blocks.any(|it| {
        it.kind().ends_with("tool_use") && it.raw().get("input").is_some_and(Value::is_string)
    })
}

fn is_json(body: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
}

/// Of the marks found in the body, as many are the caller's as the caller gave.
fn breakpoints(request: &MessagesRequest, found: usize) {
    let content = || request.messages.iter().flat_map(|it| &it.content).map(ContentBlock::raw);
    let in_tools: usize = request.tools.iter().map(marks).sum();
    let in_content: usize = content().map(marks_in).sum();
    let placed = found.checked_sub(in_tools + in_content);
    let by_caller = content().any(|fields| fields.contains_key("cache_control"))
        || content().any(is_marked_within)
        || request.tools.iter().any(|tool| tool.get("cache_control").is_some())
        || request.extra.contains_key("cache_control");
    if by_caller || request.cache == Caching::Off {
        assert_eq!(placed, Some(0), "breakpoints unasked for");
    }
    assert!(placed.is_some_and(|placed| placed <= 4), "{placed:?} breakpoints");
}

/// Whether a block of a result or a document carries a mark, which counts as the block's own.
fn is_marked_within(fields: &Map<String, Value>) -> bool {
    let inner = if fields.get("type").is_some_and(|kind| kind == "document") {
        fields.get("source").and_then(|source| source.get("content"))
    } else {
        fields.get("content")
    };
    let mut inner = inner.and_then(Value::as_array).into_iter().flatten();
    inner.any(|block| {
        block.get("cache_control").is_some() || block.as_object().is_some_and(is_marked_within)
    })
}

/// The blocks of the request stand in the body, as they are but for the marks.
fn same_blocks(request: &MessagesRequest, messages: Option<&Value>) {
    let messages = messages.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    assert_eq!(messages.len(), request.messages.len(), "a message is lost");
    for (message, written) in request.messages.iter().zip(messages) {
        let written = written.get("content").and_then(Value::as_array);
        let written = written.map(Vec::as_slice).unwrap_or_default();
        assert_eq!(written.len(), message.content.len(), "a block is lost");
        for (block, written) in message.content.iter().zip(written) {
            let plain = |fields: &Map<String, Value>| {
                let mut fields = fields.clone();
                fields.shift_remove("cache_control");
                serde_json::to_string(&fields).unwrap_or_default()
            };
            let written = written.as_object().map(plain);
            assert_eq!(written, Some(plain(block.raw())), "a block is not as it was");
        }
    }
}

fn conversation(blocks: &[ContentBlock]) -> Vec<WireMessage> {
    let said = |text: &str| WireMessage::new(Role::User, vec![ContentBlock::text(text)]);
    let mut messages = vec![said("Hello")];
    for part in blocks.chunks(3) {
        messages.push(WireMessage::new(Role::Assistant, part.to_vec()));
        messages.push(said("Go on"));
    }
    messages
}

fn list(value: Value) -> Vec<Value> {
    if let Value::Array(values) = value { values } else { Vec::new() }
}

fn block(value: Value) -> Option<ContentBlock> {
    if let Value::Object(fields) = value { Some(fields.into()) } else { None }
}

fn has_text(block: &ContentBlock) -> bool {
    block.raw().get("text").is_some_and(Value::is_string)
}

/// How many marks stand in a value, at any depth.
fn marks(value: &Value) -> usize {
    match value {
        Value::Array(values) => values.iter().map(marks).sum(),
        Value::Object(fields) => marks_in(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

fn marks_in(fields: &Map<String, Value>) -> usize {
    let own = usize::from(fields.contains_key("cache_control"));
    own + fields.values().map(marks).sum::<usize>()
}
