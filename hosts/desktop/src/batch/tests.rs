//! How events are put together, with the clock in hand.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{BYTES, Batch, EVENTS, PAUSE, forward};

/// The batches that come of `events`, each sent after its pause.
async fn batches(events: Vec<(Duration, Value)>) -> Vec<Vec<Value>> {
    let (outlet, inlet) = mpsc::channel(64);
    let mut sent = Vec::new();
    let produce = async move {
        for (pause, event) in events {
            tokio::time::sleep(pause).await;
            outlet.send(event).await.unwrap();
        }
    };
    let collect = forward(inlet, |Batch(text)| {
        sent.push(serde_json::from_str(&text).unwrap());
        true
    });
    let ((), whole) = tokio::join!(produce, collect);
    assert!(whole, "every event was handed on");
    sent
}

fn at_once(events: impl IntoIterator<Item = Value>) -> Vec<(Duration, Value)> {
    events.into_iter().map(|event| (Duration::ZERO, event)).collect()
}

// rows: 2.16, 2.44
#[tokio::test(start_paused = true)]
async fn slow_events_are_not_held_back() {
    let slow = Duration::from_millis(20);
    let begun = tokio::time::Instant::now();
    let sent = batches((0..5).map(|n| (slow, json!(n))).collect()).await;
    assert_eq!(sent, [[json!(0)], [json!(1)], [json!(2)], [json!(3)], [json!(4)]]);
    assert_eq!(begun.elapsed(), slow * 5, "nobody waited for company");
}

#[tokio::test(start_paused = true)]
async fn a_burst_arrives_in_order_in_few_messages() {
    let sent = batches(at_once((0..10_000).map(|n| json!(n)))).await;
    assert!(sent.len() <= 10_000 / EVENTS + 2, "{} messages", sent.len());
    assert!(sent.iter().all(|batch| batch.len() <= EVENTS));
    let all: Vec<Value> = sent.into_iter().flatten().collect();
    assert_eq!(all, (0..10_000).map(|n| json!(n)).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn steady_events_share_messages_and_wait_at_most_the_pause() {
    let events = (0..100).map(|n| (Duration::from_millis(1), json!(n))).collect();
    let sent = batches(events).await;
    assert_eq!(sent[0], [json!(0)], "the first goes out at once");
    let most = usize::try_from(PAUSE.as_millis()).unwrap() + 1;
    assert!(sent.iter().all(|batch| batch.len() <= most), "{sent:?}");
    assert!(sent.len() <= 20, "{} messages for 100 events", sent.len());
}

#[tokio::test(start_paused = true)]
async fn large_events_do_not_pile_up() {
    let large = json!("x".repeat(BYTES / 2));
    let sent = batches(at_once(vec![large; 20])).await;
    assert!(sent.iter().all(|batch| batch.len() <= 2), "a message stays small");
}

#[tokio::test(start_paused = true)]
async fn nobody_listening_ends_it() {
    let (outlet, inlet) = mpsc::channel(64);
    outlet.send(json!(1)).await.unwrap();
    assert!(!forward(inlet, |_| false).await);
    assert!(outlet.send(json!(2)).await.is_err(), "the operation learns of it");
}
