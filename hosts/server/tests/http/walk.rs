//! Every route there is, and the one stack that stands before it.

use crate::harness::{Harness, documented};

/// What is wrong with a request, its headers, and the status it earns.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], u16);

/// A method, a path, and the most bytes of its body.
fn routes() -> Vec<(String, String, usize)> {
    let mut routes: Vec<(String, String, usize)> = documented()
        .into_iter()
        .map(|(name, _)| ("POST".to_owned(), format!("/api/{name}"), 2 << 20))
        .collect();
    assert!(routes.len() >= 29, "the document lists the operations");
    for (method, path, limit) in [
        ("GET", "/api/openapi.json", 0),
        ("POST", "/v1/messages", 32 << 20),
        ("POST", "/v1/messages?beta=true", 32 << 20),
        ("POST", "/v1/messages/count_tokens", 32 << 20),
        ("GET", "/v1/models", 0),
        ("GET", "/v1/models/claude-test", 0),
        // Not routes at all, which must not be a way round the stack.
        ("GET", "/nothing/here", 0),
        ("DELETE", "/api/health.get", 0),
        ("POST", "/v1/complete", 0),
    ] {
        routes.push((method.to_owned(), path.to_owned(), limit));
    }
    routes
}

// rows: 1.47
#[tokio::test]
async fn every_route_asks_for_the_token_the_host_and_the_origin() {
    let server = Harness::start().await;
    let right = format!("Bearer {}", server.tokens.page.expose());
    let wrong = format!("Bearer {}", "0".repeat(64));
    let stranger = format!("evil.example:{}", server.port());
    for (method, path, limit) in routes() {
        let line = format!("{method} {path}");
        let cases: [Case; 5] = [
            ("no token", &[], 401),
            ("a wrong token", &[("authorization", &wrong)], 401),
            ("a wrong key", &[("x-api-key", "sk-ant-test-0000")], 401),
            ("a foreign host", &[("authorization", &right), ("host", &stranger)], 403),
            ("a foreign origin", &[("authorization", &right), ("origin", "http://a.example")], 403),
        ];
        for (case, headers, status) in cases {
            let answer = server.send(&line, headers, b"").await;
            assert_eq!(answer.status, status, "{line} with {case}: {answer:?}");
            let v1 = path.starts_with("/v1/");
            assert_eq!(answer.json()["type"] == "error", v1, "{line}: each in its own language");
            assert!(answer.header("request-id").is_some(), "{line} with {case}");
        }
        if limit > 0 {
            let length = (limit + 1).to_string();
            let headers = [
                ("authorization", right.as_str()),
                ("content-type", "application/json"),
                ("content-length", length.as_str()),
            ];
            let answer = server.send(&line, &headers, b"").await;
            assert_eq!(answer.status, 413, "{line} with too much: {answer:?}");
        }
    }
    assert_eq!(server.calls(), 0, "no operation ran");
    assert!(server.seen.forwarded.lock().unwrap().is_empty(), "nothing was passed on");
}

#[tokio::test]
async fn what_is_public_still_asks_for_the_host_and_the_origin() {
    let server = Harness::start().await;
    let stranger = format!("evil.example:{}", server.port());
    for path in ["GET /", "GET /health", "HEAD /api/hello", "HEAD /"] {
        assert_eq!(server.send(path, &[], b"").await.status, 200, "{path}");
        assert_eq!(server.send(path, &[("host", &stranger)], b"").await.status, 403, "{path}");
        let foreign = [("origin", "http://a.example")];
        assert_eq!(server.send(path, &foreign, b"").await.status, 403, "{path}");
        let embedded = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")];
        assert_eq!(server.send(path, &embedded, b"").await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn the_description_lists_what_is_served() {
    let server = Harness::start().await;
    let token = format!("Bearer {}", server.tokens.api.expose());
    let answer = server.send("GET /api/openapi.json", &[("authorization", &token)], b"").await;
    assert_eq!((answer.status, &answer.json()["openapi"]), (200, &"3.1.0".into()));
    for (name, _) in documented() {
        assert_ne!(server.call(&name, &serde_json::json!({})).await.status, 404, "{name}");
    }
}
