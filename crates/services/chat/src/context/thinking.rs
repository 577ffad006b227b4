//! Thinking: which of it goes back to the API, and which may not.
//!
//! The API binds thinking to the account, the model and everything before it, and refuses a request
//! that brings it back after any of these has changed. So each answer with thinking is stored with a
//! hash of what its request held; its thinking goes back exactly where the same stands before it again.
//! What is stored without one, such as an answer that a person edited, goes back without thinking.

use std::collections::HashMap;

use atelier_claude_wire::{MessagesRequest, ReplayThinking, WireMessage};
use atelier_vocabulary::{ContentBlock, MessageId, Role};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A hash of all that stands before an answer.
pub(crate) type PrefixHash = [u8; 32];

/// What is known of the thinking in a conversation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bindings {
    /// Whose thinking it is: the endpoint, and a name for the account there.
    pub(crate) account: String,
    /// What stood before each answer when it was made, where that is known.
    pub(crate) prefixes: HashMap<MessageId, PrefixHash>,
}

/// What a request has held so far, while it is put together.
pub(super) struct Prefix<'a> {
    known: &'a HashMap<MessageId, PrefixHash>,
    state: Sha256,
    /// How many messages the state holds; later ones may still grow.
    settled: usize,
}

impl<'a> Prefix<'a> {
    /// Nothing but what stands before all messages.
    pub(super) fn new(
        bindings: &'a Bindings,
        model: &str,
        system: Option<&str>,
        tools: &[Value],
    ) -> Self {
        let mut state = Sha256::new();
        feed(&mut state, bindings.account.as_bytes());
        feed(&mut state, model.as_bytes());
        feed(&mut state, system.unwrap_or_default().as_bytes());
        feed(&mut state, &serde_json::to_vec(tools).unwrap_or_default());
        Self { known: &bindings.prefixes, state, settled: 0 }
    }

    /// Whether the thinking of an answer goes back after `before`, which is sent before it.
    pub(super) fn replay(&mut self, answer: MessageId, before: &[WireMessage]) -> ReplayThinking {
        match self.known.get(&answer) {
            Some(then) if *then == self.hash(before) => ReplayThinking::Keep,
            Some(_) | None => ReplayThinking::Drop,
        }
    }

    fn hash(&mut self, before: &[WireMessage]) -> PrefixHash {
        let open = before.len().saturating_sub(1);
        for message in before.get(self.settled..open).unwrap_or_default() {
            feed_message(&mut self.state, message);
        }
        self.settled = self.settled.max(open);
        let mut state = self.state.clone();
        for message in before.get(open..).unwrap_or_default() {
            feed_message(&mut state, message);
        }
        state.finalize().into()
    }
}

/// Returns the hash to be kept with the answer to a request; none where it holds no thinking.
pub(crate) fn prefix_of(
    request: &MessagesRequest,
    account: &str,
    answer: &[ContentBlock],
) -> Option<PrefixHash> {
    if !answer.iter().any(|it| matches!(it.kind(), "thinking" | "redacted_thinking")) {
        return None;
    }
    let bindings = Bindings { account: account.to_owned(), prefixes: HashMap::new() };
    let mut prefix =
        Prefix::new(&bindings, &request.model, request.system.as_deref(), &request.tools);
    Some(prefix.hash(&request.messages))
}

fn feed_message(state: &mut Sha256, message: &WireMessage) {
    let role: &[u8] = match message.role {
        Role::User => b"user",
        Role::Assistant => b"assistant",
    };
    feed(state, role);
    feed(state, &serde_json::to_vec(&message.content).unwrap_or_default());
}

/// Each part with its length, so that what is cut elsewhere hashes otherwise.
fn feed(state: &mut Sha256, part: &[u8]) {
    state.update(part.len().to_le_bytes());
    state.update(part);
}

#[cfg(test)]
mod tests;
