//! A title and a message complete each other.

use super::*;

const PARTS: &[(&str, &[&str])] = &[
    ("Rust and iron", &["How do tasks of tokio yield?", "They await.", "Nothing about it"]),
    ("Both in one", &["rust with tokio, spawned"]),
    ("Rust alone", &["async-std then"]),
    ("Gardening", &["tokio in the shed"]),
];

#[test]
fn a_title_and_a_message_complete_each_other_after_what_holds_all() {
    let c = store(PARTS);
    let found = find(&c, "rust tokio");
    assert!(!found.relaxed && found.corrections.is_empty());
    let names: Vec<&str> =
        found.conversations.iter().map(|it| it.conversation.title.as_str()).collect();
    assert_eq!(names, ["Both in one", "Rust and iron"]);
    let completed = &found.conversations[1];
    assert_eq!(completed.messages.len(), 1, "the message that holds the rest");
    let marked = |parts: &[atelier_vocabulary::SnippetPart]| -> Vec<String> {
        parts.iter().filter(|it| it.marked).map(|it| it.text.clone()).collect()
    };
    assert_eq!(marked(&completed.title), ["Rust"]);
    assert_eq!(marked(&completed.messages[0].snippet), ["tokio"]);
    // In any order, with the last word half written, and with a slip of the pen.
    for query in ["tokio iron", "iron tok", "iron yield", "iron toiko", "\"rust and\" tasks"] {
        assert_eq!(titles(&c, query)[0], "Rust and iron", "{query}");
    }
}

#[test]
fn one_message_must_hold_all_that_the_title_does_not() {
    let c = store(PARTS);
    assert_eq!(titles(&c, "iron tokio tasks"), ["Rust and iron"]);
    assert!(!find(&c, "iron tokio tasks").relaxed);
    assert!(find(&c, "iron tokio await").relaxed, "they stand in two messages");
    assert!(find(&c, "iron \"tokio tasks\"").relaxed, "not in this order");
}

#[test]
fn what_must_not_be_there_and_filters_hold_for_both() {
    let c = store(PARTS);
    assert_eq!(titles(&c, "rust tokio -iron"), ["Both in one"], "not in the title either");
    assert_eq!(titles(&c, "rust tokio -yield"), ["Both in one"]);
    assert_eq!(titles(&c, "iron tokio role:user"), ["Rust and iron"]);
    assert!(find(&c, "iron tokio role:assistant").relaxed, "a person said it");
    conversations::trash(&c, conversation_id(1), NOW).unwrap();
    assert_eq!(titles(&c, "rust tokio"), ["Both in one"]);
    assert_eq!(titles(&c, "iron tokio is:trashed"), ["Rust and iron"]);
}

#[test]
fn a_common_word_in_the_title_is_completed_by_a_rare_one_and_the_other_way_round() {
    let many: Vec<String> = (0..1_400)
        .map(|at| if at % 2 == 0 { format!("common {at}") } else { format!("plain {at}") })
        .chain((0..9_000).map(|at| format!("filler {at}")))
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let c = store(&[
        ("Common things", &["a zeppelin"]),
        ("The xylophone", &["plain and common"]),
        ("Noise", &many),
        ("Later", &["nothing"]),
    ]);
    assert_eq!(titles(&c, "common zeppelin"), ["Common things"]);
    assert_eq!(titles(&c, "plain xylophone"), ["The xylophone"]);
}
