//! Which answers are learned from, and how much of them.

use std::sync::Arc;

use atelier_store::Slot;
use atelier_vocabulary::{
    ContentBlock, Message, MessageFailure, MessageState, Role, Settings, StopReason,
};
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

use super::{PATTERN_TEXT_BYTES, Patterns, said};
use crate::Memory;

fn patterns(learning: bool) -> Patterns {
    Patterns {
        slot: Slot::empty("none is needed"),
        clock: Arc::new(|| 0),
        settings: watch::Sender::new(Settings { learning, ..Settings::default() }).subscribe(),
        changes: broadcast::Sender::new(1),
        memory: Memory::default(),
    }
}

fn answer() -> Message {
    Message {
        parent_id: Some(Uuid::from_u128(1).into()),
        blocks: vec![ContentBlock::text("words")],
        state: MessageState::Complete,
        stop_reason: Some(StopReason("end_turn".to_owned())),
        completed_at: Some(0),
        ..Message::empty(Uuid::from_u128(2).into(), Uuid::from_u128(3).into(), Role::Assistant, 0)
    }
}

#[test]
fn only_whole_answers_of_claude_teach_and_only_where_the_settings_allow_it() {
    let failure = MessageFailure {
        class: "not_stored".to_owned(),
        message: String::new(),
        retryable: false,
        retry_at: None,
    };
    let stopped = |reason: &str| Some(StopReason(reason.to_owned()));
    let on = patterns(true);
    assert_eq!(on.lesson(&answer()).unwrap().answer, "words");
    assert!(on.lesson(&Message { stop_reason: stopped("stop_sequence"), ..answer() }).is_some());
    for (why, message) in [
        ("the simulator said it", Message { simulated: true, ..answer() }),
        ("it was stopped", Message { state: MessageState::Incomplete, ..answer() }),
        ("it failed", Message { state: MessageState::Failed, ..answer() }),
        ("it was cut off", Message { stop_reason: stopped("max_tokens"), ..answer() }),
        ("it was refused", Message { stop_reason: stopped("refusal"), ..answer() }),
        ("it asks for a tool", Message { stop_reason: stopped("tool_use"), ..answer() }),
        ("nobody said why it ended", Message { stop_reason: None, ..answer() }),
        ("it is not stored", Message { failure: Some(failure), ..answer() }),
        ("it answers nothing", Message { parent_id: None, ..answer() }),
        ("it says nothing", Message { blocks: vec![ContentBlock::text(" \n")], ..answer() }),
    ] {
        assert!(on.lesson(&message).is_none(), "{why}");
    }
    assert!(patterns(false).lesson(&answer()).is_none(), "learning is off");
}

#[test]
fn long_texts_are_cut_between_letters() {
    let blocks = [ContentBlock::text("a"), ContentBlock::text("é".repeat(PATTERN_TEXT_BYTES))];
    let kept = said(&blocks);
    assert!(kept.starts_with("a\n\né") && kept.len() <= PATTERN_TEXT_BYTES);
    assert!(kept.len() > PATTERN_TEXT_BYTES - 2);
}
