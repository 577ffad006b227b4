//! The log's level as a setting, in force at once.

#![expect(clippy::disallowed_methods, reason = "the log is read back")]

use std::sync::Arc;

use atelier_app::{
    App, Launch, VaultChoice,
    telemetry::{Level, TelemetryOptions, subscriber},
};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, run, streamed};

// rows: 1.52, 3.178, 4.096
#[tokio::test]
async fn the_level_of_the_log_is_a_setting_that_is_in_force_at_once() {
    let home = Home::new();
    let logs = home.folder.path().join("logs");
    let options =
        TelemetryOptions { log_dir: Some(logs.clone()), console: Level::Off, file: Level::Warn };
    let (subscriber, telemetry) = subscriber(options).unwrap();
    let _logging = tracing::subscriber::set_default(subscriber);
    let telemetry = Some(Arc::new(telemetry));
    let app =
        App::open(Launch { telemetry, vault: VaultChoice::Memory, ..home.launch() }).await.unwrap();
    let file = logs.join("atelier.log");
    let log = || std::fs::read_to_string(&file).unwrap();
    let status = async || call(&app, "log.status", json!({})).await.unwrap();
    assert_eq!(status().await, json!({ "level": "warn", "file": file.display().to_string() }));
    let say = async |text: &str| {
        let message = json!({ "level": "debug", "text": text });
        call(&app, "log.write", json!({ "messages": [message] })).await.unwrap();
    };
    say("before").await;

    let saved = call(&app, "settings.save", json!({ "log_level": "debug" })).await.unwrap();
    assert_eq!((&saved["log_level"], &status().await["level"]), (&json!("debug"), &json!("debug")));
    say("during").await;
    let words = log();
    assert!(words.contains("during") && !words.contains("before"), "{words}");
    let done = words.lines().any(|line| {
        line.contains(r#"operation="log.status""#) && line.contains("the call is done took_us=")
    });
    assert!(done, "each call says when it is done: {words}");
    call(&app, "conversation.get", json!({ "id": "x" })).await.unwrap_err();
    assert!(log().contains("the call failed") && log().contains("code=InvalidInput"), "{}", log());

    let saved = call(&app, "settings.save", json!({ "log_level": null })).await.unwrap();
    assert_eq!((&saved["log_level"], &status().await["level"]), (&Value::Null, &json!("warn")));
    let length = log().len();
    say("after").await;
    assert_eq!(log().len(), length, "as much as at the start: {}", log());
    let refused = call(&app, "settings.save", json!({ "log_level": "trace" })).await;
    assert!(refused.is_err(), "there is no such level");
    app.shutdown().await;
}

/// A run that keeps no log says so, and the setting does it no harm.
#[tokio::test]
async fn without_a_log_none_is_named() {
    let home = Home::new();
    let app = home.open_against("http://127.0.0.1:9").await;
    let status = call(&app, "log.status", json!({})).await.unwrap();
    assert_eq!(status, json!({ "level": null, "file": null }));
    call(&app, "settings.save", json!({ "log_level": "info" })).await.unwrap();
    assert_eq!(call(&app, "log.status", json!({})).await.unwrap()["level"], Value::Null);
    let folder = home.launch().paths.data.display().to_string();
    assert_eq!(call(&app, "health.get", json!({})).await.unwrap()["data_folder"], folder);
    app.shutdown().await;
}

/// What a person writes and what is answered stays out of the log, however much it keeps.
// rows: 4.096
#[tokio::test]
async fn no_prompt_and_no_answer_reaches_the_log() {
    let home = Home::new();
    let logs = home.folder.path().join("logs");
    let options =
        TelemetryOptions { log_dir: Some(logs.clone()), console: Level::Off, file: Level::Debug };
    let (subscriber, telemetry) = subscriber(options).unwrap();
    let _logging = tracing::subscriber::set_default(subscriber);
    let telemetry = Some(Arc::new(telemetry));
    let app =
        App::open(Launch { telemetry, vault: VaultChoice::Memory, ..home.launch() }).await.unwrap();
    call(&app, "settings.save", json!({ "endpoint": { "kind": "simulator" } })).await.unwrap();
    let id = conversation(&app).await;
    let input = json!({ "id": id, "text": "PROMPT-MARKER, please" });
    let (outcome, events) = run(&app, "conversation.send", input).await;
    outcome.unwrap();
    let answer = streamed(&events);
    let words: Vec<&str> = answer.split_whitespace().filter(|word| word.len() > 11).collect();
    let log = std::fs::read_to_string(logs.join("atelier.log")).unwrap();
    assert!(log.contains(r#"operation="conversation.send""#), "the call itself is there: {log}");
    assert!(!log.contains("PROMPT-MARKER"), "{log}");
    assert!(!answer.is_empty() && !log.contains(&answer), "{log}");
    for word in words {
        assert!(!log.contains(word), "{word} in {log}");
    }
    app.shutdown().await;
}
