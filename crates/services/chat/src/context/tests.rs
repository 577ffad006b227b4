//! What is sent of a branch, and what is not.

use atelier_vocabulary::{
    ContentBlock, ConversationId, Message, MessageId, MessageState, Model, Role, StopReason,
    WebTools,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Wanted, request};

fn message(role: Role, blocks: Value) -> Message {
    Message {
        blocks: serde_json::from_value(blocks).unwrap(),
        state: MessageState::Complete,
        ..Message::empty(MessageId::from(Uuid::nil()), ConversationId::from(Uuid::nil()), role, 0)
    }
}

fn wanted<'a>(facts: Option<&'a Model>, instructions: &'a str) -> Wanted<'a> {
    Wanted { model: "claude-opus-5-5", facts, effort: None, instructions, tools: Vec::new() }
}

fn sent(branch: &[Message]) -> Vec<(Role, Vec<ContentBlock>)> {
    let request = request(branch, &wanted(None, ""));
    request.messages.into_iter().map(|message| (message.role, message.content)).collect()
}

fn asked(stop_reason: &str) -> Message {
    let blocks = json!([
        { "type": "text", "text": "Let me look." },
        { "type": "tool_use", "id": "t1", "name": "look", "input": {} },
        { "type": "tool_use", "id": "t2", "name": "look", "input": {} },
    ]);
    let stop_reason = Some(StopReason(stop_reason.to_owned()));
    Message { stop_reason, ..message(Role::Assistant, blocks) }
}

fn brought(id: &str) -> Value {
    json!({ "type": "tool_result", "tool_use_id": id, "content": "seen" })
}

fn said(text: &str) -> Message {
    message(Role::User, json!([{ "type": "text", "text": text }]))
}

/// What is sent where a tool is offered, as kinds of block.
fn kinds(branch: &[Message]) -> Vec<Vec<String>> {
    let wanted = Wanted { tools: vec![json!({ "name": "look" })], ..wanted(None, "") };
    let messages = request(branch, &wanted).messages;
    let kind = |block: &ContentBlock| match block.raw().get("is_error") {
        Some(_) => format!("{}!", block.kind()),
        None => block.kind().to_owned(),
    };
    messages.iter().map(|message| message.content.iter().map(kind).collect()).collect()
}

/// What it is about, a branch, and what is sent of it.
type Case = (&'static str, Vec<Message>, Vec<Vec<&'static str>>);

/// A request for a tool that has no result in the next message would make the API refuse every later
/// request.
#[test]
fn requests_for_tools_and_results_stand_in_pairs() {
    let question = || said("what is there?");
    let results = |list: Value| message(Role::User, list);
    let one = || results(json!([brought("t2")]));
    let both = || results(json!([brought("t2"), brought("t1"), brought("t1"), brought("t9")]));
    let (text, uses) = ("text", "tool_use");
    let (result, lost) = ("tool_result", "tool_result!");
    let whole = [uses; 2];
    let cases: [Case; 8] = [
        (
            "whole",
            vec![question(), asked("tool_use"), both()],
            vec![vec![text], [&[text][..], &whole].concat(), vec![result, result]],
        ),
        (
            "one is missing",
            vec![question(), asked("tool_use"), one()],
            vec![vec![text], [&[text][..], &whole].concat(), vec![lost, result]],
        ),
        (
            "one is missing, and the person goes on",
            vec![question(), asked("tool_use"), one(), said("so?")],
            vec![vec![text], [&[text][..], &whole].concat(), vec![lost, result, text]],
        ),
        (
            "none has come",
            vec![question(), asked("tool_use"), results(json!([])), said("so?")],
            vec![vec![text], [&[text][..], &whole].concat(), vec![lost, lost, text]],
        ),
        (
            "nothing was run",
            vec![question(), asked("tool_use"), said("so?")],
            vec![vec![text], [&[text][..], &whole].concat(), vec![lost, lost, text]],
        ),
        (
            "the request broke off",
            vec![question(), asked("max_tokens"), said("so?")],
            vec![vec![text], vec![text], vec![text]],
        ),
        (
            "the request broke off, and one was run",
            vec![question(), asked("max_tokens"), one(), said("so?")],
            vec![vec![text], vec![text, uses], vec![result, text]],
        ),
        ("results of nothing", vec![question(), one(), said("so?")], vec![vec![text], vec![text]]),
    ];
    for (why, branch, expected) in cases {
        assert_eq!(kinds(&branch), expected, "{why}");
    }
}

/// Without tools, a request may hold no blocks of tools; what they returned is not lost.
#[test]
fn without_tools_results_go_as_text() {
    let results = message(Role::User, json!([brought("t1"), brought("t2")]));
    let sent = sent(&[said("look"), asked("tool_use"), results, said("so?")]);
    let kinds: Vec<&str> =
        sent.iter().flat_map(|(_, blocks)| blocks).map(ContentBlock::kind).collect();
    assert!(kinds.iter().all(|kind| *kind == "text"), "{kinds:?}");
    assert!(sent[2].1[0].as_text().unwrap().contains("seen"));
}

/// Any history, however it came about, makes a request in which every call has its result.
#[test]
fn any_history_makes_sound_pairs() {
    use proptest::prelude::*;
    let ids = ["a", "b", "c"];
    let block = (0..4_usize, 0..3_usize).prop_map(move |(kind, id)| match kind {
        0 => json!({ "type": "text", "text": "words" }),
        1 => json!({ "type": "tool_use", "id": ids[id], "name": "look", "input": {} }),
        2 => brought(ids[id]),
        _ => json!({ "type": "thinking", "thinking": "hm", "signature": "s" }),
    });
    let entry = (any::<bool>(), any::<bool>(), prop::collection::vec(block, 0..5));
    proptest!(|(history in prop::collection::vec(entry, 0..8), offered in any::<bool>())| {
        let branch: Vec<Message> = history.into_iter().map(|(answers, whole, blocks)| {
            let fits = |block: &Value| answers == (block["type"] != "tool_result");
            let blocks: Vec<Value> =
                blocks.into_iter().filter(|it| it["type"] == "text" || fits(it)).collect();
            let role = if answers { Role::Assistant } else { Role::User };
            let stop_reason = whole.then(|| StopReason("tool_use".to_owned()));
            Message { stop_reason, ..message(role, json!(blocks)) }
        }).collect();
        let tools = if offered { vec![json!({ "name": "look" })] } else { Vec::new() };
        let messages = request(&branch, &Wanted { tools, ..wanted(None, "") }).messages;
        let mut open: Vec<String> = Vec::new();
        for message in messages {
            let ids = |kind: &str, field: &str| -> Vec<String> {
                let blocks = message.content.iter().filter(|block| block.kind() == kind);
                blocks.map(|block| block.raw()[field].as_str().unwrap().to_owned()).collect()
            };
            prop_assert!(!message.content.is_empty());
            prop_assert_eq!(ids("tool_result", "tool_use_id"), open, "results follow at once");
            let first = message.content.iter().take_while(|it| it.kind() == "tool_result").count();
            prop_assert_eq!(first, ids("tool_result", "tool_use_id").len(), "and stand first");
            open = ids("tool_use", "id");
            prop_assert!(offered || open.is_empty());
        }
        prop_assert!(open.is_empty(), "nothing is left open");
    });
}

/// Thinking is bound to what came before it, which a person may have changed since.
#[test]
fn thinking_and_empty_answers_stay_at_home() {
    let branch = [
        message(Role::User, json!([{ "type": "text", "text": "hello" }])),
        message(
            Role::Assistant,
            json!([{ "type": "thinking", "thinking": "hm", "signature": "s" }]),
        ),
        message(Role::User, json!([{ "type": "text", "text": "are you there?" }])),
    ];
    let sent = sent(&branch);
    assert_eq!(sent.len(), 2, "an answer of which nothing is left is left out");
    assert!(sent.iter().all(|(role, _)| *role == Role::User));
}

/// An unknown kind of block goes back as it came.
#[test]
fn unknown_blocks_go_back_as_they_came() {
    let block = json!({ "type": "hologram", "depth": 3, "nested": { "a": [1, 2] } });
    let branch = [message(Role::Assistant, json!([block]))];
    assert_eq!(Value::from(sent(&branch)[0].1[0].clone()), block);
}

/// What a model lacks is not asked of it, and one that is not known is asked for little.
// rows: 3.095
#[test]
fn the_request_fits_the_model() {
    let unknown = request(&[], &wanted(None, "  "));
    assert_eq!(unknown.system, None, "blank instructions are none");
    assert_eq!((unknown.max_tokens, unknown.thinking), (4_096, None));
    let model = Model {
        id: "claude-opus-5-5".to_owned(),
        display_name: "Claude Opus 5.5".to_owned(),
        line: None,
        lifecycle: None,
        retires_at: None,
        max_input_tokens: None,
        max_output_tokens: Some(8_000),
        efforts: Vec::new(),
        thinking: vec!["adaptive".to_owned()],
        takes_images: false,
        takes_pdf: false,
        cites: false,
        web_tools: WebTools::First,
        price: None,
    };
    let known = request(&[], &wanted(Some(&model), "Be brief."));
    assert_eq!(known.system.as_deref(), Some("Be brief."));
    assert_eq!(known.max_tokens, 8_000, "no more than the model can say");
    assert!(known.thinking.is_some());
}
