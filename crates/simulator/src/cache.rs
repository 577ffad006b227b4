//! A prompt cache like the API's: what stands before a breakpoint is read again by the next
//! request that begins with the same.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use crate::request::Asked;

/// How many beginnings are kept.
const KEPT: usize = 10_000;

/// The beginnings of requests that were marked, by their hashes.
#[derive(Debug, Default)]
pub(crate) struct PromptCache {
    beginnings: HashSet<u64>,
}

/// The tokens of a prompt, by where they came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PromptTokens {
    pub(crate) fresh: u64,
    pub(crate) written: u64,
    pub(crate) read: u64,
}

impl PromptCache {
    /// Counts a request's tokens, and keeps its marked beginnings.
    pub(crate) fn count(&mut self, asked: &Asked) -> PromptTokens {
        let (mut hasher, mut bytes) = (DefaultHasher::new(), 0_u64);
        asked.model.hash(&mut hasher);
        let (mut marked, mut read) = (0, 0);
        for part in parts(asked) {
            let mut plain = part.clone();
            if let Value::Object(fields) = &mut plain {
                fields.shift_remove("cache_control");
            }
            let text = plain.to_string();
            text.hash(&mut hasher);
            bytes += u64::try_from(text.len()).unwrap_or_default();
            if part.get("cache_control").is_some_and(Value::is_object) {
                marked = bytes;
                let hash = hasher.finish();
                if self.beginnings.contains(&hash) {
                    read = bytes;
                } else if self.beginnings.len() < KEPT {
                    self.beginnings.insert(hash);
                }
            }
        }
        PromptTokens {
            fresh: tokens(bytes - marked),
            written: tokens(marked - read),
            read: tokens(read),
        }
    }
}

/// About as many tokens as so many bytes of a prompt make. The simulator has no tokenizer.
pub(crate) fn tokens(bytes: u64) -> u64 {
    bytes.div_ceil(4)
}

/// The parts of a request in the order in which the API caches them.
fn parts(asked: &Asked) -> Vec<Value> {
    let mut parts = asked.tools().to_vec();
    match asked.body.get("system") {
        Some(Value::Array(blocks)) => parts.extend(blocks.iter().cloned()),
        Some(system) => parts.push(system.clone()),
        None => {}
    }
    for message in asked.messages() {
        match message.get("content") {
            Some(Value::Array(blocks)) => parts.extend(blocks.iter().cloned()),
            Some(content) => parts.push(content.clone()),
            None => {}
        }
    }
    parts
}
