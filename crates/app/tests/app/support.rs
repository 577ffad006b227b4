//! What the tests of the whole application share: a temporary home, and calls through the router.

use atelier_app::{
    App, Launch, Paths, VaultChoice,
    rpc::{Call, CallId, Error, Origin},
};
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// The passphrase of the sealed file that stands in where a test machine has no keychain.
pub(crate) const PASSPHRASE: &str = "correct horse battery staple";

/// An application over a folder of its own.
pub(crate) struct Home {
    /// The folder; it goes with the value.
    pub(crate) folder: TempDir,
}

impl Home {
    /// Returns an empty home.
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// How the application is opened here.
    pub(crate) fn launch(&self) -> Launch {
        let data = self.folder.path().join("data");
        Launch::new(Paths::new(data, self.folder.path().join("logs")))
    }

    /// Opens the application.
    pub(crate) async fn open(&self) -> App {
        App::open(self.launch()).await.unwrap()
    }

    /// Opens the application against `endpoint` with a key of this run, and keeps its store in a file.
    pub(crate) async fn keep_against(&self, endpoint: &str) -> App {
        let launch = Launch {
            endpoint: Some(endpoint.to_owned()),
            environment_key: Some("sk-ant-test-environment".to_owned()),
            ..self.launch()
        };
        let app = App::open(launch).await.unwrap();
        call(&app, "secret.seal", json!({ "passphrase": PASSPHRASE })).await.unwrap();
        call(&app, "store.keep", json!({})).await.unwrap();
        app
    }

    /// Opens the application against `endpoint`, with a key of this run.
    pub(crate) async fn open_against(&self, endpoint: &str) -> App {
        let launch = Launch {
            endpoint: Some(endpoint.to_owned()),
            environment_key: Some("sk-ant-test-environment".to_owned()),
            vault: VaultChoice::Memory,
            ..self.launch()
        };
        App::open(launch).await.unwrap()
    }
}

/// An application against a simulator that knows its models.
pub(crate) async fn simulated() -> (Home, Simulator, App) {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    call(&app, "model.list", json!({})).await.unwrap();
    (home, simulator, app)
}

/// Runs an operation as the main window.
pub(crate) async fn call(app: &App, name: &str, input: Value) -> Result<Value, Error> {
    run(app, name, input).await.0
}

/// Runs an operation as the main window, and returns its events too.
pub(crate) async fn run(app: &App, name: &str, input: Value) -> (Result<Value, Error>, Vec<Value>) {
    let (outlet, mut inlet) = mpsc::channel(64);
    let router = app.router();
    let work = router.call(caller(CancellationToken::new()), name, input, outlet);
    let collect = async {
        let mut seen = Vec::new();
        while let Some(event) = inlet.recv().await {
            seen.push(event);
        }
        seen
    };
    tokio::join!(work, collect)
}

/// The main window, with a token that it cancels.
pub(crate) fn caller(cancel: CancellationToken) -> Call {
    Call::new(CallId::new("test"), Origin::Window("main".to_owned()), cancel)
}

/// A new conversation's id.
pub(crate) async fn conversation(app: &App) -> String {
    let made = call(app, "conversation.create", json!({})).await.unwrap();
    made["id"].as_str().unwrap().to_owned()
}

/// Says something, and returns the last answer and all events.
pub(crate) async fn say(app: &App, id: &str, words: &str) -> (Value, Vec<Value>) {
    let (outcome, events) = run(app, "conversation.send", json!({ "id": id, "text": words })).await;
    outcome.unwrap();
    (events.last().unwrap()["message"].clone(), events)
}

/// The newest messages of a conversation.
pub(crate) async fn messages(app: &App, id: &str) -> Vec<Value> {
    let page = call(app, "conversation.messages", json!({ "id": id })).await.unwrap();
    page["items"].as_array().unwrap().clone()
}

/// The text that a message holds.
pub(crate) fn text(message: &Value) -> String {
    let blocks = message["blocks"].as_array().unwrap();
    blocks.iter().filter_map(|block| block["text"].as_str()).collect()
}

/// The text that events carried.
pub(crate) fn streamed(events: &[Value]) -> String {
    let deltas = events.iter().filter(|event| event["type"] == "block_delta");
    deltas.filter(|it| it["part"] == "text").filter_map(|it| it["text"].as_str()).collect()
}
