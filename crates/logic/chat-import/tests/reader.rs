//! Histories, read in pieces of any size, and what is done with hostile ones.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use atelier_chat_import::{CONVERSATION_BYTES, Found, Reader, Unreadable};
use atelier_vocabulary::{ContentBlock, ImportSource, MessageId, Role};
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: i64 = 1_800_000_000_000;

/// Reads one file in pieces of `piece` bytes.
fn read(name: &str, bytes: &[u8], piece: usize) -> (Vec<Found>, Reader, Result<(), Unreadable>) {
    let mut reader = Reader::new(NOW);
    let mut found = Vec::new();
    reader.begin(name);
    for piece in bytes.chunks(piece.max(1)) {
        if let Err(error) = reader.feed(piece, &mut found) {
            return (found, reader, Err(error));
        }
    }
    let ended = reader.end(&mut found).and_then(|()| reader.finish().map(drop));
    (found, reader, ended)
}

fn chatgpt(mapping: &Value, current: &str) -> Vec<u8> {
    let talk = json!([{
        "conversation_id": "c", "title": "T", "create_time": 1_700_000_000.5, "mapping": mapping,
        "current_node": current,
    }]);
    serde_json::to_vec(&talk).unwrap()
}

fn said(parent: Option<&str>, role: &str, text: &str) -> Value {
    json!({ "parent": parent, "message": {
        "author": { "role": role }, "create_time": 1_700_000_001,
        "content": { "content_type": "text", "parts": [text] },
    } })
}

fn parents(found: &Found) -> Vec<(String, Option<usize>)> {
    let place = |id: MessageId| found.messages.iter().position(|it| it.id == id);
    found
        .messages
        .iter()
        .map(|it| (it.blocks[0].as_text().unwrap().to_owned(), it.parent_id.and_then(place)))
        .collect()
}

#[test]
fn a_circle_is_cut_a_lost_parent_begins_a_branch_and_empty_messages_are_passed_over() {
    let mapping = json!({
        "a": said(Some("b"), "user", "a"),
        "b": said(Some("a"), "assistant", "b"),
        "c": said(Some("gone"), "user", "c"),
        "d": said(Some("c"), "system", ""),
        "e": said(Some("d"), "assistant", "e"),
        "f": said(Some("f"), "user", "f"),
    });
    let (found, reader, ended) = read("conversations.json", &chatgpt(&mapping, "d"), 7);
    ended.unwrap();
    let talk = &found[0];
    assert_eq!(talk.messages.len(), 5, "nothing that was said is lost");
    let parents = parents(talk);
    for (at, (text, parent)) in parents.iter().enumerate() {
        assert!(parent.is_none_or(|it| it < at), "{text} stands after what it follows");
    }
    let of = |wanted: &str| parents.iter().find(|(text, _)| text == wanted).unwrap().1;
    assert_eq!(of("c"), None);
    assert_eq!(parents[of("e").unwrap()].0, "c", "past the empty one");
    assert_eq!(of("f"), None);
    let shown = talk.messages.iter().find(|it| Some(it.id) == talk.conversation.head_id).unwrap();
    assert_eq!(shown.blocks[0].as_text(), Some("c"), "what is shown ends where something was said");
    let remarks: Vec<u64> = reader.remarks().iter().map(|it| it.count).collect();
    assert_eq!(remarks, [1, 2], "{:?}", reader.remarks());
}

#[test]
fn nonsense_of_clocks_never_gets_past_now_or_before_1970() {
    for time in
        [json!(-1e300), json!(1e300), json!("yesterday"), json!(4e9), json!(null), json!([1])]
    {
        let mut mapping = json!({ "a": said(None, "user", "a") });
        mapping["a"]["message"]["create_time"] = time.clone();
        let (found, _, ended) = read("x.json", &chatgpt(&mapping, "a"), 64);
        ended.unwrap();
        let message = &found[0].messages[0];
        assert!((0..=NOW).contains(&message.created_at), "{time}: {}", message.created_at);
        assert!(found[0].conversation.updated_at <= NOW, "{time}");
    }
}

#[test]
fn what_is_too_large_is_passed_by_in_bounded_memory_and_what_follows_is_read() {
    let mut reader = Reader::new(NOW);
    let mut found = Vec::new();
    reader.begin("conversations.json");
    let one = chatgpt(&json!({ "a": said(None, "user", "a") }), "a");
    let one = &one[1..one.len() - 1];
    reader.feed(b"[", &mut found).unwrap();
    reader.feed(one, &mut found).unwrap();
    reader.feed(br#",{"mapping":{"a":""#, &mut found).unwrap();
    let filling = vec![b'x'; 1 << 20];
    for _ in 0..CONVERSATION_BYTES / filling.len() + 8 {
        reader.feed(&filling, &mut found).unwrap();
    }
    reader.feed(br#""}},"#, &mut found).unwrap();
    let text = String::from_utf8(one.to_vec()).unwrap().replace(r#""c""#, r#""other""#);
    reader.feed(text.as_bytes(), &mut found).unwrap();
    reader.feed(b"]", &mut found).unwrap();
    reader.end(&mut found).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(reader.remarks()[0].text, "conversations larger than 32 MiB");
    assert!(reader.remarks()[0].left_out);
}

#[test]
fn deep_nesting_and_halves_of_characters_do_no_harm() {
    let deep = format!("[{}{}]", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let (found, _, ended) = read("x.json", deep.as_bytes(), 1 << 16);
    assert_eq!((found.len(), ended), (0, Err(Unreadable::Unknown)));

    let nested = format!(r#"{{"a":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let mut good = chatgpt(&json!({ "a": said(None, "user", "a") }), "a");
    good.pop();
    good.extend_from_slice(format!(",{nested}]").as_bytes());
    let (found, reader, ended) = read("x.json", &good, 1 << 16);
    ended.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(reader.remarks().len(), 1);

    let text = String::from_utf8(chatgpt(&json!({ "a": said(None, "user", "XY") }), "a")).unwrap();
    let halved = text.replace("XY", r"\ud83d and \ud83d\ude00 \\ud83d");
    let (found, _, ended) = read("x.json", halved.as_bytes(), 5);
    ended.unwrap();
    let said = found[0].messages[0].blocks[0].as_text().unwrap();
    assert_eq!(said, "\u{fffd} and \u{1f600} \\ud83d");
}

#[test]
fn claude_keeps_its_thinking_documents_and_order() {
    let export = json!([{
        "uuid": "c1", "name": "", "created_at": "2025-01-01T00:00:00Z",
        "chat_messages": [
            { "uuid": "m1", "sender": "human", "text": "Read it",
              "parent_message_uuid": "00000000-0000-4000-8000-000000000000",
              "attachments": [{ "file_name": "notes.txt", "extracted_content": "the notes" }],
              "files": [{ "file_name": "photo.png" }] },
            { "uuid": "m2", "sender": "assistant", "parent_message_uuid": "m1", "content": [
              { "type": "thinking", "thinking": "hm" },
              { "type": "tool_use", "name": "search", "input": { "q": "x" } },
              { "type": "tool_result", "content": [{ "type": "text", "text": "found" }] },
              { "type": "text", "text": "So it is" },
            ] },
        ],
    }]);
    let bytes = serde_json::to_vec(&export).unwrap();
    let (found, reader, ended) = read("conversations.json", &bytes, 3);
    ended.unwrap();
    assert_eq!(reader.source(), Some(ImportSource::Claude));
    let talk = &found[0];
    assert_eq!(talk.conversation.title, "Read it");
    assert_eq!(talk.missing_files, 1);
    let kinds = |at: usize| -> Vec<&str> {
        talk.messages[at].blocks.iter().map(ContentBlock::kind).collect()
    };
    assert_eq!(kinds(0), ["document", "text", "text"]);
    assert_eq!(kinds(1), ["thinking", "text", "text", "text"]);
    assert_eq!(talk.messages[1].role, Role::Assistant);
    assert_eq!(talk.messages[1].parent_id, Some(talk.messages[0].id));
}

proptest! {
    /// How a file is cut on its way does not change what is in it.
    #[test]
    fn any_cutting_gives_the_same(piece in 1_usize..400, count in 1_usize..5) {
        let talks: Vec<Value> = (0..count).map(|it| json!({
            "conversation_id": format!("c{it}"), "title": format!("\"[{it}]\\"),
            "mapping": { "a": said(None, "user", "{ \" ] \\ \u{1f600}"), "b": said(Some("a"), "tool", "x") },
        })).collect();
        let bytes = serde_json::to_vec_pretty(&talks).unwrap();
        let (whole, ..) = read("x.json", &bytes, bytes.len());
        let (cut, ..) = read("x.json", &bytes, piece);
        prop_assert_eq!(whole.len(), count);
        prop_assert_eq!(whole, cut);
    }

    /// Whatever follows whatever: the messages make a sound tree, and every one of them is in it.
    #[test]
    fn any_parents_make_a_sound_tree(parents in prop::collection::vec(0_usize..24, 1..24)) {
        let mut mapping = serde_json::Map::new();
        for (at, parent) in parents.iter().enumerate() {
            mapping.insert(format!("n{at}"), said(Some(&format!("n{parent}")), "user", &format!("{at}")));
        }
        let bytes = chatgpt(&Value::Object(mapping), "n0");
        let (found, ..) = read("x.json", &bytes, 64);
        prop_assert_eq!(found[0].messages.len(), parents.len());
        let mut before = std::collections::HashSet::new();
        for message in &found[0].messages {
            prop_assert!(message.parent_id.is_none_or(|it| before.contains(&it)));
            prop_assert!(before.insert(message.id));
        }
        prop_assert!(before.contains(&found[0].conversation.head_id.unwrap()));
    }

    /// Bytes of any kind are refused or read, and never more.
    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..300), lines in any::<bool>()) {
        let name = if lines { "x.jsonl" } else { "x.json" };
        let (found, _, ended) = read(name, &bytes, 9);
        prop_assert!(ended.is_ok() || found.is_empty());
    }
}
