//! Made-up histories are as large as asked for, and the same each time.

use std::collections::HashSet;

use atelier_testkit::{History, Lexicon};

#[test]
fn a_history_is_as_large_as_asked_for_and_the_same_each_time() {
    let lexicon = Lexicon::new(20_000);
    let small = History { conversations: 7, messages: 100, ..History::default() };
    let made: Vec<_> = small.made_up(&lexicon).collect();
    assert_eq!(made, small.made_up(&lexicon).collect::<Vec<_>>());
    assert_eq!(made.len(), 7);
    assert_eq!(made.iter().map(|it| it.messages.len()).sum::<usize>(), 100);
    let ids: HashSet<_> = made.iter().flat_map(|it| &it.messages).map(|it| it.id).collect();
    assert_eq!(ids.len(), 100, "no id is there twice");
    assert!(made[0].messages[0].created_at < made[1].messages[0].created_at);
    for one in &made {
        assert_eq!(one.conversation.head_id, one.messages.last().map(|it| it.id));
    }
}

#[test]
fn words_are_used_as_often_as_in_real_texts() {
    let lexicon = Lexicon::new(20_000);
    let small = History { conversations: 10, messages: 1_000, ..History::default() };
    let mut words = 0;
    let mut first = 0;
    let mut distinct = HashSet::new();
    for message in small.made_up(&lexicon).flat_map(|it| it.messages) {
        for word in message.blocks[0].as_text().unwrap_or_default().split_whitespace() {
            words += 1;
            first += usize::from(word.eq_ignore_ascii_case("the"));
            distinct.insert(word.to_lowercase());
        }
    }
    assert!((25_000..60_000).contains(&words), "{words}");
    assert!(first * 100 > words * 4 && first * 100 < words * 20, "{first} of {words}");
    assert!(distinct.len() > 4_000, "{}", distinct.len());
}
