//! What the API demands of calls that it serves itself: a result stands after its call, within the answers
//! to one question, and a call without one is only taken where the last answer was paused.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::request::role;
use crate::web::{is_call, is_result};

/// Checks the messages of a request; says what is wrong in the words of the API.
pub(crate) fn check(messages: &[Value]) -> Result<(), String> {
    let mut open: HashMap<&str, usize> = HashMap::new();
    let mut known: HashSet<&str> = HashSet::new();
    let mut found: HashSet<&str> = HashSet::new();
    for (place, message) in messages.iter().enumerate() {
        let blocks =
            message.get("content").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        if role(message) == "user" {
            let brings =
                |block: &Value| block.get("type").and_then(Value::as_str) == Some("tool_result");
            if !blocks.iter().any(brings) {
                owed(&open)?;
            }
            continue;
        }
        for block in blocks {
            let field = |name: &str| block.get(name).and_then(Value::as_str).unwrap_or_default();
            if is_call(block) {
                if !known.insert(field("id")) {
                    return Err(format!("messages.{place}: `server_tool_use` ids must be unique"));
                }
                open.insert(field("id"), place);
            } else if is_result(block) {
                let id = field("tool_use_id");
                if open.remove(id).is_none() {
                    return Err(format!(
                        "messages.{place}: `{}` block without a corresponding `server_tool_use` block \
                         before it: {id}",
                        field("type")
                    ));
                }
                let results = block.get("content").and_then(Value::as_array).into_iter().flatten();
                found.extend(results.filter_map(|result| result.get("url")?.as_str()));
            }
            let citations = block.get("citations").and_then(Value::as_array).into_iter().flatten();
            for citation in citations {
                let field = |name: &str| citation.get(name).and_then(Value::as_str);
                let searched = field("type") == Some("web_search_result_location");
                if searched && !field("url").is_some_and(|url| found.contains(url)) {
                    return Err(format!(
                        "messages.{place}: citation of a result that is not there"
                    ));
                }
            }
        }
    }
    let paused = messages.last().is_some_and(|last| role(last) == "assistant");
    if paused { Ok(()) } else { owed(&open) }
}

fn owed(open: &HashMap<&str, usize>) -> Result<(), String> {
    let Some((id, place)) = open.iter().next() else { return Ok(()) };
    Err(format!(
        "messages.{place}: `server_tool_use` block without a corresponding result block: {id}"
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::check;

    fn call(id: &str) -> Value {
        json!({ "type": "server_tool_use", "id": id, "name": "web_search", "input": { "query": "a" } })
    }

    fn result(id: &str) -> Value {
        json!({ "type": "web_search_tool_result", "tool_use_id": id,
            "content": [{ "type": "web_search_result", "url": "https://example.com/", "title": "a" }] })
    }

    fn cites(url: &str) -> Value {
        json!({ "type": "text", "text": "so", "citations": [
            { "type": "web_search_result_location", "url": url, "title": null, "encrypted_index": "a",
              "cited_text": "so" }] })
    }

    #[test]
    fn a_call_that_was_served_has_its_result() {
        let answer = |blocks: Vec<Value>| json!({ "role": "assistant", "content": blocks });
        let said = || json!({ "role": "user", "content": "and?" });
        let brought = || json!({ "role": "user", "content": [{ "type": "tool_result", "tool_use_id": "t" }] });
        let cases = [
            (
                vec![answer(vec![call("a"), result("a"), cites("https://example.com/")]), said()],
                None,
            ),
            (vec![answer(vec![call("a")])], None),
            (vec![answer(vec![call("a")]), brought(), answer(vec![result("a")]), said()], None),
            (vec![answer(vec![call("a")]), said()], Some("without a corresponding result")),
            (
                vec![answer(vec![result("a")]), said()],
                Some("without a corresponding `server_tool_use`"),
            ),
            (vec![answer(vec![call("a"), result("a"), call("a")])], Some("unique")),
            (vec![answer(vec![cites("https://example.com/")]), said()], Some("not there")),
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
