//! Branches through the router: edits, siblings, forks, deletions, and what they refuse.

use atelier_app::App;
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, run, text};

async fn open() -> (Home, Simulator, App) {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    (home, simulator, app)
}

async fn say(app: &App, input: Value) -> Value {
    let (outcome, events) = run(app, "conversation.send", input).await;
    outcome.unwrap();
    events.last().unwrap()["message"].clone()
}

async fn again(app: &App, input: Value) -> Value {
    let (outcome, events) = run(app, "conversation.regenerate", input).await;
    outcome.unwrap();
    events.last().unwrap()["message"].clone()
}

async fn page(app: &App, id: &str) -> (Vec<Value>, Vec<Value>) {
    let page = call(app, "conversation.messages", json!({ "id": id })).await.unwrap();
    (page["items"].as_array().unwrap().clone(), page["forks"].as_array().unwrap().clone())
}

async fn on(app: &App, name: &str, id: &str, message: &Value) -> Result<Value, String> {
    let input = json!({ "conversation_id": id, "message_id": message });
    call(app, name, input).await.map_err(|error| error.message)
}

fn last_body(simulator: &Simulator) -> Value {
    let requests = simulator.requests();
    let last = requests.iter().rfind(|it| it.path.ends_with("/v1/messages")).unwrap();
    serde_json::from_slice(&last.body).unwrap()
}

/// What was said is said otherwise on a branch of its own; both stay, and each is found again.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_said_otherwise_beside_itself() {
    let (_home, simulator, app) = open().await;
    let id = conversation(&app).await;
    say(&app, json!({ "id": id, "text": "first" })).await;
    say(&app, json!({ "id": id, "text": "second" })).await;
    let (before, forks) = page(&app, &id).await;
    assert_eq!(forks, [] as [Value; 0]);
    let instead = json!({ "id": id, "text": "another", "instead_of": before[2]["id"] });
    let answer = say(&app, instead).await;
    let (after, forks) = page(&app, &id).await;
    assert_eq!(after.len(), 4);
    assert_eq!(after[3], answer);
    assert_eq!(text(&after[2]), "another");
    assert_eq!(forks.len(), 1);
    assert_eq!((&forks[0]["place"], &forks[0]["count"]), (&json!(2), &json!(2)));
    assert_eq!(forks[0]["previous"], before[2]["id"]);
    let sent = last_body(&simulator)["messages"].to_string();
    assert!(
        sent.contains("first") && sent.contains("another") && !sent.contains("second"),
        "{sent}"
    );

    on(&app, "message.show", &id, &before[2]["id"]).await.unwrap();
    assert_eq!(page(&app, &id).await.0, before, "the first way is as it was");
    let error = run(&app, "conversation.send", {
        json!({ "id": id, "text": "x", "instead_of": before[3]["id"] })
    });
    assert!(error.await.0.unwrap_err().message.contains("what a person said"));
    app.shutdown().await;
}

/// Saving asks nothing: the copy stands beside, and is what later answers are given to.
#[tokio::test(flavor = "multi_thread")]
async fn an_edit_is_saved_without_asking() {
    let (_home, simulator, app) = open().await;
    let id = conversation(&app).await;
    say(&app, json!({ "id": id, "text": "first" })).await;
    let (before, _) = page(&app, &id).await;
    let asked = simulator.requests().len();
    let edit = |message: &Value, text: &str| {
        let message_id = message["id"].clone();
        let input = json!({ "conversation_id": id, "message_id": message_id, "texts": [text] });
        call(&app, "message.edit", input)
    };
    edit(&before[1], "What I would have liked to read.").await.unwrap();
    assert_eq!(simulator.requests().len(), asked, "nothing is asked");
    let (edited, forks) = page(&app, &id).await;
    assert_eq!(text(&edited[1]), "What I would have liked to read.");
    assert_eq!(forks[0]["count"], 2);
    assert_eq!(edited[1]["model"], Value::Null, "no model said that");
    say(&app, json!({ "id": id, "text": "go on" })).await;
    assert!(last_body(&simulator)["messages"].to_string().contains("liked to read"));

    edit(&before[0], "first, but better").await.unwrap();
    let (alone, _) = page(&app, &id).await;
    assert_eq!(alone.len(), 1, "nobody has answered that yet");
    again(&app, json!({ "id": id })).await;
    assert_eq!(page(&app, &id).await.0.len(), 2);
    let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!(seen["message_count"], 7, "and nothing was destroyed");
    app.shutdown().await;
}

/// Any answer can be given again, by another model and with another effort, that once.
#[tokio::test(flavor = "multi_thread")]
async fn any_answer_is_given_again_by_any_model() {
    let (_home, simulator, app) = open().await;
    let id = conversation(&app).await;
    say(&app, json!({ "id": id, "text": "first" })).await;
    say(&app, json!({ "id": id, "text": "second" })).await;
    let (before, _) = page(&app, &id).await;
    let models = call(&app, "model.list", json!({})).await.unwrap();
    let used = before[1]["model"].clone();
    let other = models.as_array().unwrap().iter().find(|it| {
        it["id"] != used && it["efforts"].as_array().is_some_and(|them| !them.is_empty())
    });
    let other = &other.unwrap()["id"];
    let input = json!({ "id": id, "message_id": before[1]["id"], "model": other, "effort": "low" });
    let answer = again(&app, input).await;
    assert_eq!(answer["parent_id"], before[0]["id"]);
    assert_eq!(&answer["model"], other);
    let body = last_body(&simulator);
    assert_eq!((&body["model"], &body["output_config"]["effort"]), (other, &json!("low")));
    assert_eq!(body["messages"].as_array().unwrap().len(), 1, "only what came before is sent");
    let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!((&seen["model"], &seen["effort"]), (&Value::Null, &Value::Null), "that once");
    on(&app, "message.show", &id, &before[1]["id"]).await.unwrap();
    assert_eq!(page(&app, &id).await.0, before);
    app.shutdown().await;
}

/// A fork holds the messages up to one, under ids of its own, and goes its own way.
#[tokio::test(flavor = "multi_thread")]
async fn a_fork_is_a_conversation_of_its_own() {
    let (_home, _simulator, app) = open().await;
    let id = conversation(&app).await;
    say(&app, json!({ "id": id, "text": "first" })).await;
    say(&app, json!({ "id": id, "text": "second" })).await;
    let (before, _) = page(&app, &id).await;
    let input = json!({ "id": id, "message_id": before[1]["id"] });
    let fork = call(&app, "conversation.fork", input).await.unwrap();
    assert_eq!(fork["title"], "first (fork)");
    let other = fork["id"].as_str().unwrap();
    let (copied, _) = page(&app, other).await;
    assert_eq!(copied.len(), 2);
    assert!(copied.iter().zip(&before).all(|(new, old)| new["id"] != old["id"]));
    assert!(copied.iter().zip(&before).all(|(new, old)| new["blocks"] == old["blocks"]));
    assert_eq!(fork["cost_nano_usd"], 0, "it was paid for already");
    say(&app, json!({ "id": other, "text": "elsewhere" })).await;
    assert_eq!(page(&app, &id).await.0, before);
    assert_eq!(page(&app, other).await.0.len(), 4);
    app.shutdown().await;
}

/// What is deleted is neither shown nor sent, and comes back whole, even after a restart.
#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_message_comes_back() {
    let (_home, simulator, app) = open().await;
    let id = conversation(&app).await;
    say(&app, json!({ "id": id, "text": "first" })).await;
    say(&app, json!({ "id": id, "text": "second" })).await;
    let (before, _) = page(&app, &id).await;
    on(&app, "message.delete", &id, &before[2]["id"]).await.unwrap();
    assert_eq!(page(&app, &id).await.0, before[..2]);
    say(&app, json!({ "id": id, "text": "third" })).await;
    assert!(!last_body(&simulator)["messages"].to_string().contains("second"));
    let map = call(&app, "message.map", json!({ "conversation_id": id })).await.unwrap();
    let gone: Vec<&Value> =
        map.as_array().unwrap().iter().filter(|it| !it["deleted_at"].is_null()).collect();
    assert_eq!((gone.len(), &gone[0]["first_id"]), (1, &before[2]["id"]));
    assert!(on(&app, "message.show", &id, &before[3]["id"]).await.unwrap_err().contains("deleted"));
    assert!(on(&app, "message.delete", &id, &before[3]["id"]).await.is_err());
    assert!(on(&app, "message.restore", &id, &before[3]["id"]).await.is_err(), "it went with 2");
    on(&app, "message.restore", &id, &before[2]["id"]).await.unwrap();
    assert_eq!(page(&app, &id).await.0, before);
    app.shutdown().await;
}

/// Messages of other conversations, of none, and while an answer arrives: refused, nothing changed.
#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_belong_here_is_refused() {
    let (_home, _simulator, app) = open().await;
    let (id, other) = (conversation(&app).await, conversation(&app).await);
    let here = say(&app, json!({ "id": id, "text": "here" })).await;
    let there = say(&app, json!({ "id": other, "text": "there" })).await;
    let before = page(&app, &id).await;
    let nobody = json!("018f3c5a-7b1e-7000-8000-000000000000");
    for message in [&there["id"], &nobody] {
        for name in ["message.show", "message.delete", "message.restore"] {
            on(&app, name, &id, message).await.unwrap_err();
        }
        let input = json!({ "conversation_id": id, "message_id": message, "texts": ["x"] });
        call(&app, "message.edit", input).await.unwrap_err();
        call(&app, "conversation.fork", json!({ "id": id, "message_id": message }))
            .await
            .unwrap_err();
        let send = json!({ "id": id, "text": "x", "instead_of": message });
        run(&app, "conversation.send", send).await.0.unwrap_err();
        let regenerate = json!({ "id": id, "message_id": message });
        run(&app, "conversation.regenerate", regenerate).await.0.unwrap_err();
    }
    for input in [
        json!({ "conversation_id": id, "message_id": here["id"], "texts": [] }),
        json!({ "conversation_id": id, "message_id": here["id"], "texts": ["  "] }),
        json!({ "conversation_id": id, "message_id": here["id"], "texts": ["a", "b"] }),
        json!({ "conversation_id": id, "message_id": here["id"], "texts": ["x".repeat(10_000)] }),
        json!({ "conversation_id": nobody, "message_id": here["id"], "texts": ["x"] }),
    ] {
        call(&app, "message.edit", input).await.unwrap_err();
    }
    assert_eq!(page(&app, &id).await, before, "and nothing has changed");
    call(&app, "conversation.delete", json!({ "id": id })).await.unwrap();
    let error = on(&app, "message.show", &id, &here["id"]).await.unwrap_err();
    assert!(error.contains("trash"), "{error}");
    app.shutdown().await;
}
