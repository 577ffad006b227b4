//! Tools in turns: what is asked for is run and kept, and every request that leaves is sound.
//!
//! The simulator checks requests for tools and their results as the API does: a request that breaks
//! the rules is refused, and the turn would fail.

use std::{path::Path, time::Duration};

use atelier_app::{App, Launch};
use atelier_simulator::{Scenario, Simulator, SimulatorOptions};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::support::{Home, PASSPHRASE, call, caller, conversation, messages, run, say, text};

async fn with_notebook() -> (Home, Simulator, App) {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    switch(&app, true).await;
    (home, simulator, app)
}

async fn switch(app: &App, on: bool) {
    let patch = json!({ "tools": { "math_notebook": on } });
    call(app, "settings.save", patch).await.unwrap();
}

fn kinds(events: &[Value]) -> Vec<&str> {
    let mut kinds: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    kinds.retain(|kind| !kind.starts_with("block_"));
    kinds
}

/// The bodies of the requests for answers, as JSON.
fn bodies(simulator: &Simulator) -> Vec<Value> {
    let requests = simulator.requests();
    let messages = requests.iter().filter(|request| request.path.ends_with("/v1/messages"));
    messages.map(|request| serde_json::from_slice(&request.body).unwrap()).collect()
}

fn request(id: &str, name: &str, input: &Value) -> Value {
    json!({ "type": "tool_use", "id": id, "name": name, "input": input })
}

/// What came back for a call, as JSON.
fn result(messages: &[Value], id: &str) -> Value {
    let blocks = messages.iter().flat_map(|message| message["blocks"].as_array().unwrap());
    let mut blocks = blocks.filter(|block| block["tool_use_id"] == id);
    blocks.next().ok_or(id).unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_is_run_and_its_result_is_answered() {
    let (_home, simulator, app) = with_notebook().await;
    let id = conversation(&app).await;
    let (last, events) = say(&app, &id, "/simulate math").await;
    assert_eq!(
        kinds(&events),
        ["started", "tools_requested", "tool_completed", "resumed", "completed"]
    );
    let messages = messages(&app, &id).await;
    let roles: Vec<&str> = messages.iter().map(|it| it["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["user", "assistant", "user", "assistant"]);
    assert!(messages.iter().all(|message| message["state"] == "complete"), "{messages:?}");
    assert_eq!(messages[1]["stop_reason"], "tool_use");
    assert_eq!(messages[3], last, "the store has what the window has");
    let asked = &messages[1]["blocks"][1];
    assert_eq!(asked["name"], "math_notebook");
    let block = &messages[2]["blocks"][0];
    assert_eq!((&block["type"], &block["tool_use_id"]), (&json!("tool_result"), &asked["id"]));
    assert_eq!(block.get("is_error"), None);
    let found: Value = serde_json::from_str(block["content"].as_str().unwrap()).unwrap();
    assert_eq!(found["is_complete"], json!(true));
    let rows: Vec<&Value> =
        found["equilibria"].as_array().unwrap().iter().map(|it| &it["row"]).collect();
    assert!(rows.contains(&&json!(["3/5", "2/5"])), "the mixed one, exactly: {rows:?}");
    assert!(text(&last).contains("3/5"), "the answer quotes the result");
    let bodies = bodies(&simulator);
    assert_eq!(bodies.len(), 2);
    let (first, second) = (&bodies[0], &bodies[1]);
    assert_eq!(first["tools"][0]["name"], "math_notebook");
    assert_eq!(first["tools"], second["tools"], "both rounds offer the same");
    assert_eq!(second["messages"].as_array().unwrap().len(), 3);
    let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!(seen["title"], "/simulate math", "the title is the person's");
    assert!(messages[1]["usage"]["output_tokens"].as_u64().unwrap() > 0, "each round is counted");
    assert!(messages[3]["usage"]["output_tokens"].as_u64().unwrap() > 0);
    let cost = |message: &Value| message["cost_nano_usd"].as_i64().unwrap();
    assert_eq!(seen["cost_nano_usd"], cost(&messages[1]) + cost(&messages[3]));
    let (next, _) = say(&app, &id, "and now?").await;
    assert_eq!(next["state"], "complete", "a conversation with tools in it goes on");
    app.shutdown().await;
}

/// Who looks around first can try it: no key, no cost, and every round says that it is simulated.
#[tokio::test(flavor = "multi_thread")]
async fn a_tool_can_be_tried_without_a_key() {
    let home = Home::new();
    let app = home.open().await;
    call(&app, "settings.save", json!({ "endpoint": { "kind": "simulator" } })).await.unwrap();
    switch(&app, true).await;
    let id = conversation(&app).await;
    let (last, _) = say(&app, &id, "/simulate math lucas").await;
    assert_eq!(last["state"], "complete", "{last}");
    assert!(text(&last).contains("\"322\""), "the twelfth Lucas number is quoted");
    let messages = messages(&app, &id).await;
    let answers: Vec<&Value> = messages.iter().filter(|it| it["role"] == "assistant").collect();
    assert_eq!(answers.len(), 2);
    assert!(answers.iter().all(|it| it["simulated"] == true && it["cost_nano_usd"] == 0));
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_tools_that_are_switched_on_are_told_of() {
    let (_home, simulator, app) = with_notebook().await;
    let id = conversation(&app).await;
    say(&app, &id, "/simulate math").await;
    let listed = call(&app, "tool.list", json!({})).await.unwrap();
    assert_eq!(
        (&listed[0]["name"], &listed[0]["enabled"]),
        (&json!("math_notebook"), &json!(true))
    );
    let sent = bodies(&simulator)[0]["tools"][0].to_string().len();
    let stated = usize::try_from(listed[0]["definition_tokens"].as_u64().unwrap()).unwrap();
    assert!(stated.abs_diff(sent / 4) < 20, "{stated} tokens for {sent} bytes");
    switch(&app, false).await;
    let (answer, _) = say(&app, &id, "/simulate math").await;
    assert!(text(&answer).contains("does not offer it"), "{answer}");
    let last = bodies(&simulator).pop().unwrap();
    assert_eq!(last.get("tools"), None);
    let sent = last["messages"].to_string();
    assert!(!sent.contains("tool_use"), "no block of tools without tools: {sent}");
    assert!(sent.contains("3/5"), "what the tool returned is not forgotten");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_beside_each_other_come_back_in_one_message() {
    let (_home, simulator, app) = with_notebook().await;
    let id = conversation(&app).await;
    let (last, events) = say(&app, &id, "/simulate math both").await;
    assert_eq!(last["state"], "complete", "{last}");
    assert_eq!(kinds(&events).iter().filter(|kind| **kind == "tool_completed").count(), 2);
    let messages = messages(&app, &id).await;
    let asked: Vec<&Value> =
        messages[1]["blocks"].as_array().unwrap()[1..].iter().map(|it| &it["id"]).collect();
    let brought: Vec<&Value> =
        messages[2]["blocks"].as_array().unwrap().iter().map(|it| &it["tool_use_id"]).collect();
    assert_eq!(brought, asked, "in the order in which they were asked for");
    let sent = &bodies(&simulator)[1]["messages"][2];
    assert_eq!((&sent["role"], sent["content"].as_array().unwrap().len()), (&json!("user"), 2));
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_run_is_told_to_claude() {
    let (_home, simulator, app) = with_notebook().await;
    let id = conversation(&app).await;
    let calls = [
        ("unknown", "no_such_tool", json!({}), "There is no tool `no_such_tool`"),
        ("nothing", "math_notebook", json!({}), "missing field `function`"),
        (
            "negative",
            "math_notebook",
            json!({"function": "fibonacci", "n": -1}),
            "whole, 0 or more",
        ),
        ("stray", "math_notebook", json!({"function": "lucas", "n": 1, "x": 1}), "unknown field"),
        ("large", "math_notebook", json!({"function": "fibonacci", "n": 900_000}), "digits"),
        (
            "ragged",
            "math_notebook",
            json!({"function": "nash_equilibria", "row_payoffs": [[1, 2], [3]]}),
            "row 2",
        ),
    ];
    let blocks = calls.iter().map(|(id, name, input, _)| request(id, name, input)).collect();
    simulator.script([Scenario::Blocks(blocks)]);
    let (last, _) = say(&app, &id, "try all of this").await;
    assert_eq!(last["state"], "complete", "none of it ends the turn: {last}");
    let messages = messages(&app, &id).await;
    for (id, _, _, expected) in &calls {
        let block = result(&messages, id);
        assert_eq!(block["is_error"], json!(true), "{block}");
        assert!(block["content"].as_str().unwrap().contains(expected), "{block}");
    }
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_has_an_end_however_often_tools_are_asked_for() {
    let (_home, simulator, app) = with_notebook().await;
    let id = conversation(&app).await;
    let (last, events) = say(&app, &id, "/simulate math endless").await;
    let resumed = kinds(&events).iter().filter(|kind| **kind == "resumed").count();
    assert_eq!(resumed, 16, "and then it is enough");
    assert_eq!((&last["role"], &last["state"]), (&json!("assistant"), &json!("incomplete")));
    assert_eq!(last["failure"]["class"], "tool_rounds");
    assert!(last["failure"]["message"].as_str().unwrap().contains("16 times"), "{last}");
    let (next, _) = say(&app, &id, "Continue.").await;
    assert_eq!(
        next["state"], "complete",
        "what was asked for and not run does not stand in the way"
    );
    let sent = bodies(&simulator).pop().unwrap().to_string();
    assert!(sent.contains("There is no result"), "and Claude knows");
    app.shutdown().await;
}

/// Stopped while a tool is at work: it stops, and says so; then the conversation goes on, and the
/// turn can be tried again.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_among_tools_stops() {
    let (_home, simulator, app) = with_notebook().await;
    let id = conversation(&app).await;
    let token = CancellationToken::new();
    let (outlet, mut inlet) = mpsc::channel(64);
    let input = json!({ "id": id, "text": "/simulate math slow" });
    let router = app.router();
    let work = router.call(caller(token.clone()), "conversation.send", input, outlet);
    let watch = async {
        let mut events = Vec::new();
        while let Some(event) = inlet.recv().await {
            if event["type"] == "tools_requested" {
                token.cancel();
            }
            events.push(event);
        }
        events
    };
    let (outcome, events) = tokio::join!(work, watch);
    outcome.unwrap();
    let ended = events.last().unwrap();
    assert_eq!((&ended["type"], &ended["message"]["role"]), (&json!("ended"), &json!("user")));
    let messages = messages(&app, &id).await;
    assert_eq!(messages.len(), 3);
    assert_eq!(messages[1]["state"], "complete", "the answer had come");
    assert_eq!(messages[2]["state"], "incomplete");
    let result = &messages[2]["blocks"][0];
    assert!(result["content"].as_str().unwrap().contains("the person stopped"), "{result}");
    let state = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!(state["state"], "idle", "{state}");
    let (next, _) = say(&app, &id, "Continue.").await;
    assert_eq!(next["state"], "complete");
    let last = bodies(&simulator).pop().unwrap();
    let content = last["messages"][2]["content"].as_array().unwrap();
    let kinds: Vec<&str> = content.iter().map(|block| block["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["tool_result", "text"], "result and words in one message");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answering_again_begins_where_the_person_spoke() {
    let (_home, _simulator, app) = with_notebook().await;
    let id = conversation(&app).await;
    say(&app, &id, "/simulate math").await;
    let first = messages(&app, &id).await;
    let (outcome, events) = run(&app, "conversation.regenerate", json!({ "id": id })).await;
    outcome.unwrap();
    assert_eq!(events.last().unwrap()["type"], "completed");
    let second = messages(&app, &id).await;
    assert_eq!(second.len(), 4);
    assert_eq!(first[0], second[0], "the same question");
    assert_eq!(second[1]["parent_id"], first[0]["id"], "on a branch of its own");
    assert_ne!(first[1]["id"], second[1]["id"]);
    let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!(seen["message_count"], 7, "and nothing was destroyed");
    app.shutdown().await;
}

/// What is learned is the person's question and the last answer, whatever stood between.
#[tokio::test(flavor = "multi_thread")]
async fn rounds_of_tools_are_learned_as_one_answer() {
    let (_home, simulator, app) = with_notebook().await;
    let id = conversation(&app).await;
    let lucas = json!({ "function": "lucas", "n": 5 });
    simulator.script([
        Scenario::Blocks(vec![request("one", "math_notebook", &lucas)]),
        Scenario::Say("It is eleven.".to_owned()),
    ]);
    say(&app, &id, "What is the fifth Lucas number?").await;
    let begun = std::time::Instant::now();
    let learned = loop {
        let page = call(&app, "pattern.list", json!({})).await.unwrap();
        if let Some(pattern) = page["items"].get(0) {
            break pattern.clone();
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing was learned");
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    assert_eq!(learned["message"], "What is the fifth Lucas number?");
    assert_eq!(learned["response"], "It is eleven.");
    app.shutdown().await;
}

/// A fault in the second round keeps the first, and the turn can be tried again.
#[tokio::test(flavor = "multi_thread")]
async fn a_fault_after_tools_keeps_what_they_returned() {
    let (_home, simulator, app) = with_notebook().await;
    let id = conversation(&app).await;
    let notebook = json!({ "function": "lucas", "n": 5 });
    simulator.script([
        Scenario::Blocks(vec![request("one", "math_notebook", &notebook)]),
        Scenario::Truncate { after: 3 },
    ]);
    let (last, _) = say(&app, &id, "count").await;
    assert_eq!((&last["state"], &last["role"]), (&json!("incomplete"), &json!("assistant")));
    let messages = messages(&app, &id).await;
    assert!(result(&messages, "one")["content"].as_str().unwrap().contains("\"11\""));
    let (next, _) = say(&app, &id, "Continue.").await;
    assert_eq!(next["state"], "complete");
    app.shutdown().await;
}

/// An application whose store is on the disk, under a passphrase.
async fn sealed(home: &Home, endpoint: &str) -> App {
    let launch = Launch {
        endpoint: Some(endpoint.to_owned()),
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
}

/// The folder as a kill leaves it: what is written is written, and nobody tidies up.
fn killed(home: &Home) -> Home {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let to = to.join(entry.file_name());
            match entry.file_type().unwrap() {
                kind if kind.is_dir() => copy(&entry.path(), &to),
                kind if kind.is_file() => drop(std::fs::copy(entry.path(), to).unwrap()),
                _ => {}
            }
        }
    }
    let left = Home::new();
    copy(home.folder.path(), left.folder.path());
    left
}

/// Killed while tools are at work: the results that had come are there, the turn is incomplete, and
/// what is sent next is sound.
#[tokio::test(flavor = "multi_thread")]
async fn a_kill_among_tools_leaves_a_sound_conversation() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = sealed(&home, simulator.url()).await;
    switch(&app, true).await;
    let id = conversation(&app).await;
    let slow = slow_game();
    let lucas = json!({ "function": "lucas", "n": 5 });
    let asked = [("one", &slow), ("two", &lucas)];
    let blocks = asked.map(|(id, input)| request(id, "math_notebook", input));
    simulator.script([Scenario::Blocks(blocks.to_vec())]);
    let token = CancellationToken::new();
    let (outlet, mut inlet) = mpsc::channel(64);
    let input = json!({ "id": id, "text": "count" });
    let router = app.router();
    let work = router.call(caller(token.clone()), "conversation.send", input, outlet);
    let watch = async {
        while let Some(event) = inlet.recv().await {
            if event["type"] == "tool_completed" {
                break;
            }
        }
        let left = killed(&home);
        token.cancel();
        while inlet.recv().await.is_some() {}
        left
    };
    let (_, left) = tokio::join!(work, watch);
    app.shutdown().await;

    let app = sealed(&left, simulator.url()).await;
    let messages = messages(&app, &id).await;
    assert_eq!(messages.len(), 3);
    assert_eq!(messages[2]["state"], "incomplete");
    assert_eq!(messages[2]["blocks"].as_array().unwrap().len(), 1, "what had come is kept");
    let (next, _) = say(&app, &id, "Continue.").await;
    assert_eq!(next["state"], "complete", "{next}");
    let last = bodies(&simulator).pop().unwrap();
    let content = last["messages"][2]["content"].as_array().unwrap();
    let ids: Vec<&Value> = content.iter().map(|block| &block["tool_use_id"]).collect();
    assert_eq!(ids, [&json!("one"), &json!("two"), &Value::Null]);
    assert!(content[1]["content"].as_str().unwrap().contains("\"11\""), "{content:?}");
    assert_eq!(content[0]["is_error"], json!(true), "and of the other Claude knows");
    let (outcome, events) = run(&app, "conversation.regenerate", json!({ "id": id })).await;
    outcome.unwrap();
    assert_eq!(events.last().unwrap()["type"], "completed");
    app.shutdown().await;
}

/// A game that takes seconds.
fn slow_game() -> Value {
    let payoff = |number: u64| {
        let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 54
    };
    let matrix = |salt: u64| -> Vec<Vec<u64>> {
        (0..16)
            .map(|row| (0..16).map(|column| payoff(salt + 16 * row + column)).collect())
            .collect()
    };
    json!({
        "function": "nash_equilibria",
        "row_payoffs": matrix(1),
        "column_payoffs": matrix(1_000),
    })
}

/// Nobody waits for a tool at work when the application ends.
#[tokio::test(flavor = "multi_thread")]
async fn shutdown_ends_tools() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = sealed(&home, simulator.url()).await;
    switch(&app, true).await;
    let id = conversation(&app).await;
    let input = json!({ "id": id, "text": "/simulate math slow" });
    let (outlet, mut inlet) = mpsc::channel(64);
    let router = app.router();
    let work = router.call(caller(CancellationToken::new()), "conversation.send", input, outlet);
    let watch = async {
        while let Some(event) = inlet.recv().await {
            if event["type"] == "tools_requested" {
                break;
            }
        }
        let begun = std::time::Instant::now();
        app.shutdown().await;
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
        while inlet.recv().await.is_some() {}
    };
    drop(tokio::join!(work, watch));
    drop(app);
    let app = sealed(&home, simulator.url()).await;
    assert_eq!(messages(&app, &id).await[2]["state"], "incomplete");
    app.shutdown().await;
}
