//! What the API demands of requests for tools and their results: each `tool_use` has its
//! `tool_result` in the next message, first in it, and no result stands alone.

use std::collections::HashSet;

use serde_json::Value;

use crate::request::role;

/// Checks the messages of a request; says what is wrong in the words of the API.
pub(crate) fn check(messages: &[Value]) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut known: HashSet<&str> = HashSet::new();
    for (place, message) in messages.iter().enumerate() {
        let blocks =
            message.get("content").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let ids = |kind: &'static str, field: &'static str| {
            blocks
                .iter()
                .filter(move |block| block.get("type").and_then(Value::as_str) == Some(kind))
                .filter_map(move |block| block.get(field)?.as_str())
        };
        let results: Vec<&str> = ids("tool_result", "tool_use_id").collect();
        let missing: Vec<&str> =
            open.iter().copied().filter(|asked| !results.contains(asked)).collect();
        if let Some(before) = place.checked_sub(1).filter(|_| !missing.is_empty()) {
            let missing = missing.join(", ");
            return Err(format!(
                "messages.{before}: `tool_use` ids were found without `tool_result` blocks \
                 immediately after: {missing}. Each `tool_use` block must have a corresponding \
                 `tool_result` block in the next message."
            ));
        }
        if let Some(stray) = results.iter().find(|result| !open.contains(result)) {
            return Err(format!(
                "messages.{place}: unexpected `tool_use_id` found in `tool_result` blocks: {stray}. \
                 Each `tool_result` block must have a corresponding `tool_use` block in the previous \
                 message."
            ));
        }
        let once: HashSet<&str> = results.iter().copied().collect();
        if once.len() != results.len() {
            return Err(format!("messages.{place}: each tool_use must have a single result."));
        }
        let kinds = blocks.iter().map(|block| block.get("type").and_then(Value::as_str));
        if kinds.skip(results.len()).any(|kind| kind == Some("tool_result")) {
            return Err(format!("messages.{place}: `tool_result` blocks must come first."));
        }
        open.clear();
        if role(message) == "assistant" {
            open.extend(ids("tool_use", "id"));
        }
        if let Some(twice) = open.iter().find(|id| !known.insert(id)) {
            return Err(format!("messages.{place}: `tool_use` ids must be unique: {twice}."));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::check;

    fn ask(ids: &[&str]) -> Value {
        let block = |id: &&str| json!({"type": "tool_use", "id": id, "name": "clock", "input": {}});
        json!({"role": "assistant", "content": ids.iter().map(block).collect::<Vec<_>>()})
    }

    fn bring(ids: &[&str]) -> Value {
        let block = |id: &&str| json!({"type": "tool_result", "tool_use_id": id, "content": "12"});
        json!({"role": "user", "content": ids.iter().map(block).collect::<Vec<_>>()})
    }

    #[test]
    fn results_stand_in_the_message_after_their_requests() {
        let said = json!({"role": "user", "content": "and now?"});
        let mixed = |first: Value, last: Value| json!({"role": "user", "content": [first, last]});
        let (text, result) = (
            json!({"type": "text", "text": "so"}),
            json!({"type": "tool_result", "tool_use_id": "a", "content": "12"}),
        );
        let cases = [
            (vec![ask(&["a", "b"]), bring(&["b", "a"])], None),
            (vec![ask(&["a"]), mixed(result.clone(), text.clone())], None),
            (vec![ask(&["a"]), said.clone()], Some("without `tool_result`")),
            (vec![ask(&["a", "b"]), bring(&["a"])], Some("immediately after: b")),
            (vec![said, bring(&["a"])], Some("unexpected `tool_use_id`")),
            (vec![ask(&["a"]), bring(&["a", "a"])], Some("single result")),
            (vec![ask(&["a"]), mixed(text, result)], Some("come first")),
            (vec![ask(&["a"]), bring(&["a"]), ask(&["a"]), bring(&["a"])], Some("unique")),
        ];
        for (messages, expected) in cases {
            let found = check(&messages).err();
            match expected {
                None => assert_eq!(found, None, "{messages:?}"),
                Some(words) => assert!(found.unwrap_or_default().contains(words), "{messages:?}"),
            }
        }
    }
}
