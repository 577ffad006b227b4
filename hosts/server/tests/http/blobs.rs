//! The bytes of attachments: they come in and go out whole, and nothing else does.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;

use crate::{
    application::Served,
    harness::{Answer, raw},
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and whatever follows";

/// Sends bytes with a token, as the page does.
async fn put(served: &Served, token: &str, bytes: &[u8]) -> Answer {
    let mut request = format!(
        "POST /blobs HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\
         content-type: image/png\r\ncontent-length: {}\r\n\r\n",
        served.address,
        bytes.len()
    )
    .into_bytes();
    request.extend_from_slice(bytes);
    raw(served.address, &request).await
}

async fn get(served: &Served, token: &str, path: &str) -> Answer {
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n",
        served.address
    );
    raw(served.address, request.as_bytes()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_come_in_and_go_out_behind_the_token_and_can_run_nothing() {
    let served = Served::start().await;
    let (page, api) = (served.tokens.page.expose(), served.tokens.api.expose());
    let stored = put(&served, page, PNG).await;
    assert_eq!(stored.status, 200, "{stored:?}");
    let again = put(&served, api, PNG).await;
    assert_eq!(stored.json(), again.json(), "the same bytes are kept once");
    let hash = stored.json()["hash"].as_str().unwrap().to_owned();
    let given = get(&served, page, &format!("/blobs/{hash}")).await;
    assert_eq!(given.status, 200, "{given:?}");
    assert_eq!(given.header("content-type"), Some("image/png"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("content-disposition", "attachment"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(given.header(name), Some(value), "{name}");
    }
    assert!(given.header("content-security-policy").unwrap().contains("sandbox"));

    let page_of_html = b"<!doctype html><script>alert(1)</script>";
    let stored = put(&served, page, page_of_html).await.json();
    let path = format!("/blobs/{}", stored["hash"].as_str().unwrap());
    let given = get(&served, page, &path).await;
    assert_eq!(given.header("content-type"), Some("application/octet-stream"), "no page");
    assert!(given.body.contains("alert(1)"));

    assert_eq!(get(&served, "wrong", &path).await.status, 401);
    for path in [
        "/blobs/",
        "/blobs/..%2f..%2fetc%2fpasswd",
        "/blobs/' OR 1=1 --",
        &format!("/blobs/{}", "A".repeat(64)),
        &format!("/blobs/{}", "0".repeat(64)),
        &format!("/blobs/{}", "0".repeat(63)),
    ] {
        let answer = get(&served, page, &path.replace(' ', "%20")).await;
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
    }
    served.app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_or_breaks_off_is_refused_and_leaves_nothing() {
    let served = Served::start().await;
    let page = served.tokens.page.expose();
    let head = |rest: &str| {
        format!(
            "POST /blobs HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {page}\r\n{rest}\r\n\r\n",
            served.address
        )
    };
    for bytes in ["109051904", "99999999999", "9007199254740993"] {
        let answer =
            raw(served.address, head(&format!("content-length: {bytes}")).as_bytes()).await;
        assert_eq!(answer.status, 413, "{bytes}: {answer:?}");
    }
    // Cut off half way, with its length announced and in pieces.
    for framing in ["content-length: 1000000", "transfer-encoding: chunked"] {
        let mut stream = tokio::net::TcpStream::connect(served.address).await.unwrap();
        stream.write_all(head(framing).as_bytes()).await.unwrap();
        let half =
            if framing.starts_with('c') { b"half".to_vec() } else { b"4\r\nhalf\r\n".to_vec() };
        stream.write_all(&half).await.unwrap();
        stream.flush().await.unwrap();
        drop(stream);
    }
    // What was cut off is gone as soon as it was noticed; what is whole is still taken.
    let whole = put(&served, page, b"whole").await;
    assert_eq!(whole.status, 200);
    let right = format!("Bearer {page}");
    let collected = async || {
        served.post("/api/attachment.collect", ("authorization", &right), "{}").await.json()
    };
    let mut last = Value::Null;
    for _ in 0..20 {
        last = collected().await;
        if last == json!({ "blobs": 0, "bytes": 0 }) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(
        last,
        json!({ "blobs": 0, "bytes": 0 }),
        "nothing half is kept, and nothing young goes"
    );
    served.app.shutdown().await;
}
