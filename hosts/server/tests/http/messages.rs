//! `/v1`: what is passed on, what stays here, and in which words errors come.

use http::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::harness::Harness;

#[tokio::test]
async fn a_request_is_passed_on_without_what_is_ours() {
    let server = Harness::start().await;
    let token = server.tokens.api.expose();
    let bearer = format!("Bearer {token}");
    for credentials in [("authorization", bearer.as_str()), ("x-api-key", token)] {
        let headers = [
            credentials,
            ("anthropic-version", "2023-06-01"),
            ("anthropic-beta", "unheard-of-2099-01-01"),
            ("cookie", "a=b"),
            ("x-forwarded-for", "10.0.0.1"),
            ("connection", "close, x-private"),
            ("x-private", "1"),
            ("user-agent", "sdk/1"),
        ];
        let answer = server.send("GET /v1/models/claude-test?limit=3", &headers, b"").await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(answer.body.contains("event: ping\ndata: {}\n\n"), "the body is untouched");
        assert_eq!(answer.header("request-id"), Some("req_far"), "the endpoint's own id");
        assert_eq!(answer.header("anthropic-organization-id"), Some("org_test"));
        assert_eq!(answer.header("set-cookie"), None);
        assert_eq!(answer.header("access-control-allow-origin"), None);

        let (method, target, headers, body) = server.seen.forwarded.lock().unwrap().pop().unwrap();
        assert_eq!((method, target.as_str()), (Method::GET, "/v1/models/claude-test?limit=3"));
        assert!(body.is_empty());
        let mut names: Vec<&str> = headers.keys().map(http::HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["anthropic-beta", "anthropic-version", "user-agent"]);
        let text = format!("{headers:?}");
        assert!(!text.contains(token), "the local token stays here");
    }
}

#[tokio::test]
async fn a_stream_arrives_as_it_comes_and_ends_with_its_caller() {
    let mut server = Harness::start().await;
    let body = json!({ "model": "claude-test", "stream": true }).to_string();
    let request = format!(
        "POST /v1/messages?beta=true HTTP/1.1\r\nhost: {}\r\nx-api-key: {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        server.address,
        server.tokens.api.expose(),
        body.len(),
    );
    let mut caller = server.connect().await;
    caller.write_all(request.as_bytes()).await.unwrap();
    let mut arrived = String::new();
    while !arrived.contains("event: ping") {
        let mut piece = [0; 1024];
        let length = caller.read(&mut piece).await.unwrap();
        assert_ne!(length, 0, "the stream stays open: {arrived}");
        arrived.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
    let sent = server.seen.forwarded.lock().unwrap().pop().unwrap();
    assert_eq!((sent.1.as_str(), &sent.3[..]), ("/v1/messages?beta=true", body.as_bytes()));
    drop(caller);
    assert_eq!(server.hear().await, "dropped", "the endpoint's answer is let go");
}

#[tokio::test]
async fn errors_speak_the_messages_api() {
    let server = Harness::start().await;
    let token = [("x-api-key", server.tokens.api.expose())];
    let answer = server.send("POST /v1/messages/count_tokens", &token, b"{}").await;
    let id = answer.header("request-id").unwrap().to_owned();
    let body = json!({
        "type": "error",
        "error": { "type": "authentication_error", "message": "there is no API key (save one)" },
        "request_id": id,
    });
    assert_eq!((answer.status, answer.json()), (401, body));
    for (line, status, kind) in [
        ("GET /v1/messages", 405, "invalid_request_error"),
        ("GET /v1/complete", 404, "not_found_error"),
        ("GET /v1/models/..", 404, "not_found_error"),
    ] {
        let answer = server.send(line, &token, b"").await;
        assert_eq!(
            (answer.status, &answer.json()["error"]["type"]),
            (status, &json!(kind)),
            "{line}"
        );
    }
}
