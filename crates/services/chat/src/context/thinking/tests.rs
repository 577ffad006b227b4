//! The API's rules on thinking, one test each.

use std::collections::HashMap;

use atelier_claude_wire::MessagesRequest;
use atelier_vocabulary::{ContentBlock, ConversationId, Message, MessageId, MessageState, Role};
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::{Wanted, go_on, request_keeping};
use super::{Bindings, prefix_of};

const ACCOUNT: &str = "anthropic WXYZ";
const MODEL: &str = "claude-opus-5-5";

fn message(number: u128, role: Role, blocks: Value) -> Message {
    Message {
        blocks: serde_json::from_value(blocks).unwrap(),
        state: MessageState::Complete,
        model: Some(MODEL.to_owned()),
        ..Message::empty(
            MessageId::from(Uuid::from_u128(number)),
            ConversationId::from(Uuid::nil()),
            role,
            0,
        )
    }
}

fn said(number: u128, text: &str) -> Message {
    message(number, Role::User, json!([{ "type": "text", "text": text }]))
}

fn thought(number: u128) -> Message {
    let blocks = json!([
        { "type": "thinking", "thinking": format!("hm {number}"), "signature": "c2ln", "new": 1 },
        { "type": "redacted_thinking", "data": "ZGF0YQ==" },
        { "type": "text", "text": format!("answer {number}") },
    ]);
    message(number, Role::Assistant, blocks)
}

fn wanted<'a>() -> Wanted<'a> {
    Wanted { model: MODEL, facts: None, effort: None, instructions: "Be brief.", tools: Vec::new() }
}

/// A conversation in which everything was asked as `request_keeping` asks: its messages, and what was
/// noted of their thinking on the way.
fn conversation() -> (Vec<Message>, Bindings) {
    let mut bindings = Bindings { account: ACCOUNT.to_owned(), prefixes: HashMap::new() };
    let mut branch = Vec::new();
    for number in [1, 3, 5] {
        branch.push(said(number, &format!("question {number}")));
        let asked = request_keeping(&branch, &wanted(), &bindings);
        let answer = thought(number + 1);
        let prefix = prefix_of(&asked, ACCOUNT, &answer.blocks).unwrap();
        bindings.prefixes.insert(answer.id, prefix);
        branch.push(answer);
    }
    branch.push(said(7, "question 7"));
    (branch, bindings)
}

/// Which answers of a request bring their thinking along.
fn thinking(request: &MessagesRequest) -> Vec<bool> {
    let thinks = |blocks: &[ContentBlock]| blocks.iter().any(|it| it.kind().contains("thinking"));
    let answers = request.messages.iter().filter(|it| it.role == Role::Assistant);
    answers.map(|answer| thinks(&answer.content)).collect()
}

#[test]
fn thinking_goes_back_unmodified_and_in_order_where_nothing_has_changed() {
    let (branch, bindings) = conversation();
    let request = request_keeping(&branch, &wanted(), &bindings);
    assert_eq!(thinking(&request), [true, true, true]);
    assert_eq!(request.messages[1].content, branch[1].blocks, "to the last field");
}

#[test]
fn a_changed_model_drops_all_thinking() {
    let (branch, bindings) = conversation();
    let other = Wanted { model: "claude-sonnet-5-5", ..wanted() };
    let request = request_keeping(&branch, &other, &bindings);
    assert_eq!(thinking(&request), [false, false, false]);
    assert_eq!(request.messages.len(), 7, "what was said goes all the same");
}

#[test]
fn a_changed_system_text_drops_all_thinking() {
    let (branch, bindings) = conversation();
    let other = Wanted { instructions: "Be verbose.", ..wanted() };
    assert_eq!(thinking(&request_keeping(&branch, &other, &bindings)), [false, false, false]);
}

#[test]
fn changed_tools_drop_all_thinking() {
    let (branch, bindings) = conversation();
    let other = Wanted { tools: vec![json!({ "name": "look" })], ..wanted() };
    assert_eq!(thinking(&request_keeping(&branch, &other, &bindings)), [false, false, false]);
}

#[test]
fn another_account_drops_all_thinking() {
    let (branch, bindings) = conversation();
    let other = Bindings { account: "anthropic 7Q2a".to_owned(), ..bindings };
    assert_eq!(thinking(&request_keeping(&branch, &wanted(), &other)), [false, false, false]);
}

#[test]
fn a_changed_question_drops_the_thinking_after_it_and_none_before() {
    let (mut branch, bindings) = conversation();
    branch[2] = said(30, "another question");
    let request = request_keeping(&branch, &wanted(), &bindings);
    assert_eq!(thinking(&request), [true, false, false]);
}

#[test]
fn an_edited_answer_brings_no_thinking_and_drops_what_follows() {
    let (mut branch, bindings) = conversation();
    let edited = crate::messages::edited(&branch[1], &["mine".to_owned()], 0).unwrap();
    branch[1] = edited;
    assert_eq!(thinking(&request_keeping(&branch, &wanted(), &bindings)), [false, false, false]);
}

#[test]
fn where_thinking_is_dropped_once_what_was_thought_after_it_is_dropped_too() {
    let (branch, mut bindings) = conversation();
    bindings.prefixes.remove(&branch[1].id);
    assert_eq!(thinking(&request_keeping(&branch, &wanted(), &bindings)), [false, false, false]);
}

#[test]
fn thinking_of_which_nothing_is_known_is_dropped() {
    let (branch, _) = conversation();
    let request = request_keeping(&branch, &wanted(), &Bindings::default());
    assert_eq!(thinking(&request), [false, false, false]);
}

#[test]
fn thinking_that_broke_off_never_goes_back() {
    let (mut branch, bindings) = conversation();
    for block in [
        json!({ "type": "thinking", "thinking": "hm" }),
        json!({ "type": "thinking", "thinking": "hm", "signature": "" }),
        json!({ "type": "redacted_thinking" }),
    ] {
        branch[5].blocks =
            serde_json::from_value(json!([block, { "type": "text", "text": "a" }])).unwrap();
        let request = request_keeping(&branch, &wanted(), &bindings);
        assert_eq!(thinking(&request), [true, true, false], "{block}");
    }
}

/// Between a request for a tool and what follows its result, nothing has changed: the API demands
/// the thinking back. In a later turn it goes back as well, as long as everything is as it was.
#[test]
fn thinking_stays_with_requests_for_tools() {
    let tools = || vec![json!({ "name": "look" })];
    let with_tools = || Wanted { tools: tools(), ..wanted() };
    let asked = json!([
        { "type": "thinking", "thinking": "hm", "signature": "c2ln" },
        { "type": "tool_use", "id": "t1", "name": "look", "input": {} },
    ]);
    let results = json!([{ "type": "tool_result", "tool_use_id": "t1", "content": "seen" }]);
    let mut branch = vec![said(1, "what is there?")];
    let mut bindings = Bindings { account: ACCOUNT.to_owned(), prefixes: HashMap::new() };
    let mut request = request_keeping(&branch, &with_tools(), &bindings);
    let stop_reason = Some(atelier_vocabulary::StopReason("tool_use".to_owned()));
    let call = Message { stop_reason, ..message(2, Role::Assistant, asked) };
    let back = message(3, Role::User, results);
    bindings.prefixes.insert(call.id, prefix_of(&request, ACCOUNT, &call.blocks).unwrap());
    go_on(&mut request.messages, &call.blocks, &back.blocks);
    assert_eq!(request.messages[1].content, call.blocks, "in the same turn");
    let last = thought(4);
    bindings.prefixes.insert(last.id, prefix_of(&request, ACCOUNT, &last.blocks).unwrap());
    branch.extend([call, back, last, said(5, "and now?")]);
    let later = request_keeping(&branch, &with_tools(), &bindings);
    assert_eq!(thinking(&later), [true, true], "and in the next");
    let without = request_keeping(&branch, &wanted(), &bindings);
    assert_eq!(thinking(&without), [false], "of the call nothing is left");
}

/// What holds no thinking is bound to nothing, and nothing is kept of it.
#[test]
fn an_answer_without_thinking_is_not_noted() {
    let answer = [ContentBlock::text("plain")];
    assert_eq!(prefix_of(&MessagesRequest::default(), ACCOUNT, &answer), None);
}
