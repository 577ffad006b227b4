//! The key's life as operations: saved, known, used, removed.

use crate::support::{Home, call, conversation, run};
use atelier_app::{App, Launch, VaultChoice};
use atelier_simulator::{Keys, Simulator, SimulatorOptions};
use serde_json::json;

/// The key is read anew for every call: once it is deleted, the next request carries none, which
/// an endpoint of one's own may take and this one does not.
// rows: 3.012, 3.021, 3.022, 3.023, 3.071, 3.077, 3.094
#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_saved_known_used_and_deleted() {
    const KEY: &str = "sk-ant-test-life-of-a-key-0123456789";
    let options = SimulatorOptions { keys: Keys::Only(KEY.to_owned()), ..Default::default() };
    let simulator = Simulator::start(options).unwrap();
    let home = Home::new();
    let endpoint = Some(simulator.url().to_owned());
    let launch = Launch { endpoint, vault: VaultChoice::Memory, ..home.launch() };
    let app = App::open(launch).await.unwrap();
    let status = call(&app, "secret.status", json!({})).await.unwrap();
    assert!(status["key"].is_null(), "{status}");
    let refused = call(&app, "secret.save", json!({ "key": "short" })).await.unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "invalid_input");
    call(&app, "secret.save", json!({ "key": KEY })).await.unwrap();
    let status = call(&app, "secret.status", json!({})).await.unwrap();
    assert_eq!(status["key"]["last_four"], "6789", "{status}");
    let id = conversation(&app).await;
    let input = json!({ "id": id, "text": "hello" });
    let last = |events: Vec<serde_json::Value>| events.last().unwrap()["message"]["state"].clone();
    let keys = || {
        let sent = simulator.requests();
        let sent = sent.iter().filter(|request| request.path.ends_with("/v1/messages"));
        sent.map(|request| request.headers.contains_key("authorization")).collect::<Vec<_>>()
    };
    let (_, events) = run(&app, "conversation.send", input.clone()).await;
    assert_eq!((last(events), keys()), (json!("complete"), vec![true]));
    call(&app, "secret.delete", json!({})).await.unwrap();
    let status = call(&app, "secret.status", json!({})).await.unwrap();
    assert!(status["key"].is_null(), "{status}");
    let (_, events) = run(&app, "conversation.send", input).await;
    assert_eq!((last(events), keys()), (json!("failed"), vec![true, false]));
    app.shutdown().await;
}
