//! What is kept stays within its limits, and is given only in its time.

use atelier_vocabulary::{ContentBlock, ConversationId};
use proptest::prelude::*;
use uuid::Uuid;

use super::{Answer, Kept, Limits, RequestHash};

const LIMITS: Limits = Limits { bytes: 4_000, answer_bytes: 2_000, entries: 4, lifetime: 1_000 };

fn hash(number: u8) -> RequestHash {
    [number; 32]
}

fn answer(text: &str, answered_at: i64) -> Answer {
    Answer {
        conversation: ConversationId::from(Uuid::nil()),
        question: "Why?".to_owned(),
        blocks: vec![ContentBlock::text(text)],
        model: Some("claude-test".to_owned()),
        stop_reason: None,
        cost_nano_usd: Some(7),
        answered_at,
    }
}

#[test]
fn what_was_kept_is_given_in_its_time_and_counted() {
    let mut kept = Kept::default();
    kept.put(hash(1), answer("Because.", 0), LIMITS, 0);
    assert!(kept.give(&hash(2), LIMITS, 10).is_none());
    let given = kept.give(&hash(1), LIMITS, 999).unwrap();
    assert_eq!(given.blocks, [ContentBlock::text("Because.")]);
    assert_eq!((kept.hits, kept.saved_nano_usd, kept.unpriced_hits), (1, 7, 0));
    assert!(kept.give(&hash(1), LIMITS, 1_000).is_none(), "its time is over");
    assert_eq!((kept.bytes(), kept.entries().len()), (0, 0));
    assert_eq!(kept.hits, 1, "what came of it stays counted");
}

#[test]
fn a_clock_that_was_set_back_makes_nothing_last_longer() {
    let mut kept = Kept::default();
    kept.put(hash(1), answer("Because.", 5_000), LIMITS, 5_000);
    assert!(kept.give(&hash(1), LIMITS, 4_000).is_none());
    assert!(kept.give(&hash(1), LIMITS, 5_001).is_none(), "it does not come back");
    kept.put(hash(2), answer("Because.", i64::MAX), LIMITS, i64::MIN);
    assert!(kept.entries().is_empty());
}

#[test]
fn what_was_not_given_for_longest_makes_room() {
    let mut kept = Kept::default();
    for number in 0..4 {
        kept.put(hash(number), answer("Because.", 0), LIMITS, 0);
    }
    assert!(kept.give(&hash(0), LIMITS, 1).is_some());
    kept.put(hash(9), answer("Because.", 1), LIMITS, 1);
    let left: Vec<u8> = kept.entries().iter().map(|(hash, _)| hash[0]).collect();
    assert_eq!(left, [9, 0, 3, 2]);
}

#[test]
fn a_long_answer_is_not_kept_and_the_one_before_it_goes() {
    let mut kept = Kept::default();
    kept.put(hash(1), answer("Because.", 0), LIMITS, 0);
    kept.put(hash(1), answer(&"x".repeat(2_000), 0), LIMITS, 0);
    assert!(kept.give(&hash(1), LIMITS, 0).is_none(), "an old answer is not given for a newer one");
}

proptest! {
    #[test]
    fn no_limit_is_ever_crossed(
        steps in prop::collection::vec((0_u8..12, 0_usize..3_000, -50_i64..2_000, any::<bool>()), 1..60)
    ) {
        let mut kept = Kept::default();
        for (number, length, now, asks) in steps {
            if asks {
                if let Some(given) = kept.give(&hash(number), LIMITS, now) {
                    prop_assert!((0..LIMITS.lifetime).contains(&(now - given.answered_at)));
                    let expected = number.to_string();
                    prop_assert!(given.question == expected, "it is the answer to another request");
                }
            } else {
                let answer = Answer { question: number.to_string(), ..answer(&"x".repeat(length), now) };
                kept.put(hash(number), answer, LIMITS, now);
            }
            let entries = kept.entries();
            prop_assert!(entries.len() <= LIMITS.entries && kept.bytes() <= LIMITS.bytes);
            prop_assert_eq!(kept.bytes(), entries.iter().map(|(_, entry)| entry.bytes).sum::<usize>());
        }
    }
}
