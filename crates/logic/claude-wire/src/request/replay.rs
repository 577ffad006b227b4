//! Which blocks of an earlier answer may be sent back.

use atelier_vocabulary::ContentBlock;
use serde_json::Value;

use crate::exact;

/// Whether thinking is sent back. The API binds it to the model and to everything before it, and
/// refuses it once the model, the system text, the tools or an earlier message have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayThinking {
    /// Nothing has changed since the answer.
    Keep,
    /// Something has.
    Drop,
}

/// The blocks of an earlier answer that may be sent back, in order and unchanged.
///
/// Left out are empty text, thinking without its signature, tool requests whose arguments broke
/// off, and with [`ReplayThinking::Drop`] all thinking. A request for a tool is only left in if
/// the caller sends its result too.
pub fn replay(blocks: &[ContentBlock], thinking: ReplayThinking) -> Vec<ContentBlock> {
    blocks.iter().filter(|block| may_be_sent(block, thinking)).cloned().collect()
}

fn may_be_sent(block: &ContentBlock, thinking: ReplayThinking) -> bool {
    let filled = |name: &str| {
        block.raw().get(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty())
    };
    match block.kind() {
        "text" => block.as_text().is_some_and(|text| !text.trim().is_empty()),
        "thinking" => thinking == ReplayThinking::Keep && filled("signature"),
        "redacted_thinking" => thinking == ReplayThinking::Keep && filled("data"),
        kind if kind.ends_with("tool_use") => {
            block.raw().get("input").is_some_and(|input| match input {
                Value::Object(_) => true,
                Value::String(text) => exact::kept_as_text(text).is_some(),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
            })
        }
        // What is newer than this crate goes back as it came.
        _ => true,
    }
}
