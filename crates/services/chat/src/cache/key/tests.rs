//! Requests that differ in anything never share an answer; the same one always does.

use std::collections::HashMap;

use atelier_claude_wire::{Caching, MessagesRequest, Thinking, ThinkingDisplay, WireMessage};
use atelier_vocabulary::{
    ApiVersion, Attachment, AttachmentId, AttachmentKind, ContentBlock, Effort, Endpoint,
    EndpointKind, Role,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Recipient, RequestHash, hash_of};
use crate::attachments::block;

const ACCOUNT: &str = "anthropic 1234";

fn request() -> MessagesRequest {
    let said = |role, text: &str| WireMessage::new(role, vec![ContentBlock::text(text)]);
    MessagesRequest {
        model: "claude-test".to_owned(),
        max_tokens: 1_000,
        system: Some("Be brief.".to_owned()),
        messages: vec![
            said(Role::User, "Why?"),
            said(Role::Assistant, "Because."),
            said(Role::User, "And why that?"),
        ],
        effort: Some(Effort::High),
        thinking: Some(Thinking::Adaptive { display: Some(ThinkingDisplay::Summarized) }),
        ..MessagesRequest::default()
    }
}

fn hash(request: &MessagesRequest) -> RequestHash {
    hash_to(request, &Endpoint::default(), ACCOUNT, false)
}

fn hash_to(
    request: &MessagesRequest,
    endpoint: &Endpoint,
    account: &str,
    simulated: bool,
) -> RequestHash {
    hash_of(request, Recipient { endpoint, account, simulated }).unwrap()
}

fn file(hash: char) -> Attachment {
    Attachment {
        id: AttachmentId::from(Uuid::from_u128(1)),
        name: "notes.txt".to_owned(),
        kind: AttachmentKind::Text,
        media_type: "text/plain".to_owned(),
        hash: Some(hash.to_string().repeat(64)),
        bytes: 12,
        text_hash: None,
        characters: Some(12),
        width: None,
        height: None,
        pages: None,
        estimated_tokens: Some(3),
        note: None,
        folder_id: None,
        path: None,
        created_at: 5,
    }
}

fn with(attachment: &Attachment) -> MessagesRequest {
    let mut request = request();
    request.messages[2].content.insert(0, block(attachment));
    request
}

#[test]
fn the_same_request_is_the_same_however_often_it_is_made() {
    assert_eq!(hash(&request()), hash(&request()));
    let streamed = MessagesRequest { stream: true, ..request() };
    assert_eq!(hash(&streamed), hash(&request()), "every answer is streamed");
}

#[test]
fn requests_that_differ_in_any_field_differ() {
    let changed = |change: fn(&mut MessagesRequest)| {
        let mut request = request();
        change(&mut request);
        hash(&request)
    };
    let own = Endpoint {
        kind: EndpointKind::Custom,
        base_url: Some("https://example.org".to_owned()),
        ..Endpoint::default()
    };
    let older = Endpoint { api_version: ApiVersion::V20230601, ..Endpoint::default() };
    let all = [
        ("as it is", hash(&request())),
        ("model", changed(|it| it.model.push('x'))),
        ("max_tokens", changed(|it| it.max_tokens += 1)),
        ("system", changed(|it| it.system = Some("Be brief!".to_owned()))),
        ("no system", changed(|it| it.system = None)),
        ("text", changed(|it| it.messages[0].content = vec![ContentBlock::text("Why? ")])),
        ("two blocks", changed(|it| it.messages[0].content.push(ContentBlock::text("Why?")))),
        ("role", changed(|it| it.messages[1].role = Role::User)),
        ("fewer", changed(|it| drop(it.messages.remove(0)))),
        ("order", changed(|it| it.messages.swap(0, 2))),
        ("effort", changed(|it| it.effort = Some(Effort::Low))),
        ("no effort", changed(|it| it.effort = None)),
        ("thinking", changed(|it| it.thinking = Some(Thinking::Disabled))),
        ("no thinking", changed(|it| it.thinking = None)),
        ("tools", changed(|it| it.tools = vec![json!({ "name": "clock" })])),
        ("metadata", changed(|it| it.metadata = Some(json!({ "user_id": "1" })))),
        ("caching", changed(|it| it.cache = Caching::OneHour)),
        ("other", changed(|it| drop(it.extra.insert("speed".to_owned(), json!("fast"))))),
        ("endpoint", hash_to(&request(), &own, ACCOUNT, false)),
        ("version", hash_to(&request(), &older, ACCOUNT, false)),
        ("account", hash_to(&request(), &Endpoint::default(), "anthropic 1235", false)),
        ("simulated", hash_to(&request(), &Endpoint::default(), ACCOUNT, true)),
        ("a file", hash(&with(&file('a')))),
        ("another file", hash(&with(&file('b')))),
        ("another name", hash(&with(&Attachment { name: "other.txt".to_owned(), ..file('a') }))),
    ];
    let mut seen: HashMap<RequestHash, &str> = HashMap::new();
    for (what, hash) in all {
        let same = seen.insert(hash, what);
        assert_eq!(same, None, "`{what}` has the hash of another");
    }
}

#[test]
fn a_file_that_is_attached_again_is_the_same_file() {
    let again = Attachment {
        id: AttachmentId::from(Uuid::from_u128(2)),
        created_at: 6,
        note: Some("Made smaller.".to_owned()),
        ..file('a')
    };
    assert_eq!(hash(&with(&file('a'))), hash(&with(&again)));
}

#[test]
fn a_text_that_looks_like_an_attachment_is_only_a_text() {
    let id = json!({ "type": "text", "text": "x", "source": { "id": "1" } });
    let other = json!({ "type": "text", "text": "x", "source": { "id": "2" } });
    let of = |value: &Value| {
        let mut request = request();
        let raw = value.as_object().unwrap().clone();
        request.messages[0].content = vec![ContentBlock::from(raw)];
        hash(&request)
    };
    assert_ne!(of(&id), of(&other));
}

proptest! {
    /// However a conversation is cut into messages and blocks, another cut is another request.
    #[test]
    fn two_conversations_share_a_hash_only_if_they_are_the_same(
        one in prop::collection::vec(prop::collection::vec("[ab\"{}\\[\\],: ]{0,3}", 1..3), 1..4),
        other in prop::collection::vec(prop::collection::vec("[ab\"{}\\[\\],: ]{0,3}", 1..3), 1..4),
    ) {
        let of = |texts: &[Vec<String>]| {
            let message = |texts: &Vec<String>| {
                WireMessage::new(Role::User, texts.iter().map(ContentBlock::text).collect())
            };
            hash(&MessagesRequest { messages: texts.iter().map(message).collect(), ..request() })
        };
        prop_assert_eq!(of(&one) == of(&other), one == other);
    }
}
