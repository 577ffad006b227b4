//! What is learned from conversations: found again, judged, forgotten, and never more than allowed.

use std::time::{Duration, Instant};

use atelier_app::App;
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use crate::support::{Home, PASSPHRASE, call, conversation, say};

const SORTING: &str = "How do I sort a list of tuples by the second element in Python?";
const BREAD: &str = "Why does my sourdough bread not rise in the oven?";

async fn against_simulator() -> (Home, Simulator, App) {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    (home, simulator, app)
}

async fn learned(app: &App) -> Vec<Value> {
    let page = call(app, "pattern.list", json!({})).await.unwrap();
    page["items"].as_array().unwrap().clone()
}

/// Waits until as many patterns are learned: it happens after the answer, and nobody waits for it.
async fn until_learned(app: &App, count: usize) -> Vec<Value> {
    let begun = Instant::now();
    loop {
        let patterns = learned(app).await;
        if patterns.len() >= count {
            return patterns;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "only {} learned", patterns.len());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn similar(app: &App, input: Value) -> Vec<Value> {
    call(app, "pattern.similar", input).await.unwrap().as_array().unwrap().clone()
}

/// Message and answer are learned together, and a question like it finds the conversation and why.
// rows: 3.051, 3.092, 3.099
#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_learned_and_found_again() {
    let (_home, _simulator, app) = against_simulator().await;
    let sorting = conversation(&app).await;
    let answer = say(&app, &sorting, SORTING).await.0;
    let bread = conversation(&app).await;
    say(&app, &bread, BREAD).await;
    let patterns = until_learned(&app, 2).await;
    let first = patterns.iter().find(|it| it["message"] == SORTING).unwrap();
    assert_eq!(first["response"], crate::support::text(&answer));
    assert_eq!(first["scope"], json!({ "kind": "conversation", "id": sorting }));
    assert_eq!((&first["score"], &first["source"]), (&json!(1.0), &json!("conversation")));

    let found = similar(&app, json!({ "text": "sorting tuples by an element" })).await;
    assert_eq!(found[0]["conversation_id"], json!(sorting), "{found:?}");
    assert_eq!(found[0]["title"].as_str().unwrap().get(..18), Some("How do I sort a li"));
    let words: Vec<&str> = found[0]["matched"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["word"].as_str().unwrap())
        .collect();
    assert!(words.contains(&"tuples") && words.contains(&"sorting"), "it says why: {words:?}");
    assert!(found.iter().all(|it| it["conversation_id"] != json!(bread)), "and nothing else");
    let nothing = similar(&app, json!({ "text": "quarterly revenue of submarines" })).await;
    assert_eq!(nothing, [] as [Value; 0], "where nothing is alike, nothing is found");
    app.shutdown().await;
}

/// Of two answers to the same, the one that helped comes first, and one called wrong not at all.
// rows: 3.050, 3.051
#[tokio::test(flavor = "multi_thread")]
async fn success_ranks_before_failure_and_wrong_is_not_found() {
    let (_home, _simulator, app) = against_simulator().await;
    let taught = |response: &'static str, score: f64| {
        let input = json!({ "message": SORTING, "response": response, "score": score });
        let app = app.clone();
        async move { call(&app, "pattern.store", input).await.unwrap() }
    };
    let failed = taught("use a loop", 0.0).await;
    let helped = taught("use a key", 1.0).await;
    let asked = json!({ "text": SORTING });
    let ids = |found: &[Value]| found.iter().map(|it| it["id"].clone()).collect::<Vec<_>>();
    let order = ids(&similar(&app, asked.clone()).await);
    assert_eq!(order, [helped["id"].clone(), failed["id"].clone()]);
    let rates = similar(&app, asked.clone()).await;
    assert_eq!((&rates[0]["success_rate"], &rates[1]["success_rate"]), (&json!(1.0), &json!(0.0)));

    let wrong = json!({ "id": helped["id"], "outcome": "wrong" });
    let judged = call(&app, "pattern.score", wrong).await.unwrap();
    assert_eq!((&judged["suspended"], &judged["losses"]), (&json!(true), &json!(1)));
    assert_eq!(ids(&similar(&app, asked.clone()).await), [failed["id"].clone()]);
    let right = json!({ "id": helped["id"], "outcome": "right" });
    let judged = call(&app, "pattern.score", right).await.unwrap();
    assert_eq!((&judged["suspended"], &judged["wins"]), (&json!(false), &json!(1)));
    assert_eq!(ids(&similar(&app, asked).await)[0], helped["id"], "found again");

    let again = taught("use a key", 1.0).await;
    assert_eq!((&again["id"], &again["repeats"]), (&helped["id"], &json!(1)), "not kept twice");
    app.shutdown().await;
}

/// How much is learned, and what it takes in memory.
// rows: 3.052
#[tokio::test(flavor = "multi_thread")]
async fn stats_tell_the_memory() {
    let (_home, _simulator, app) = against_simulator().await;
    let empty = call(&app, "pattern.stats", json!({})).await.unwrap();
    assert_eq!((&empty["patterns"], &empty["learning"]), (&json!(0), &json!(true)));
    let text = "heliotrope ".repeat(100);
    let input = json!({ "message": text, "score": 1.0 });
    let stored = call(&app, "pattern.store", input).await.unwrap();
    call(&app, "pattern.pin", json!({ "id": stored["id"], "pinned": true })).await.unwrap();
    let stats = call(&app, "pattern.stats", json!({})).await.unwrap();
    assert_eq!((&stats["patterns"], &stats["pinned"]), (&json!(1), &json!(1)));
    let more = stats["memory_bytes"].as_u64().unwrap() - empty["memory_bytes"].as_u64().unwrap();
    assert!((1_100..20_000).contains(&more), "{more} bytes for a text of 1,100");
    assert!(stats["memory_limit_bytes"].as_u64().unwrap() >= 1 << 20);
    app.shutdown().await;
}

/// Off means that nothing is stored; what was learned before stays until it is forgotten.
#[tokio::test(flavor = "multi_thread")]
async fn switched_off_nothing_is_learned() {
    let (_home, _simulator, app) = against_simulator().await;
    let id = conversation(&app).await;
    call(&app, "settings.save", json!({ "learning": false })).await.unwrap();
    say(&app, &id, "never remember this").await;
    call(&app, "settings.save", json!({ "learning": true })).await.unwrap();
    say(&app, &id, SORTING).await;
    let patterns = until_learned(&app, 1).await;
    assert_eq!(patterns.len(), 1, "lessons are learned in turn, so the first would be there");
    assert_eq!(patterns[0]["message"], SORTING);
    call(&app, "settings.save", json!({ "learning": false })).await.unwrap();
    let stats = call(&app, "pattern.stats", json!({})).await.unwrap();
    assert_eq!((&stats["learning"], &stats["patterns"]), (&json!(false), &json!(1)));
    app.shutdown().await;
}

/// What was cut off or failed is no lesson.
#[tokio::test(flavor = "multi_thread")]
async fn only_whole_answers_are_learned() {
    let (_home, _simulator, app) = against_simulator().await;
    let id = conversation(&app).await;
    for words in ["/simulate truncate", "/simulate 400", "/simulate error-mid-stream"] {
        say(&app, &id, words).await;
    }
    say(&app, &id, SORTING).await;
    let patterns = until_learned(&app, 1).await;
    assert_eq!(patterns.len(), 1, "{patterns:?}");
    app.shutdown().await;
}

/// A conversation in the trash is not found, and found again once restored. Forgetting is for good.
#[tokio::test(flavor = "multi_thread")]
async fn the_trash_hides_and_forgetting_forgets() {
    let (_home, _simulator, app) = against_simulator().await;
    let id = conversation(&app).await;
    say(&app, &id, SORTING).await;
    let patterns = until_learned(&app, 1).await;
    let asked = json!({ "text": SORTING });
    assert_eq!(similar(&app, asked.clone()).await.len(), 1);
    call(&app, "conversation.delete", json!({ "id": id })).await.unwrap();
    assert_eq!(similar(&app, asked.clone()).await.len(), 0);
    call(&app, "conversation.restore", json!({ "id": id })).await.unwrap();
    assert_eq!(similar(&app, asked.clone()).await.len(), 1);

    let forget = json!({ "id": patterns[0]["id"] });
    let gone = call(&app, "pattern.forget", forget.clone()).await.unwrap();
    assert_eq!(gone["patterns"], 1);
    assert_eq!(learned(&app).await, [] as [Value; 0]);
    assert_eq!(similar(&app, asked.clone()).await.len(), 0);
    let again = call(&app, "pattern.forget", forget).await.unwrap_err();
    assert_eq!(serde_json::to_value(again.code).unwrap(), "not_found");

    for number in 0..3 {
        let input = json!({ "message": format!("{SORTING} {number}"), "score": 0.5 });
        call(&app, "pattern.store", input).await.unwrap();
    }
    let gone = call(&app, "pattern.forget_all", json!({})).await.unwrap();
    assert_eq!(gone["patterns"], 3);
    assert_eq!(similar(&app, asked).await.len(), 0);
    app.shutdown().await;
}

/// What is learned is in the encrypted store, and found after a new start.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_learned_outlives_the_process() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let launch = || atelier_app::Launch {
        endpoint: Some(simulator.url().to_owned()),
        environment_key: Some("sk-ant-test-environment".to_owned()),
        ..home.launch()
    };
    let app = App::open(launch()).await.unwrap();
    let id = conversation(&app).await;
    say(&app, &id, SORTING).await;
    until_learned(&app, 1).await;
    call(&app, "secret.seal", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    call(&app, "store.keep", json!({})).await.unwrap();
    let input = json!({ "message": BREAD, "response": "more water", "score": 1.0 });
    call(&app, "pattern.store", input).await.unwrap();
    app.shutdown().await;
    drop(app);
    let bytes = std::fs::read(home.launch().paths.store()).unwrap();
    assert!(!bytes.windows(9).any(|window| window == b"sourdough"), "nothing in clear");

    let app = App::open(launch()).await.unwrap();
    assert!(call(&app, "pattern.similar", json!({ "text": BREAD })).await.is_err(), "locked");
    call(&app, "secret.unlock", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    assert_eq!(similar(&app, json!({ "text": SORTING })).await[0]["conversation_id"], json!(id));
    let bread = similar(&app, json!({ "text": BREAD })).await;
    assert_eq!(bread[0]["response"], "more water");
    app.shutdown().await;
}

/// Records go out page by page and come in elsewhere, checked one by one.
#[tokio::test(flavor = "multi_thread")]
async fn patterns_are_imported_with_care() {
    let (_home, _simulator, app) = against_simulator().await;
    let id = conversation(&app).await;
    say(&app, &id, SORTING).await;
    let mut records = until_learned(&app, 1).await;
    let (_other_home, _other_simulator, other) = against_simulator().await;
    let mut wrong = records[0].clone();
    wrong["score"] = json!(7.0);
    let mut blank = records[0].clone();
    blank["message"] = json!(" \n ");
    records.extend([wrong, blank]);
    let report = call(&other, "pattern.import", json!({ "patterns": records })).await.unwrap();
    assert_eq!((&report["added"], &report["merged"]), (&json!(1), &json!(0)));
    assert_eq!(report["refused"].as_array().unwrap().len(), 2, "{report}");
    let imported = learned(&other).await;
    assert_eq!(imported[0]["scope"], json!({ "kind": "global" }), "that conversation is not here");
    assert_eq!(imported[0]["source"], "import");
    assert_eq!(similar(&other, json!({ "text": SORTING })).await.len(), 1);
    app.shutdown().await;
    other.shutdown().await;
}

/// Whatever is asked, the answer is bounded and the application stands.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_questions_are_answered_or_refused() {
    let (_home, _simulator, app) = against_simulator().await;
    let input = json!({ "message": SORTING, "response": "use a key", "score": 1.0 });
    let id = call(&app, "pattern.store", input).await.unwrap()["id"].clone();
    let nothing: [Value; 0] = [];
    for text in [
        "",
        " \n\t ",
        "\u{0}\u{1}\u{1b}[31m\u{7f}",
        "\u{202e}\u{feff}",
        "'; DROP TABLE patterns; --",
    ] {
        assert_eq!(similar(&app, json!({ "text": text })).await, nothing, "{text:?}");
    }
    let long = format!("{SORTING} ").repeat(12_000);
    assert_eq!(similar(&app, json!({ "text": long })).await.len(), 1, "its beginning is read");
    let endless = "x".repeat(1 << 20);
    assert_eq!(similar(&app, json!({ "text": endless })).await, nothing);
    for refused in [
        json!({ "text": "x".repeat((1 << 20) + 1) }),
        json!({ "text": SORTING, "limit": 4_294_967_295_u32 }),
        json!({ "text": SORTING, "limit": 0 }),
        json!({ "text": SORTING, "limit": -1 }),
        json!({ "text": SORTING, "threshold": 1e300 }),
        json!({ "text": SORTING, "threshold": -0.1 }),
        json!({ "text": SORTING, "scope": { "kind": "project", "name": "p".repeat(300) } }),
        json!({ "text": SORTING, "scope": { "kind": "everyone" } }),
        json!({ "text": SORTING, "sql": "x" }),
    ] {
        let error = call(&app, "pattern.similar", refused.clone()).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "invalid_input", "{refused}");
    }
    let none = json!({ "text": SORTING, "threshold": 1.0, "limit": 50 });
    assert!(similar(&app, none).await.len() <= 1);
    let all = json!({ "text": SORTING, "threshold": 0.0 });
    assert_eq!(similar(&app, all).await.len(), 1);
    for refused in [
        json!({ "message": "", "score": 1.0 }),
        json!({ "message": "  ", "score": 1.0 }),
        json!({ "message": "m", "score": 1.5 }),
        json!({ "message": "m", "score": null }),
        json!({ "message": "m".repeat(8_193), "score": 1.0 }),
    ] {
        let error = call(&app, "pattern.store", refused.clone()).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "invalid_input", "{refused}");
    }
    let nowhere = json!({ "kind": "conversation", "id": "01890000-0000-7000-8000-000000000000" });
    let orphan = json!({ "message": "m", "score": 1.0, "scope": nowhere });
    let error = call(&app, "pattern.store", orphan).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "not_found");
    let unknown = json!({ "id": "00000000-0000-8000-8000-000000000000", "outcome": "wrong" });
    let error = call(&app, "pattern.score", unknown).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "not_found");
    let kept = learned(&app).await;
    assert_eq!((kept.len(), &kept[0]["id"]), (1, &id), "what was there is still there");
    app.shutdown().await;
}
