//! Budgets through the router: what might cost more than is left does not leave, through any door.

use std::time::Duration;

use atelier_app::rpc::{Call, CallId, Origin};
use atelier_simulator::Simulator;
use bytes::Bytes;
use futures_util::StreamExt as _;
use http::{HeaderMap, Method};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::support::{call, conversation, say, simulated};

/// A dollar.
const DOLLAR: i64 = 1_000_000_000;

/// How often an answer was asked for.
fn asked(simulator: &Simulator) -> usize {
    simulator.requests().iter().filter(|it| it.path.ends_with("/v1/messages")).count()
}

/// A request that would not fit is stopped before it leaves, says why, and keeps the message; the
/// budget holds for each of day, month and conversation.
#[tokio::test(flavor = "multi_thread")]
async fn a_reached_budget_stops_a_request_before_it_leaves() {
    let (_home, simulator, app) = simulated().await;
    for name in ["day_nano_usd", "month_nano_usd", "conversation_nano_usd"] {
        let none = json!({ "day_nano_usd": null, "month_nano_usd": null,
            "conversation_nano_usd": null });
        call(&app, "budget.save", none).await.unwrap();
        call(&app, "budget.save", json!({ name: 1000 })).await.unwrap();
        let id = conversation(&app).await;
        let before = asked(&simulator);
        let message = say(&app, &id, "hello").await.0;
        assert_eq!(message["state"], "failed", "{name}");
        assert_eq!(message["failure"]["class"], "budget");
        let words = message["failure"]["message"].as_str().unwrap();
        assert!(words.contains("Nothing was sent"), "{words}");
        assert_eq!(asked(&simulator), before, "{name}");
        let kept = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
        assert_eq!(kept["items"][0]["blocks"][0]["text"], "hello");
    }
    app.shutdown().await;
}

/// A person may let one turn pass; the next is stopped again.
#[tokio::test(flavor = "multi_thread")]
async fn a_person_may_let_one_turn_pass() {
    let (_home, simulator, app) = simulated().await;
    call(&app, "budget.save", json!({ "day_nano_usd": 1000 })).await.unwrap();
    let id = conversation(&app).await;
    let state = call(&app, "budget.allow_once", json!({ "conversation_id": id })).await.unwrap();
    assert_eq!(state["allowed_once"], true);
    assert_eq!(say(&app, &id, "hello").await.0["state"], "complete");
    let state = call(&app, "budget.state", json!({ "conversation_id": id })).await.unwrap();
    assert_eq!(state["allowed_once"], false);
    assert_eq!(state["lines"][0]["level"], "reached");
    assert_eq!(say(&app, &id, "again").await.0["failure"]["class"], "budget");
    assert_eq!(asked(&simulator), 1);
    app.shutdown().await;
}

/// What one turn was let pass covers its rounds of tools; without it, they are stopped too.
#[tokio::test(flavor = "multi_thread")]
async fn rounds_of_tools_keep_the_budget_too() {
    let (_home, simulator, app) = simulated().await;
    call(&app, "settings.save", json!({ "tools": { "math_notebook": true } })).await.unwrap();
    let id = conversation(&app).await;
    call(&app, "budget.set", json!({ "conversation_id": id, "limit_nano_usd": 1000 }))
        .await
        .unwrap();
    call(&app, "budget.allow_once", json!({ "conversation_id": id })).await.unwrap();
    assert_eq!(say(&app, &id, "/simulate math fibonacci").await.0["state"], "complete");
    assert_eq!(asked(&simulator), 2);
    // Enough for the first request of a turn, but not for the one that follows the tools.
    let spent = call(&app, "usage.summary", json!({ "conversation_id": id })).await.unwrap();
    let once = spent["range"]["cost_nano_usd"].as_i64().unwrap();
    let other = conversation(&app).await;
    let room = once / 2 + 25_000_000;
    call(&app, "budget.set", json!({ "conversation_id": other, "limit_nano_usd": room }))
        .await
        .unwrap();
    let before = asked(&simulator);
    let message = say(&app, &other, "/simulate math fibonacci").await.0;
    let after = asked(&simulator) - before;
    assert!(after <= 2, "{after} {message}");
    let spent = call(&app, "usage.summary", json!({ "conversation_id": other })).await.unwrap();
    assert!(spent["range"]["cost_nano_usd"].as_i64().unwrap() <= room, "{spent}");
    app.shutdown().await;
}

/// Where the longest answer does not fit but a shorter one does, that one is asked for.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_asked_for_no_longer_than_the_budget_pays() {
    let (_home, simulator, app) = simulated().await;
    call(&app, "budget.save", json!({ "day_nano_usd": DOLLAR / 10 })).await.unwrap();
    let id = conversation(&app).await;
    assert_eq!(say(&app, &id, "hello").await.0["state"], "complete");
    let request = simulator.requests().into_iter().rfind(|it| it.path.ends_with("/v1/messages"));
    let body: Value = serde_json::from_slice(&request.unwrap().body).unwrap();
    let tokens = body["max_tokens"].as_u64().unwrap();
    assert!((1_024..6_000).contains(&tokens), "{tokens}");
    app.shutdown().await;
}

/// Two answers beside each other cannot spend the same money.
#[tokio::test(flavor = "multi_thread")]
async fn answers_beside_each_other_share_the_budget() {
    let (_home, simulator, app) = simulated().await;
    call(&app, "budget.save", json!({ "day_nano_usd": 45_000_000 })).await.unwrap();
    let (one, two) = (conversation(&app).await, conversation(&app).await);
    let dripping = say(&app, &one, "/simulate drip");
    let second = async {
        // The first has left once the far end has it.
        while asked(&simulator) == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        say(&app, &two, "hello").await.0
    };
    let stop = async {
        let message = second.await;
        app.shutdown().await;
        message
    };
    let (_first, second) = tokio::join!(dripping, stop);
    assert_eq!(second["failure"]["class"], "budget", "{second}");
    assert!(second["failure"]["message"].as_str().unwrap().contains("under way"), "{second}");
    assert_eq!(asked(&simulator), 1);
}

/// A program over HTTP cannot give itself more.
#[tokio::test(flavor = "multi_thread")]
async fn a_program_cannot_raise_a_budget() {
    let (_home, _simulator, app) = simulated().await;
    let id = conversation(&app).await;
    for (name, input) in [
        ("budget.save", json!({ "day_nano_usd": null })),
        ("budget.set", json!({ "conversation_id": id, "limit_nano_usd": null })),
        ("budget.allow_once", json!({ "conversation_id": id })),
    ] {
        let (outlet, _inlet) = mpsc::channel(1);
        let call = Call::new(CallId::new("test"), Origin::Http, CancellationToken::new());
        let refused = app.router().call(call, name, input, outlet).await.unwrap_err();
        assert_eq!(serde_json::to_value(refused.code).unwrap(), "permission_denied", "{name}");
    }
    app.shutdown().await;
}

/// Limits are whole, positive and no larger than a person means; nothing else is taken.
#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_refused() {
    let (_home, _simulator, app) = simulated().await;
    for input in [
        json!({ "day_nano_usd": -1 }),
        json!({ "day_nano_usd": 1.5 }),
        json!({ "day_nano_usd": "1" }),
        json!({ "day_nano_usd": i64::MAX }),
        json!({ "utc_offset_minutes": 900 }),
        json!({ "unknown_price": "perhaps" }),
        json!({ "year_nano_usd": 1 }),
    ] {
        let refused = call(&app, "budget.save", input.clone()).await.unwrap_err();
        assert_eq!(serde_json::to_value(refused.code).unwrap(), "invalid_input", "{input}");
    }
    for name in ["budget.set", "budget.allow_once"] {
        let nobody = json!({ "conversation_id": "018f3c5a-7b1e-7000-8000-000000000000" });
        let refused = call(&app, name, nobody).await.unwrap_err();
        assert_eq!(serde_json::to_value(refused.code).unwrap(), "not_found", "{name}");
    }
    app.shutdown().await;
}

/// A request of another program that is passed on keeps the same budgets, and is counted as it
/// passes, whether it streams or not.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_passed_on_for_other_programs_keeps_the_budget() {
    let (_home, simulator, app) = simulated().await;
    let pass = async |stream: bool, tokens: u64| {
        let body = json!({ "model": "claude-opus-5-5", "max_tokens": tokens, "stream": stream,
            "messages": [{ "role": "user", "content": "hello" }] });
        let mut headers = HeaderMap::new();
        headers.insert("anthropic-version", "2026-10-21".parse().unwrap());
        let relay = app.relay();
        let answer = relay.forward(
            Method::POST,
            "/v1/messages?beta=true",
            headers,
            Bytes::from(body.to_string()),
        );
        let mut body = answer.await?.body;
        while body.next().await.is_some() {}
        Ok::<_, atelier_app::rpc::Error>(())
    };
    for (stream, requests) in [(true, 1), (false, 2)] {
        pass(stream, 500).await.unwrap();
        // It is written down behind the answer.
        let total = loop {
            let summary = call(&app, "usage.summary", json!({})).await.unwrap();
            if summary["total"]["requests"] == requests {
                break summary["total"].clone();
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        assert!(total["cost_nano_usd"].as_i64().unwrap() > 0, "{total}");
        assert_eq!(total["estimated_requests"], 0, "{total}");
    }
    let each = call(&app, "usage.by_conversation", json!({})).await.unwrap();
    assert_eq!(each[0]["conversation_id"], Value::Null);
    call(&app, "budget.save", json!({ "day_nano_usd": DOLLAR / 10 })).await.unwrap();
    let before = asked(&simulator);
    let refused = pass(true, 64_000).await.unwrap_err();
    assert!(refused.message.contains("64000 are asked for"), "{}", refused.message);
    pass(true, 1_000).await.unwrap();
    call(&app, "budget.save", json!({ "day_nano_usd": 0 })).await.unwrap();
    let refused = pass(true, 1_000).await.unwrap_err();
    assert!(refused.message.contains("Nothing was sent"), "{}", refused.message);
    assert_eq!(asked(&simulator), before + 1);
    app.shutdown().await;
}
