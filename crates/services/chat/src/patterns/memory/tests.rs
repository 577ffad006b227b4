//! Bank and store say the same, whatever comes between.

use std::sync::Arc;

use atelier_api::pattern::{FindSimilar, ForgetPattern, ListPatterns, PatternApi, StorePattern};
use atelier_rpc::{Call, CallId, NoInput, Origin};
use atelier_store::{Durability, Slot, Store, tables::patterns as table};
use atelier_vocabulary::{Pattern, PatternScope, PatternSource, Settings};
use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;

use super::{Memory, Patterns, limits, record};

const NOW: i64 = 1_763_700_000_000;

async fn opened() -> (Patterns, Store) {
    let store = Store::in_memory(NOW).await.unwrap();
    let slot = Slot::empty("not yet");
    slot.put(store.clone());
    let patterns = Patterns {
        slot,
        clock: Arc::new(|| NOW),
        settings: watch::Sender::new(Settings::default()).subscribe(),
        changes: broadcast::Sender::new(1),
        memory: Memory::default(),
    };
    (patterns, store)
}

fn call() -> Call {
    Call::new(CallId::new("test"), Origin::Cli, CancellationToken::new())
}

fn taught(message: &str) -> StorePattern {
    StorePattern { message: message.to_owned(), response: String::new(), score: 1.0, scope: None }
}

fn asked(text: &str) -> FindSimilar {
    FindSimilar { text: text.to_owned(), scope: None, limit: None, threshold: None }
}

fn is_built(patterns: &Patterns, store: &Store) -> bool {
    patterns.memory.with(store, |_| ()).is_some()
}

#[tokio::test]
async fn the_bank_is_built_when_it_is_first_asked_and_not_before() {
    let (patterns, store) = opened().await;
    patterns.list(call(), ListPatterns::default()).await.unwrap();
    assert!(!is_built(&patterns, &store), "a list needs none");
    assert!(patterns.similar(call(), asked(" \n")).await.unwrap().is_empty());
    assert!(!is_built(&patterns, &store), "nor does a blank question");
    patterns.similar(call(), asked("heliotrope")).await.unwrap();
    assert!(is_built(&patterns, &store));
    let other = Store::in_memory(NOW).await.unwrap();
    assert!(!is_built(&patterns, &other), "of another store nothing is known");
    patterns.slot.put(other.clone());
    patterns.store(call(), taught("heliotrope and jasmine")).await.unwrap();
    assert!(is_built(&patterns, &other) && !is_built(&patterns, &store));
    patterns.slot.fail("locked");
    patterns.similar(call(), asked("heliotrope")).await.unwrap_err();
    assert!(!is_built(&patterns, &other), "what is locked away is not held either");
}

#[tokio::test]
async fn a_change_that_the_store_refuses_is_not_remembered() {
    let (patterns, store) = opened().await;
    let kept = patterns.store(call(), taught("heliotrope and jasmine")).await.unwrap();
    store.close().await.unwrap();
    patterns.store(call(), taught("lavender and thyme")).await.unwrap_err();
    assert!(!is_built(&patterns, &store), "the bank that was ahead is let go");
    patterns.forget(call(), ForgetPattern { id: kept.id }).await.unwrap_err();
}

/// What is more than memory may hold is forgotten in the store too, so that it cannot grow for ever.
#[tokio::test]
async fn what_does_not_fit_is_forgotten_in_both() {
    let (patterns, store) = opened().await;
    let count = 2_300;
    let long = "y".repeat(limits().response_bytes);
    let fill = move |c: &atelier_store::Transaction<'_>| {
        (0..count).try_for_each(|number| {
            let message = format!("{number} {}", "x".repeat(8_000));
            let made = atelier_reasoningbank::PatternId::of(
                &atelier_reasoningbank::Scope::Global,
                &message,
                &long,
            );
            let pattern = Pattern {
                id: record::vocabulary_id(made),
                scope: PatternScope::Global,
                message,
                response: long.clone(),
                score: 1.0,
                source: PatternSource::Conversation,
                wins: 0,
                losses: 0,
                repeats: 0,
                last_used_at: None,
                pinned: number < 10,
                suspended: false,
                created_at: NOW - 1_000_000 + i64::from(number),
            };
            table::set(c, &pattern)
        })
    };
    store.write(Durability::Normal, fill).await.unwrap();
    let stats = patterns.stats(call(), NoInput {}).await.unwrap();
    assert!(stats.memory_bytes <= stats.memory_limit_bytes, "{stats:?}");
    assert!((1_900..2_300).contains(&stats.patterns), "{stats:?}");
    assert_eq!(stats.pinned, 10, "pinned ones stay");
    let mut left = 0;
    let counted = store
        .read(move |c| {
            table::each(c, |_| left += 1)?;
            Ok(left)
        })
        .await
        .unwrap();
    assert_eq!(counted, stats.patterns, "the store has what the bank has");
}
