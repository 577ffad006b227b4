//! What the store costs, printed; the budgets are held by the benchmark of a release build.
#![expect(clippy::indexing_slicing, reason = "a list of times is not empty")]
#![expect(clippy::print_stdout, reason = "a measurement is printed")]

#[path = "support/shared.rs"]
mod support;

use std::time::{Duration, Instant};

use atelier_store::tables::{conversations, deltas, drafts, messages};
use atelier_store::{Durability, Store};
use atelier_vocabulary::{BlockPart, MessageState};
use deltas::Delta;
use support::{NOW, conversation, conversation_id, file, key, message, message_id};

/// Prints the median and the 95th of a hundred.
fn print(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let (p50, p95) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    println!("{name}: p50 {p50:?}, p95 {p95:?} ({} times)", times.len());
}

#[tokio::test]
async fn a_page_of_ten_thousand_messages_is_read_without_reading_them_all() {
    const COUNT: u128 = 10_000;
    let folder = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let store = support::open(folder.path()).await;
    println!("create: {:?}", begun.elapsed());
    store
        .write(Durability::Full, |tx| {
            conversations::insert(tx, &conversation(1))?;
            for number in 1..=COUNT {
                let parent = (number > 1).then(|| number - 1);
                let text = "Some sentences of an answer, about as long as they are. ".repeat(10);
                messages::insert(tx, &message(number, parent, MessageState::Complete, &text))?;
            }
            conversations::set_head(tx, conversation_id(1), message_id(COUNT), NOW)
        })
        .await
        .unwrap();
    let mut pages = Vec::new();
    for _ in 0..40 {
        let begun = Instant::now();
        let page = store.read(|c| messages::branch(c, conversation_id(1), None, 50)).await.unwrap();
        pages.push(begun.elapsed());
        assert_eq!(page.items.len(), 50);
        assert_eq!(page.items[49].id, message_id(COUNT));
    }
    print("newest 50 of 10,000", pages);
    let begun = Instant::now();
    let whole = store.read(|c| messages::path_to(c, message_id(COUNT))).await.unwrap();
    println!("all 10,000: {:?}", begun.elapsed());
    assert_eq!(whole.len(), 10_000);
    store.close().await.unwrap();
    let mut opens = Vec::new();
    for _ in 0..20 {
        let begun = Instant::now();
        let store = Store::open(&file(folder.path()), &key(), NOW).await.unwrap();
        opens.push(begun.elapsed());
        store.close().await.unwrap();
    }
    print("open", opens);
}

#[tokio::test]
async fn a_delta_costs_one_small_commit() {
    let folder = tempfile::tempdir().unwrap();
    let store = support::open(folder.path()).await;
    store
        .write(Durability::Full, |tx| {
            conversations::insert(tx, &conversation(1))?;
            messages::insert(tx, &message(2, None, MessageState::Streaming, ""))
        })
        .await
        .unwrap();
    for durability in [Durability::Normal, Durability::Full] {
        let mut times = Vec::new();
        for _ in 0..400 {
            let text = " a token".to_owned();
            let delta = [Delta::Grew { index: 0, part: BlockPart::Text, text }];
            let begun = Instant::now();
            let append = move |tx: &atelier_store::Transaction<'_>| {
                deltas::append(tx, message_id(2), &delta)
            };
            store.write(durability, append).await.unwrap();
            times.push(begun.elapsed());
        }
        print(&format!("append a delta, {durability:?}"), times);
    }
    let mut times = Vec::new();
    for number in 0..200 {
        let begun = Instant::now();
        let text = format!("draft {number}");
        store.write(Durability::Full, move |tx| drafts::save(tx, None, &text, NOW)).await.unwrap();
        times.push(begun.elapsed());
    }
    print("commit a draft, Full", times);
    let blocks = store.read(|c| deltas::fold(c, message_id(2))).await.unwrap();
    assert_eq!(blocks[0].as_text().map(str::len), Some(800 * " a token".len()));
}
