//! The index: what is found, how it is kept, and that it costs what it may.

use atelier_search::{Clock, Query};
use atelier_vocabulary::{
    ContentBlock, Conversation, ConversationId, Message, MessageId, MessageState, Role,
    SearchResults, TitleSource,
};
use rusqlite::Connection;
use uuid::Uuid;

use crate::tables::{conversations, messages, search};
use crate::{connection, migrations};

mod completing;
mod following;

const NOW: i64 = 1_790_000_000_000;
const CLOCK: Clock = Clock { now: NOW, utc_offset_minutes: 0 };

fn conversation_id(number: u128) -> ConversationId {
    Uuid::from_u128(0xC0 << 120 | number).into()
}

fn message_id(number: u128) -> MessageId {
    Uuid::from_u128(0x3E << 120 | number).into()
}

fn conversation(number: u128, title: &str) -> Conversation {
    Conversation {
        title: title.to_owned(),
        title_source: TitleSource::Person,
        ..Conversation::empty(conversation_id(number), NOW)
    }
}

fn message(of: u128, number: u128, text: &str) -> Message {
    let role = if number % 2 == 1 { Role::User } else { Role::Assistant };
    Message {
        blocks: vec![ContentBlock::text(text)],
        state: MessageState::Complete,
        completed_at: Some(NOW),
        ..Message::empty(message_id(number), conversation_id(of), role, NOW)
    }
}

/// A store with one conversation for each group of texts; messages are numbered from 1.
fn store(texts: &[(&str, &[&str])]) -> Connection {
    let mut c = connection::open_in_memory().unwrap();
    migrations::run(&mut c, migrations::ALL, 0, 0).unwrap();
    let mut number = 0;
    for (of, (title, texts)) in (1..).zip(texts) {
        conversations::insert(&c, &conversation(of, title)).unwrap();
        for text in *texts {
            number += 1;
            messages::insert(&c, &message(of, number, text)).unwrap();
        }
    }
    c
}

fn find(c: &Connection, query: &str) -> SearchResults {
    search::find(c, &Query::parse(query, CLOCK), 20).unwrap()
}

/// The titles that were found, best first.
fn titles(c: &Connection, query: &str) -> Vec<String> {
    find(c, query).conversations.into_iter().map(|it| it.conversation.title).collect()
}

const TEXTS: &[(&str, &[&str])] = &[
    (
        "Bread",
        &["Why does my sourdough not rise?", "The starter is too cold. Café crème helps nobody."],
    ),
    (
        "Tuples",
        &[
            "Sort a list of tuples in Python",
            "Use ```python\nsorted(pairs, key=itemgetter(1))\n```",
        ],
    ),
    ("Reisen", &["日本語のテスト", "Straße nach Zürich"]),
];

#[test]
fn words_phrases_and_exclusions_find_messages_on_all_branches() {
    let c = store(TEXTS);
    assert_eq!(titles(&c, "sourdough"), ["Bread"]);
    assert_eq!(titles(&c, "SORT python"), ["Tuples"]);
    assert_eq!(titles(&c, "\"list of tuples\""), ["Tuples"]);
    assert!(titles(&c, "\"tuples of list\"").is_empty());
    assert!(titles(&c, "sort -python").is_empty());
    assert_eq!(titles(&c, "cafe creme"), ["Bread"], "accents do not count");
    assert_eq!(titles(&c, "zurich"), ["Reisen"]);
    assert_eq!(titles(&c, "語の"), ["Reisen"], "any part of a run without spaces");
    assert_eq!(titles(&c, "語"), ["Reisen"], "a character alone");
    assert!(titles(&c, "語日").is_empty());
    assert_eq!(titles(&c, "bread"), ["Bread"], "a title");
    assert_eq!(titles(&c, "sourd"), ["Bread"], "the beginning of a word");
}

#[test]
fn snippets_mark_what_was_looked_for_and_hold_plain_text() {
    let c = store(&[(
        "<b>x</b>",
        &["one <script>alert(1)</script> two\u{202e}\n\n  Sourdough\tthree"],
    )]);
    let found = find(&c, "sourdough script");
    let snippet = &found.conversations[0].messages[0].snippet;
    let marked: Vec<&str> =
        snippet.iter().filter(|it| it.marked).map(|it| it.text.as_str()).collect();
    assert_eq!(marked, ["script", "script", "Sourdough"]);
    let whole: String = snippet.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(whole, "one <script>alert(1)</script> two Sourdough three");
}

#[test]
fn a_slip_of_the_pen_is_said_and_forgiven() {
    let c = store(TEXTS);
    for slip in ["sourdouhg", "sourdogh", "soudough", "osurdough"] {
        let found = find(&c, slip);
        assert_eq!(found.conversations.len(), 1, "{slip}");
        assert_eq!(found.corrections[0].instead, ["sourdough"], "{slip}");
        assert!(found.conversations[0].messages[0].snippet.iter().any(|it| it.marked), "{slip}");
    }
    assert!(find(&c, "sourdough").corrections.is_empty());
    assert!(titles(&c, "\"sourdouhg\"").is_empty(), "what is quoted is meant");
}

#[test]
fn where_nothing_holds_all_words_what_holds_most_is_found() {
    let c = store(TEXTS);
    let found = find(&c, "sort tuples submarine");
    assert!(found.relaxed);
    assert_eq!(found.conversations[0].conversation.title, "Tuples");
    assert!(!find(&c, "sort tuples").relaxed);
}

#[test]
fn filters_narrow_and_the_trash_is_found_only_when_asked_for() {
    let c = store(TEXTS);
    conversations::trash(&c, conversation_id(1), NOW).unwrap();
    assert!(titles(&c, "sourdough").is_empty());
    assert_eq!(titles(&c, "sourdough is:trashed"), ["Bread"]);
    assert_eq!(titles(&c, "is:trashed"), ["Bread"]);
    conversations::pin(&c, conversation_id(2), Some(NOW)).unwrap();
    assert_eq!(titles(&c, "is:pinned"), ["Tuples"]);
    assert_eq!(titles(&c, "-is:pinned"), ["Reisen"]);
    conversations::tag(&c, conversation_id(3), &["travel".to_owned()]).unwrap();
    assert_eq!(titles(&c, "tag:Travel"), ["Reisen"]);
    assert_eq!(titles(&c, "has:code"), ["Tuples"]);
    assert_eq!(titles(&c, "sorted role:assistant"), ["Tuples"]);
    assert!(titles(&c, "sorted role:user").is_empty());
    assert!(titles(&c, "sort before:2000-01-01").is_empty());
    assert_eq!(titles(&c, "sort after:2000").len(), 1);
    let odd = find(&c, "sort before:someday");
    assert_eq!(odd.conversations.len(), 1, "the rest is looked for");
    assert!(odd.notes[0].contains("someday"), "{:?}", odd.notes);
}

#[test]
fn in_one_conversation_a_text_is_found_literally() {
    let c = store(&[("One", &["Café, café and CAFE", "tea", "a cafe again"])]);
    let mut parent = None;
    for number in 1..=3 {
        c.execute(
            "UPDATE messages SET parent_id = ?2 WHERE id = ?1",
            rusqlite::params![Uuid::from(message_id(number)).into_bytes(), parent],
        )
        .unwrap();
        parent = Some(Uuid::from(message_id(number)).into_bytes());
    }
    conversations::set_head(&c, conversation_id(1), message_id(3), NOW).unwrap();
    let found = search::within(&c, conversation_id(1), "cafe").unwrap();
    let found: Vec<_> = found.into_iter().map(|it| (it.message_id, it.count)).collect();
    assert_eq!(found, [(message_id(1), 3), (message_id(3), 1)]);
    assert!(search::within(&c, conversation_id(1), "  ").unwrap().is_empty());
    assert!(search::within(&c, conversation_id(7), "cafe").unwrap().is_empty());
}
