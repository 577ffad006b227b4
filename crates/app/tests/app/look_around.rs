//! Looking around needs neither key nor keychain nor disk, and says that it is simulated.

use crate::support::{Home, call, conversation, run, streamed, text};
use serde_json::json;

/// A person without a key chooses to look around, talks, and nothing is written to the disk.
#[tokio::test(flavor = "multi_thread")]
async fn looking_around_needs_no_key_and_leaves_nothing() {
    let home = Home::new();
    let app = home.open().await;
    let patch = json!({ "endpoint": { "kind": "simulator" }, "onboarded": true });
    call(&app, "settings.save", patch).await.unwrap();
    let id = conversation(&app).await;
    let input = json!({ "id": id, "text": "What is a monad?" });
    let (outcome, events) = run(&app, "conversation.send", input).await;
    outcome.unwrap();
    assert_eq!(events.first().unwrap()["type"], "started");
    assert_eq!(events.last().unwrap()["type"], "completed");
    let answer = &events.last().unwrap()["message"];
    assert_eq!(answer["simulated"], true, "every simulated answer is marked");
    assert_eq!(answer["cost_nano_usd"], 0, "and costs nothing");
    assert!(text(answer).to_lowercase().contains("simulat"), "it says itself what it is");
    assert_eq!(streamed(&events), text(answer), "what was shown is what is kept");
    let status = call(&app, "store.status", json!({})).await.unwrap();
    assert_eq!(status["state"], "in_memory");
    assert!(!home.launch().paths.store().exists(), "no store was made");
    app.shutdown().await;
}

/// What was said while looking around is kept when the person says so.
// rows: 0.11, 3.199
#[tokio::test(flavor = "multi_thread")]
async fn what_was_looked_at_can_be_kept() {
    let home = Home::new();
    let app = home.open().await;
    let endpoint = json!({ "kind": "simulator" });
    let patch = json!({ "endpoint": endpoint, "onboarded": true, "model": "claude-sonnet-5" });
    call(&app, "settings.save", patch).await.unwrap();
    let id = conversation(&app).await;
    let input = json!({ "id": id, "text": "Remember the word heliotrope." });
    run(&app, "conversation.send", input).await.0.unwrap();
    call(&app, "secret.seal", json!({ "passphrase": crate::support::PASSPHRASE })).await.unwrap();
    let state = call(&app, "store.keep", json!({})).await.unwrap();
    assert_eq!(state["state"], "on_disk");
    app.shutdown().await;
    drop(app);

    let app = home.open().await;
    let locked = call(&app, "conversation.list", json!({})).await.unwrap_err();
    assert_eq!(serde_json::to_value(locked.code).unwrap(), "locked");
    assert!(locked.message.contains("passphrase"), "it says what opens it: {locked}");
    let wrong = call(&app, "secret.unlock", json!({ "passphrase": "not the one" })).await;
    assert!(wrong.is_err(), "a wrong passphrase opens nothing");
    let unlock = json!({ "passphrase": crate::support::PASSPHRASE });
    call(&app, "secret.unlock", unlock).await.unwrap();
    let page = call(&app, "conversation.list", json!({})).await.unwrap();
    assert_eq!(page["items"][0]["title"], "Remember the word heliotrope.");
    let messages = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    assert_eq!(messages["items"].as_array().unwrap().len(), 2);
    let settings = call(&app, "settings.get", json!({})).await.unwrap();
    assert_eq!(settings["onboarded"], true, "settings come back with the store");
    assert_eq!(settings["model"], "claude-sonnet-5", "the chosen model too");
    app.shutdown().await;
}

/// Without a key the refusal says what to do, and the message is not half-stored.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_nothing_is_sent_or_stored() {
    let home = Home::new();
    let launch = atelier_app::Launch { vault: atelier_app::VaultChoice::Memory, ..home.launch() };
    let app = atelier_app::App::open(launch).await.unwrap();
    let id = conversation(&app).await;
    let input = json!({ "id": id, "text": "hello" });
    let (outcome, events) = run(&app, "conversation.send", input).await;
    let error = outcome.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "needs_key");
    assert!(error.hint.unwrap().contains("Settings"), "it says where to add one");
    assert!(events.is_empty());
    let messages = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    assert_eq!(messages["items"], json!([]));
    app.shutdown().await;
}
