//! The scheme: who is answered, and with what.

use atelier_app::{App, Launch, Paths, VaultChoice};
use atelier_rpc::Code;
use tauri::http::{Method, Request, StatusCode};

use super::{own_origin, respond};
use crate::shell::{Opened, Shell};

fn request(method: Method, path: &str, body: &[u8]) -> Request<Vec<u8>> {
    let address = format!("blobs://localhost/{path}");
    Request::builder().method(method).uri(address).body(body.to_vec()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_window_brings_bytes_and_gets_them_back_and_no_other_does() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::new(folder.path().join("data"), folder.path().join("logs"));
    let launch = Launch { vault: VaultChoice::Memory, ..Launch::new(paths) };
    let app = App::open(launch).await.unwrap();
    let shell = Shell::default();
    shell.opened(Ok(Opened::from(&app)));

    let picture = b"\x89PNG\r\n\x1a\n and the rest";
    let (status, media, body) =
        respond(&shell, "main", request(Method::POST, "", picture)).await.unwrap();
    assert_eq!((status, media), (StatusCode::OK, "application/json"));
    let stored: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let hash = stored["hash"].as_str().unwrap().to_owned();
    let (_, media, body) = respond(&shell, "main", request(Method::GET, &hash, b"")).await.unwrap();
    assert_eq!((media, body.as_slice()), ("image/png", picture.as_slice()));

    for label in ["second", "Main", ""] {
        for asked in [request(Method::GET, &hash, b""), request(Method::POST, "", b"x")] {
            let refused = respond(&shell, label, asked).await.unwrap_err();
            assert_eq!(refused.code, Code::PermissionDenied, "{label}");
        }
    }
    for path in ["", "..", "../../etc/passwd", &hash[1..], &hash.to_uppercase()] {
        let refused = respond(&shell, "main", request(Method::GET, path, b"")).await.unwrap_err();
        assert_eq!(refused.code, Code::NotFound, "{path}");
    }
    let refused = respond(&shell, "main", request(Method::DELETE, &hash, b"")).await.unwrap_err();
    assert_eq!(refused.code, Code::InvalidInput);
    app.shutdown().await;
}

#[test]
fn only_a_page_of_our_own_is_answered() {
    let asked = |origin: &str| {
        let mut asked = request(Method::GET, "x", b"");
        asked.headers_mut().insert("origin", origin.parse().unwrap());
        own_origin(&asked).is_some()
    };
    assert!(asked(if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" }));
    for origin in ["null", "https://evil.example", "tauri://evil", "file://", "http://127.0.0.1"] {
        assert!(!asked(origin), "{origin}");
    }
    assert!(
        own_origin(&request(Method::GET, "x", b"")).is_none(),
        "nobody says where it comes from"
    );
}
