//! Usage through the router: what was spent is known by day, model and conversation, and outlives
//! them.

use serde_json::{Value, json};

use crate::support::{Home, call, conversation, say, simulated};

/// The sums are those of the messages, with what was read from and written to the cache.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_spent_is_the_sum_of_the_messages() {
    let (_home, _simulator, app) = simulated().await;
    let id = conversation(&app).await;
    let mut cost = 0;
    let mut read = 0;
    for words in ["one", "two", "three"] {
        let message = say(&app, &id, words).await.0;
        cost += message["cost_nano_usd"].as_i64().unwrap();
        read += message["usage"]["cache_read_tokens"].as_i64().unwrap();
    }
    assert!(cost > 0 && read > 0);
    let summary = call(&app, "usage.summary", json!({})).await.unwrap();
    for part in ["range", "today", "month", "total"] {
        assert_eq!(summary[part]["cost_nano_usd"], cost, "{part}");
        assert_eq!(summary[part]["requests"], 3);
        assert_eq!(summary[part]["tokens"]["cache_read_tokens"], read);
    }
    let days = call(&app, "usage.by_day", json!({ "days": 7 })).await.unwrap();
    let days = days.as_array().unwrap();
    assert_eq!(days.len(), 7);
    assert_eq!(days[6]["spending"]["cost_nano_usd"], cost);
    assert_eq!(days[0]["spending"]["requests"], 0);
    let models = call(&app, "usage.by_model", json!({})).await.unwrap();
    assert_eq!(models[0]["model"], "claude-opus-5-5");
    let each = call(&app, "usage.by_conversation", json!({})).await.unwrap();
    assert_eq!(each[0]["title"], "one");
    assert_eq!(each[0]["conversation_id"], id);
    let projects = call(&app, "usage.by_project", json!({})).await.unwrap();
    assert_eq!(projects[0]["project_id"], Value::Null);
    assert_eq!(projects[0]["spending"]["cost_nano_usd"], cost);
    app.shutdown().await;
}

/// A stopped answer counts what arrived, and says that it is an estimate.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_broke_off_counts_what_arrived() {
    let (_home, _simulator, app) = simulated().await;
    let id = conversation(&app).await;
    let message = say(&app, &id, "/simulate truncate").await.0;
    assert_eq!(message["state"], "incomplete");
    let summary = call(&app, "usage.summary", json!({})).await.unwrap();
    assert_eq!(summary["total"]["estimated_requests"], 1);
    assert!(summary["total"]["tokens"]["output_tokens"].as_i64().unwrap() > 1, "{summary}");
    // What was refused took nothing.
    assert_eq!(say(&app, &id, "/simulate 400").await.0["state"], "failed");
    let after = call(&app, "usage.summary", json!({})).await.unwrap();
    assert_eq!(after["total"], summary["total"]);
    app.shutdown().await;
}

/// Looking around costs nothing, and is not counted as if it had.
#[tokio::test(flavor = "multi_thread")]
async fn the_built_in_simulator_is_not_counted() {
    let home = Home::new();
    let launch = atelier_app::Launch { vault: atelier_app::VaultChoice::Memory, ..home.launch() };
    let app = atelier_app::App::open(launch).await.unwrap();
    call(&app, "settings.save", json!({ "endpoint": { "kind": "simulator" } })).await.unwrap();
    call(&app, "budget.save", json!({ "day_nano_usd": 0 })).await.unwrap();
    let id = conversation(&app).await;
    assert_eq!(say(&app, &id, "hello").await.0["state"], "complete");
    let summary = call(&app, "usage.summary", json!({})).await.unwrap();
    assert_eq!(summary["total"]["requests"], 0);
    app.shutdown().await;
}

/// A table for a spreadsheet has no formula in it, whatever a conversation is called.
#[tokio::test(flavor = "multi_thread")]
async fn a_table_holds_no_formula() {
    let (_home, _simulator, app) = simulated().await;
    let id = conversation(&app).await;
    say(&app, &id, "hello").await;
    let title = "=HYPERLINK(\"http://127.0.0.1/\",\"x\")";
    call(&app, "conversation.rename", json!({ "id": id, "title": title })).await.unwrap();
    for rows in ["days", "models", "conversations", "projects", "requests"] {
        let table = call(&app, "usage.export", json!({ "rows": rows })).await.unwrap();
        let csv = table["csv"].as_str().unwrap();
        let lines: Vec<&str> = csv.split("\r\n").filter(|line| !line.is_empty()).collect();
        assert_eq!(u64::try_from(lines.len()).unwrap(), table["rows"].as_u64().unwrap() + 1);
        assert!(lines.len() > 1, "{rows}");
        assert!(!csv.contains(",=") && !csv.contains("\"="), "{csv}");
        let name = table["file_name"].as_str().unwrap();
        assert_eq!(std::path::Path::new(name).extension(), Some("csv".as_ref()));
    }
    for input in [json!({ "rows": "years" }), json!({}), json!({ "rows": "days", "days": 0 })] {
        call(&app, "usage.export", input).await.unwrap_err();
    }
    app.shutdown().await;
}

/// The meter says what the endpoint counted only where it was asked to, and asks once.
#[tokio::test(flavor = "multi_thread")]
async fn the_meter_counts_what_would_be_sent_once() {
    let (_home, simulator, app) = simulated().await;
    let counts =
        || simulator.requests().iter().filter(|it| it.path.ends_with("count_tokens")).count();
    let id = conversation(&app).await;
    let input = json!({ "conversation_id": id, "text": "How long is this?" });
    let guess = call(&app, "context.meter", input.clone()).await.unwrap();
    assert_eq!((guess["counted"].as_str(), counts()), (Some("estimate"), 0));
    assert_eq!(guess["window_tokens"], 1_000_000);
    assert!(guess["cost"]["most_nano_usd"].as_i64() > guess["cost"]["input_nano_usd"].as_i64());
    let count = json!({ "conversation_id": id, "text": "How long is this?", "count": true });
    for _ in 0..3 {
        let exact = call(&app, "context.meter", count.clone()).await.unwrap();
        assert_eq!((exact["counted"].as_str(), counts()), (Some("endpoint"), 1));
    }
    // Known now, without asking; and what is sent is what was counted.
    let known = call(&app, "context.meter", input).await.unwrap();
    assert_eq!(known["counted"], "endpoint");
    let message = say(&app, &id, "How long is this?").await.0;
    let usage = &message["usage"];
    let sent = ["input_tokens", "cache_write_5m_tokens", "cache_read_tokens"]
        .iter()
        .map(|name| usage[*name].as_u64().unwrap())
        .sum::<u64>();
    let counted = known["input_tokens"].as_u64().unwrap();
    assert!(counted.abs_diff(sent) <= 2, "{known} {usage}");
    app.shutdown().await;
}

/// Without a key, and with a text of any kind, there is an estimate that says it is one.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_there_is_an_estimate() {
    let home = Home::new();
    let launch = atelier_app::Launch { vault: atelier_app::VaultChoice::Memory, ..home.launch() };
    let app = atelier_app::App::open(launch).await.unwrap();
    for text in ["", "   ", "\u{0}\u{202e}", &"🧵".repeat(50_000)] {
        let input = json!({ "text": text, "model": "claude-opus-5-5", "count": true });
        let meter = call(&app, "context.meter", input).await.unwrap();
        assert_eq!(meter["counted"], "estimate");
        assert_eq!(meter["cost"], Value::Null, "no price without facts about the model");
    }
    let nobody = json!({ "conversation_id": "018f3c5a-7b1e-7000-8000-000000000000" });
    call(&app, "context.meter", nobody).await.unwrap_err();
    app.shutdown().await;
}

/// What is deleted for good still counts, without its title; and a request counts for the project
/// that its conversation was in, whatever becomes of that.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_still_counts() {
    let (_home, _simulator, app) = simulated().await;
    let id = conversation(&app).await;
    let project = call(&app, "project.create", json!({ "name": "Garden" })).await.unwrap();
    let assign = json!({ "ids": [id], "project_id": project["id"] });
    call(&app, "shelf.assign", assign).await.unwrap();
    say(&app, &id, "hello").await;
    let before = call(&app, "usage.summary", json!({})).await.unwrap();
    let projects = call(&app, "usage.by_project", json!({})).await.unwrap();
    assert_eq!(projects[0]["name"], "Garden");
    call(&app, "conversation.delete", json!({ "id": id })).await.unwrap();
    call(&app, "shelf.erase", json!({ "ids": [id] })).await.unwrap();
    call(&app, "project.delete", json!({ "id": project["id"] })).await.unwrap();
    assert_eq!(call(&app, "usage.summary", json!({})).await.unwrap(), before);
    let each = call(&app, "usage.by_conversation", json!({})).await.unwrap();
    assert_eq!(
        (each[0]["conversation_id"].as_str(), &each[0]["title"]),
        (Some(&*id), &Value::Null)
    );
    let projects = call(&app, "usage.by_project", json!({})).await.unwrap();
    assert_eq!((&projects[0]["project_id"], &projects[0]["name"]), (&project["id"], &Value::Null));
    app.shutdown().await;
}

/// A time zone is a name: whatever else is in it leaves the offset, and what is too long is refused.
#[tokio::test(flavor = "multi_thread")]
async fn a_time_zone_is_a_name_and_no_more() {
    let (_home, _simulator, app) = simulated().await;
    let id = conversation(&app).await;
    say(&app, &id, "hello").await;
    let zones = [
        "Europe/Berlin",
        "america/new_york",
        "UTC",
        "",
        "Nowhere/Land",
        "../../../etc/passwd",
        "/etc/localtime",
        "Europe/Berlin\u{0}",
        "'; DROP TABLE spending; --",
        "\u{202e}nilreB/eporuE",
    ];
    for zone in zones {
        let input = json!({ "days": 3, "time_zone": zone, "utc_offset_minutes": 60 });
        let days = call(&app, "usage.by_day", input.clone()).await.unwrap();
        assert_eq!(days.as_array().unwrap().len(), 3, "{zone}");
        assert_eq!(days[2]["spending"]["requests"], 1, "{zone}");
        let summary = call(&app, "usage.summary", input).await.unwrap();
        assert_eq!(summary["today"], summary["total"], "{zone}");
        let table = json!({ "rows": "requests", "time_zone": zone });
        assert_eq!(call(&app, "usage.export", table).await.unwrap()["rows"], 1, "{zone}");
    }
    for zone in [json!("x".repeat(65)), json!(7), json!(["Europe/Berlin"])] {
        call(&app, "usage.by_day", json!({ "time_zone": zone })).await.unwrap_err();
        call(&app, "usage.export", json!({ "rows": "days", "time_zone": zone })).await.unwrap_err();
    }
    app.shutdown().await;
}
