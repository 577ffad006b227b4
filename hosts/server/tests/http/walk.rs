//! Every route there is, and the one stack that stands before it.

use std::collections::BTreeSet;

use crate::harness::{Harness, documented, documented_statuses};

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
        ("POST", "/blobs", 100 << 20),
        ("GET", "/blobs/0000000000000000000000000000000000000000000000000000000000000000", 0),
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

/// Each status in the description is one that the server gives, and each it gives is in there:
/// the harness looks at every answer of every test.
#[tokio::test]
async fn the_description_lists_each_status_and_no_other() {
    let server = Harness::start().await;
    let token = format!("Bearer {}", server.tokens.api.expose());
    let json = [("authorization", token.as_str()), ("content-type", "application/json")];
    let mut given = BTreeSet::new();
    for (name, _) in documented() {
        let line = format!("POST /api/{name}");
        for method in ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            let answer = server.send(&format!("{method} /api/{name}"), &json, b"").await;
            assert_eq!(answer.status, 405, "{method} {name}");
            assert_eq!(answer.json()["code"], "invalid_input", "{method} {name}");
        }
        given.extend([
            server.send(&format!("GET /api/{name}"), &json, b"").await.status,
            server.send(&line, &[], b"").await.status,
            server.send(&line, &json, b"{}").await.status,
            server.send(&line, &json, b"{").await.status,
            server
                .send(&line, &[json[0], json[1], ("origin", "http://a.example")], b"")
                .await
                .status,
            server
                .send(&line, &[json[0], json[1], ("content-length", "99999999")], b"")
                .await
                .status,
        ]);
    }
    given.insert(server.call("not.there", &serde_json::json!({})).await.status);
    let long = "a".repeat(100_000);
    given.insert(server.send(&format!("POST /api/{long}"), &json, b"").await.status);
    given.insert(server.send("POST /api/health.get", &[json[0]; 200], b"").await.status);
    given.insert(server.send("POST http://a.example/api/health.get", &json, b"").await.status);
    for code in [
        "not_found",
        "permission_denied",
        "needs_key",
        "locked",
        "unavailable",
        "cancelled",
        "timed_out",
        "internal",
        "invalid_input",
    ] {
        given.insert(server.call("probe.fail", &serde_json::json!({ "code": code })).await.status);
    }
    assert_eq!(&given, documented_statuses());
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
