//! Where the API may cut a request to keep its beginning: at most four places.
//!
//! One stands at the end of what precedes the conversation (the tools and the system text). One
//! stands at the end of the conversation, so that the next turn finds all of this one. One stands
//! at the message of the person before, which is where the turn before put its last: that is the
//! place this request is read back from, however many blocks the answer in between has.

use atelier_vocabulary::Role;
use serde_json::{Map, Value};

use super::{Caching, MessagesRequest, WireMessage};

/// Where a request carries breakpoints.
#[derive(Debug, Default)]
pub(super) struct Breakpoints {
    pub(super) tools: bool,
    pub(super) system: bool,
    /// Messages, and the block of each that carries the mark; at most two.
    messages: Vec<(usize, usize)>,
}

impl Breakpoints {
    pub(super) fn place(request: &MessagesRequest) -> Self {
        if request.cache == Caching::Off || has_marks(request) {
            return Self::default();
        }
        let system = request.system.as_ref().is_some_and(|system| !system.trim().is_empty());
        let tools = !system && request.tools.last().is_some_and(Value::is_object);
        let mut messages = Vec::new();
        let mut marked = request
            .messages
            .iter()
            .enumerate()
            .rev()
            .filter_map(|(place, message)| Some((place, message.role, markable(message)?)));
        if let Some((place, _, block)) = marked.next() {
            messages.push((place, block));
        }
        if let Some((place, _, block)) = marked.find(|(_, role, _)| *role == Role::User) {
            messages.push((place, block));
        }
        Self { tools, system, messages }
    }

    /// The block of a message that carries a mark.
    pub(super) fn block_of(&self, message: usize) -> Option<usize> {
        self.messages.iter().find(|(place, _)| *place == message).map(|(_, block)| *block)
    }
}

/// Whether the caller placed breakpoints of its own; then they alone count.
fn has_marks(request: &MessagesRequest) -> bool {
    request.extra.contains_key("cache_control")
        || request.tools.iter().any(|tool| tool.get("cache_control").is_some())
        || request
            .messages
            .iter()
            .flat_map(|message| &message.content)
            .any(|block| is_marked(block.raw()))
}

/// Whether a block carries a breakpoint, or one of the blocks that a tool's result or a document
/// is made of: those count too. What looks like one anywhere else, such as in a tool's arguments,
/// does not.
fn is_marked(block: &Map<String, Value>) -> bool {
    let inner = match block.get("type").and_then(Value::as_str) {
        Some("document") => block.get("source").and_then(|source| source.get("content")),
        Some(_) | None => block.get("content"),
    };
    let inner = inner.and_then(Value::as_array).into_iter().flatten();
    block.contains_key("cache_control") || inner.filter_map(Value::as_object).any(is_marked)
}

/// The last block of a message that may carry a mark: thinking and empty text may not.
fn markable(message: &WireMessage) -> Option<usize> {
    message.content.iter().rposition(|block| match block.kind() {
        "text" => block.as_text().is_some_and(|text| !text.is_empty()),
        "image" | "document" | "search_result" | "tool_use" | "tool_result" => true,
        // Thinking may not, and of what is newer than this crate nobody knows.
        _ => false,
    })
}
