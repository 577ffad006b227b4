//! The rounds of tools within an answer: what was asked for, what came back, what all of it took.

use atelier_vocabulary::{Block, ContentBlock, Message, MessageState, Usage};
use serde_json::{Value, json};

use crate::terminal::{Style, Terminal};

/// The most characters of a request or a result that are shown.
const SHOWN: usize = 1_000;

/// The answers before the last, each of which asked for tools.
#[derive(Default)]
pub(super) struct Rounds(Vec<Message>);

impl Rounds {
    /// Takes an answer that asks for tools, and says for which.
    pub(super) fn ask(&mut self, terminal: Terminal, message: Message) {
        for block in &message.blocks {
            if let Some(Block::ToolUse { name, input, .. }) = block.view() {
                let input = beginning(&input.to_string());
                terminal.say(Style::Notice, &format!("tool {name}: {input}"));
            }
        }
        self.0.push(message);
    }

    /// Says what a tool returned.
    pub(super) fn result(&self, terminal: Terminal, result: &ContentBlock) {
        let Some(Block::ToolResult { tool_use_id, content, is_error }) = result.view() else {
            return;
        };
        let name = self.name(&tool_use_id).unwrap_or_default();
        let said = content.as_str().map_or_else(|| content.to_string(), str::to_owned);
        let (style, verb) =
            if is_error { (Style::Error, "failed") } else { (Style::Faint, "returned") };
        terminal.say(style, &format!("tool {name} {verb}: {}", beginning(&said)));
    }

    /// Says what the endpoint searched or read in the course of an answer, and what came of it.
    pub(super) fn served(terminal: Terminal, block: &ContentBlock) {
        let text = |name: &str| block.raw().get(name).and_then(Value::as_str).unwrap_or_default();
        let content = block.raw().get("content").unwrap_or(&Value::Null);
        match (block.kind(), content.get("error_code").and_then(Value::as_str)) {
            ("server_tool_use", _) => {
                let input = block.raw().get("input").map(Value::to_string).unwrap_or_default();
                let line = format!("tool {}: {}", text("name"), beginning(&input));
                terminal.say(Style::Notice, &line);
            }
            ("web_search_tool_result", None) => {
                let found = content.as_array().map_or(0, Vec::len);
                terminal.say(Style::Faint, &format!("tool web_search returned: {found} results"));
            }
            ("web_search_tool_result" | "web_fetch_tool_result", Some(code)) => {
                terminal.say(Style::Error, &format!("tool failed: {}", beginning(code)));
            }
            // All else is text, or for programs.
            _ => {}
        }
    }

    /// The last answer as if it had been one with those before: what all of them took and cost.
    pub(super) fn with(&self, last: &Message) -> Message {
        let mut whole = last.clone();
        for message in &self.0 {
            whole.usage = match (whole.usage, message.usage) {
                (Some(one), Some(other)) => Some(sum(one, other)),
                (one, other) => one.or(other),
            };
            whole.cost_nano_usd = match (whole.cost_nano_usd, message.cost_nano_usd) {
                (Some(one), Some(other)) => Some(one + other),
                // What of a part is unknown is unknown of the whole; results cost nothing.
                (None, other) if whole.role == atelier_vocabulary::Role::User => other,
                _ => None,
            };
            whole.model = whole.model.or_else(|| message.model.clone());
            whole.created_at = whole.created_at.min(message.created_at);
        }
        whole
    }

    /// The last line for programs.
    pub(super) fn summary(
        &self,
        conversation: &str,
        text: &str,
        last: Option<&Message>,
        simulated: bool,
    ) -> Value {
        let whole = last.map(|last| self.with(last));
        let message = whole.as_ref();
        json!({
            "type": "summary",
            "conversation_id": conversation,
            "message_id": message.map(|it| it.id),
            // Without an end, what is here is not the whole.
            "state": message.map_or(MessageState::Incomplete, |it| it.state),
            "text": text,
            "model": message.and_then(|it| it.model.as_ref()),
            "stop_reason": message.and_then(|it| it.stop_reason.as_ref()),
            "usage": message.and_then(|it| it.usage),
            "cost_nano_usd": message.and_then(|it| it.cost_nano_usd),
            "simulated": simulated,
            "from_cache": message.and_then(|it| it.from_cache),
            "failure": message.and_then(|it| it.failure.as_ref()),
        })
    }

    fn name(&self, id: &str) -> Option<String> {
        let mut blocks = self.0.iter().rev().flat_map(|message| &message.blocks);
        blocks.find_map(|block| match block.view() {
            Some(Block::ToolUse { id: asked, name, .. }) if asked == id => Some(name),
            _ => None,
        })
    }
}

/// Whether the endpoint did something in the course of its answer.
pub(super) fn is_served(block: &ContentBlock) -> bool {
    block.kind() == "server_tool_use" || block.kind().ends_with("_tool_result")
}

fn sum(one: Usage, other: Usage) -> Usage {
    Usage {
        input_tokens: one.input_tokens + other.input_tokens,
        output_tokens: one.output_tokens + other.output_tokens,
        thinking_tokens: one.thinking_tokens + other.thinking_tokens,
        cache_write_5m_tokens: one.cache_write_5m_tokens + other.cache_write_5m_tokens,
        cache_write_1h_tokens: one.cache_write_1h_tokens + other.cache_write_1h_tokens,
        cache_read_tokens: one.cache_read_tokens + other.cache_read_tokens,
        web_searches: one.web_searches + other.web_searches,
    }
}

fn beginning(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{} …", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
