//! Where a conversation may be cut: before something that a person said, never between a call and
//! its result.

use atelier_vocabulary::{ContentBlock, Message, Role};
use serde_json::json;

use super::{before, cut};
use crate::turn::spoken;

fn said(text: &str) -> Message {
    spoken(vec![ContentBlock::text(text)])
}

fn answered(text: &str) -> Message {
    Message { role: Role::Assistant, ..said(text) }
}

fn brought() -> Message {
    let result = json!({ "type": "tool_result", "tool_use_id": "a", "content": "1" });
    spoken(vec![result.as_object().unwrap().clone().into()])
}

#[test]
fn the_last_turns_stay_and_there_must_be_something_before_them() {
    let turns = |count: usize| -> Vec<Message> {
        (0..count).flat_map(|_| [said("a"), answered("b")]).collect()
    };
    let cases = [
        (0, 2, None),
        (2, 2, None),
        (3, 2, Some(2)),
        (5, 2, Some(6)),
        (5, 5, None),
        (5, 1, Some(8)),
    ];
    for (count, keep, expected) in cases {
        assert_eq!(cut(&turns(count), keep), expected, "{count} turns, {keep} kept");
    }
}

#[test]
fn a_turn_with_tools_is_one() {
    let branch =
        [said("a"), answered("b"), said("c"), answered("d"), brought(), answered("e"), said("f")];
    assert_eq!(cut(&branch, 1), Some(6));
    assert_eq!(cut(&branch, 2), Some(2));
    let (last, asked) = before(branch.to_vec(), 6).unwrap();
    assert_eq!(last, branch[5].id);
    assert_eq!(asked.len(), 7);
}
