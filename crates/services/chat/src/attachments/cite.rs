//! Documents of which Claude is asked to name the places that it speaks of.

use std::borrow::Cow;

use atelier_vocabulary::{ContentBlock, Message};
use serde_json::json;

use super::block::is_attached;

/// The field that asks for it. Source: Messages API 2026-10-21, `document.citations`.
const CITATIONS: &str = "citations";

/// Returns the messages with every attached document marked, as the API wants it: all of a request or
/// none. Where nothing is attached, they are the messages themselves.
pub(crate) fn citing(messages: &[Message]) -> Cow<'_, [Message]> {
    let cited = |block: &ContentBlock| block.kind() == "document" && is_attached(block);
    if !messages.iter().any(|message| message.blocks.iter().any(cited)) {
        return Cow::Borrowed(messages);
    }
    let mut messages = messages.to_vec();
    for message in &mut messages {
        for block in message.blocks.iter_mut().filter(|block| cited(block)) {
            *block = marked(block);
        }
    }
    Cow::Owned(messages)
}

/// What is sent for an attachment, marked where that was.
pub(super) fn as_marked(attached: &ContentBlock, sent: ContentBlock) -> ContentBlock {
    let marks = attached.raw().contains_key(CITATIONS) && sent.kind() == "document";
    if marks { marked(&sent) } else { sent }
}

fn marked(block: &ContentBlock) -> ContentBlock {
    let mut raw = block.raw().clone();
    raw.insert(CITATIONS.to_owned(), json!({ "enabled": true }));
    raw.into()
}
