//! Overload and slowness: the server sheds, and good callers go on.

use std::time::{Duration, Instant};

use atelier_server::Limits;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::harness::{Harness, LONG};

// rows: 1.20
#[tokio::test]
async fn too_many_requests_at_once_are_told_to_come_back() {
    let mut server = Harness::with(Limits { requests: 2, ..Limits::default() }).await;
    let mut waiting = Vec::new();
    for name in ["probe.wait", "probe.tick"] {
        let mut caller = server.connect().await;
        caller.write_all(server.request(name, "{}").as_bytes()).await.unwrap();
        assert_eq!(server.hear().await, "begun");
        waiting.push(caller);
    }
    let shed = server.call("probe.echo", &json!(1)).await;
    assert_eq!((shed.status, shed.header("retry-after")), (503, Some("1")));
    assert_eq!(shed.json()["code"], "unavailable");
    waiting.clear();
    assert_eq!((server.hear().await, server.hear().await), ("cancelled", "cancelled"));
    // The places are free again once the two answers are gone.
    let freed = Instant::now();
    while server.call("probe.echo", &json!(1)).await.status != 200 {
        assert!(freed.elapsed() < LONG, "the places stay taken");
    }
}

#[tokio::test]
async fn too_many_connections_are_told_to_come_back() {
    let server = Harness::with(Limits { connections: 2, ..Limits::default() }).await;
    let mut open = Vec::new();
    for _ in 0..2 {
        let mut caller = server.connect().await;
        caller.write_all(b"GET /health HTTP/1.1\r\n").await.unwrap();
        open.push(caller);
    }
    let mut third = server.connect().await;
    let mut answer = String::new();
    tokio::time::timeout(LONG, third.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(answer.contains("retry-after: 1"), "{answer}");
}

// rows: 1.51
#[tokio::test]
async fn an_operation_that_takes_too_long_is_cancelled() {
    let limits = Limits { call: Duration::from_millis(200), ..Limits::default() };
    let mut server = Harness::with(limits).await;
    let answer = server.call("probe.wait", &json!({})).await;
    assert_eq!((answer.status, &answer.json()["code"]), (504, &json!("timed_out")));
    assert_eq!((server.hear().await, server.hear().await), ("begun", "cancelled"));
}

// rows: 1.51
#[tokio::test]
async fn two_hundred_slow_connections_do_not_slow_the_others() {
    let limits = Limits { head: Duration::from_millis(1_500), ..Limits::default() };
    let server = Harness::with(limits).await;
    let mut slow = Vec::new();
    for _ in 0..200 {
        let mut caller = server.connect().await;
        caller.write_all(b"POST /api/probe.echo HTTP/1.1\r\nX-Drip: ").await.unwrap();
        slow.push(caller);
    }
    let mut times = Vec::new();
    for _ in 0..200 {
        let begun = Instant::now();
        assert_eq!(server.call("probe.echo", &json!({ "a": 1 })).await.status, 200);
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    assert!(times[197] < Duration::from_millis(50), "p99 is {:?}", times[197]);
    // Those that drip are let go, one way or another, when their time is over.
    for mut caller in slow {
        let mut rest = Vec::new();
        let ended = tokio::time::timeout(LONG, caller.read_to_end(&mut rest)).await;
        assert!(ended.is_ok(), "a slow connection is closed");
    }
}

// rows: 1.20
#[tokio::test]
async fn a_body_larger_than_it_said_or_without_a_length_is_cut_off() {
    let server = Harness::start().await;
    let token = server.tokens.api.expose();
    let head = format!(
        "POST /api/probe.echo HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
        server.address
    );
    let chunk = format!("100000\r\n{}\r\n", " ".repeat(1 << 20));
    let request = format!("{head}{}0\r\n\r\n", chunk.repeat(3));
    let mut caller = server.connect().await;
    let (mut read, mut write) = caller.split();
    let mut answer = Vec::new();
    let (_, _) = tokio::join!(write.write_all(request.as_bytes()), read.read_to_end(&mut answer));
    let answer = String::from_utf8_lossy(&answer);
    // A caller that is still sending when the server closes may lose the answer to a reset.
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert_eq!(server.calls(), 0);
}
