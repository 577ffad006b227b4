//! One call of a tool: what was asked for, and the block that brings its result back.

use std::collections::HashSet;

use atelier_claude_wire::{ReplayThinking, replay};
use atelier_vocabulary::ContentBlock;
use serde_json::{Map, Value};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::{ClientTool, ToolFailure};

/// The most bytes of a result: more would fill the context with one call.
const RESULT_BYTES: usize = 64 << 10;

/// A call that an answer asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    /// Identifies it; its result names it.
    pub(crate) id: String,
    name: String,
    input: Value,
}

/// Returns the calls that some blocks ask for and that can be answered, in order. The API refuses
/// ids that are missing or come twice, and inputs that are no objects.
pub(crate) fn asked(blocks: &[ContentBlock]) -> Vec<Asked> {
    let mut known = HashSet::new();
    let blocks = replay(blocks, ReplayThinking::Keep);
    blocks.iter().filter_map(read).filter(|asked| known.insert(asked.id.clone())).collect()
}

fn read(block: &ContentBlock) -> Option<Asked> {
    let field = |name: &str| Some(block.raw().get(name)?.as_str()?.to_owned());
    let id = field("id").filter(|id| block.kind() == "tool_use" && !id.is_empty())?;
    let input = block.raw().get("input")?.clone();
    Some(Asked { id, name: field("name").unwrap_or_default(), input })
}

impl Asked {
    /// Runs the call with the tool of its name among `tools`, and returns the block of its result.
    pub(crate) async fn run(self, tools: &[ClientTool], stop: CancellationToken) -> ContentBlock {
        let text = match self.outcome(tools, stop).await {
            Ok(value) => value.to_string(),
            Err(failure) => return error_block(&self.id, &failure.0),
        };
        let bytes = text.len();
        if bytes > RESULT_BYTES {
            let text = format!(
                "The result has {bytes} bytes; a result may have {RESULT_BYTES}. Ask for less at once."
            );
            return error_block(&self.id, &text);
        }
        ContentBlock::from(block(&self.id, &text))
    }

    async fn outcome(
        &self,
        tools: &[ClientTool],
        stop: CancellationToken,
    ) -> Result<Value, ToolFailure> {
        let Some(tool) = tools.iter().find(|tool| tool.name == self.name) else {
            let names: Vec<&str> = tools.iter().map(|tool| tool.name).collect();
            let there = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            let name = &self.name;
            return Err(ToolFailure(format!("There is no tool `{name}`. Tools: {there}.")));
        };
        if !self.input.is_object() {
            let text = "The input holds a number beyond 64 bits or a broken character. Write long \
                        numbers as text, in quotes.";
            return Err(ToolFailure(text.to_owned()));
        }
        let running = (tool.run)(self.input.clone(), stop);
        timeout(tool.limit, running).await.unwrap_or_else(|_| {
            let seconds = tool.limit.as_secs();
            let text = format!("It took more than {seconds} s and was given up. Ask for less.");
            Err(ToolFailure(text))
        })
    }
}

/// Returns the block that tells Claude why a call has no answer.
pub(crate) fn error_block(id: &str, text: &str) -> ContentBlock {
    let mut block = block(id, text);
    block.insert("is_error".to_owned(), Value::from(true));
    ContentBlock::from(block)
}

fn block(id: &str, text: &str) -> Map<String, Value> {
    [("type", "tool_result"), ("tool_use_id", id), ("content", text)]
        .map(|(name, value)| (name.to_owned(), Value::from(value)))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests;
