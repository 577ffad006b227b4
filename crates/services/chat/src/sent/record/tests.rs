//! The record keeps its bounds, and the newest.

use atelier_vocabulary::{ConversationId, Message, MessageId, Role, SentAttempt, SentRequest};
use uuid::Uuid;

use super::{BYTES, Record};

fn answer(conversation: u128, id: u128) -> Message {
    let conversation = ConversationId::from(Uuid::from_u128(conversation));
    Message::empty(MessageId::from(Uuid::from_u128(id)), conversation, Role::Assistant, 0)
}

fn sent(body: String) -> SentRequest {
    SentRequest {
        url: String::new(),
        headers: Vec::new(),
        body,
        body_bytes: 0,
        cuts: Vec::new(),
        asked_at: 0,
        attempts: Vec::new(),
        status: None,
        response_ms: None,
        first_part_ms: None,
        ended_ms: None,
    }
}

#[test]
fn after_a_thousand_answers_the_newest_are_there_and_no_more_than_the_limit() {
    let mut record = Record::default();
    for id in 0..1_000 {
        record.put(&answer(id % 7, id), sent("x".repeat(40_000)));
        assert!(record.bytes <= BYTES, "{}", record.bytes);
    }
    assert_eq!(record.entries.len(), record.order.len());
    assert!((150..210).contains(&record.entries.len()), "{}", record.entries.len());
    assert!(record.get(answer(0, 999).id).is_some());
    assert!(record.get(answer(0, 0).id).is_none());
    let kept = ConversationId::from(Uuid::from_u128(3));
    record.retain(|it| it == kept);
    assert!(record.conversations().iter().all(|it| *it == kept));
    record.retain(|_| false);
    assert_eq!((record.bytes, record.order.len()), (0, 0));
}

#[test]
fn a_second_request_for_an_answer_keeps_what_came_of_the_first() {
    let mut record = Record::default();
    let answer = answer(1, 2);
    record.put(&answer, SentRequest { asked_at: 5, ..sent("first".to_owned()) });
    let attempt = SentAttempt {
        at_ms: 1,
        status: Some(404),
        class: "not_found_error".to_owned(),
        message: "The file is gone.".to_owned(),
        waited_ms: 0,
    };
    record.note(answer.id, |sent, _| sent.attempts.push(attempt.clone()));
    record.put(&answer, sent("second".to_owned()));
    let kept = record.get(answer.id).cloned();
    assert_eq!(
        kept.map(|it| (it.body, it.asked_at, it.attempts)),
        Some(("second".to_owned(), 5, vec![attempt]))
    );
    assert_eq!(record.order.len(), 1);
}
