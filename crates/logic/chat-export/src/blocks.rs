//! What a message says, as pieces of Markdown.

use atelier_vocabulary::{Block, ContentBlock, Message, MessageState, Role};
use serde_json::Value;

use crate::served::served;

/// A piece of a message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Markdown that was said.
    Said(String),
    /// What was thought, to be told apart from what was said.
    Thought(String),
    /// Something with a name and a text that is none of the two.
    Named {
        /// What it is.
        name: String,
        /// The language of the text; empty for plain text.
        language: &'static str,
        /// The text, as it is.
        text: String,
    },
    /// A remark about what cannot be written down.
    Note(String),
}

/// The pieces of a message, in order.
pub(crate) fn parts(message: &Message) -> Vec<Part> {
    let mut parts: Vec<Part> = message.blocks.iter().filter_map(part).collect();
    match message.state {
        MessageState::Complete | MessageState::Streaming => {}
        MessageState::Incomplete => parts.push(Part::Note("This answer was cut short.".to_owned())),
        MessageState::Failed => {
            let why = message.failure.as_ref().map(|it| it.message.as_str()).unwrap_or_default();
            parts.push(Part::Note(format!("This answer failed. {why}").trim_end().to_owned()));
        }
    }
    parts
}

/// Who speaks, in one word or two.
pub(crate) fn speaker(message: &Message) -> String {
    let results = !message.blocks.is_empty()
        && message.blocks.iter().all(|block| block.kind() == "tool_result");
    match (message.role, &message.model) {
        (Role::User, _) if results => "Tools".to_owned(),
        (Role::User, _) => "You".to_owned(),
        (Role::Assistant, Some(model)) if message.simulated => format!("{model} (simulated)"),
        (Role::Assistant, Some(model)) => model.clone(),
        (Role::Assistant, None) => "Assistant".to_owned(),
    }
}

fn part(block: &ContentBlock) -> Option<Part> {
    let Some(view) = block.view() else {
        return Some(served(block));
    };
    Some(match view {
        Block::Text { text } => Part::Said(text),
        Block::Thinking { thinking } if thinking.trim().is_empty() => return None,
        Block::Thinking { thinking } => Part::Thought(thinking),
        Block::RedactedThinking { .. } => return None,
        Block::Image { .. } => Part::Note("A picture.".to_owned()),
        Block::Document { source, title } => {
            let name = title.unwrap_or_else(|| "Document".to_owned());
            match source.get("data").and_then(Value::as_str) {
                Some(text) if source.get("type").and_then(Value::as_str) == Some("text") => {
                    Part::Named { name, language: "", text: text.to_owned() }
                }
                _ => Part::Note(format!("A document: {name}.")),
            }
        }
        Block::ToolUse { name, input, .. } => {
            let text = serde_json::to_string_pretty(&input).unwrap_or_default();
            Part::Named { name, language: "json", text }
        }
        Block::ToolResult { content, is_error, .. } => {
            let name = if is_error { "Failed" } else { "Result" }.to_owned();
            match content {
                Value::String(text) => Part::Named { name, language: "", text },
                Value::Array(parts) if parts.iter().all(|it| it.get("text").is_some()) => {
                    let texts = parts.iter().filter_map(|it| it.get("text")?.as_str());
                    let text = texts.collect::<Vec<_>>().join("\n");
                    Part::Named { name, language: "", text }
                }
                other => {
                    let text = serde_json::to_string_pretty(&other).unwrap_or_default();
                    Part::Named { name, language: "json", text }
                }
            }
        }
    })
}
