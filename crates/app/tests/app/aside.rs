//! Questions aside: answered with the conversation in view, and kept nowhere.

use std::path::Path;

use atelier_app::App;
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, run, streamed, text};

const SECRET: &str = "zinnober-quittung-4711";

async fn ask(app: &App, input: Value) -> (Value, Vec<Value>) {
    let (outcome, events) = run(app, "aside.ask", input).await;
    outcome.unwrap();
    (events.last().unwrap()["message"].clone(), events)
}

async fn said(app: &App, id: &str, words: &str) {
    let input = json!({ "id": id, "text": words });
    run(app, "conversation.send", input).await.0.unwrap();
}

fn last_body(simulator: &Simulator) -> Value {
    let requests = simulator.requests();
    let last = requests.iter().rfind(|it| it.path.ends_with("/v1/messages")).unwrap();
    serde_json::from_slice(&last.body).unwrap()
}

/// The conversation goes along, and so does what was asked aside before; nothing of it is kept.
#[tokio::test(flavor = "multi_thread")]
async fn a_question_aside_is_answered_and_leaves_the_conversation_alone() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let id = conversation(&app).await;
    said(&app, &id, "in the conversation").await;
    let read = async || {
        let input = json!({ "id": id });
        let page = call(&app, "conversation.messages", input.clone()).await.unwrap();
        (page, call(&app, "conversation.get", input).await.unwrap())
    };
    let before = read().await;
    let earlier = [json!({ "question": "asked before", "answer": "answered before" })];
    let input = json!({ "conversation_id": id, "text": "asked aside", "earlier": earlier });
    let (answer, events) = ask(&app, input).await;
    assert_eq!((&answer["role"], &answer["state"]), (&json!("assistant"), &json!("complete")));
    assert_eq!(streamed(&events), text(&answer), "it arrives as it is made");
    let sent = last_body(&simulator)["messages"].to_string();
    for words in ["in the conversation", "asked before", "answered before", "asked aside"] {
        assert!(sent.contains(words), "{words}: {sent}");
    }
    assert_eq!(read().await, before, "nothing of it is in the conversation");
    said(&app, &id, "and on").await;
    assert!(!last_body(&simulator)["messages"].to_string().contains("asked aside"));
    let learned = call(&app, "pattern.list", json!({})).await.unwrap().to_string();
    assert!(!learned.contains("asked aside"), "nothing of it is learned");
    app.shutdown().await;
}

/// What a question aside costs counts like any other request.
#[tokio::test(flavor = "multi_thread")]
async fn a_question_aside_is_paid_for() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let id = conversation(&app).await;
    said(&app, &id, "hello").await;
    call(&app, "budget.save", json!({ "day_nano_usd": 1_000_000_000_000_i64 })).await.unwrap();
    let spent = async || {
        let state = call(&app, "budget.state", json!({ "conversation_id": id })).await.unwrap();
        state.to_string()
    };
    let before = spent().await;
    let (answer, _) = ask(&app, json!({ "conversation_id": id, "text": "how much?" })).await;
    assert!(answer["cost_nano_usd"].as_i64().unwrap() > 0);
    assert_ne!(spent().await, before);
    app.shutdown().await;
}

/// Neither the question nor the answer is in any file, even in a store that is kept.
#[tokio::test(flavor = "multi_thread")]
async fn a_question_aside_is_in_no_file() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.keep_against(simulator.url()).await;
    let id = conversation(&app).await;
    ask(&app, json!({ "conversation_id": id, "text": SECRET })).await;
    let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!((&seen["message_count"], &seen["title"]), (&json!(0), &json!("")));
    let found = call(&app, "search.find", json!({ "query": SECRET })).await;
    assert!(found.is_err() || !found.unwrap().to_string().contains("message_id"));
    app.shutdown().await;
    assert!(!anywhere(home.folder.path()), "not in clear");
}

fn anywhere(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return anywhere(&path);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_question_is_refused() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let id = conversation(&app).await;
    let nobody = "018f3c5a-7b1e-7000-8000-000000000000";
    let many: Vec<Value> = vec![json!({ "question": "q", "answer": "a" }); 51];
    for input in [
        json!({ "conversation_id": nobody, "text": "x" }),
        json!({ "conversation_id": id, "text": " \n\t" }),
        json!({ "conversation_id": id, "text": "x".repeat(10_000) }),
        json!({ "conversation_id": id, "text": "x", "earlier": many }),
        json!({ "conversation_id": id, "text": "x", "earlier": [{ "question": "", "answer": "" }] }),
    ] {
        run(&app, "aside.ask", input).await.0.unwrap_err();
    }
    assert!(simulator.requests().iter().all(|it| !it.path.ends_with("/v1/messages")));
    let failing = json!({ "conversation_id": id, "text": "/simulate 400" });
    run(&app, "aside.ask", failing).await.0.unwrap_err();
    app.shutdown().await;
}
