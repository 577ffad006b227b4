//! What is sent: the request for an answer, from the branch so far.

mod choices;
mod pairs;
mod served;
mod thinking;

use atelier_claude_wire::{MessagesRequest, Thinking, ThinkingDisplay};
use atelier_vocabulary::{Effort, Message, Model};
use serde_json::Value;
use thinking::Prefix;

pub(crate) use choices::{Choices, Selected, can_drop};
pub(crate) use pairs::{brings_results, go_on};
pub(crate) use thinking::{Bindings, PrefixHash, prefix_of};

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

/// Returns the request that answers the last message of `branch`, without any thinking.
#[cfg(test)]
pub(crate) fn request(branch: &[Message], wanted: &Wanted<'_>) -> MessagesRequest {
    request_keeping(branch, wanted, &Bindings::default())
}

/// Returns the request that answers the last message of `branch`. The thinking of earlier answers goes
/// along where `bindings` say that nothing has changed since.
pub(crate) fn request_keeping(
    branch: &[Message],
    wanted: &Wanted<'_>,
    bindings: &Bindings,
) -> MessagesRequest {
    let system = Some(wanted.instructions.trim().to_owned()).filter(|text| !text.is_empty());
    let prefix = Prefix::new(bindings, wanted.model, system.as_deref(), &wanted.tools);
    let messages = pairs::paired(branch, &wanted.tools, prefix);
    let adaptive = wanted.facts.is_some_and(|it| it.thinking.iter().any(|way| way == "adaptive"));
    let mut request = MessagesRequest {
        model: wanted.model.to_owned(),
        max_tokens: if wanted.facts.is_some() { LONGEST_ANSWER } else { SAFE_ANSWER },
        system,
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
