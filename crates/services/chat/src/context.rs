//! What is sent: the request for an answer, from the branch so far.

mod pairs;

use atelier_claude_wire::{MessagesRequest, Thinking, ThinkingDisplay};
use atelier_vocabulary::{Effort, Message, Model};
use serde_json::Value;

pub(crate) use pairs::{brings_results, exchange};

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
    /// The definitions of the tools it may ask for.
    pub(crate) tools: Vec<Value>,
}

/// Returns the request that answers the last message of `branch`.
///
/// Thinking of earlier answers is left out: the API binds it to the model and to everything before
/// it, and a person may have changed either.
pub(crate) fn request(branch: &[Message], wanted: &Wanted<'_>) -> MessagesRequest {
    let messages = pairs::paired(branch, &wanted.tools);
    let adaptive = wanted.facts.is_some_and(|it| it.thinking.iter().any(|way| way == "adaptive"));
    let mut request = MessagesRequest {
        model: wanted.model.to_owned(),
        max_tokens: if wanted.facts.is_some() { LONGEST_ANSWER } else { SAFE_ANSWER },
        system: Some(wanted.instructions.trim().to_owned()).filter(|text| !text.is_empty()),
        messages,
        tools: wanted.tools.clone(),
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

#[cfg(test)]
mod tests;
