//! What a page says on its console, as it reaches the log: how long, how often, and how clean.

#![expect(clippy::disallowed_methods, reason = "the log is read back")]

use std::{sync::Arc, time::Duration};

use atelier_api::log;
use atelier_rpc::{Call, CallId, Code, Origin, Result, Router};
use atelier_system::Log;
use atelier_telemetry::{Level, TelemetryOptions};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

const KEY: &str = "sk-ant-test-CANARY_0123456789abcdefghijklmnop";

fn router() -> Router {
    let mut router = Router::default();
    log::log::register(&mut router, Arc::new(Log::new(None)));
    router
}

async fn write(router: &Router, messages: Value) -> Result<Value> {
    let origin = Origin::Window("main".to_owned());
    let call = Call::new(CallId::new("t"), origin, CancellationToken::new());
    let input = json!({ "messages": messages });
    router.call(call, "log.write", input, mpsc::channel(1).0).await
}

// rows: 4.096, 4.097
#[tokio::test]
async fn what_a_page_says_is_logged_at_its_level_without_keys() {
    let folder = tempfile::tempdir().unwrap();
    let options = TelemetryOptions {
        log_dir: Some(folder.path().to_owned()),
        console: Level::Off,
        file: Level::Info,
    };
    let (subscriber, _telemetry) = atelier_telemetry::subscriber(options).unwrap();
    let _logging = tracing::subscriber::set_default(subscriber);
    let router = router();
    let messages = json!([
        { "level": "error", "text": format!("fetch failed: x-api-key: {KEY}") },
        { "level": "warn", "text": "two\n2026-01-01 ERROR forged: lines \u{1b}[31m" },
        { "level": "info", "text": "informed" },
        { "level": "debug", "text": "what somebody wrote" },
    ]);
    let outcome = write(&router, messages).await.unwrap();
    assert_eq!(outcome, json!({ "taken": 4, "dropped": 0 }));
    let log = std::fs::read_to_string(folder.path().join("atelier.log")).unwrap();
    let page: Vec<&str> = log.lines().filter(|line| line.contains("atelier::page")).collect();
    assert_eq!(page.len(), 3, "one line each, those of its level:\n{log}");
    assert!(!log.contains("CANARY") && !log.contains('\u{1b}'), "{log}");
    assert!(!log.contains("what somebody wrote"), "that is for debug only: {log}");
    for (line, level) in page.iter().zip(["ERROR", "WARN", "INFO"]) {
        assert!(line.contains(level) && line.contains("window:main"), "{line}");
    }
}

// rows: 4.096, 1.20
#[tokio::test(start_paused = true)]
async fn a_page_can_neither_flood_the_log_nor_say_too_much_at_once() {
    let router = router();
    let message = |text: &str| json!({ "level": "warn", "text": text });
    let hostile = [
        json!([]),
        json!(vec![message("x"); 101]),
        json!([message(&"x".repeat(4_097))]),
        json!([{ "level": "trace", "text": "x" }]),
        json!([{ "level": "warn" }]),
        json!([{ "level": "warn", "text": "x", "target": "atelier" }]),
        json!("x"),
    ];
    for messages in hostile {
        let error = write(&router, messages.clone()).await.unwrap_err();
        assert_eq!(error.code, Code::InvalidInput, "{messages:.60}");
    }
    let longest = write(&router, json!([message(&"x".repeat(4_096))])).await.unwrap();
    assert_eq!(longest, json!({ "taken": 1, "dropped": 0 }));
    let hundred = || write(&router, json!(vec![message("x"); 100]));
    assert_eq!(hundred().await.unwrap(), json!({ "taken": 100, "dropped": 0 }));
    assert_eq!(hundred().await.unwrap(), json!({ "taken": 99, "dropped": 1 }), "200 a minute");
    assert_eq!(hundred().await.unwrap(), json!({ "taken": 0, "dropped": 100 }));
    tokio::time::advance(Duration::from_mins(1)).await;
    assert_eq!(hundred().await.unwrap(), json!({ "taken": 100, "dropped": 0 }), "a new minute");
}
