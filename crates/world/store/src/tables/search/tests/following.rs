//! The index follows what is stored: what is said, changed, deleted, and what was there before it.

use super::*;

#[test]
fn the_index_follows_messages_and_titles() {
    let c = store(TEXTS);
    conversations::rename(&c, conversation_id(1), "Dough", TitleSource::Person, NOW).unwrap();
    assert!(titles(&c, "bread").is_empty());
    assert_eq!(titles(&c, "dough"), ["Dough"]);
    let streaming = Message { state: MessageState::Streaming, ..message(1, 9, "unheard") };
    messages::insert(&c, &streaming).unwrap();
    assert!(titles(&c, "unheard").is_empty(), "not before its end");
    let end = messages::MessageEnd {
        from_cache: None,
        state: MessageState::Incomplete,
        blocks: &[ContentBlock::text("heard at last")],
        model: None,
        stop_reason: None,
        usage: None,
        raw_usage: None,
        cost_nano_usd: None,
        request_id: None,
        failure: None,
        completed_at: NOW,
    };
    messages::finish(&c, message_id(9), &end).unwrap();
    assert_eq!(titles(&c, "heard"), ["Dough"]);
}

#[test]
fn what_is_deleted_for_good_is_gone_from_the_index_and_its_words() {
    let c = store(&[("One", &["a zeppelin over xylograph"]), ("Two", &["another zeppelin"])]);
    assert!(!conversations::erase(&c, conversation_id(1)).unwrap(), "not in the trash");
    conversations::trash(&c, conversation_id(1), NOW).unwrap();
    assert!(conversations::erase(&c, conversation_id(1)).unwrap());
    assert!(titles(&c, "xylograph is:trashed").is_empty());
    assert_eq!(titles(&c, "zeppelin"), ["Two"]);
    let words = |word: &str| -> i64 {
        c.query_row("SELECT count(*) FROM search_words WHERE word = ?1", [word], |row| row.get(0))
            .unwrap()
    };
    assert_eq!((words("xylograph"), words("zeppelin")), (0, 1));
    let mut first = true;
    while search::purge(&c, first).unwrap() {
        first = false;
    }
    assert_eq!(titles(&c, "zeppelin"), ["Two"]);
    let kept: i64 = c
        .query_row(
            "SELECT count(*) FROM search_index_data WHERE instr(block, 'xylograph') > 0",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(kept, 0, "not even in what the index has not tidied up");
}

#[test]
fn what_was_there_before_the_index_is_made_findable_bit_by_bit() {
    let c = store(&[]);
    c.execute_batch("SAVEPOINT before").unwrap();
    for (of, (title, texts)) in (1..).zip(TEXTS) {
        conversations::insert(&c, &conversation(of, title)).unwrap();
        for (text, number) in texts.iter().zip(1..) {
            messages::insert(&c, &message(of, of * 10 + number, text)).unwrap();
        }
    }
    c.execute_batch(
        "DELETE FROM search_index WHERE rowid IN (SELECT number FROM search_documents);
         DELETE FROM search_documents; DELETE FROM search_words;",
    )
    .unwrap();
    messages::insert(&c, &message(2, 99, "a newcomer about tuples")).unwrap();
    assert!(find(&c, "sourdough").incomplete);
    let mut steps = 0;
    while search::backfill(&c, 2).unwrap() {
        steps += 1;
        assert!(steps < 100, "it comes to an end");
    }
    let found = find(&c, "sourdough");
    assert!(!found.incomplete);
    assert_eq!(found.conversations.len(), 1);
    assert_eq!(titles(&c, "bread"), ["Bread"]);
    let documents: i64 =
        c.query_row("SELECT count(*) FROM search_documents", [], |row| row.get(0)).unwrap();
    assert_eq!(documents, 6 + 3 + 1, "nothing twice");
}
