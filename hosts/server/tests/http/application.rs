//! The whole application behind the server: its own operations, its own guard, its own relay.

use atelier_app::{App, Launch, Paths, VaultChoice};
use atelier_rpc::Kind;
use atelier_server::{Server, ServerOptions, Tokens};
use atelier_simulator::{Keys, Simulator, SimulatorOptions};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::harness::{Answer, documented, raw};

/// An application in a folder of its own, and the address and tokens of its server.
pub(crate) struct Served {
    pub(crate) app: App,
    pub(crate) address: std::net::SocketAddr,
    pub(crate) tokens: Tokens,
    simulator: Simulator,
    _folder: tempfile::TempDir,
}

/// A key that is nobody's.
const KEY: &str = "sk-ant-test-served-0123456789";

impl Served {
    pub(crate) async fn start() -> Self {
        let options = SimulatorOptions { keys: Keys::Only(KEY.to_owned()), ..Default::default() };
        let simulator = Simulator::start(options).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::new(folder.path().join("data"), folder.path().join("logs"));
        let launch = Launch {
            endpoint: Some(simulator.url().to_owned()),
            environment_key: Some(KEY.to_owned()),
            vault: VaultChoice::Memory,
            ..Launch::new(paths)
        };
        let app = App::open(launch).await.unwrap();
        let tokens = Tokens::random().unwrap();
        let options = ServerOptions { port: 0, tokens: tokens.clone() };
        let server = Server::bind(&app, options).await.unwrap();
        let address = server.address();
        drop(app.tasks().spawn(server.run(CancellationToken::new())));
        Self { app, address, tokens, simulator, _folder: folder }
    }

    pub(crate) async fn post(&self, path: &str, header: (&str, &str), body: &str) -> Answer {
        let (name, value) = header;
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\n{name}: {value}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        raw(self.address, request.as_bytes()).await
    }
}

// rows: 1.03, 1.47, 3.171
#[tokio::test(flavor = "multi_thread")]
async fn every_documented_operation_is_there_and_programs_reach_neither_keys_nor_settings() {
    let served = Served::start().await;
    let mine: Vec<&str> =
        served.app.router().operations().map(|operation| operation.name).collect();
    let mut listed: Vec<String> = documented().into_iter().map(|(name, _)| name).collect();
    listed.sort_unstable();
    assert_eq!(mine, listed, "the document is of this router");

    let program = format!("Bearer {}", served.tokens.api.expose());
    for operation in served.app.router().operations() {
        // Not an input that any of them takes, so nothing is changed.
        let path = format!("/api/{}", operation.name);
        let unfit = json!({ "no such field": 1 }).to_string();
        let answer = served.post(&path, ("authorization", &program), &unfit).await;
        let closed = [
            "SecretsWrite",
            "SettingsWrite",
            "FoldersWrite",
            "FilesWrite",
            "LogWrite",
            "BudgetsWrite",
            "FilesAnywhere",
            "BackupsWrite",
            "DesktopUse",
        ];
        let closed = operation.requires.iter().any(|permission| closed.contains(permission));
        let wanted = if closed { 403 } else { 422 };
        assert_eq!(answer.status, wanted, "{}: {answer:?}", operation.name);
        assert!(operation.kind != Kind::Stream || !answer.body.contains("event:"), "refused first");
    }
    let page = format!("Bearer {}", served.tokens.page.expose());
    let patch = json!({ "appearance": "dark" }).to_string();
    let saved = served.post("/api/settings.save", ("authorization", &page), &patch).await;
    assert_eq!((saved.status, &saved.json()["appearance"]), (200, &json!("dark")), "{saved:?}");
    served.app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_messages_api_is_reached_with_the_kept_key_alone() {
    let served = Served::start().await;
    let token = served.tokens.api.expose();
    let body = json!({
        "model": "claude-sonnet-5",
        "max_tokens": 64,
        "stream": true,
        "messages": [{ "role": "user", "content": "Hello" }],
    });
    let answer =
        served.post("/v1/messages?beta=true", ("x-api-key", token), &body.to_string()).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.header("content-type").unwrap().starts_with("text/event-stream"), "{answer:?}");
    for event in ["message_start", "content_block_delta", "message_stop"] {
        assert!(answer.body.contains(event), "{event}: {answer:?}");
    }
    let asked = served.simulator.requests();
    let asked = asked.last().unwrap();
    let sent = format!("{:?}", asked.headers);
    assert!(!sent.contains(token), "the local token stays on this machine's side");
    assert!(!answer.head.contains(KEY) && !answer.body.contains(KEY), "the key stays inside");

    let wrong = served.post("/v1/messages", ("x-api-key", KEY), &body.to_string()).await;
    assert_eq!(wrong.status, 401, "the endpoint's key is no token of ours");
    served.app.shutdown().await;
}
