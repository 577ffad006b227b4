//! Searches and pages that the API serves within an answer: kept whole, however their stream is cut, and sent
//! back as they came.

use atelier_claude_wire::{
    Accumulator, MessagesRequest, Progress, ReplayThinking, State, WireMessage, cost, price, replay,
};
use atelier_vocabulary::{ApiVersion, BlockPart, ContentBlock, Role};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A recorded answer: a search, a page that could not be read, a text that cites, a pause.
const RECORDED: &str = include_str!("served.sse");

fn golden() -> Value {
    json!([
        {"type": "text", "text": "I look it up.", "citations": null},
        {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search",
         "input": {"query": "Leuchttürme 灯台"}, "caller": {"type": "direct"}},
        {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "caller": {"type": "direct"},
         "content": [
            {"type": "web_search_result", "title": "Roter Sand",
             "url": "https://lights.example.com/roter-sand",
             "encrypted_content": "EqQBCkgIARABGAIiQK==", "page_age": "3 days ago"},
            {"type": "web_search_result", "title": "A <b>tower</b>", "url": "https://example.com/",
             "encrypted_content": "Aa==", "page_age": null, "a_field_of_tomorrow": [1]}]},
        {"type": "server_tool_use", "id": "srvtoolu_2", "name": "web_fetch",
         "input": {"url": "https://lights.example.com/roter-sand"}, "caller": {"type": "direct"}},
        {"type": "web_fetch_tool_result", "tool_use_id": "srvtoolu_2", "caller": {"type": "direct"},
         "content": {"type": "web_fetch_tool_result_error", "error_code": "url_not_accessible"}},
        {"type": "text", "text": "It stands since 1885.", "citations": [
            {"type": "web_search_result_location", "url": "https://lights.example.com/roter-sand",
             "title": "Roter Sand", "encrypted_index": "Eo8B==", "cited_text": "since 1885"}]},
        {"type": "server_tool_use", "id": "srvtoolu_3", "name": "web_search",
         "input": {"query": "more"}, "caller": {"type": "direct"}},
    ])
}

fn run(chunks: &[&[u8]]) -> (Accumulator, Vec<Progress>) {
    let (mut accumulator, mut progress) = (Accumulator::new(), Vec::new());
    for chunk in chunks {
        accumulator.feed(chunk, &mut progress);
    }
    accumulator.finish(&mut progress);
    (accumulator, progress)
}

#[test]
fn what_was_searched_and_read_is_kept_field_by_field() {
    let (accumulator, progress) = run(&[RECORDED.as_bytes()]);
    assert_eq!(accumulator.state(), &State::Complete);
    assert_eq!(serde_json::to_value(accumulator.blocks()).unwrap(), golden());
    assert_eq!(accumulator.stop_reason().unwrap().0, "pause_turn");
    assert_eq!(accumulator.usage().web_searches, 1);
    let asked = progress
        .iter()
        .filter(|it| matches!(it, Progress::Delta { index: 1, part: BlockPart::Input, .. }));
    assert!(asked.count() > 0, "what is searched for is seen while it is written");
    let arrived = progress.iter().find_map(|it| match it {
        Progress::BlockStarted { index: 2, block } => Some(block.clone()),
        _ => None,
    });
    assert_eq!(Value::from(arrived.unwrap()), golden()[2], "a result arrives whole");
}

#[test]
fn a_search_costs_what_the_table_says_beside_its_tokens() {
    let (accumulator, _) = run(&[RECORDED.as_bytes()]);
    let usage = accumulator.usage();
    let opus = price("claude-opus-5-5").unwrap();
    assert_eq!(cost(&opus, &usage), 5_400 * 4_000 + 88 * 20_000 + 10_000_000);
    assert_eq!(atelier_claude_wire::search_price(), Some(10_000_000));
}

#[test]
fn all_of_it_goes_back_as_it_came() {
    let blocks: Vec<ContentBlock> = serde_json::from_value(golden()).unwrap();
    let request = MessagesRequest {
        model: "claude-opus-5-5".to_owned(),
        max_tokens: 100,
        messages: vec![
            WireMessage::new(Role::User, vec![ContentBlock::text("which?")]),
            WireMessage::new(Role::Assistant, replay(&blocks, ReplayThinking::Keep)),
        ],
        tools: vec![json!({"type": "web_search_20260318", "name": "web_search", "max_uses": 5})],
        stream: true,
        ..MessagesRequest::default()
    };
    let body = request.body(ApiVersion::V20261021).unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    let mut sent = body["messages"][1]["content"].clone();
    for block in sent.as_array_mut().unwrap() {
        block.as_object_mut().unwrap().shift_remove("cache_control");
    }
    assert_eq!(sent, golden());
    assert_eq!(body["tools"][0]["type"], "web_search_20260318");
}

proptest! {
    #[test]
    fn any_chunking_gives_the_same_searches(cuts in prop::collection::vec(0..RECORDED.len(), 0..40)) {
        let mut cuts = cuts;
        cuts.extend([0, RECORDED.len()]);
        cuts.sort_unstable();
        let bytes = RECORDED.as_bytes();
        let chunks: Vec<&[u8]> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        let (accumulator, _) = run(&chunks);
        prop_assert_eq!(accumulator.state(), &State::Complete);
        prop_assert_eq!(serde_json::to_value(accumulator.blocks()).unwrap(), golden());
    }

    #[test]
    fn a_stream_that_ends_anywhere_keeps_what_arrived(end in 0..RECORDED.len()) {
        let (accumulator, _) = run(&[&RECORDED.as_bytes()[..end]]);
        prop_assert!(matches!(accumulator.state(), State::Incomplete(_) | State::Complete));
        let kept = serde_json::to_value(accumulator.blocks()).unwrap();
        let (kept, golden) = (kept.as_array().unwrap().clone(), golden());
        // All but the last are whole.
        for (place, block) in kept.iter().rev().skip(1).rev().enumerate() {
            prop_assert_eq!(block, &golden[place]);
        }
    }
}
