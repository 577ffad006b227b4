//! Operations: answers, errors, streams, and what happens when the caller goes away.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::timeout,
};

use crate::harness::{Harness, LONG};

// rows: 3.011
#[tokio::test]
async fn an_operation_answers_with_json() {
    let server = Harness::start().await;
    let answer = server.call("probe.echo", &json!({ "text": "é\n" })).await;
    assert_eq!((answer.status, answer.json()), (200, json!({ "text": "é\n" })));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert!(answer.header("request-id").unwrap().starts_with("req_"), "{answer:?}");
    assert_eq!(*server.seen.origin.lock().unwrap(), "http", "programs call as programs");
}

#[tokio::test]
async fn no_body_is_an_empty_input() {
    let server = Harness::start().await;
    let token = format!("bearer {}", server.tokens.page.expose());
    let answer = server.send("POST /api/probe.echo", &[("authorization", &token)], b"").await;
    assert_eq!((answer.status, answer.json()), (200, Value::Null));
    assert_eq!(*server.seen.origin.lock().unwrap(), "page", "the page calls as the page");
}

// rows: 2.65
#[tokio::test]
async fn every_code_has_its_status() {
    let server = Harness::start().await;
    for (code, status) in [
        ("invalid_input", 422),
        ("not_found", 404),
        ("permission_denied", 403),
        ("needs_key", 409),
        ("locked", 409),
        ("unavailable", 503),
        ("cancelled", 499),
        ("timed_out", 504),
        ("internal", 500),
    ] {
        let answer = server.call("probe.fail", &json!({ "code": code })).await;
        assert_eq!(answer.status, status, "{code}");
        let body =
            json!({ "code": code, "message": "it did not work", "hint": "try something else" });
        assert_eq!(answer.json(), body, "{code}");
    }
    assert_eq!(server.call("no.such", &Value::Null).await.json()["code"], "not_found");
    let panicked = server.call("probe.panic", &Value::Null).await;
    assert_eq!((panicked.status, &panicked.json()["code"]), (500, &json!("internal")));
    assert_eq!(server.call("probe.echo", &json!(1)).await.status, 200, "the server lives on");
}

#[tokio::test]
async fn what_is_not_json_is_refused() {
    let server = Harness::start().await;
    let token = format!("Bearer {}", server.tokens.api.expose());
    let deep = "[".repeat(100_000);
    for (media, body) in [
        ("text/plain", "{}"),
        ("application/x-www-form-urlencoded", "a=b"),
        ("application/json", "{"),
        ("application/json", deep.as_str()),
        ("application/json", "\u{feff}{}"),
    ] {
        let headers = [("authorization", token.as_str()), ("content-type", media)];
        let answer = server.send("POST /api/probe.echo", &headers, body.as_bytes()).await;
        assert_eq!((answer.status, &answer.json()["code"]), (422, &json!("invalid_input")));
    }
    assert_eq!(server.calls(), 0, "nothing ran");
}

#[tokio::test]
async fn a_stream_sends_its_events_in_order_and_says_how_it_ended() {
    let server = Harness::start().await;
    let answer = server.call("probe.count", &json!({ "to": 1_000 })).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/event-stream")));
    let (events, last) = events(&unchunked(&answer.body));
    assert_eq!(events.len(), 1_000);
    assert!(events.iter().enumerate().all(|(at, event)| event["number"] == at), "in order");
    assert_eq!(last, ("done".to_owned(), json!({})));

    let answer = server.call("probe.count", &json!({ "to": 2, "code": "unavailable" })).await;
    let (events, last) = self::events(&unchunked(&answer.body));
    let error = json!({ "code": "unavailable", "message": "broken off" });
    assert_eq!((answer.status, events.len(), last), (200, 2, ("error".to_owned(), error)));
}

#[tokio::test]
async fn a_stream_that_fails_at_once_is_answered_as_any_other_call() {
    let server = Harness::start().await;
    let answer = server.call("probe.count", &json!({ "to": 0, "code": "locked" })).await;
    assert_eq!((answer.status, &answer.json()["code"]), (409, &json!("locked")));
    let answer = server.call("probe.count", &json!({ "to": 0 })).await;
    let (events, last) = events(&answer.body);
    assert_eq!((answer.status, events.len(), last.0.as_str()), (200, 0, "done"));
}

// rows: 2.12
#[tokio::test]
async fn a_caller_that_goes_away_cancels_its_call() {
    let mut server = Harness::start().await;
    for name in ["probe.wait", "probe.tick"] {
        let mut caller = server.connect().await;
        caller.write_all(server.request(name, "{}").as_bytes()).await.unwrap();
        assert_eq!(server.hear().await, "begun", "{name}");
        let left = Instant::now();
        drop(caller);
        assert_eq!(server.hear().await, "cancelled", "{name}");
        assert!(left.elapsed() < Duration::from_millis(100), "{name}: {:?}", left.elapsed());
    }
}

#[tokio::test]
async fn the_end_of_the_application_ends_calls_and_connections() {
    let mut server = Harness::start().await;
    let mut caller = server.connect().await;
    caller.write_all(server.request("probe.tick", "{}").as_bytes()).await.unwrap();
    assert_eq!(server.hear().await, "begun");
    let idle = server.connect().await;
    server.stop.cancel();
    assert_eq!(server.hear().await, "cancelled");
    let mut answer = String::new();
    timeout(LONG, caller.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert!(answer.contains("event: error"), "the stream says why it ended: {answer}");
    server.tasks.close();
    timeout(Duration::from_secs(3), server.tasks.wait()).await.expect("all tasks end within 3 s");
    drop(idle);
    assert!(tokio::net::TcpStream::connect(server.address).await.is_err(), "nobody listens");
}

/// The events of a stream, and its last word.
fn events(body: &str) -> (Vec<Value>, (String, Value)) {
    let (mut all, mut last) = (Vec::new(), None);
    for frame in body.split("\n\n").filter(|frame| !frame.is_empty()) {
        let data = |line: &str| serde_json::from_str(line.strip_prefix("data: ").unwrap()).unwrap();
        match frame.split_once('\n') {
            None => all.push(data(frame)),
            Some((event, line)) => {
                last = Some((event.strip_prefix("event: ").unwrap().to_owned(), data(line)));
            }
        }
    }
    (all, last.expect("a stream says how it ended"))
}

/// The body of a chunked answer.
fn unchunked(body: &str) -> String {
    let (mut rest, mut whole) = (body, String::new());
    while let Some((size, after)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            return whole;
        }
        whole.push_str(&after[..size]);
        rest = &after[size + 2..];
    }
    panic!("the body ends with an empty chunk");
}
