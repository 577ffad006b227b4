//! What is sent of a branch, and what is not.

use atelier_vocabulary::{
    ContentBlock, ConversationId, Message, MessageId, MessageState, Model, Role,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Wanted, request};

fn message(role: Role, blocks: Value) -> Message {
    Message {
        id: MessageId::from(Uuid::nil()),
        conversation_id: ConversationId::from(Uuid::nil()),
        parent_id: None,
        role,
        blocks: serde_json::from_value(blocks).unwrap(),
        state: MessageState::Complete,
        model: None,
        stop_reason: None,
        usage: None,
        cost_nano_usd: None,
        simulated: false,
        request_id: None,
        failure: None,
        created_at: 0,
        completed_at: None,
    }
}

fn wanted<'a>(facts: Option<&'a Model>, instructions: &'a str) -> Wanted<'a> {
    Wanted { model: "claude-opus-5-5", facts, effort: None, instructions }
}

fn sent(branch: &[Message]) -> Vec<(Role, Vec<ContentBlock>)> {
    let request = request(branch, &wanted(None, ""));
    request.messages.into_iter().map(|message| (message.role, message.content)).collect()
}

/// A request for a tool that never answered would make the API refuse every later message.
#[test]
fn a_tool_request_without_its_result_is_healed() {
    let asked = json!([
        { "type": "text", "text": "Let me look." },
        { "type": "tool_use", "id": "t1", "name": "look", "input": {} },
        { "type": "tool_use", "id": "t2", "name": "look", "input": {} },
    ]);
    let result = json!([{ "type": "tool_result", "tool_use_id": "t2", "content": "seen" }]);
    let branch = [
        message(Role::User, json!([{ "type": "text", "text": "what is there?" }])),
        message(Role::Assistant, asked),
        message(Role::User, result),
    ];
    let sent = sent(&branch);
    let kinds: Vec<Vec<&str>> =
        sent.iter().map(|(_, blocks)| blocks.iter().map(ContentBlock::kind).collect()).collect();
    assert_eq!(kinds, [vec!["text"], vec!["text", "tool_use"], vec!["tool_result"]]);
    assert_eq!(sent[1].1[1].raw()["id"], "t2", "the one with its result stays");
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
        price: None,
    };
    let known = request(&[], &wanted(Some(&model), "Be brief."));
    assert_eq!(known.system.as_deref(), Some("Be brief."));
    assert_eq!(known.max_tokens, 8_000, "no more than the model can say");
    assert!(known.thinking.is_some());
}
