//! The context through the router: what a person is shown is what is sent, and what they leave out
//! or have summed up stays in the conversation.

use atelier_simulator::{Scenario, Simulator};
use serde_json::{Value, json};

use crate::support::{call, conversation, say, simulated};

/// The body of the last request for an answer.
fn sent(simulator: &Simulator) -> Value {
    let request = simulator.requests().into_iter().rfind(|it| it.path.ends_with("/v1/messages"));
    serde_json::from_slice(&request.unwrap().body).unwrap()
}

async fn parts(app: &atelier_app::App, id: &str, text: &str) -> Value {
    let input = json!({ "conversation_id": id, "text": text, "count": true });
    call(app, "context.parts", input).await.unwrap()
}

/// The parts that are sent, by their messages.
fn shown(context: &Value) -> Vec<Value> {
    let parts = context["parts"].as_array().unwrap();
    parts.iter().filter(|part| part["fate"] == "sent").cloned().collect()
}

async fn mark(app: &atelier_app::App, id: &str, message: &Value, mark: Value) {
    let input = json!({ "conversation_id": id, "message_id": message, "mark": mark });
    call(app, "context.mark", input).await.unwrap();
}

/// The listed parts are those of the request that leaves: the same messages in the same order, with
/// the instructions and the tools; and their tokens add up to what was counted.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_is_what_is_sent() {
    let (_home, simulator, app) = simulated().await;
    let settings = json!({ "instructions": "Be brief.", "tools": { "math_notebook": true } });
    call(&app, "settings.save", settings).await.unwrap();
    let id = conversation(&app).await;
    say(&app, &id, "first words").await;
    say(&app, &id, "/simulate math fibonacci").await;
    let dropped = say(&app, &id, "left out").await.0["parent_id"].clone();
    mark(&app, &id, &dropped, json!("drop")).await;
    let told = parts(&app, &id, "last words").await;
    let shown = shown(&told);
    say(&app, &id, "last words").await;
    let body = sent(&simulator);
    let kinds: Vec<&str> = shown.iter().map(|part| part["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds[..2], ["instructions", "tools"]);
    assert_eq!(body["system"][0]["text"], "Be brief.");
    assert_eq!(body["tools"].as_array().unwrap().len(), 1);
    let messages = body["messages"].as_array().unwrap();
    assert_eq!(messages.len(), shown.len() - 2, "{told:#}");
    for (part, message) in shown[2..].iter().zip(messages) {
        let role = if part["kind"] == "answered" { "assistant" } else { "user" };
        assert_eq!(message["role"], role);
        let content = message["content"].as_array().unwrap();
        let blocks = part["blocks"].as_array().unwrap();
        let of = |blocks: &[Value], name: &str| -> Vec<String> {
            blocks.iter().map(|block| block[name].as_str().unwrap().to_owned()).collect()
        };
        let kept: Vec<Value> =
            blocks.iter().filter(|block| block["sent"] == true).cloned().collect();
        assert_eq!(of(&kept, "kind"), of(content, "type"));
        for (block, sent) in kept.iter().zip(content).filter(|(block, _)| block["kind"] == "text") {
            let title = block["title"].as_str().unwrap().trim_end_matches('…');
            let text = sent["text"].as_str().unwrap();
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(line.starts_with(title), "{title:?} {line:?}");
        }
    }
    let said = messages.iter().filter(|message| message["role"] == "user");
    assert!(said.clone().all(|message| !message.to_string().contains("left out")), "{body}");
    let sum: u64 = shown.iter().map(|part| part["tokens"].as_u64().unwrap()).sum();
    assert_eq!(told["meter"]["counted"], "endpoint");
    assert_eq!(sum, told["meter"]["input_tokens"].as_u64().unwrap());
    let history = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    assert!(history.to_string().contains("left out"), "it stays in the conversation");
    app.shutdown().await;
}

/// A summary is made on request, changes nothing until it is accepted, stands for the beginning then,
/// leaves pinned messages as they are, and can be taken back.
#[tokio::test(flavor = "multi_thread")]
async fn a_summary_counts_once_a_person_has_accepted_it() {
    let (_home, simulator, app) = simulated().await;
    let id = conversation(&app).await;
    let of = json!({ "conversation_id": id });
    let early = call(&app, "context.summarize", of.clone()).await.unwrap_err();
    assert!(early.message.contains("nothing to sum up"), "{}", early.message);
    let mut said = Vec::new();
    for words in ["alpha", "beta", "gamma", "delta"] {
        said.push(say(&app, &id, words).await.0["parent_id"].clone());
    }
    mark(&app, &id, &said[1], json!("pin")).await;
    simulator.script([Scenario::Say("The person said alpha.".to_owned())]);
    let proposed = call(&app, "context.summarize", of.clone()).await.unwrap();
    assert_eq!(proposed["text"], "The person said alpha.");
    assert_eq!(proposed["accepted_at"], Value::Null);
    let asked = sent(&simulator);
    assert!(asked.to_string().contains("beta") && !asked.to_string().contains("gamma"), "{asked}");
    // It waits: the next request is as ever.
    let before = parts(&app, &id, "x").await;
    assert_eq!(
        (before["summary"].clone(), before["can_compact"].clone()),
        (Value::Null, json!(true))
    );
    assert_eq!(before["proposed"]["text"], "The person said alpha.");
    say(&app, &id, "epsilon").await;
    assert!(sent(&simulator).to_string().contains("alpha"));
    let accept = json!({ "conversation_id": id, "text": "It began with the first letter." });
    call(&app, "context.accept_summary", accept.clone()).await.unwrap();
    call(&app, "context.accept_summary", accept).await.unwrap_err();
    let context = parts(&app, &id, "zeta").await;
    let fates: Vec<&str> = context["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["fate"].as_str().unwrap())
        .collect();
    assert_eq!(
        fates[..5],
        ["sent", "summarized", "summarized", "sent", "summarized"],
        "the summary, alpha with its answer, beta pinned, its answer"
    );
    say(&app, &id, "zeta").await;
    let body = sent(&simulator);
    let text = body["messages"].to_string();
    assert!(text.contains("It began with the first letter.") && text.contains("beta"), "{text}");
    assert!(!text.contains("> alpha") && text.contains("gamma"), "{text}");
    let history = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    assert!(history.to_string().contains("alpha"), "all of it is kept");
    call(&app, "context.undo_summary", of.clone()).await.unwrap();
    call(&app, "context.undo_summary", of.clone()).await.unwrap_err();
    say(&app, &id, "eta").await;
    let text = sent(&simulator)["messages"].to_string();
    assert!(text.contains("alpha") && !text.contains("first letter"), "{text}");
    let spent = call(&app, "usage.summary", json!({ "conversation_id": id })).await.unwrap();
    assert_eq!(spent["total"]["requests"], 8, "the summary is counted, too");
    app.shutdown().await;
}

/// A summary is a request like any other: a budget stops it before it leaves, and what fails changes
/// nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_summary_keeps_the_budget_and_fails_without_harm() {
    let (_home, simulator, app) = simulated().await;
    let id = conversation(&app).await;
    for words in ["one", "two", "three"] {
        say(&app, &id, words).await;
    }
    let of = json!({ "conversation_id": id });
    let asked =
        || simulator.requests().iter().filter(|it| it.path.ends_with("/v1/messages")).count();
    let before = asked();
    call(&app, "budget.save", json!({ "day_nano_usd": 0 })).await.unwrap();
    let refused = call(&app, "context.summarize", of.clone()).await.unwrap_err();
    assert!(refused.message.contains("Nothing was sent"), "{}", refused.message);
    assert_eq!(asked(), before);
    call(&app, "budget.save", json!({ "day_nano_usd": null })).await.unwrap();
    simulator.script([Scenario::Fail(atelier_simulator::Failure::of_status(400))]);
    call(&app, "context.summarize", of.clone()).await.unwrap_err();
    simulator.script([Scenario::Say(" \n".to_owned())]);
    call(&app, "context.summarize", of.clone()).await.unwrap_err();
    assert_eq!(parts(&app, &id, "x").await["proposed"], Value::Null);
    call(&app, "context.discard_summary", of).await.unwrap_err();
    app.shutdown().await;
}

/// Marks are of messages of this conversation, and a block can only be left out.
#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_not_marked() {
    let (_home, _simulator, app) = simulated().await;
    let id = conversation(&app).await;
    let message = say(&app, &id, "hello").await.0["parent_id"].clone();
    let other = conversation(&app).await;
    for input in [
        json!({ "conversation_id": other, "message_id": message, "mark": "pin" }),
        json!({ "conversation_id": id, "message_id": id, "mark": "pin" }),
        json!({ "conversation_id": id, "message_id": message, "block": 0, "mark": "pin" }),
        json!({ "conversation_id": id, "message_id": message, "block": -1, "mark": "drop" }),
        json!({ "conversation_id": id, "message_id": message, "mark": "burn" }),
    ] {
        call(&app, "context.mark", input).await.unwrap_err();
    }
    app.shutdown().await;
}
