//! Content blocks: kept exactly as the Messages API has them, read through a typed view.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// One block of a message's content, with every field the API sent, known to us or not.
///
/// The JSON object is the truth, because the API binds thinking blocks to their exact bytes and
/// adds kinds of block without notice. [`ContentBlock::view`] reads the kinds that are known.
/// Source: Messages API 2026-10-21, content blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
#[ts(as = "Block")]
pub struct ContentBlock(Map<String, Value>);

impl ContentBlock {
    /// A block of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        let mut block = Map::new();
        block.insert("type".to_owned(), Value::from("text"));
        block.insert("text".to_owned(), Value::from(text.into()));
        Self(block)
    }

    /// The block's `type`, or an empty string where the API sent none.
    pub fn kind(&self) -> &str {
        self.0.get("type").and_then(Value::as_str).unwrap_or_default()
    }

    /// The typed reading of the block, if its kind is known and its fields are as documented.
    pub fn view(&self) -> Option<Block> {
        serde_json::from_value(Value::Object(self.0.clone())).ok()
    }

    /// The text of a text block.
    pub fn as_text(&self) -> Option<&str> {
        (self.kind() == "text").then(|| self.0.get("text").and_then(Value::as_str)).flatten()
    }

    /// The block as the API has it.
    pub fn raw(&self) -> &Map<String, Value> {
        &self.0
    }
}

impl From<Map<String, Value>> for ContentBlock {
    fn from(raw: Map<String, Value>) -> Self {
        Self(raw)
    }
}

impl From<ContentBlock> for Value {
    fn from(block: ContentBlock) -> Self {
        Self::Object(block.0)
    }
}

/// The kinds of block that Atelier shows in a way of their own. All others are shown as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// What was said.
    Text {
        /// Markdown.
        text: String,
    },
    /// Claude's reasoning, or a summary of it; empty where the API withholds it.
    Thinking {
        /// Plain text.
        thinking: String,
    },
    /// Reasoning that the API sends only encrypted.
    RedactedThinking {
        /// Opaque to everyone but the API.
        data: String,
    },
    /// A picture.
    Image {
        /// Where the bytes come from, as the API has it.
        #[ts(type = "Record<string, unknown>")]
        source: Value,
    },
    /// A document.
    Document {
        /// Where the bytes come from, as the API has it.
        #[ts(type = "Record<string, unknown>")]
        source: Value,
        /// Its title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        title: Option<String>,
    },
    /// Claude asks for a tool to be run.
    ToolUse {
        /// Identifies the request; the result names it.
        id: String,
        /// The tool.
        name: String,
        /// Its arguments.
        #[ts(type = "unknown")]
        input: Value,
    },
    /// What a tool returned.
    ToolResult {
        /// The request it answers.
        tool_use_id: String,
        /// Text, or blocks, as the API has it.
        #[serde(default)]
        #[ts(type = "unknown")]
        content: Value,
        /// Whether the tool failed.
        #[serde(default)]
        is_error: bool,
    },
}
