//! Branches: siblings, what is shown after a step, what is deleted and comes back, and the map.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/shared.rs"]
mod support;

use std::time::Instant;

use atelier_store::tables::{branches, conversations, messages};
use atelier_store::{Connection, Durability, Store, StoreError};
use atelier_vocabulary::{ContentBlock, Fork, Message, MessageId, MessageState, Role};
use support::{NOW, conversation, conversation_id, message, message_id};

/// Runs a closure in a transaction of a new store in memory, with the tree
/// `1 ── 2 ── 3 ── 4`, `2 ── 5 ── 6`, `1 ── 7`, seen in that order.
async fn with_tree(work: impl FnOnce(&Connection) -> Result<(), StoreError> + Send + 'static) {
    let store = Store::in_memory(NOW).await.unwrap();
    let write = |tx: &atelier_store::Transaction<'_>| {
        conversations::insert(tx, &conversation(1))?;
        for (number, parent) in [
            (1, None),
            (2, Some(1)),
            (3, Some(2)),
            (4, Some(3)),
            (5, Some(2)),
            (6, Some(5)),
            (7, Some(1)),
        ] {
            say(tx, number, parent)?;
        }
        work(tx)
    };
    store.write(Durability::Normal, write).await.unwrap();
}

fn say(c: &Connection, number: u128, parent: Option<u128>) -> Result<(), StoreError> {
    let text = format!("message {number}");
    messages::insert(c, &message(number, parent, MessageState::Complete, &text))?;
    conversations::set_head(c, conversation_id(1), message_id(number), NOW).map(drop)
}

/// The numbers of the branch that is shown.
fn shown(c: &Connection) -> Vec<u128> {
    let page = messages::branch(c, conversation_id(1), None, 100).unwrap();
    page.items.iter().map(|message| number(message.id)).collect()
}

fn number(id: MessageId) -> u128 {
    uuid::Uuid::from(id).as_u128() & 0xffff
}

fn show(c: &Connection, number: u128) -> Vec<u128> {
    branches::show(c, conversation_id(1), message_id(number), NOW).unwrap().unwrap();
    shown(c)
}

#[tokio::test]
async fn a_message_knows_its_place_among_its_siblings() {
    with_tree(|c| {
        show(c, 4);
        let page = messages::branch(c, conversation_id(1), None, 100)?;
        let forks = branches::forks(c, &page.items)?;
        let fork = |id, place, previous: Option<u128>, next: Option<u128>| Fork {
            message_id: message_id(id),
            place,
            count: 2,
            previous: previous.map(message_id),
            next: next.map(message_id),
        };
        assert_eq!(forks, [fork(2, 1, None, Some(7)), fork(3, 1, None, Some(5))]);
        // What begins a conversation has siblings, too.
        say(c, 8, None)?;
        let begins = messages::branch(c, conversation_id(1), None, 100)?;
        assert_eq!(branches::forks(c, &begins.items)?, [fork(8, 2, Some(1), None)]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_branch_is_shown_again_as_far_as_it_was_last_seen() {
    with_tree(|c| {
        assert_eq!(shown(c), [1, 7]);
        assert_eq!(show(c, 2), [1, 2, 5, 6], "the newest of what was seen below");
        assert_eq!(show(c, 3), [1, 2, 3, 4]);
        assert_eq!(show(c, 7), [1, 7]);
        assert_eq!(show(c, 2), [1, 2, 3, 4], "where the person was last");
        let other = branches::show(c, conversation_id(1), message_id(404), NOW)?;
        assert_eq!(other, None);
        assert_eq!(branches::show(c, conversation_id(9), message_id(2), NOW)?, None);
        assert_eq!(shown(c), [1, 2, 3, 4], "and nothing has changed");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_is_deleted_is_in_nobodys_way_and_comes_back_as_it_was() {
    with_tree(|c| {
        let id = conversation_id(1);
        show(c, 4);
        let deleted = branches::delete(c, id, message_id(3), NOW)?.unwrap();
        assert_eq!(deleted.message_count, 7, "nothing is destroyed");
        assert_eq!(shown(c), [1, 2, 5, 6], "a sibling takes its place");
        let page = messages::branch(c, id, None, 100)?;
        assert_eq!(branches::forks(c, &page.items)?.len(), 1, "and it counts no more");
        assert_eq!(branches::show(c, id, message_id(4), NOW)?, None);
        assert!(branches::is_deleted(c, message_id(4))?);

        branches::delete(c, id, message_id(2), NOW)?;
        assert_eq!(shown(c), [1, 7]);
        assert_eq!(branches::restore(c, id, message_id(3), NOW)?, None, "2 is still gone");
        assert_eq!(branches::restore(c, id, message_id(5), NOW)?, None, "it went with 2");
        branches::restore(c, id, message_id(2), NOW)?.unwrap();
        assert_eq!(shown(c), [1, 2, 5, 6], "3 was deleted on its own, and stays so");
        branches::restore(c, id, message_id(3), NOW)?.unwrap();
        assert_eq!(shown(c), [1, 2, 3, 4]);

        branches::delete(c, id, message_id(1), NOW)?;
        assert_eq!(shown(c), [] as [u128; 0], "a conversation may become empty");
        assert_eq!(branches::delete(c, id, message_id(1), NOW)?, None, "once is enough");
        branches::restore(c, id, message_id(1), NOW)?.unwrap();
        assert_eq!(shown(c), [1, 2, 3, 4]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn deleting_beside_what_is_shown_leaves_it_shown() {
    with_tree(|c| {
        show(c, 4);
        branches::delete(c, conversation_id(1), message_id(5), NOW)?;
        assert_eq!(shown(c), [1, 2, 3, 4]);
        branches::delete(c, conversation_id(1), message_id(4), NOW)?;
        assert_eq!(shown(c), [1, 2, 3], "what it followed is the end");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_map_has_a_stretch_from_fork_to_fork() {
    with_tree(|c| {
        let id = conversation_id(1);
        show(c, 4);
        branches::delete(c, id, message_id(6), NOW + 3)?;
        let map = branches::map(c, id)?;
        let read: Vec<_> = map
            .iter()
            .map(|it| (number(it.first_id), number(it.last_id), it.follows.map(number), it.count))
            .collect();
        assert_eq!(
            read,
            [
                (1, 1, None, 1),
                (2, 2, Some(1), 1),
                (3, 4, Some(2), 2),
                (5, 5, Some(2), 1),
                (6, 6, Some(5), 1),
                (7, 7, Some(1), 1),
            ]
        );
        let shown: Vec<bool> = map.iter().map(|it| it.shown).collect();
        assert_eq!(shown, [true, true, true, false, false, false]);
        assert_eq!(map[4].deleted_at, Some(NOW + 3));
        assert_eq!((map[2].excerpt.as_str(), map[2].role), ("message 3", Role::User));
        assert_eq!(branches::map(c, conversation_id(404))?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_excerpt_is_one_short_line() {
    let store = Store::in_memory(NOW).await.unwrap();
    let write = |c: &atelier_store::Transaction<'_>| -> Result<(), StoreError> {
        conversations::insert(c, &conversation(1))?;
        let texts =
            ["  two\n\nlines\t and \u{7} a bell ", &"word ".repeat(90), &"x".repeat(500), ""];
        for (number, text) in (1..).zip(texts) {
            messages::insert(c, &message(number, None, MessageState::Complete, text))?;
        }
        let map = branches::map(c, conversation_id(1))?;
        assert_eq!(map[0].excerpt, "two lines and  a bell");
        assert!(map.iter().all(|it| it.excerpt.chars().count() <= 121), "{map:?}");
        assert!(map[1].excerpt.ends_with("word…") && map[2].excerpt.ends_with("x…"));
        assert_eq!(map[3].excerpt, "");
        Ok(())
    };
    store.write(Durability::Normal, write).await.unwrap();
}

#[tokio::test]
async fn a_copy_follows_its_own_messages_and_costs_nothing_again() {
    with_tree(|c| {
        let priced = Message {
            cost_nano_usd: Some(900),
            role: Role::Assistant,
            blocks: vec![ContentBlock::text("dear")],
            ..message(9, Some(4), MessageState::Complete, "")
        };
        messages::insert(c, &priced)?;
        branches::set_prefix(c, conversation_id(1), message_id(9), &[7; 32])?;
        conversations::insert(c, &conversation(2))?;
        let path = messages::path_to(c, message_id(9))?;
        let ids = (100..).map(message_id);
        let copy = branches::copy(c, &path, conversation_id(2), ids, NOW)?.unwrap();
        assert_eq!((copy.message_count, copy.cost_nano_usd), (5, 0));
        assert!(!copy.cost_is_partial);
        let copied = messages::branch(c, conversation_id(2), None, 100)?.items;
        assert_eq!(copied.len(), 5);
        assert!(copied.windows(2).all(|pair| pair[1].parent_id == Some(pair[0].id)));
        assert!(copied.iter().zip(&path).all(|(new, old)| new.blocks == old.blocks));
        let prefixes = branches::prefixes(c, conversation_id(2))?;
        assert_eq!(prefixes.get(&message_id(104)), Some(&[7; 32]));
        Ok(())
    })
    .await;
}

/// Positions, steps and the map of a long conversation are quick: no text is read for them.
#[tokio::test]
async fn ten_thousand_messages_are_no_hindrance() {
    const COUNT: u128 = 10_000;
    let folder = tempfile::tempdir().unwrap();
    let store = support::open(folder.path()).await;
    let fill = |tx: &atelier_store::Transaction<'_>| {
        conversations::insert(tx, &conversation(1))?;
        for number in 1..=COUNT {
            // Every hundredth message has a sibling.
            let parent = (number > 1).then(|| number - if number % 100 == 0 { 2 } else { 1 });
            let text = "Some sentences of an answer, about as long as they are. ".repeat(30);
            messages::insert(tx, &message(number, parent, MessageState::Complete, &text))?;
        }
        conversations::set_head(tx, conversation_id(1), message_id(COUNT), NOW)
    };
    store.write(Durability::Full, fill).await.unwrap();
    let page = store.read(|c| messages::branch(c, conversation_id(1), None, 500)).await.unwrap();
    let begun = Instant::now();
    let forks = store.read(move |c| branches::forks(c, &page.items)).await.unwrap();
    println!("the places of 500 of 10,000: {:?}", begun.elapsed());
    assert!(!forks.is_empty());
    let begun = Instant::now();
    let map = store.read(|c| branches::map(c, conversation_id(1))).await.unwrap();
    println!("the map of 10,000 in {} stretches: {:?}", map.len(), begun.elapsed());
    assert_eq!(map.iter().map(|it| u128::from(it.count)).sum::<u128>(), COUNT);
    let begun = Instant::now();
    let step = |tx: &atelier_store::Transaction<'_>| {
        branches::show(tx, conversation_id(1), message_id(1), NOW)
    };
    store.write(Durability::Full, step).await.unwrap().unwrap();
    println!("a step to a branch of 10,000: {:?}", begun.elapsed());
    store.close().await.unwrap();
}
