//! A conversation arrives as it was, and nothing of it is left behind.

use atelier_vocabulary::{
    ContentBlock, ContextMark, Conversation, ConversationId, HeldReason, Message, MessageId,
    MessageState, QueuedMessage, Role,
};
use rusqlite::Connection;
use serde_json::json;
use uuid::Uuid;

use super::{MOVED, holds, pack, remove, unpack};
use crate::tables::{
    blobs, branches, context_marks, conversation_budgets, conversations, drafts, messages, queue,
    summaries, whole,
};
use crate::{connection, migrations};

const NOW: i64 = 1_790_000_000_000;

fn store() -> Connection {
    let mut c = connection::open_in_memory().unwrap();
    migrations::run(&mut c, migrations::ALL, 0, 0).unwrap();
    c
}

fn id() -> ConversationId {
    Uuid::from_u128(0xC0).into()
}

fn message_id(number: u128) -> MessageId {
    Uuid::from_u128(0x3E << 120 | number).into()
}

fn said(number: u128, parent: Option<u128>, blocks: Vec<ContentBlock>) -> Message {
    let role = if number % 2 == 1 { Role::User } else { Role::Assistant };
    Message {
        parent_id: parent.map(message_id),
        blocks,
        state: MessageState::Complete,
        completed_at: Some(NOW),
        ..Message::empty(message_id(number), id(), role, NOW)
    }
}

/// A conversation with two branches, a deleted message, an attachment, marks, a summary, a queue.
fn talk(c: &Connection) {
    conversations::insert(
        c,
        &Conversation { title: "Quartz".to_owned(), ..Conversation::empty(id(), NOW) },
    )
    .unwrap();
    let hash = "a".repeat(64);
    let arriving = blobs::begin(c, NOW).unwrap();
    blobs::append(c, arriving, 0, b"some bytes").unwrap();
    blobs::finish(c, arriving, &hash, 10, NOW).unwrap();
    let source = json!({ "type": "attachment", "hash": hash, "text_hash": null });
    let file = json!({ "type": "image", "source": source });
    let file = ContentBlock::from(file.as_object().unwrap().clone());
    messages::insert(c, &said(1, None, vec![file, ContentBlock::text("feldspar")])).unwrap();
    messages::insert(c, &said(2, Some(1), vec![ContentBlock::text("first")])).unwrap();
    messages::insert(c, &said(4, Some(1), vec![ContentBlock::text("second")])).unwrap();
    messages::insert(c, &said(6, Some(1), vec![ContentBlock::text("third")])).unwrap();
    conversations::set_head(c, id(), message_id(2), NOW).unwrap();
    conversations::set_head(c, id(), message_id(4), NOW).unwrap();
    branches::delete(c, id(), message_id(6), NOW).unwrap();
    branches::set_prefix(c, id(), message_id(2), &[7; 32]).unwrap();
    context_marks::set(c, id(), message_id(1), None, Some(ContextMark::Pin)).unwrap();
    summaries::propose(c, id(), message_id(1), "in short", "m", NOW).unwrap();
    summaries::accept(c, id(), "in short", NOW).unwrap();
    summaries::propose(c, id(), message_id(2), "shorter", "m", NOW).unwrap();
    conversation_budgets::set(c, id(), Some(5)).unwrap();
    drafts::save(c, Some(id()), "half a thought", NOW).unwrap();
    let waits = QueuedMessage {
        id: Uuid::from_u128(9).into(),
        conversation_id: id(),
        text: "later".to_owned(),
        attachments: Vec::new(),
        held: Some(HeldReason::Stopped),
        created_at: NOW,
    };
    queue::add(c, &waits).unwrap();
}

/// All that is read of it, as text.
fn shown(c: &Connection) -> String {
    let tree = whole::tree(c, id()).unwrap();
    let ids: Vec<MessageId> = tree.iter().map(|(id, _)| *id).collect();
    let said = whole::messages_of(c, &ids).unwrap();
    let mut prefixes: Vec<_> = branches::prefixes(c, id()).unwrap().into_iter().collect();
    prefixes.sort();
    format!(
        "{:?}\n{said:?}\n{:?}\n{prefixes:?}\n{:?}\n{:?} {:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        conversations::get(c, id()).unwrap(),
        branches::forks(c, &said).unwrap(),
        context_marks::of(c, id()).unwrap(),
        summaries::accepted(c, id()).unwrap(),
        summaries::proposed(c, id()).unwrap(),
        conversation_budgets::get(c, id()).unwrap(),
        drafts::get(c, Some(id())).unwrap(),
        queue::list(c, id()).unwrap(),
        blobs::piece(c, &"a".repeat(64), 0).unwrap(),
    )
}

#[test]
fn a_conversation_arrives_as_it_was_and_is_found() {
    let (from, mut to) = (store(), store());
    talk(&from);
    let before = shown(&from);
    let parcel = pack(&from, id()).unwrap().unwrap();
    // What is there already has numbers of its own.
    let other = Conversation::empty(Uuid::from_u128(1).into(), NOW);
    conversations::insert(&to, &other).unwrap();
    let transaction = to.transaction().unwrap();
    unpack(&transaction, &parcel).unwrap();
    transaction.commit().unwrap();
    assert_eq!(shown(&to), before);
    let clock = atelier_search::Clock { now: NOW, utc_offset_minutes: 0 };
    for word in ["feldspar", "quartz"] {
        let query = atelier_search::Query::parse(word, clock);
        let found = crate::tables::search::find(&to, &query, 10).unwrap();
        assert_eq!(found.conversations.len(), 1, "{word}");
    }
    assert!(holds(&to, &[Uuid::from_u128(9)]).unwrap(), "a queued message is known by its id");
    assert!(!holds(&to, &[Uuid::from_u128(77)]).unwrap());
}

#[test]
fn nothing_is_left_of_what_is_removed() {
    let c = store();
    talk(&c);
    assert!(remove(&c, id()).unwrap());
    assert!(!remove(&c, id()).unwrap(), "it is gone");
    let tables = MOVED.iter().map(|(table, _)| *table);
    for table in tables.chain(["blobs", "blob_pieces", "search_documents", "search_words"]) {
        let rows: i64 =
            c.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}

/// Tables that refer to conversations or messages and do not move with them, each for a reason.
const STAY: &[&str] = &[
    "deltas",                 // of an answer that is arriving; such a conversation does not move
    "imported_conversations", // what was imported is kept from the beginning
    "mirror_files",           // written by the mirror of what is kept
    "mirror_waiting",
    "patterns",         // nothing is learned from it
    "search_documents", // made anew
    "spending",         // written down where everything is
    "blob_pieces",      // move with the blobs they are of
];

#[test]
fn every_table_of_a_conversation_moves_with_it() {
    let c = store();
    let mut tables = c
        .prepare(
            "SELECT DISTINCT t.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS i
             WHERE t.type = 'table' AND i.name IN ('conversation_id', 'message_id', 'draft')",
        )
        .unwrap();
    let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for name in names.map(Result::unwrap) {
        let moves = MOVED.iter().any(|(table, _)| *table == name);
        assert!(moves || STAY.contains(&name.as_str()), "{name} is forgotten on the way");
    }
}
