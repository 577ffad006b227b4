//! What the endpoint told is remembered, and what is not the endpoint's needs none.

use crate::support::{Home, PASSPHRASE, call, conversation, run};
use atelier_app::{App, Launch};
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::json;

/// The list is fetched once, and one model of it can be read.
// rows: 3.012, 3.024, 3.025, 3.154
#[tokio::test(flavor = "multi_thread")]
async fn models_are_listed_read_and_remembered() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let listed = call(&app, "model.list", json!({})).await.unwrap();
    let first = &listed[0];
    assert_eq!(&call(&app, "model.get", json!({ "id": first["id"] })).await.unwrap(), first);
    assert_eq!(call(&app, "model.list", json!({})).await.unwrap(), listed);
    let missing = call(&app, "model.get", json!({ "id": "no-such-model" })).await.unwrap_err();
    assert_eq!(serde_json::to_value(missing.code).unwrap(), "not_found");
    let requests = simulator.requests();
    let fetched = requests.iter().filter(|it| it.path.starts_with("/v1/models")).count();
    assert_eq!(fetched, 1, "asked once");
    app.shutdown().await;
}

/// Once the endpoint is gone, everything but asking it goes on.
// rows: 3.007
#[tokio::test(flavor = "multi_thread")]
async fn without_an_endpoint_all_but_asking_works() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let id = conversation(&app).await;
    let input = json!({ "id": id, "text": "before the storm" });
    run(&app, "conversation.send", input).await.0.unwrap();
    drop(simulator);
    for (name, input) in [
        ("conversation.create", json!({})),
        ("conversation.rename", json!({ "id": id, "title": "calm" })),
        ("draft.save", json!({ "conversation_id": id, "text": "for later" })),
        ("settings.save", json!({ "appearance": "dark" })),
        ("secret.status", json!({})),
        ("conversation.delete", json!({ "id": id })),
        ("conversation.restore", json!({ "id": id })),
    ] {
        call(&app, name, input).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let kept = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    assert_eq!(kept["items"].as_array().unwrap().len(), 2, "what was said is read");
    app.shutdown().await;
}

/// What is known is enough to begin with, so that a start asks the network for nothing.
// rows: 3.007
#[tokio::test(flavor = "multi_thread")]
async fn a_start_asks_the_endpoint_for_nothing() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let launch = || Launch {
        endpoint: Some(simulator.url().to_owned()),
        environment_key: Some("sk-ant-test-environment".to_owned()),
        ..home.launch()
    };
    let app = App::open(launch()).await.unwrap();
    let only_known = json!({ "known_only": true });
    assert_eq!(call(&app, "model.list", only_known.clone()).await.unwrap(), json!([]));
    assert!(simulator.requests().is_empty(), "nothing was known, and nobody was asked");
    call(&app, "secret.seal", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    call(&app, "store.keep", json!({})).await.unwrap();
    let listed = call(&app, "model.list", json!({})).await.unwrap();
    app.shutdown().await;
    drop(app);

    let again = App::open(launch()).await.unwrap();
    call(&again, "secret.unlock", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    let asked = simulator.requests().len();
    assert_eq!(call(&again, "model.list", only_known).await.unwrap(), listed, "it was kept");
    assert_eq!(simulator.requests().len(), asked);
    again.shutdown().await;
}
