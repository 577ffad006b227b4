//! What was chosen decides what is sent, and every request stays sound.

use atelier_vocabulary::{
    ContentBlock, ContextFate, ContextMark, ContextSummary, Message, Role, StopReason,
};
use serde_json::json;

use super::{Choices, LEFT_OUT};
use crate::{
    context::{Bindings, Wanted, request_keeping},
    turn::spoken,
};

fn said(text: &str) -> Message {
    spoken(vec![ContentBlock::text(text)])
}

fn answered(text: &str) -> Message {
    Message { role: Role::Assistant, ..said(text) }
}

fn asks(id: &str) -> Message {
    let call = json!({ "type": "tool_use", "id": id, "name": "t", "input": {} });
    Message {
        role: Role::Assistant,
        stop_reason: Some(StopReason("tool_use".to_owned())),
        ..spoken(vec![call.as_object().unwrap().clone().into()])
    }
}

fn brings(id: &str) -> Message {
    let result = json!({ "type": "tool_result", "tool_use_id": id, "content": "4" });
    spoken(vec![result.as_object().unwrap().clone().into()])
}

fn texts(messages: &[Message]) -> Vec<&str> {
    let blocks = messages.iter().flat_map(|message| &message.blocks);
    blocks.filter_map(ContentBlock::as_text).collect()
}

fn summary(up_to: &Message) -> ContextSummary {
    ContextSummary {
        up_to: up_to.id,
        text: "In short.".to_owned(),
        model: "m".to_owned(),
        made_at: 0,
        accepted_at: Some(0),
    }
}

#[test]
fn what_is_left_out_is_not_sent_and_the_last_always_is() {
    let branch = vec![said("a"), answered("b"), said("c")];
    let mut choices = Choices::default();
    choices.whole.insert(branch[1].id, ContextMark::Drop);
    choices.whole.insert(branch[2].id, ContextMark::Drop);
    let selected = choices.select(branch);
    assert_eq!(texts(&selected.messages), ["a", "c"]);
    assert_eq!(selected.fates, [ContextFate::Sent, ContextFate::Dropped, ContextFate::Sent]);
}

#[test]
fn a_request_begins_with_the_person_whatever_is_left_out() {
    let branch = vec![said("a"), answered("b"), said("c")];
    let mut choices = Choices::default();
    choices.whole.insert(branch[0].id, ContextMark::Drop);
    let selected = choices.select(branch);
    assert_eq!(texts(&selected.messages), [LEFT_OUT, "b", "c"]);
    assert_eq!(selected.messages[0].role, Role::User);
}

#[test]
fn a_call_and_its_result_go_or_stay_together() {
    let branch = vec![said("a"), asks("1"), brings("1"), answered("b"), said("c")];
    for place in [1, 2] {
        let mut choices = Choices::default();
        choices.whole.insert(branch[place].id, ContextMark::Drop);
        let selected = choices.select(branch.clone());
        assert_eq!(texts(&selected.messages), ["a", "b", "c"]);
        assert_eq!(selected.messages.len(), 3);
    }
    for place in [1, 2] {
        let mut choices = Choices { summaries: vec![summary(&branch[3])], ..Choices::default() };
        choices.whole.insert(branch[place].id, ContextMark::Pin);
        let selected = choices.select(branch.clone());
        let kinds: Vec<&str> =
            selected.messages.iter().map(|message| message.blocks[0].kind()).collect();
        assert_eq!(kinds, ["text", "tool_use", "tool_result", "text"]);
    }
}

#[test]
fn a_summary_stands_for_the_beginning_and_pinned_messages_survive_it() {
    let branch = vec![said("a"), answered("b"), said("c"), answered("d"), said("e")];
    let mut choices = Choices { summaries: vec![summary(&branch[3])], ..Choices::default() };
    choices.whole.insert(branch[1].id, ContextMark::Pin);
    let selected = choices.select(branch.clone());
    let sent = texts(&selected.messages);
    assert!(sent[0].ends_with("In short."), "{}", sent[0]);
    assert_eq!(sent[1..], ["b", "e"]);
    assert_eq!(
        selected.fates,
        [
            ContextFate::Summarized,
            ContextFate::Sent,
            ContextFate::Summarized,
            ContextFate::Summarized,
            ContextFate::Sent
        ]
    );
    // On a branch that the summary does not speak of, and of what is said now, nothing changes.
    let other = vec![said("a"), answered("b"), said("x")];
    assert_eq!(texts(&choices.select(other).messages), ["a", "b", "x"]);
    let up_to = branch[..4].to_vec();
    assert_eq!(choices.select(up_to).summary, None);
}

#[test]
fn a_picture_can_be_left_out_alone_and_half_a_pair_cannot() {
    let picture = json!({ "type": "image", "source": { "type": "url", "url": "x" } });
    let mut first = said("look");
    first.blocks.insert(0, picture.as_object().unwrap().clone().into());
    let call = asks("1");
    let branch = vec![first, call, brings("1"), answered("b"), said("c")];
    let mut choices = Choices::default();
    choices.dropped_blocks.insert((branch[0].id, 0));
    choices.dropped_blocks.insert((branch[1].id, 0));
    choices.dropped_blocks.insert((branch[2].id, 0));
    let selected = choices.select(branch);
    let kinds: Vec<&str> =
        selected.messages.iter().flat_map(|it| &it.blocks).map(ContentBlock::kind).collect();
    assert_eq!(kinds, ["text", "tool_use", "tool_result", "text", "text"]);
}

proptest::proptest! {
    /// Whatever is pinned, left out and summed up: no call without its result, no result without its
    /// call, and the person speaks first and last.
    #[test]
    fn every_choice_makes_a_sound_request(
        marks in proptest::collection::vec(0_u8..3, 9),
        cut in 0_usize..9,
        tools in proptest::bool::ANY,
    ) {
        let branch = vec![
            said("a"), asks("1"), brings("1"), asks("2"), brings("2"), answered("b"), said("c"),
            answered("d"), said("e"),
        ];
        let mut choices = Choices { summaries: vec![summary(&branch[cut])], ..Choices::default() };
        for (message, mark) in branch.iter().zip(&marks) {
            match mark {
                1 => drop(choices.whole.insert(message.id, ContextMark::Pin)),
                2 => drop(choices.whole.insert(message.id, ContextMark::Drop)),
                _ => {}
            }
        }
        let selected = choices.select(branch);
        let wanted = Wanted {
            model: "m",
            facts: None,
            effort: None,
            instructions: "",
            tools: if tools { vec![json!({ "name": "t" })] } else { Vec::new() },
        };
        let request = request_keeping(&selected.messages, &wanted, &Bindings::default());
        let mut open: Vec<String> = Vec::new();
        for message in &request.messages {
            let id = |block: &ContentBlock, name: &str| {
                block.raw().get(name).and_then(|id| id.as_str()).map(str::to_owned)
            };
            let results: Vec<String> =
                message.content.iter().filter_map(|block| id(block, "tool_use_id")).collect();
            proptest::prop_assert_eq!(&results, &open);
            open = message.content.iter().filter_map(|block| id(block, "id")).collect();
        }
        proptest::prop_assert!(open.is_empty());
        proptest::prop_assert_eq!(request.messages.first().unwrap().role, Role::User);
        proptest::prop_assert_eq!(request.messages.last().unwrap().role, Role::User);
    }
}
