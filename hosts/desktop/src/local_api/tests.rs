//! The local API follows the settings while the application runs.

use std::{path::Path, time::Duration};

use atelier_app::{App, Launch, Paths, VaultChoice};
use atelier_rpc::{Call, CallId, Origin};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::mpsc,
};
use tokio_util::sync::CancellationToken;

use super::follow;

/// Nothing here takes longer unless it is broken.
const LONG: Duration = Duration::from_secs(20);

async fn save(app: &App, patch: Value) {
    let origin = Origin::Window("main".to_owned());
    let call = Call::new(CallId::new("1"), origin, CancellationToken::new());
    app.router().call(call, "settings.save", patch, mpsc::channel(1).0).await.unwrap();
}

/// Waits until the notice is there, or is gone.
async fn notice(path: &Path, there: bool) -> Value {
    let begun = tokio::time::Instant::now();
    while path.exists() != there {
        assert!(begun.elapsed() < LONG, "the notice should be there: {there}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    std::fs::read(path)
        .map_or(Value::Null, |text| serde_json::from_slice(&text).unwrap_or_default())
}

async fn status(notice: &Value, token: &str) -> String {
    let address = notice["url"].as_str().unwrap().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "POST /api/health.get HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
         connection: close\r\ncontent-length: 0\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_off_until_switched_on_and_moves_with_its_port() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::new(folder.path().join("data"), folder.path().join("logs"));
    let launch = Launch { vault: VaultChoice::Memory, ..Launch::new(paths.clone()) };
    let app = App::open(launch).await.unwrap();
    let path = paths.data.join("http-api.json");
    drop(app.tasks().spawn(follow(app.clone(), paths.data.clone())));
    assert!(!path.exists(), "nobody asked for it");

    // Below the ports that a system hands to connections, so that none takes it meanwhile.
    let first_tried = 20_000 + u16::try_from(std::process::id() % 10_000).unwrap();
    let mut tried = first_tried..32_000;
    let mut free =
        || tried.find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap();
    save(&app, json!({ "http_port": free(), "http_enabled": true })).await;
    let first = notice(&path, true).await;
    let token = first["token"].as_str().unwrap().to_owned();
    assert_eq!(status(&first, &token).await, "200");
    assert_eq!(status(&first, "0").await, "401");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else may read the token");
    }

    save(&app, json!({ "http_enabled": false })).await;
    notice(&path, false).await;
    let address = first["url"].as_str().unwrap().trim_start_matches("http://");
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");

    save(&app, json!({ "http_port": free(), "http_enabled": true })).await;
    let second = notice(&path, true).await;
    assert_eq!(status(&second, &token).await, "200", "the token holds as long as the program runs");

    app.shutdown().await;
    assert!(!path.exists(), "the notice goes with the server");
}
