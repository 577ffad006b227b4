//! What the endpoint searched and read, as it is written down: legible where a person reads it, whole where a
//! program does.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use atelier_chat_export::{html, json, markdown, walk};
use atelier_vocabulary::{
    Conversation, ConversationId, ExportBranches, Message, MessageId, MessageState, Role,
};
use serde_json::{Value, json as value};
use uuid::Uuid;

fn answer(blocks: Value) -> Message {
    let nobody = Uuid::nil();
    Message {
        blocks: serde_json::from_value(blocks).unwrap(),
        state: MessageState::Complete,
        ..Message::empty(
            MessageId::from(nobody),
            ConversationId::from(nobody),
            Role::Assistant,
            1_700_000_000_000,
        )
    }
}

fn hostile() -> Value {
    let title = "<img src=x onerror=alert(1)> ``` **bold**";
    value!([
        { "type": "server_tool_use", "id": "s", "name": "web_search",
          "input": { "query": "lighthouses ```\n# No heading" } },
        { "type": "web_search_tool_result", "tool_use_id": "s", "content": [
            { "type": "web_search_result", "title": title, "url": "javascript:alert(1)",
              "page_age": "3 days ago", "encrypted_content": "c2VjcmV0" },
            { "type": "web_search_result", "title": "Roter Sand", "url": "https://lights.example.com/",
              "page_age": null, "encrypted_content": "c2VjcmV0" }] },
        { "type": "server_tool_use", "id": "r", "name": "web_fetch",
          "input": { "url": "https://lights.example.com/" } },
        { "type": "web_fetch_tool_result", "tool_use_id": "r", "content": {
            "type": "web_fetch_result", "url": "https://lights.example.com/", "retrieved_at": null,
            "content": { "type": "document", "title": "Roter Sand" } } },
        { "type": "web_search_tool_result", "tool_use_id": "f", "content": {
            "type": "web_search_tool_result_error", "error_code": "unavailable" } },
        { "type": "moon_tool_result", "tool_use_id": "m", "content": [{ "encrypted_stdout": "c2VjcmV0",
            "inner": [{ "encrypted_deep": "c2VjcmV0", "seen": true }] }] },
        { "type": "text", "text": "It stands.", "citations": [
            { "type": "web_search_result_location", "encrypted_index": "c2VjcmV0" }] },
    ])
}

#[test]
fn what_is_encrypted_is_in_no_text_for_people() {
    let message = answer(hostile());
    let talk = Conversation::empty(ConversationId::from(Uuid::nil()), 1_700_000_000_000);
    let messages = [message.clone()];
    let steps = walk(&messages, Some(message.id), ExportBranches::Shown);
    let (text, page) = (markdown(&talk, &steps), html(&talk, &steps));
    for written in [&text, &page] {
        assert!(!written.contains("c2VjcmV0"), "{written}");
        for words in ["lighthouses", "Roter Sand", "3 days ago", "unavailable", "seen"] {
            assert!(written.contains(words), "{words} in {written}");
        }
    }
    assert!(!text.contains("\n# No heading\n\n"), "{text}");
    let body = page.split_once("</head>").unwrap().1;
    assert!(!body.contains("<img") && !body.contains("href=\"javascript"), "{body}");
}

#[test]
fn a_program_gets_all_of_it() {
    let message = answer(hostile());
    let talk = Conversation::empty(ConversationId::from(Uuid::nil()), 1_700_000_000_000);
    let written: Value = serde_json::from_str(&json(&talk, &[&message]).unwrap()).unwrap();
    let found = written.to_string();
    let blocks = serde_json::to_string(&message.blocks).unwrap();
    assert!(found.contains(&blocks), "word for word");
}
