//! Patterns: what is kept comes back, what is forgotten is gone from the file.

use atelier_vocabulary::{
    Conversation, ConversationId, Pattern, PatternId, PatternScope, PatternSource,
};
use rusqlite::Connection;
use uuid::Uuid;

use super::{LIST, delete, delete_all, each, get, learn, list, set};
use crate::tables::conversations;
use crate::{StoreError, connection, migrations};

const NOW: i64 = 1_763_700_000_000;

fn opened() -> Connection {
    let mut connection = connection::open_in_memory().unwrap();
    migrations::run(&mut connection, migrations::ALL, 0, NOW).unwrap();
    connection
}

fn conversation_id() -> ConversationId {
    Uuid::from_u128(0xC0).into()
}

fn conversation(c: &Connection) -> PatternScope {
    let conversation =
        Conversation { title: "Title".to_owned(), ..Conversation::empty(conversation_id(), NOW) };
    conversations::insert(c, &conversation).unwrap();
    PatternScope::Conversation { id: conversation_id() }
}

fn id(number: u128) -> PatternId {
    Uuid::from_u128(number).into()
}

fn pattern(number: u128, scope: PatternScope) -> Pattern {
    Pattern {
        id: id(number),
        scope,
        message: format!("question {number} \u{0}\u{1b}[31m \u{202e}"),
        response: String::new(),
        score: 0.3,
        source: PatternSource::Person,
        wins: 1,
        losses: u32::MAX,
        repeats: 3,
        last_used_at: Some(NOW),
        pinned: true,
        suspended: true,
        created_at: NOW + i64::try_from(number).unwrap(),
    }
}

#[test]
fn a_pattern_comes_back_as_it_was() {
    let c = opened();
    let scopes =
        [PatternScope::Global, PatternScope::Project { name: "p".to_owned() }, conversation(&c)];
    for (number, scope) in (1..).zip(scopes) {
        let pattern = pattern(number, scope);
        set(&c, &pattern).unwrap();
        assert_eq!(get(&c, pattern.id).unwrap(), Some(pattern), "in every scope");
    }
    let mut seen = Vec::new();
    each(&c, |it| seen.push(it.id)).unwrap();
    assert_eq!(seen, [id(1), id(2), id(3)], "first learned first");
    let changed = Pattern { wins: 9, suspended: false, ..pattern(1, PatternScope::Global) };
    set(&c, &changed).unwrap();
    assert_eq!(get(&c, id(1)).unwrap(), Some(changed), "and changes");
}

#[test]
fn what_is_learned_again_counts_and_what_has_no_conversation_is_not_learned() {
    let c = opened();
    let orphan = PatternScope::Conversation { id: conversation_id() };
    assert_eq!(learn(&c, &pattern(1, orphan)).unwrap(), None, "its conversation is gone");
    let first = Pattern { wins: 0, repeats: 0, ..pattern(1, conversation(&c)) };
    learn(&c, &first).unwrap();
    let again = Pattern { created_at: NOW + 50, ..first.clone() };
    let kept = learn(&c, &again).unwrap().unwrap();
    assert_eq!((kept.wins, kept.repeats), (1, 1));
    assert_eq!((kept.created_at, kept.last_used_at), (first.created_at, Some(NOW + 50)));
}

#[test]
fn patterns_of_a_conversation_go_with_it() {
    let c = opened();
    let scope = conversation(&c);
    set(&c, &pattern(1, scope)).unwrap();
    set(&c, &pattern(2, PatternScope::Global)).unwrap();
    c.execute("DELETE FROM conversations", []).unwrap();
    assert_eq!(get(&c, id(1)).unwrap(), None);
    assert!(get(&c, id(2)).unwrap().is_some(), "what is global stays");
}

#[test]
fn pages_follow_each_other_and_walk_the_index() {
    let c = opened();
    for number in 1..=5 {
        set(&c, &pattern(number, PatternScope::Global)).unwrap();
    }
    let mut seen = Vec::new();
    let mut cursor = None;
    loop {
        let page = list(&c, cursor.as_deref(), 2).unwrap();
        seen.extend(page.items.iter().map(|it| it.id));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, [5, 4, 3, 2, 1].map(id));
    for wrong in ["", "1", "x.y", "1.not-an-id", "'; DROP TABLE patterns; --"] {
        assert!(matches!(list(&c, Some(wrong), 2), Err(StoreError::BadCursor)), "{wrong}");
    }
    let plan: String = c
        .prepare(&format!("EXPLAIN QUERY PLAN {LIST}"))
        .unwrap()
        .raw_query()
        .next()
        .unwrap()
        .unwrap()
        .get(3)
        .unwrap();
    assert_eq!(plan, "SEARCH patterns USING INDEX patterns_listed ((created_at,id)<(?,?))");
}

/// What was forgotten is in no page of the file, not even where a text took pages of its own.
#[test]
fn what_is_forgotten_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plain.db");
    // Without a key the file is readable, so that the bytes can be looked at.
    let mut c = Connection::open(&path).unwrap();
    c.execute_batch("PRAGMA foreign_keys = ON; PRAGMA secure_delete = FAST").unwrap();
    migrations::run(&mut c, migrations::ALL, 0, NOW).unwrap();
    let long = "CANARY-OF-THE-ANSWER ".repeat(1_000);
    for number in 1..=40 {
        let pattern = Pattern { response: long.clone(), ..pattern(number, PatternScope::Global) };
        set(&c, &pattern).unwrap();
    }
    let found = || {
        let bytes = std::fs::read(&path).unwrap();
        bytes.windows(20).filter(|window| window == b"CANARY-OF-THE-ANSWER").count()
    };
    let before = found();
    assert!(before > 30_000, "{before}: it is there to be found");
    assert_eq!(delete(&c, &[id(1), id(2), id(99)]).unwrap(), 2);
    let after = found();
    assert!(after <= before - 1_900, "two answers of forty are gone: {before}, {after}");
    assert_eq!(delete_all(&c).unwrap(), 38);
    assert_eq!(found(), 0, "nothing is left");
}
