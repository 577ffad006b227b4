//! What an edited copy holds, and what it does not.

use atelier_vocabulary::{
    ContentBlock, ConversationId, Message, MessageId, MessageState, Role, StopReason,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::edited;

fn message(role: Role, blocks: Value) -> Message {
    Message {
        blocks: serde_json::from_value(blocks).unwrap(),
        state: MessageState::Incomplete,
        model: Some("claude-opus-5-5".to_owned()),
        stop_reason: Some(StopReason("max_tokens".to_owned())),
        cost_nano_usd: Some(70),
        simulated: true,
        request_id: Some("req_1".to_owned()),
        completed_at: Some(1),
        ..Message::empty(MessageId::from(Uuid::nil()), ConversationId::from(Uuid::nil()), role, 0)
    }
}

fn edit(original: &Message, texts: &[&str]) -> atelier_rpc::Result<Message> {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    edited(original, &texts, 9)
}

fn kinds(message: &Message) -> Vec<&str> {
    message.blocks.iter().map(ContentBlock::kind).collect()
}

/// Thinking belongs to what the model said; the API refuses it in an answer that was changed.
#[test]
fn an_edited_answer_holds_no_thinking() {
    let original = message(
        Role::Assistant,
        json!([
            { "type": "thinking", "thinking": "hm", "signature": "s" },
            { "type": "redacted_thinking", "data": "d" },
            { "type": "text", "text": "first" },
            { "type": "hologram", "depth": 3 },
            { "type": "text", "text": "second" },
        ]),
    );
    let copy = edit(&original, &["changed", "second"]).unwrap();
    assert_eq!(kinds(&copy), ["text", "hologram", "text"]);
    assert_eq!(copy.blocks[0].as_text(), Some("changed"));
    assert_eq!(copy.blocks[2].as_text(), Some("second"));
    assert_eq!((copy.state, copy.model.as_deref()), (MessageState::Complete, None));
    assert!(!copy.simulated && copy.request_id.is_none() && copy.cost_nano_usd == Some(0));
    assert_eq!(copy.stop_reason, Some(StopReason("end_turn".to_owned())));
    assert_ne!(copy.id, original.id);
}

/// Requests for tools stay as they are, and so does why the answer ended: results must follow.
#[test]
fn requests_for_tools_stay_in_an_edited_answer() {
    let asked = message(
        Role::Assistant,
        json!([
            { "type": "text", "text": "Let me look." },
            { "type": "tool_use", "id": "t1", "name": "look", "input": {} },
        ]),
    );
    let asked = Message { stop_reason: Some(StopReason("tool_use".to_owned())), ..asked };
    let copy = edit(&asked, &["I look."]).unwrap();
    assert_eq!(kinds(&copy), ["text", "tool_use"]);
    assert_eq!(copy.stop_reason, asked.stop_reason);
    assert_eq!(kinds(&edit(&asked, &[" "]).unwrap()), ["tool_use"], "a blank text goes");
}

/// A citation quotes for a sentence that may not be there any more.
#[test]
fn citations_go_with_the_text_that_they_stand_for() {
    let cited = |text: &str| json!({ "type": "text", "text": text, "citations": [{ "a": 1 }] });
    let original = message(Role::Assistant, json!([cited("one"), cited("two")]));
    let copy = edit(&original, &["one", "2"]).unwrap();
    assert!(copy.blocks[0].raw().contains_key("citations"), "unchanged, it keeps them");
    assert!(!copy.blocks[1].raw().contains_key("citations"));
}

/// What is attached to what a person said stays with it.
#[test]
fn attachments_stay_with_what_a_person_said() {
    let picture = json!({ "type": "image", "source": { "type": "base64" } });
    let original = message(Role::User, json!([picture, { "type": "text", "text": "what is it?" }]));
    let copy = edit(&original, &["and this?"]).unwrap();
    assert_eq!(kinds(&copy), ["image", "text"]);
    assert_eq!((copy.stop_reason, copy.cost_nano_usd), (None, None));
    let silent = message(Role::User, json!([{ "type": "image", "source": {} }]));
    assert_eq!(kinds(&edit(&silent, &["with words"]).unwrap()), ["image", "text"]);
}

#[test]
fn what_makes_no_message_is_refused() {
    let said = message(Role::User, json!([{ "type": "text", "text": "a" }]));
    for (texts, expected) in
        [(&[" \n"][..], "needs a word"), (&["a", "b"], "2 were given"), (&[], "0 were given")]
    {
        let error = edit(&said, texts).unwrap_err();
        assert!(error.message.contains(expected), "{error}");
    }
    let results = message(Role::User, json!([{ "type": "tool_result", "tool_use_id": "t" }]));
    let error = edit(&results, &["mine"]).unwrap_err();
    assert!(error.message.contains("cannot be edited"), "{error}");
}
