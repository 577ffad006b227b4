//! What is sent: the request for an answer, from the branch so far.

use std::collections::HashSet;

use atelier_claude_wire::{
    MessagesRequest, ReplayThinking, Thinking, ThinkingDisplay, WireMessage, replay,
};
use atelier_vocabulary::{Block, ContentBlock, Effort, Message, Model};

/// The longest answer that is asked for, in tokens; models that can say less are asked for less.
const LONGEST_ANSWER: u32 = 32_000;

/// What is asked of a model whose facts are unknown.
const SAFE_ANSWER: u32 = 4_096;

/// How a request is to be answered.
pub(crate) struct Wanted<'a> {
    /// The id of the model.
    pub(crate) model: &'a str,
    /// The facts about it, where the endpoint gave them.
    pub(crate) facts: Option<&'a Model>,
    /// How hard to think.
    pub(crate) effort: Option<Effort>,
    /// What Claude is told before every conversation.
    pub(crate) instructions: &'a str,
}

/// Returns the request that answers the last message of `branch`.
///
/// Thinking of earlier answers is left out: the API binds it to the model and to everything before
/// it, and a person may have changed either.
pub(crate) fn request(branch: &[Message], wanted: &Wanted<'_>) -> MessagesRequest {
    let answered = tools_answered(branch);
    let messages = branch
        .iter()
        .map(|message| {
            let mut blocks = replay(&message.blocks, ReplayThinking::Drop);
            blocks.retain(|block| !is_unanswered(block, &answered));
            WireMessage::new(message.role, blocks)
        })
        .filter(|message| !message.content.is_empty())
        .collect();
    let adaptive = wanted.facts.is_some_and(|it| it.thinking.iter().any(|way| way == "adaptive"));
    let mut request = MessagesRequest {
        model: wanted.model.to_owned(),
        max_tokens: if wanted.facts.is_some() { LONGEST_ANSWER } else { SAFE_ANSWER },
        system: Some(wanted.instructions.trim().to_owned()).filter(|text| !text.is_empty()),
        messages,
        effort: wanted.effort,
        thinking: adaptive
            .then_some(Thinking::Adaptive { display: Some(ThinkingDisplay::Summarized) }),
        ..MessagesRequest::default()
    };
    if let Some(facts) = wanted.facts {
        request.fit(facts);
    }
    request
}

/// The ids of the tool requests that have their result on the branch.
fn tools_answered(branch: &[Message]) -> HashSet<String> {
    let results = branch.iter().flat_map(|message| &message.blocks);
    let results = results.filter(|block| block.kind() == "tool_result");
    results
        .filter_map(|block| match block.view() {
            Some(Block::ToolResult { tool_use_id, .. }) => Some(tool_use_id),
            _ => None,
        })
        .collect()
}

/// Whether the block asks for a tool that never answered: the API would refuse every later message.
fn is_unanswered(block: &ContentBlock, answered: &HashSet<String>) -> bool {
    let id = block.raw().get("id").and_then(serde_json::Value::as_str);
    block.kind() == "tool_use" && id.is_none_or(|id| !answered.contains(id))
}

#[cfg(test)]
mod tests;
