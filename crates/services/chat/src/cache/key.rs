//! What tells one request from another: everything of it that an answer may depend on.

use atelier_claude_wire::{MessagesRequest, RequestError};
use atelier_vocabulary::{ContentBlock, Endpoint};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::attachments::is_attached;

/// A hash of a request, and of whom it is sent to.
pub(crate) type RequestHash = [u8; 32];

/// Whom a request is sent to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipient<'a> {
    /// The endpoint, as it is set.
    pub(crate) endpoint: &'a Endpoint,
    /// A name for the endpoint and the account there.
    pub(crate) account: &'a str,
    /// Whether the built-in simulator answers.
    pub(crate) simulated: bool,
}

/// What an attachment has in a draft and is not sent: the same file attached twice is the same request.
const UNSENT: [&str; 3] = ["id", "created_at", "note"];

/// Returns the hash of a request as it would leave. Bytes of attachments count by their own hashes.
pub(crate) fn hash_of(
    request: &MessagesRequest,
    recipient: Recipient<'_>,
) -> Result<RequestHash, RequestError> {
    let mut request = MessagesRequest { stream: true, ..request.clone() };
    for message in &mut request.messages {
        for block in message.content.iter_mut().filter(|block| is_attached(block)) {
            *block = as_sent(block);
        }
    }
    let body = request.body(recipient.endpoint.api_version)?;
    let endpoint = serde_json::to_vec(recipient.endpoint)
        .map_err(|source| RequestError::Encoding { source })?;
    let mut state = Sha256::new();
    let simulated = [u8::from(recipient.simulated)];
    for part in [&simulated, endpoint.as_slice(), recipient.account.as_bytes(), &body] {
        // Each part with its length, so that what is cut elsewhere hashes otherwise.
        state.update(part.len().to_le_bytes());
        state.update(part);
    }
    Ok(state.finalize().into())
}

/// The hash in lower-case hexadecimal digits.
pub(super) fn digits(hash: &RequestHash) -> String {
    let halves = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.filter_map(|half| char::from_digit(u32::from(half), 16)).collect()
}

fn as_sent(block: &ContentBlock) -> ContentBlock {
    let mut block = block.raw().clone();
    if let Some(Value::Object(source)) = block.get_mut("source") {
        source.retain(|field, _| !UNSENT.contains(&field.as_str()));
    }
    block.into()
}

#[cfg(test)]
mod tests;
