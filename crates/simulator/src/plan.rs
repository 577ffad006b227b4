//! An answer before it is sent: its blocks, why it ends, and its tokens.

use serde_json::{Map, Value, json};

use crate::cache::{PromptTokens, tokens};
use crate::request::Asked;
use crate::web;

/// An answer before it is sent.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) id: String,
    pub(crate) model: String,
    pub(crate) blocks: Vec<Value>,
    pub(crate) prompt: PromptTokens,
}

impl Plan {
    pub(crate) fn text(asked: &Asked, number: u64, prompt: PromptTokens, text: &str) -> Self {
        Self::blocks(
            asked,
            number,
            prompt,
            vec![json!({"type": "text", "text": text, "citations": null})],
        )
    }

    pub(crate) fn blocks(
        asked: &Asked,
        number: u64,
        prompt: PromptTokens,
        blocks: Vec<Value>,
    ) -> Self {
        Self { id: format!("msg_simulated_{number}"), model: asked.model.clone(), blocks, prompt }
    }

    /// The whole answer, as it is given without streaming.
    pub(crate) fn message(&self) -> Value {
        self.fields(&self.blocks, Some(self.stop_reason()), self.output_tokens())
    }

    /// The answer as a stream begins with it.
    pub(crate) fn beginning(&self) -> Value {
        self.fields(&[], None, 1)
    }

    pub(crate) fn stop_reason(&self) -> &'static str {
        let kind = |block: &Value| block.get("type").and_then(Value::as_str) == Some("tool_use");
        if self.blocks.iter().any(kind) {
            "tool_use"
        } else if self.blocks.last().is_some_and(web::is_call) {
            "pause_turn"
        } else {
            "end_turn"
        }
    }

    /// What the end of a stream counts.
    pub(crate) fn final_usage(&self) -> Value {
        json!({
            "input_tokens": self.prompt.fresh,
            "cache_creation_input_tokens": self.prompt.written,
            "cache_read_input_tokens": self.prompt.read,
            "output_tokens": self.output_tokens(),
            "output_tokens_details": {"thinking_tokens": self.thinking_tokens()},
            "server_tool_use": web::used(&self.blocks),
        })
    }

    fn output_tokens(&self) -> u64 {
        self.blocks.iter().map(weight).sum::<u64>().max(1)
    }

    fn thinking_tokens(&self) -> u64 {
        let kind = |block: &&Value| block.get("type").and_then(Value::as_str) == Some("thinking");
        self.blocks.iter().filter(kind).map(weight).sum()
    }

    fn fields(&self, blocks: &[Value], stop_reason: Option<&str>, output_tokens: u64) -> Value {
        json!({
            "id": self.id, "type": "message", "role": "assistant", "model": self.model,
            "content": blocks, "stop_reason": stop_reason, "stop_sequence": null,
            "stop_details": null, "container": null, "diagnostics": null,
            "usage": {
                "input_tokens": self.prompt.fresh, "output_tokens": output_tokens,
                "output_tokens_details": {"thinking_tokens": if stop_reason.is_some() { self.thinking_tokens() } else { 0 }},
                "cache_creation_input_tokens": self.prompt.written,
                "cache_read_input_tokens": self.prompt.read,
                "cache_creation": {"ephemeral_5m_input_tokens": self.prompt.written, "ephemeral_1h_input_tokens": 0},
                "server_tool_use": web::used(blocks), "service_tier": "standard", "speed": null, "inference_geo": null,
            },
        })
    }
}

/// About as many tokens as a block makes.
fn weight(block: &Value) -> u64 {
    let fields: Option<&Map<String, Value>> = block.as_object();
    let bytes: usize = fields
        .into_iter()
        .flatten()
        .filter(|(name, _)| matches!(name.as_str(), "text" | "thinking" | "input"))
        .map(|(_, value)| value.as_str().map_or_else(|| value.to_string().len(), str::len))
        .sum();
    tokens(u64::try_from(bytes).unwrap_or_default())
}
