//! What becomes of calls: always a result, whatever the tool does.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::{super::ClientTool, Asked, RESULT_BYTES, ToolFailure, asked};
use atelier_vocabulary::ContentBlock;

fn tool(run: super::super::Run) -> ClientTool {
    ClientTool {
        name: "probe",
        title: "Probe",
        summary: "Tries something.",
        description: "Tries something.",
        input_schema: json!({ "type": "object" }),
        limit: Duration::from_secs(5),
        enabled: |_| true,
        run,
    }
}

fn blocks(blocks: Value) -> Vec<ContentBlock> {
    serde_json::from_value(blocks).unwrap()
}

async fn outcome(tool: ClientTool, input: Value) -> (String, bool) {
    let call = Asked { id: "one".to_owned(), name: "probe".to_owned(), input };
    let block = call.run(&[tool], CancellationToken::new()).await;
    assert_eq!((block.kind(), &block.raw()["tool_use_id"]), ("tool_result", &json!("one")));
    let text = block.raw()["content"].as_str().unwrap().to_owned();
    (text, block.raw().get("is_error") == Some(&json!(true)))
}

#[tokio::test]
async fn an_answer_goes_back_as_json() {
    let echo = tool(Arc::new(|input, _| Box::pin(async { Ok(input) })));
    assert_eq!(outcome(echo, json!({ "a": 1 })).await, ("{\"a\":1}".to_owned(), false));
}

#[tokio::test]
async fn a_failure_goes_back_in_words() {
    let failing = tool(Arc::new(|_, _| Box::pin(async { Err(ToolFailure("Ask less.".into())) })));
    assert_eq!(outcome(failing, json!({})).await, ("Ask less.".to_owned(), true));
}

#[tokio::test(start_paused = true)]
async fn a_tool_that_never_ends_is_given_up() {
    let endless = tool(Arc::new(|_, _| Box::pin(std::future::pending())));
    let (text, failed) = outcome(endless, json!({})).await;
    assert!(failed && text.contains("more than 5 s"), "{text}");
}

#[tokio::test]
async fn a_result_that_would_fill_the_context_is_held_back() {
    let large =
        tool(Arc::new(|_, _| Box::pin(async { Ok(Value::from("x".repeat(RESULT_BYTES))) })));
    let (text, failed) = outcome(large, json!({})).await;
    assert!(failed && text.contains("Ask for less") && text.len() < 200, "{text}");
}

/// An input that no tree of values can hold arrives as text.
#[tokio::test]
async fn an_input_beyond_64_bits_is_explained() {
    let echo = tool(Arc::new(|input, _| Box::pin(async { Ok(input) })));
    let (text, failed) = outcome(echo, json!("{\"n\": 1e999}")).await;
    assert!(failed && text.contains("as text"), "{text}");
}

#[test]
fn only_calls_that_can_be_answered_are_run() {
    let list = blocks(json!([
        { "type": "text", "text": "look" },
        { "type": "tool_use", "id": "a", "name": "probe", "input": {} },
        { "type": "tool_use", "id": "a", "name": "probe", "input": { "again": true } },
        { "type": "tool_use", "id": "", "name": "probe", "input": {} },
        { "type": "tool_use", "name": "probe", "input": {} },
        { "type": "tool_use", "id": "b", "name": "probe", "input": [] },
        { "type": "tool_use", "id": "c", "name": "probe", "input": "{\"broken\": " },
        { "type": "server_tool_use", "id": "d", "name": "web_search", "input": {} },
        { "type": "tool_use", "id": "e", "name": 7, "input": {} },
    ]));
    let ids: Vec<String> = asked(&list).into_iter().map(|asked| asked.id).collect();
    assert_eq!(ids, ["a", "e"]);
}
