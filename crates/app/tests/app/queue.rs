//! While an answer arrives: it goes on without its caller, others follow it, and what waits is sent,
//! held back or sent at once.

use std::time::Duration;

use atelier_app::App;
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::support::{Home, PASSPHRASE, call, caller, conversation, run, streamed, text};

async fn open() -> (Home, Simulator, App) {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    (home, simulator, app)
}

/// Sends a message, detached, and leaves as soon as the answer has begun to arrive.
async fn say_and_leave(app: &App, id: &str, words: &str) {
    let token = CancellationToken::new();
    let (outlet, mut inlet) = mpsc::channel(64);
    let input = json!({ "id": id, "text": words, "detached": true });
    let router = app.router();
    let asked = caller(token.clone());
    let work = async move { router.call(asked, "conversation.send", input, outlet).await };
    let task = tokio::spawn(work);
    while let Some(event) = inlet.recv().await {
        if event["type"] == "block_delta" {
            break;
        }
    }
    token.cancel();
    drop(inlet);
    task.abort();
}

async fn messages(app: &App, id: &str) -> Vec<Value> {
    let page = call(app, "conversation.messages", json!({ "id": id })).await.unwrap();
    page["items"].as_array().unwrap().clone()
}

async fn queue(app: &App, id: &str) -> Vec<Value> {
    let listed = call(app, "queue.list", json!({ "conversation_id": id })).await.unwrap();
    listed.as_array().unwrap().clone()
}

async fn add(app: &App, id: &str, words: &str) -> Value {
    call(app, "queue.add", json!({ "conversation_id": id, "text": words })).await.unwrap()
}

fn texts(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["text"].as_str().unwrap()).collect()
}

/// Waits until nothing arrives and nothing but what is held back waits; the messages are returned.
async fn settled(app: &App, id: &str, count: usize) -> Vec<Value> {
    for _ in 0..500 {
        let found = messages(app, id).await;
        let ended = found.iter().all(|message| message["state"] != "streaming");
        if found.len() >= count && ended {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it did not settle: {:?}", messages(app, id).await);
}

/// An answer goes on when whoever asked for it leaves; who comes later follows it from its beginning.
#[tokio::test(flavor = "multi_thread")]
async fn a_detached_answer_goes_on_and_is_followed() {
    let (_home, _simulator, app) = open().await;
    let id = conversation(&app).await;
    say_and_leave(&app, &id, "/simulate drip").await;
    let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!(seen["state"], "streaming");
    let (outcome, events) = run(&app, "conversation.follow", json!({ "id": id })).await;
    outcome.unwrap();
    assert_eq!(events[0]["type"], "started");
    let last = events.last().unwrap();
    assert_eq!(last["type"], "completed");
    let arrived = text(&events[0]["assistant"]);
    assert!(!arrived.is_empty(), "what had arrived comes first");
    assert_eq!(arrived + &streamed(&events), text(&last["message"]), "nothing twice, nothing lost");
    assert_eq!(messages(&app, &id).await[1], last["message"]);
    let (outcome, events) = run(&app, "conversation.follow", json!({ "id": id })).await;
    outcome.unwrap();
    assert_eq!(events, [] as [Value; 0], "there is nothing to follow any more");
    app.shutdown().await;
}

/// Whoever follows can stop it, and what has arrived is kept.
#[tokio::test(flavor = "multi_thread")]
async fn a_detached_answer_is_stopped_by_anybody() {
    let (_home, _simulator, app) = open().await;
    let id = conversation(&app).await;
    say_and_leave(&app, &id, "/simulate stall").await;
    let stopped = call(&app, "conversation.stop", json!({ "id": id })).await.unwrap();
    assert_eq!(stopped["state"], "idle", "it has ended when the stop has");
    let found = messages(&app, &id).await;
    assert_eq!(found[1]["state"], "incomplete");
    assert!(!text(&found[1]).is_empty());
    call(&app, "conversation.stop", json!({ "id": id })).await.unwrap();
    app.shutdown().await;
}

/// What waits goes one after another, each when the answer before it has ended well.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_sent_in_order() {
    let (_home, _simulator, app) = open().await;
    let id = conversation(&app).await;
    say_and_leave(&app, &id, "/simulate drip").await;
    let (one, two) = (add(&app, &id, "one").await, add(&app, &id, "two").await);
    add(&app, &id, "three").await;
    let edit = json!({ "id": one["id"], "text": "first" });
    call(&app, "queue.edit", edit).await.unwrap();
    let moved = json!({ "id": two["id"], "place": 0 });
    let moved = call(&app, "queue.move_to", moved).await.unwrap();
    assert_eq!(texts(moved.as_array().unwrap()), ["two", "first", "three"]);
    let three = queue(&app, &id).await[2]["id"].clone();
    let removed = call(&app, "queue.remove", json!({ "id": three })).await.unwrap();
    assert_eq!(removed["text"], "three");
    let found = settled(&app, &id, 6).await;
    let said: Vec<String> = found.iter().filter(|it| it["role"] == "user").map(text).collect();
    assert_eq!(said, ["/simulate drip", "two", "first"]);
    assert!(found.iter().all(|message| message["state"] == "complete"));
    assert_eq!(queue(&app, &id).await, [] as [Value; 0]);
    app.shutdown().await;
}

/// After a stop or a failure what waits is held back with the reason, until the person sends it.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_held_back_with_a_reason() {
    let (_home, _simulator, app) = open().await;
    for (words, reason) in
        [("/simulate stall", "stopped"), ("/simulate error-mid-stream", "failed")]
    {
        let id = conversation(&app).await;
        let waits = if reason == "stopped" {
            say_and_leave(&app, &id, words).await;
            let waits = add(&app, &id, "later").await;
            call(&app, "conversation.stop", json!({ "id": id })).await.unwrap();
            waits
        } else {
            // The first goes at once, fails, and leaves the second behind.
            add(&app, &id, "/simulate drip").await;
            add(&app, &id, words).await;
            let waits = add(&app, &id, "later").await;
            settled(&app, &id, 4).await;
            waits
        };
        for _ in 0..100 {
            if queue(&app, &id).await[0]["held"] == reason {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let held = queue(&app, &id).await;
        assert_eq!((held.len(), &held[0]["held"]), (1, &json!(reason)), "{words}");
        let before = messages(&app, &id).await.len();
        call(&app, "queue.send", json!({ "id": waits["id"] })).await.unwrap();
        let found = settled(&app, &id, before + 2).await;
        assert_eq!(text(&found[before]), "later");
    }
    app.shutdown().await;
}

/// Sending at once stops the answer, keeps what arrived, and goes before all that waits.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_at_once_stops_the_answer() {
    let (_home, _simulator, app) = open().await;
    let id = conversation(&app).await;
    say_and_leave(&app, &id, "/simulate stall").await;
    add(&app, &id, "afterwards").await;
    let steers = add(&app, &id, "instead").await;
    call(&app, "queue.send", json!({ "id": steers["id"] })).await.unwrap();
    let found = settled(&app, &id, 6).await;
    assert_eq!(found[1]["state"], "incomplete");
    assert!(!text(&found[1]).is_empty(), "what arrived is kept");
    assert_eq!((text(&found[2]), text(&found[4])), ("instead".into(), "afterwards".into()));
    app.shutdown().await;
}

/// What waits survives the end of the application, held back: nothing is sent unasked at a start.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_survives_and_is_not_sent_unasked() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let open = async || {
        let launch = atelier_app::Launch {
            endpoint: Some(simulator.url().to_owned()),
            environment_key: Some("sk-ant-test-environment".to_owned()),
            ..home.launch()
        };
        let app = App::open(launch).await.unwrap();
        let passphrase = json!({ "passphrase": PASSPHRASE });
        if call(&app, "secret.unlock", passphrase.clone()).await.is_err() {
            call(&app, "secret.seal", passphrase).await.unwrap();
            call(&app, "store.keep", json!({})).await.unwrap();
        }
        app
    };
    let app = open().await;
    let id = conversation(&app).await;
    say_and_leave(&app, &id, "/simulate stall").await;
    add(&app, &id, "still here").await;
    app.shutdown().await;
    drop(app);
    let app = open().await;
    let waiting = queue(&app, &id).await;
    assert_eq!(texts(&waiting), ["still here"]);
    assert_ne!(waiting[0]["held"], Value::Null);
    assert_eq!(messages(&app, &id).await.len(), 2, "nothing was sent");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_refused() {
    let (_home, _simulator, app) = open().await;
    let id = conversation(&app).await;
    let nobody = "018f3c5a-7b1e-7000-8000-000000000000";
    for (name, input) in [
        ("queue.add", json!({ "conversation_id": nobody, "text": "x" })),
        ("queue.add", json!({ "conversation_id": id, "text": " \n" })),
        ("queue.add", json!({ "conversation_id": id, "text": "x".repeat(10_000) })),
        ("queue.edit", json!({ "id": nobody, "text": "x" })),
        ("queue.move_to", json!({ "id": nobody, "place": 4_000_000_000_u32 })),
        ("queue.remove", json!({ "id": nobody })),
        ("queue.send", json!({ "id": nobody })),
        ("conversation.stop", json!({ "id": nobody })),
    ] {
        assert!(call(&app, name, input.clone()).await.is_err(), "{name} {input}");
    }
    call(&app, "conversation.delete", json!({ "id": id })).await.unwrap();
    let input = json!({ "conversation_id": id, "text": "x" });
    let error = call(&app, "queue.add", input).await.unwrap_err();
    assert!(error.message.contains("trash"), "{error}");
    app.shutdown().await;
}
