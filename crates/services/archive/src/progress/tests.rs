//! How long an import is silent: in messages, in text and in bytes of the history, and while the disk
//! is busy.

#![expect(clippy::disallowed_methods, reason = "a test writes in a folder of its own")]

use std::path::Path;
use std::sync::{Arc, Mutex};

use atelier_rpc::{Call, CallId, Events, Origin};
use atelier_store::{Durability, Store};
use atelier_vocabulary::{ContentBlock, ConversationId, ImportEvent, Message, MessageId, Role};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Far, MESSAGES, SILENCE, Say, Steps, TEXT, telling};
use crate::KeepOut;
use crate::library::{Others, Wanted};
use crate::reading::read;
use crate::run::{Mode, Run};

const NOW: i64 = 1_790_000_000_000;
/// How much of the history lies between two words at most: what is handed over at once, and a piece
/// that is read.
const BETWEEN: u64 = 1 << 20;

/// Words of progress, and where they are noted.
fn noted() -> (Arc<Mutex<Vec<Far>>>, Say) {
    let words: Arc<Mutex<Vec<Far>>> = Arc::default();
    let to = Arc::clone(&words);
    (words, Arc::new(move |far| to.lock().unwrap().push(far)))
}

fn message(text: usize) -> Message {
    let id = |number| Uuid::from_u128(number);
    let (message, conversation) = (MessageId::from(id(1)), ConversationId::from(id(2)));
    let blocks = vec![ContentBlock::text("x".repeat(text))];
    Message { blocks, ..Message::empty(message, conversation, Role::User, NOW) }
}

#[test]
fn within_one_transaction_there_is_a_word_after_so_many_messages_or_so_much_text() {
    let sizes = [0, 10, 300, 4_000, 90_000, 700_000];
    let all = 1_000;
    let (words, say) = noted();
    let from = Far { bytes: 5_000, of: 90_000, conversations: 3 };
    let mut steps = Steps::new(say, from, 45_000, all);
    let (mut said, mut messages, mut text) = (0, 0, 0);
    for number in 0..all {
        let size = sizes[number * number % sizes.len()];
        steps.kept(&message(size));
        messages += 1;
        text += size as u64;
        let now = words.lock().unwrap().len();
        if now > said {
            (said, messages, text) = (now, 0, 0);
        }
        assert!(messages < MESSAGES && text < TEXT, "silent for {messages} and {text} bytes");
    }
    let words = words.lock().unwrap();
    assert!(words.is_sorted_by(|a, b| a.bytes < b.bytes), "each word says more than the last");
    assert!(words.iter().all(|it| (5_000..=45_000).contains(&it.bytes)));
    assert!(words.iter().all(|it| (it.of, it.conversations) == (90_000, 3)));
}

/// A talk of an export of ChatGPT.
fn talk(number: usize, messages: usize, text: usize) -> Value {
    let mut mapping = serde_json::Map::new();
    for place in 0..messages {
        let id = format!("{number}-{place}");
        let parent = place.checked_sub(1).map(|it| format!("{number}-{it}"));
        let role = if place % 2 == 0 { "user" } else { "assistant" };
        let message = json!({ "id": id, "author": { "role": role }, "create_time": 1_700_000_000,
            "content": { "content_type": "text", "parts": [format!("{place} {}", "word ".repeat(text / 5))] } });
        mapping.insert(id.clone(), json!({ "id": id, "parent": parent, "message": message }));
    }
    json!({ "title": format!("Talk {number}"), "create_time": 1_700_000_000, "mapping": mapping,
        "current_node": format!("{number}-{}", messages - 1), "conversation_id": format!("c-{number}") })
}

/// Takes a history in, and returns what was said of how far it is.
async fn words_of(path: &Path, mode: Mode) -> Vec<Far> {
    let store = Store::in_memory(NOW).await.unwrap();
    let others = Others::default();
    let (words, say) = noted();
    let mut run = Run::new(&store, &others, mode, path, NOW, say);
    let (outlet, mut inlet) = mpsc::channel(1);
    let (told, stop) = (path.to_owned(), CancellationToken::new());
    let keep_out = KeepOut { home: None, own: Vec::new() };
    let reading = tokio::task::spawn_blocking(move || read(&told, &keep_out, NOW, &outlet, &stop));
    let call = Call::new(CallId::new("t"), Origin::Http, CancellationToken::new());
    let (listener, _heard) = mpsc::channel(1);
    run.keep_all(&call, &mut inlet, &Events::new(listener)).await.unwrap();
    reading.await.unwrap().unwrap();
    run.finish(NOW).await.unwrap();
    assert_eq!(run.tally.report.new_messages, 2_003 + 4 * 500);
    store.close().await.unwrap();
    words.lock().unwrap().clone()
}

/// Many small conversations, one of two thousand messages, and one with a message of megabytes.
#[tokio::test]
async fn a_history_is_never_read_or_kept_far_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("conversations.json");
    let mut talks: Vec<Value> = (0..500).map(|it| talk(it, 4, 200)).collect();
    talks.insert(100, talk(1_000, 2_000, 1_500));
    talks.insert(200, talk(1_001, 3, 900_000));
    std::fs::write(&path, serde_json::to_vec(&talks).unwrap()).unwrap();
    let bytes = std::fs::metadata(&path).unwrap().len();
    for mode in [Mode::Inspect, Mode::TakeIn(Wanted::AsTheyAre)] {
        let words = words_of(&path, mode).await;
        let read = || words.iter().map(|it| it.bytes);
        let far: Vec<u64> = [0].into_iter().chain(read()).collect();
        assert!(far.is_sorted(), "{mode:?}");
        let longest = far.windows(2).map(|it| it[1] - it[0]).max().unwrap();
        assert!(longest <= BETWEEN, "{mode:?}: {longest} bytes without a word");
        assert_eq!(far.last(), Some(&bytes), "{mode:?}");
        assert!(words.iter().all(|it| it.of == bytes), "{mode:?}");
        let messages = 2_003 + 4 * 500;
        assert!(words.len() as u64 >= messages / MESSAGES, "{mode:?}: {} words", words.len());
        assert!(words.len() < 200, "{mode:?}: nobody reads {} words", words.len());
    }
}

/// The writer is held for as long as it takes to hear five words: of what it does then (a commit, a
/// merge of the index, a disk that sleeps) nothing says how far it is.
#[tokio::test(start_paused = true)]
async fn while_the_disk_is_busy_it_goes_on_saying_how_far_it_is() {
    let store = Store::in_memory(NOW).await.unwrap();
    let (release, held) = std::sync::mpsc::channel::<()>();
    let (far, seen) = watch::channel(Far { bytes: 7, of: 9, conversations: 1 });
    let (listener, mut heard) = mpsc::channel(1);
    let work = async {
        let busy = store.write(Durability::Normal, move |_| Ok(held.recv().is_ok()));
        let busy = busy.await.unwrap();
        far.send_replace(Far { bytes: 9, of: 9, conversations: 2 });
        busy
    };
    let begun = Instant::now();
    let listen = async {
        let mut words = Vec::new();
        for _ in 0..5 {
            words.push(heard.recv().await.unwrap());
        }
        let waited = begun.elapsed();
        release.send(()).unwrap();
        while let Some(word) = heard.recv().await {
            words.push(word);
        }
        (words, waited)
    };
    let told = async {
        let events = Events::<ImportEvent>::new(listener);
        telling(work, seen, &events).await
    };
    let (done, (words, waited)) = tokio::join!(told, listen);
    assert!(done, "what it came to is handed on");
    assert_eq!(waited.as_secs(), 5 * SILENCE.as_secs());
    let far = |bytes, conversations| {
        serde_json::to_value(ImportEvent::from(Far { bytes, of: 9, conversations })).unwrap()
    };
    assert_eq!(words[..5], [1; 5].map(|it| far(7, it)));
    assert_eq!(words.last(), Some(&far(9, 2)), "the last word is how far it came");
    store.close().await.unwrap();
}

#[tokio::test]
async fn work_goes_on_where_nobody_listens_or_listens_slowly() {
    for listens in [false, true] {
        let (far, seen) = watch::channel(Far::default());
        let (listener, mut heard) = mpsc::channel(1);
        let (ended, end) = oneshot::channel();
        if !listens {
            heard.close();
        }
        let work = async {
            for bytes in 1..=10_000 {
                far.send_replace(Far { bytes, of: 10_000, conversations: 0 });
                tokio::task::yield_now().await;
            }
            ended.send(()).unwrap();
        };
        let told = async {
            let events = Events::<ImportEvent>::new(listener);
            telling(work, seen, &events).await;
        };
        let listen = async {
            // Nothing is taken until the work has ended.
            end.await.unwrap();
            let mut words = Vec::new();
            while let Some(word) = heard.recv().await {
                words.push(word["bytes"].as_u64().unwrap());
            }
            words
        };
        let ((), words) = tokio::join!(told, listen);
        assert_eq!(words.last().copied(), listens.then_some(10_000));
        assert!(words.len() <= 3, "what was not heard in time is not said any more: {words:?}");
    }
}
