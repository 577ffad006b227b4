//! Requests: what leaves, what may not, and where the cache cuts.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what is written here is known to be good")]

use atelier_claude_wire::{
    Caching, MessagesRequest, ReplayThinking, RequestError, Thinking, ThinkingDisplay, WireMessage,
    model, replay,
};
use atelier_vocabulary::{ApiVersion, ContentBlock, Effort, Role};
use serde_json::{Map, Value, json};

const NEW: ApiVersion = ApiVersion::V20261021;
const OLD: ApiVersion = ApiVersion::V20230601;

fn block(value: Value) -> ContentBlock {
    let Value::Object(fields) = value else { panic!("a block is an object") };
    fields.into()
}

fn said(role: Role, text: &str) -> WireMessage {
    WireMessage::new(role, vec![ContentBlock::text(text)])
}

fn request(messages: Vec<WireMessage>) -> MessagesRequest {
    MessagesRequest {
        model: "claude-opus-5-5".to_owned(),
        max_tokens: 1_000,
        messages,
        stream: true,
        ..MessagesRequest::default()
    }
}

fn json_of(request: &MessagesRequest) -> Value {
    serde_json::from_slice(&request.body(NEW).unwrap()).unwrap()
}

// rows: 3.095, 3.097
#[test]
fn a_request_has_the_fields_of_the_api_and_no_others() {
    let mut request = request(vec![said(Role::User, "Hello")]);
    request.system = Some("Be brief.".to_owned());
    request.effort = Some(Effort::XHigh);
    request.thinking = Some(Thinking::Adaptive { display: Some(ThinkingDisplay::Summarized) });
    request.metadata = Some(json!({"user_id": "u"}));
    request.tools = vec![json!({"name": "clock", "input_schema": {"type": "object"}})];
    request.extra.insert("stop_sequences".to_owned(), json!(["END"]));
    let mark = json!({"type": "ephemeral"});
    assert_eq!(
        json_of(&request),
        json!({
            "model": "claude-opus-5-5", "max_tokens": 1_000, "stream": true,
            "system": [{"type": "text", "text": "Be brief.", "cache_control": mark}],
            "tools": [{"name": "clock", "input_schema": {"type": "object"}}],
            "messages": [{"role": "user", "content": [
                {"type": "text", "text": "Hello", "cache_control": mark}]}],
            "thinking": {"type": "adaptive", "display": "summarized"},
            "output_config": {"effort": "xhigh"},
            "metadata": {"user_id": "u"}, "stop_sequences": ["END"],
        })
    );
    let counted: Value = serde_json::from_slice(&request.count_tokens_body(NEW).unwrap()).unwrap();
    let fields: Vec<&String> = counted.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["model", "tools", "system", "messages", "thinking", "output_config"]);
}

#[test]
fn the_key_and_effort_go_out_as_the_version_wants() {
    let mut request = request(vec![said(Role::User, "Hello")]);
    request.effort = Some(Effort::Low);
    let names = |version| -> Vec<(&'static str, String)> { request.headers(version) };
    assert!(names(NEW).contains(&("anthropic-version", "2026-10-21".to_owned())));
    assert!(names(OLD).contains(&("anthropic-version", "2023-06-01".to_owned())));
    assert!(names(OLD).contains(&("anthropic-beta", "effort-2025-11-24".to_owned())));
    assert!(!names(NEW).iter().any(|(name, _)| *name == "anthropic-beta"));
    assert_eq!(atelier_claude_wire::auth(NEW).header, "authorization");
    assert_eq!(atelier_claude_wire::auth(OLD).header, "x-api-key");
}

#[test]
fn at_most_four_breakpoints_and_the_next_turn_reads_what_this_one_wrote() {
    let answer = || {
        WireMessage::new(
            Role::Assistant,
            vec![
                block(json!({"type": "thinking", "thinking": "t", "signature": "s"})),
                ContentBlock::text("answer"),
            ],
        )
    };
    let mut messages = Vec::new();
    let mut last_mark = None;
    for turn in 0..6 {
        messages.push(said(Role::User, &format!("question {turn}")));
        let mut request = request(messages.clone());
        request.system = Some("system".to_owned());
        let body = json_of(&request);
        let marked: Vec<usize> = body["messages"]
            .as_array()
            .unwrap()
            .iter()
            .enumerate()
            .filter(|(_, message)| message.to_string().contains("cache_control"))
            .map(|(place, _)| place)
            .collect();
        assert!(marked.len() <= 2 && body.to_string().matches("cache_control").count() <= 4);
        assert_eq!(marked.last(), Some(&(messages.len() - 1)), "the end is kept for the next turn");
        if let Some(last) = last_mark {
            assert!(marked.contains(&last), "turn {turn} reads from where the one before wrote");
        }
        last_mark = marked.last().copied();
        messages.push(answer());
    }
}

#[test]
fn thinking_and_empty_text_carry_no_breakpoint() {
    let messages = vec![
        said(Role::User, "question"),
        WireMessage::new(
            Role::Assistant,
            vec![block(json!({"type": "thinking", "thinking": "t", "signature": "s"}))],
        ),
        WireMessage::new(Role::User, vec![ContentBlock::text("")]),
    ];
    let body = json_of(&request(messages));
    assert_eq!(body.to_string().matches("cache_control").count(), 1);
    assert!(body["messages"][0]["content"][0].get("cache_control").is_some());
}

#[test]
fn caching_can_be_off_or_last_an_hour_and_own_breakpoints_stand_alone() {
    let mut request = request(vec![said(Role::User, "Hello")]);
    request.cache = Caching::OneHour;
    assert!(json_of(&request).to_string().contains("\"ttl\":\"1h\""));
    request.cache = Caching::Off;
    assert!(!json_of(&request).to_string().contains("cache_control"));
    request.cache = Caching::FiveMinutes;
    request.messages.push(WireMessage::new(
        Role::User,
        vec![block(json!({"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}))],
    ));
    request.messages.push(said(Role::User, "more"));
    assert_eq!(json_of(&request).to_string().matches("cache_control").count(), 1);
}

#[test]
fn breakpoints_within_a_result_or_a_document_count_too() {
    let mark = json!({"type": "ephemeral"});
    let marked = json!({"type": "text", "text": "x", "cache_control": mark});
    let inner = [
        json!({"type": "tool_result", "tool_use_id": "t", "content": [marked, marked, marked, marked]}),
        json!({"type": "document", "source": {"type": "content", "content": [marked]}}),
        json!({"type": "tool_result", "tool_use_id": "t", "content": [
            {"type": "document", "source": {"type": "content", "content": [marked]}}]}),
    ];
    for inner in inner {
        let marks = inner.to_string().matches("cache_control").count();
        let mut request = request(vec![said(Role::User, "Hello"), said(Role::Assistant, "Hi")]);
        request.system = Some("Be brief.".to_owned());
        request.messages.push(WireMessage::new(Role::User, vec![block(inner)]));
        let body = json_of(&request).to_string();
        assert_eq!(body.matches("cache_control").count(), marks, "none is added: {body}");
    }
    // What a tool is asked with may look like a breakpoint, and is none.
    let asked = json!({"type": "tool_use", "id": "t", "name": "n", "input": {
        "cache_control": mark, "content": [marked]}});
    let mut request = request(vec![said(Role::User, "Hello")]);
    request.messages.push(WireMessage::new(Role::Assistant, vec![block(asked)]));
    request.messages.push(said(Role::User, "more"));
    assert_eq!(json_of(&request).to_string().matches("cache_control").count(), 2 + 2);
}

#[test]
fn what_the_api_would_refuse_does_not_leave() {
    let mut request = request(vec![said(Role::User, "Hello")]);
    request.extra.insert("temperature".to_owned(), json!(1.0));
    assert!(matches!(
        request.body(NEW),
        Err(RequestError::SamplingRemoved { parameter: "temperature" })
    ));
    assert!(request.body(OLD).is_ok(), "the older version still has it");
    request.extra = Map::from_iter([("model".to_owned(), json!("other"))]);
    assert!(matches!(request.body(NEW), Err(RequestError::Reserved { field: "model" })));
    request.extra = Map::new();

    request.stream = false;
    request.max_tokens = 21_334;
    assert!(matches!(request.body(NEW), Err(RequestError::MustStream { max_tokens: 21_334 })));
    request.max_tokens = 21_333;
    assert!(request.body(NEW).is_ok());

    request.messages = vec![said(Role::User, "x"); 100_001];
    assert!(matches!(request.body(NEW), Err(RequestError::TooManyMessages { count: 100_001 })));
    request.messages = vec![said(Role::User, &"x".repeat(33 << 20))];
    assert!(matches!(request.body(NEW), Err(RequestError::TooLarge { .. })));
}

#[test]
fn a_request_is_fitted_to_what_the_model_offers() {
    let able = |efforts: Value, types: Value| {
        model(&json!({"id": "m", "max_tokens": 500,
            "capabilities": {"effort": efforts, "thinking": {"supported": true, "types": types}}}))
        .unwrap()
    };
    let mut asked = request(vec![said(Role::User, "Hello")]);
    asked.effort = Some(Effort::Max);
    asked.thinking = Some(Thinking::Adaptive { display: None });

    let mut fitted = asked.clone();
    fitted
        .fit(&able(json!({"max": {"supported": true}}), json!({"adaptive": {"supported": true}})));
    assert_eq!((fitted.effort, fitted.thinking), (asked.effort, asked.thinking));
    assert_eq!(fitted.max_tokens, 500);

    asked
        .fit(&able(json!({"max": {"supported": false}}), json!({"disabled": {"supported": true}})));
    assert_eq!((asked.effort, asked.thinking), (None, None));
}

#[test]
fn only_what_the_api_takes_back_is_sent_back() {
    let thinking = block(json!({"type": "thinking", "thinking": "t", "signature": "s"}));
    let tool = block(json!({"type": "tool_use", "id": "t", "name": "n", "input": {"a": 1}}));
    let future = block(json!({"type": "hologram", "x": 1}));
    let blocks = vec![
        thinking.clone(),
        block(json!({"type": "thinking", "thinking": "cut short", "signature": ""})),
        ContentBlock::text("answer"),
        ContentBlock::text(" \n"),
        block(json!({"type": "tool_use", "id": "u", "name": "n", "input": "{\"a\": "})),
        tool.clone(),
        future.clone(),
    ];
    let text = ContentBlock::text("answer");
    assert_eq!(
        replay(&blocks, ReplayThinking::Keep),
        [thinking, text.clone(), tool.clone(), future.clone()]
    );
    assert_eq!(replay(&blocks, ReplayThinking::Drop), [text, tool, future]);
}
