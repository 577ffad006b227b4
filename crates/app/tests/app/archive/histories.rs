//! Small histories of other programs, made up.

use std::io::{Cursor, Result, Write};

use serde_json::{Value, json};

fn node(id: &str, parent: Option<&str>, role: &str, text: &str, at: i64) -> (String, Value) {
    let message = json!({
        "id": id,
        "author": { "role": role },
        "create_time": at,
        "content": { "content_type": "text", "parts": [text] },
        "metadata": { "model_slug": "gpt-test" },
    });
    (id.to_owned(), json!({ "id": id, "parent": parent, "children": [], "message": message }))
}

fn talk(number: usize, filling: &str) -> Value {
    let at = 1_700_000_000 + i64::try_from(number).unwrap();
    let mapping: serde_json::Map<String, Value> = [
        ("root".to_owned(), json!({ "id": "root", "parent": null, "message": null })),
        node("n1", Some("root"), "system", "", at),
        node("n2", Some("n1"), "user", &format!("Question {number}{filling}"), at),
        node("n3", Some("n2"), "assistant", &format!("First answer {number}"), at + 1),
        node("n4", Some("n2"), "assistant", &format!("Second answer {number}"), at + 2),
        node("n5", Some("n4"), "user", &format!("Thanks {number}"), at + 3),
    ]
    .into_iter()
    .collect();
    json!({
        "title": format!("Talk {number}"),
        "create_time": at,
        "update_time": at + 3,
        "current_node": "n5",
        "conversation_id": format!("c-{number}"),
        "mapping": mapping,
    })
}

/// An export of ChatGPT with this many conversations of four messages, one of them on a branch.
pub(crate) fn chatgpt(count: usize) -> Vec<u8> {
    let talks: Vec<Value> = (0..count).map(|it| talk(it, "")).collect();
    serde_json::to_vec(&talks).unwrap()
}

/// Writes an export of ChatGPT of about `bytes` bytes.
pub(crate) fn long_chatgpt(to: &mut impl Write, bytes: usize) -> Result<()> {
    let filling = " and so on".repeat(800);
    let mut written = 1;
    to.write_all(b"[")?;
    let mut number = 0;
    while written < bytes {
        let text = serde_json::to_vec(&talk(number, &filling))?;
        if number > 0 {
            to.write_all(b",")?;
        }
        to.write_all(&text)?;
        written += text.len();
        number += 1;
    }
    to.write_all(b"]")
}

/// An export of claude.ai.
pub(crate) fn claude() -> Vec<u8> {
    let message = |id: &str, sender: &str, text: &str| {
        json!({
            "uuid": id, "sender": sender, "text": text, "content": [{ "type": "text", "text": text }],
            "created_at": "2025-02-03T04:05:06.789Z", "attachments": [], "files": [],
        })
    };
    let conversation = |id: &str| {
        json!({
            "uuid": id, "name": format!("About {id}"),
            "created_at": "2025-02-03T04:05:06Z", "updated_at": "2025-02-03T05:00:00Z",
            "chat_messages": [message("m1", "human", "Hello"), message("m2", "assistant", "Hello to you")],
        })
    };
    serde_json::to_vec(&json!([conversation("a"), conversation("b")])).unwrap()
}

/// An export of Open WebUI.
pub(crate) fn open_webui() -> Vec<u8> {
    let message = |id: &str, parent: Option<&str>, role: &str, at: i64| json!({ "id": id, "parentId": parent, "childrenIds": [], "role": role, "content": id, "timestamp": at });
    let chats = json!([{
        "id": "w1", "title": "Web", "created_at": 1_710_000_000, "updated_at": 1_710_000_100,
        "chat": { "title": "Web", "history": { "currentId": "a2", "messages": {
            "u1": message("u1", None, "user", 1_710_000_001),
            "a1": message("a1", Some("u1"), "assistant", 1_710_000_002),
            "a2": message("a2", Some("u1"), "assistant", 1_710_000_003),
        } } },
    }]);
    serde_json::to_vec(&chats).unwrap()
}

/// A session of Claude Code: an answer whose parts come on two lines, a tool, and a broken line.
pub(crate) fn claude_code() -> Vec<u8> {
    let line = |id: &str,
                parent: Option<&str>,
                role: &str,
                answer: Option<&str>,
                content: Value| {
        json!({
            "type": role, "uuid": id, "parentUuid": parent, "sessionId": "s1", "isSidechain": false,
            "timestamp": "2025-06-01T10:00:00.000Z",
            "message": { "role": role, "id": answer, "model": "claude-test", "content": content },
        })
    };
    let lines = [
        json!({ "type": "summary", "summary": "A small repair", "leafUuid": "l5" }).to_string(),
        line("l1", None, "user", None, json!("Repair it")).to_string(),
        line(
            "l2",
            Some("l1"),
            "assistant",
            Some("msg"),
            json!([{ "type": "text", "text": "I look." }]),
        )
        .to_string(),
        line(
            "l3",
            Some("l2"),
            "assistant",
            Some("msg"),
            json!([
                { "type": "tool_use", "id": "t1", "name": "Read", "input": { "path": "a.rs" } }
            ]),
        )
        .to_string(),
        "{\"type\":\"user\",\"uu".to_owned(),
        line(
            "l4",
            Some("l3"),
            "user",
            None,
            json!([
                { "type": "tool_result", "tool_use_id": "t1", "content": "fn main() {}" }
            ]),
        )
        .to_string(),
        line(
            "l5",
            Some("l4"),
            "assistant",
            Some("msg2"),
            json!([{ "type": "text", "text": "Done." }]),
        )
        .to_string(),
    ];
    lines.join("\n").into_bytes()
}

/// A zip with one file.
pub(crate) fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}
