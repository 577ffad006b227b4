//! The answer cache through the router: the same request is answered from memory, any other is asked.

use std::sync::Arc;

use atelier_app::App;
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, run, say, streamed, text};

async fn opened(on: bool) -> (Home, Simulator, App) {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    call(&app, "model.list", json!({})).await.unwrap();
    if on {
        call(&app, "settings.save", json!({ "answer_cache": true })).await.unwrap();
    }
    (home, simulator, app)
}

fn answer(events: &[Value]) -> &Value {
    &events.last().unwrap()["message"]
}

/// How often the endpoint was asked for an answer.
fn asked(simulator: &Simulator) -> usize {
    simulator.requests().iter().filter(|it| it.path.ends_with("/v1/messages")).count()
}

async fn status(app: &App) -> Value {
    call(app, "cache.status", json!({})).await.unwrap()
}

// rows: 3.154
#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_is_answered_again_without_asking_and_costs_nothing() {
    let (_home, simulator, app) = opened(true).await;
    let (one, two) = (conversation(&app).await, conversation(&app).await);
    let first = say(&app, &one, "Why is the sky blue?").await.1;
    let cost = answer(&first)["cost_nano_usd"].as_i64().unwrap();
    assert!(cost > 0);
    assert_eq!(answer(&first)["from_cache"], Value::Null);
    let again = say(&app, &two, "Why is the sky blue?").await.1;
    assert_eq!(asked(&simulator), 1, "nobody was asked for the second");
    let given = answer(&again);
    assert_eq!(given["blocks"], answer(&first)["blocks"]);
    assert_eq!(given["stop_reason"], answer(&first)["stop_reason"]);
    assert_eq!((&given["state"], &given["cost_nano_usd"]), (&json!("complete"), &json!(0)));
    assert_eq!(given["from_cache"]["saved_nano_usd"], cost);
    assert_eq!(given["request_id"], Value::Null, "there was no request");

    // Whoever listens hears it as any other answer.
    let kinds = |events: &[Value]| {
        let mut kinds: Vec<String> =
            events.iter().map(|it| it["type"].as_str().unwrap().to_owned()).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&again), kinds(&first));
    assert_eq!(streamed(&again), text(given));
    let page = call(&app, "conversation.messages", json!({ "id": two })).await.unwrap();
    assert_eq!(page["items"][1], *given, "it is kept as it was told");

    let summary = call(&app, "usage.summary", json!({})).await.unwrap();
    let today = &summary["today"];
    assert_eq!((&today["requests"], &today["cached_answers"]), (&json!(1), &json!(1)));
    assert_eq!((&today["cost_nano_usd"], &today["saved_nano_usd"]), (&json!(cost), &json!(cost)));
    let spent = call(&app, "conversation.get", json!({ "id": two })).await.unwrap();
    assert_eq!(spent["cost_nano_usd"], 0);
    let table = call(&app, "usage.export", json!({ "rows": "requests" })).await.unwrap();
    let csv = table["csv"].as_str().unwrap();
    assert!(csv.lines().next().unwrap().contains("answers from the cache"), "{csv}");
    assert_eq!(csv.lines().count(), 3, "{csv}");

    let stands = status(&app).await;
    assert_eq!((&stands["entries"], &stands["hits"]), (&json!(1), &json!(1)));
    assert_eq!(stands["saved_nano_usd"], cost);
    assert!(stands["bytes"].as_u64().unwrap() <= stands["limit_bytes"].as_u64().unwrap());
    let kept = call(&app, "cache.list", json!({})).await.unwrap();
    assert_eq!(
        (&kept[0]["question"], &kept[0]["hits"]),
        (&json!("Why is the sky blue?"), &json!(1))
    );
    assert_eq!(kept[0]["conversation_id"], one);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_off_unless_a_person_switches_it_on_and_forgets_when_it_is_off_again() {
    let (_home, simulator, app) = opened(false).await;
    assert_eq!(status(&app).await["enabled"], false);
    for _ in 0..2 {
        let id = conversation(&app).await;
        say(&app, &id, "Twice the same").await;
    }
    assert_eq!((asked(&simulator), status(&app).await["entries"].as_u64()), (2, Some(0)));
    call(&app, "settings.save", json!({ "answer_cache": true })).await.unwrap();
    let id = conversation(&app).await;
    say(&app, &id, "Twice the same").await;
    assert_eq!((asked(&simulator), status(&app).await["entries"].as_u64()), (3, Some(1)));
    call(&app, "settings.save", json!({ "answer_cache": false })).await.unwrap();
    for _ in 0..200 {
        if status(&app).await["entries"] == 0 {
            break;
        }
        tokio::task::yield_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(status(&app).await["entries"], 0);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_another_answer_is_given_another() {
    let (_home, simulator, app) = opened(true).await;
    let id = conversation(&app).await;
    let events = say(&app, &id, "Once").await.1;
    let said = &events[0]["user"]["id"];
    let (outcome, events) = run(&app, "conversation.regenerate", json!({ "id": id })).await;
    outcome.unwrap();
    assert_eq!(answer(&events)["from_cache"], Value::Null);
    assert_eq!(asked(&simulator), 2);
    let input = json!({ "id": id, "text": "Once", "instead_of": said });
    run(&app, "conversation.send", input).await.0.unwrap();
    assert_eq!(asked(&simulator), 3, "what is said otherwise is asked anew, too");
    assert_eq!(status(&app).await["entries"], 1, "the newest answer takes the place of the others");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_differ_and_those_with_tools_are_asked() {
    let (_home, simulator, app) = opened(true).await;
    let new = async |input: Value| {
        let made = call(&app, "conversation.create", input).await.unwrap();
        made["id"].as_str().unwrap().to_owned()
    };
    let models = call(&app, "model.list", json!({})).await.unwrap();
    let other = models[1]["id"].clone();
    say(&app, &new(json!({})).await, "The same").await;
    say(&app, &new(json!({ "model": other })).await, "The same").await;
    say(&app, &new(json!({ "effort": "low" })).await, "The same").await;
    say(&app, &new(json!({})).await, "The same ").await;
    call(&app, "settings.save", json!({ "instructions": "Be brief." })).await.unwrap();
    let brief = new(json!({})).await;
    say(&app, &brief, "The same").await;
    assert_eq!(asked(&simulator), 5);
    say(&app, &brief, "The same").await;
    assert_eq!(asked(&simulator), 6, "it follows other words now");
    let kept = status(&app).await["entries"].clone();
    call(&app, "settings.save", json!({ "tools": { "math_notebook": true } })).await.unwrap();
    for _ in 0..2 {
        say(&app, &new(json!({})).await, "With tools").await;
    }
    assert_eq!(asked(&simulator), 8);
    assert_eq!(status(&app).await["entries"], kept, "nothing with tools is kept");
    app.shutdown().await;
}

/// What did not come to its end by itself is never given again.
#[tokio::test(flavor = "multi_thread")]
async fn what_failed_or_broke_off_is_not_kept() {
    let (_home, _simulator, app) = opened(true).await;
    for words in
        ["/simulate error-mid-stream", "/simulate truncate", "/simulate end-early", "/simulate 400"]
    {
        let id = conversation(&app).await;
        let events = say(&app, &id, words).await.1;
        assert_ne!(answer(&events)["state"], "complete", "{words}");
        assert_eq!(status(&app).await["entries"], 0, "{words}");
    }
    let id = conversation(&app).await;
    let input = json!({ "id": id, "text": "/simulate stall", "detached": true });
    let (stalls, _stopped) = tokio::join!(run(&app, "conversation.send", input), async {
        loop {
            let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
            if seen["state"] == "streaming" {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        call(&app, "conversation.stop", json!({ "id": id })).await.unwrap()
    });
    stalls.0.unwrap();
    assert_eq!(status(&app).await["entries"], 0);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_many_times_at_once_ends_well() {
    let (_home, _simulator, app) = opened(true).await;
    let app = Arc::new(app);
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let app = Arc::clone(&app);
        tasks.push(tokio::spawn(async move {
            let id = conversation(&app).await;
            let events = say(&app, &id, "All at once").await.1;
            answer(&events)["blocks"].clone()
        }));
    }
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    assert!(answers.iter().all(|it| it == &answers[0]));
    assert_eq!(status(&app).await["entries"], 1);
    app.shutdown().await;
}

/// What is deleted for good, and what a person takes away, is given to nobody again.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_is_forgotten() {
    let (_home, simulator, app) = opened(true).await;
    let ids = [conversation(&app).await, conversation(&app).await, conversation(&app).await];
    for (id, words) in ids.iter().zip(["one", "two", "three"]) {
        say(&app, id, words).await;
    }
    call(&app, "conversation.delete", json!({ "id": ids[0] })).await.unwrap();
    call(&app, "shelf.erase", json!({ "ids": [ids[0]] })).await.unwrap();
    for _ in 0..200 {
        if status(&app).await["entries"] == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let kept = call(&app, "cache.list", json!({})).await.unwrap();
    let questions: Vec<&Value> =
        kept.as_array().unwrap().iter().map(|it| &it["question"]).collect();
    assert_eq!(questions, ["three", "two"]);
    let left = call(&app, "cache.remove", json!({ "id": kept[0]["id"] })).await.unwrap();
    assert_eq!(left["entries"], 1);
    let gone = call(&app, "cache.remove", json!({ "id": kept[0]["id"] })).await.unwrap_err();
    assert!(gone.message.contains("not kept"), "{gone}");
    for bad in ["", "x", "Z", &"g".repeat(64), &"A".repeat(64)] {
        assert!(call(&app, "cache.remove", json!({ "id": bad })).await.is_err(), "{bad}");
    }
    let empty = call(&app, "cache.clear", json!({})).await.unwrap();
    assert_eq!((&empty["entries"], &empty["bytes"]), (&json!(0), &json!(0)));
    let before = asked(&simulator);
    let id = conversation(&app).await;
    say(&app, &id, "two").await;
    assert_eq!(asked(&simulator), before + 1);
    app.shutdown().await;
}

/// A budget that is spent stops what would cost something, and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn a_spent_budget_does_not_stop_what_costs_nothing() {
    let (_home, simulator, app) = opened(true).await;
    let id = conversation(&app).await;
    say(&app, &id, "Why?").await;
    call(&app, "budget.save", json!({ "day_nano_usd": 0 })).await.unwrap();
    let id = conversation(&app).await;
    assert_eq!(answer(&say(&app, &id, "Why?").await.1)["state"], "complete");
    let id = conversation(&app).await;
    assert_eq!(answer(&say(&app, &id, "Why not?").await.1)["failure"]["class"], "budget");
    assert_eq!(asked(&simulator), 1);
    app.shutdown().await;
}
