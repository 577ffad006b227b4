//! Streams that go wrong: each ends in the right way, once, with what arrived kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::common::{
    KEY, answer_text, ask, begin_answer, client, drain, options, server, simulator, soon, text,
};
use atelier_claude::Client;
use atelier_claude_wire::{FailureClass, Progress, State};
use atelier_simulator::{Failure, Scenario, Shape};
use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;

#[tokio::test]
async fn an_answer_arrives_whole_and_the_connection_is_used_again() {
    let simulator = simulator();
    let client = client(&simulator);
    for _ in 0..3 {
        let mut stream = soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await.unwrap();
        let (progress, error) = soon(drain(&mut stream)).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(progress.last(), Some(&Progress::Completed));
        assert!(text(&progress).contains("not a model") && text(&progress).contains("> Hello"));
        assert_eq!(text(&progress), answer_text(&stream));
        assert_eq!(stream.accumulator().state(), &State::Complete);
        assert!(stream.request_id().unwrap().starts_with("req_simulated_"));
        assert_eq!(stream.next().await.unwrap(), None, "there is nothing after the end");
    }
    assert_eq!(simulator.requests().len(), 3);
}

// rows: 2.62
#[tokio::test]
async fn calls_and_streams_share_one_connection() {
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&connections);
    let address = server(move |mut stream| {
        counted.fetch_add(1, Ordering::SeqCst);
        async move {
            loop {
                let head = crate::common::read_request(&mut stream).await;
                let (kind, body) = if head.starts_with("POST") {
                    let end = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{}}\n\n\
                               event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
                    ("text/event-stream", end)
                } else if head.starts_with("GET") {
                    ("application/json", "{\"data\":[]}")
                } else {
                    return;
                };
                let length = body.len();
                let response = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked\r\n\r\n\
                     {length:x}\r\n{body}\r\n"
                );
                stream.write_all(response.as_bytes()).await.unwrap();
                // The end of the body comes a moment after the end of the message.
                tokio::time::sleep(Duration::from_millis(5)).await;
                stream.write_all(b"0\r\n\r\n").await.unwrap();
            }
        }
    })
    .await;
    let client = Client::new(options(&format!("http://{address}"))).unwrap();
    for _ in 0..4 {
        soon(client.models(Some(KEY))).await.unwrap();
        let mut stream = soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await.unwrap();
        assert!(soon(drain(&mut stream)).await.1.is_none());
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn every_stream_fault_ends_once_and_is_never_asked_again() {
    let failure = |code| Failure::of_status(429).with_code(code);
    let recorded = include_str!("../../../../logic/claude-wire/tests/recorded.sse");
    let half = Bytes::copy_from_slice(&recorded.as_bytes()[..recorded.len() / 2]);
    let html = |status: u16| Scenario::Raw {
        status,
        headers: vec![
            ("content-type".to_owned(), "text/html".to_owned()),
            ("location".to_owned(), "https://example.com/login".to_owned()),
        ],
        body: Bytes::from_static(b"<html>sign in</html>"),
    };
    let cases = [
        (
            "error in the stream",
            FailureClass::Overloaded,
            Scenario::FailMidStream { after: 3, failure: Failure::of_status(529) },
        ),
        (
            "rate limit in the stream",
            FailureClass::RateLimit,
            Scenario::FailMidStream { after: 3, failure: Failure::of_status(429) },
        ),
        (
            "spend limit in the stream",
            FailureClass::SpendLimit,
            Scenario::FailMidStream { after: 3, failure: failure("enforced_spend_limit_reached") },
        ),
        (
            "error as the first event",
            FailureClass::Server,
            Scenario::FailMidStream { after: 0, failure: Failure::of_status(500) },
        ),
        ("connection breaks", FailureClass::Truncated, Scenario::Truncate { after: 3 }),
        ("connection breaks at once", FailureClass::Truncated, Scenario::Truncate { after: 0 }),
        ("body ends early", FailureClass::Truncated, Scenario::EndEarly { after: 3 }),
        ("recording cut in half", FailureClass::Truncated, Scenario::Replay(vec![half])),
        ("empty body", FailureClass::Truncated, Scenario::Replay(Vec::new())),
        ("noise", FailureClass::Protocol, Scenario::Garbage),
        (
            "an event of 2 MiB",
            FailureClass::Protocol,
            Scenario::Replay(vec![Bytes::from(format!("data: {}\n\n", "x".repeat(2 << 20)))]),
        ),
        ("sign-in page", FailureClass::Protocol, html(200)),
        ("redirect", FailureClass::Protocol, html(302)),
    ];
    for (name, class, scenario) in cases {
        let simulator = simulator();
        simulator.script([scenario]);
        let client = client(&simulator);
        let error = match soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await {
            Err(error) => error,
            Ok(mut stream) => {
                let (progress, error) = soon(drain(&mut stream)).await;
                let kept = answer_text(&stream);
                assert!(kept.starts_with(&text(&progress)) || progress.len() > 4, "{name}");
                assert!(stream.accumulator().is_ended(), "{name}: no spinner that never ends");
                assert!(!progress.contains(&Progress::Completed), "{name}");
                assert!(matches!(stream.next().await, Ok(None)), "{name}: the error is told once");
                error.unwrap()
            }
        };
        assert_eq!(error.class(), class, "{name}: {error:?}");
        assert_eq!(simulator.requests().len(), 1, "{name}");
        assert!(!format!("{error:?} {error} {}", error.sentence()).contains(KEY), "{name}");
    }
}

// rows: 3.027
#[tokio::test]
async fn a_recording_and_every_kind_of_answer_arrive() {
    let recorded = include_str!("../../../../logic/claude-wire/tests/recorded.sse");
    let simulator = simulator();
    let client = client(&simulator);
    simulator.script([
        Scenario::recorded(recorded),
        Scenario::Tool { name: "clock".to_owned(), input: serde_json::json!({"zone": "UTC"}) },
        Scenario::Think { thinking: "hm".to_owned(), text: "yes".to_owned() },
        Scenario::Drip { text: "a b c".to_owned(), every: Duration::from_millis(1) },
        Scenario::Long { tokens: 5_000, shape: Shape::Live },
        Scenario::Long { tokens: 5_000, shape: Shape::Bulk },
    ]);
    let mut kinds = Vec::new();
    for _ in 0..6 {
        let mut stream = soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await.unwrap();
        let (_, error) = soon(drain(&mut stream)).await;
        assert!(error.is_none(), "{error:?}");
        let blocks = stream.blocks();
        kinds
            .push(blocks.iter().map(|block| block.kind().to_owned()).collect::<Vec<_>>().join(" "));
        if kinds.len() > 4 {
            assert_eq!(answer_text(&stream), " token".repeat(5_000));
        }
    }
    assert_eq!(
        kinds,
        ["thinking text tool_use", "text tool_use", "thinking text", "text", "text", "text"]
    );
}

// rows: 1.51, 2.13, 2.44
#[tokio::test]
async fn a_stream_that_falls_silent_ends_after_a_minute() {
    let simulator = simulator();
    simulator.script([Scenario::Stall { after: 2 }]);
    let client = client(&simulator);
    let mut stream = soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await.unwrap();
    let mut seen = String::new();
    while seen.len() < 30 {
        if let Some(Progress::Delta { text, .. }) = soon(stream.next()).await.unwrap() {
            seen.push_str(&text);
        }
    }
    // From here on only the clock can move.
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let (more, error) = drain(&mut stream).await;
    let waited = begun.elapsed();
    assert_eq!(error.unwrap().class(), FailureClass::Timeout);
    assert!((59..=65).contains(&waited.as_secs()), "it waited {waited:?}");
    assert_eq!(answer_text(&stream), seen + &text(&more), "what arrived is kept");
}

// rows: 1.51
#[tokio::test]
async fn an_endpoint_that_never_answers_is_given_up_after_a_minute_and_not_asked_again() {
    let simulator = simulator();
    let client = client(&simulator);
    // The connection is there already, so that only the answer is waited for.
    soon(client.models(Some(KEY))).await.unwrap();
    simulator.script([Scenario::Silence]);
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let error = client.stream(Some(KEY), &ask("Hello"), |_| ()).await.unwrap_err();
    assert_eq!(error.class(), FailureClass::Timeout);
    assert!(error.retryable());
    assert!(begun.elapsed() <= Duration::from_secs(65), "it waited {:?}", begun.elapsed());
    assert!(simulator.requests().len() <= 2);
}

// rows: 1.14, 2.25, 2.71
#[tokio::test]
async fn dropping_a_stream_closes_its_connection_within_100_ms() {
    let (closed, closing) = oneshot::channel();
    let closed = std::sync::Mutex::new(Some(closed));
    let address = server(move |mut stream| {
        let closed = closed.lock().unwrap().take();
        async move {
            begin_answer(&mut stream).await;
            let mut rest = Vec::new();
            let _read = stream.read_to_end(&mut rest).await;
            closed.unwrap().send(Instant::now()).unwrap();
        }
    })
    .await;
    let client = Client::new(options(&format!("http://{address}"))).unwrap();
    let mut stream = soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await.unwrap();
    soon(stream.next()).await.unwrap();
    let dropped = Instant::now();
    drop(stream);
    let took = soon(closing).await.unwrap() - dropped;
    assert!(took < Duration::from_millis(100), "it took {took:?}");
}

#[tokio::test]
async fn dropping_a_request_that_waits_closes_its_connection_within_100_ms() {
    let (events, mut happened) = tokio::sync::mpsc::channel(2);
    let address = server(move |mut stream| {
        let events = events.clone();
        async move {
            crate::common::read_head(&mut stream).await;
            events.send(Instant::now()).await.unwrap();
            let mut rest = Vec::new();
            let _read = stream.read_to_end(&mut rest).await;
            events.send(Instant::now()).await.unwrap();
        }
    })
    .await;
    let client = Client::new(options(&format!("http://{address}"))).unwrap();
    let asking = tokio::spawn(async move {
        let _answer = client.stream(Some(KEY), &ask("Hello"), |_| ()).await;
    });
    soon(happened.recv()).await.unwrap();
    let dropped = Instant::now();
    asking.abort();
    let took = soon(happened.recv()).await.unwrap() - dropped;
    assert!(took < Duration::from_millis(100), "it took {took:?}");
}

#[tokio::test]
async fn a_dropped_wait_for_the_next_thing_loses_nothing() {
    let simulator = simulator();
    let said: String = (0..40).map(|number| format!("word{number} ")).collect::<Vec<_>>().concat();
    simulator.script([Scenario::Drip { text: said.clone(), every: Duration::from_millis(2) }]);
    let client = client(&simulator);
    let mut stream = soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await.unwrap();
    let mut all = Vec::new();
    soon(async {
        loop {
            match tokio::time::timeout(Duration::from_micros(300), stream.next()).await {
                Ok(Ok(Some(progress))) => all.push(progress),
                Ok(Ok(None)) => break,
                Ok(Err(error)) => panic!("{error}"),
                Err(_) => {}
            }
        }
    })
    .await;
    assert_eq!(text(&all), said);
}

#[tokio::test]
async fn a_flood_is_held_back_and_arrives_in_order() {
    const EVENTS: usize = 200_000;
    let (written, mut progress) = tokio::sync::watch::channel(0_usize);
    let address = server(move |mut stream| {
        let written = written.clone();
        async move {
            begin_answer(&mut stream).await;
            for number in 0..EVENTS / 100 {
                let events: String = (0..100)
                    .map(|place| format!(
                        "event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":0,\
                         \"delta\":{{\"type\":\"text_delta\",\"text\":\"{},\"}}}}\n\n",
                        number * 100 + place
                    ))
                    .collect::<Vec<_>>().concat();
                stream.write_all(events.as_bytes()).await.unwrap();
                written.send_modify(|bytes| *bytes += events.len());
            }
            let end = "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n\
                       event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
            stream.write_all(end.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
            // A connection that is closed with something unread is reset.
            let _read = stream.read_to_end(&mut Vec::new()).await;
        }
    })
    .await;
    let client = Client::new(options(&format!("http://{address}"))).unwrap();
    let mut stream = soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await.unwrap();
    soon(stream.next()).await.unwrap();
    // Nobody reads. What the server can write is what the system's buffers hold.
    while tokio::time::timeout(Duration::from_millis(300), progress.changed()).await.is_ok() {}
    let held = *progress.borrow();
    assert!(held < 12 << 20, "{held} bytes were taken in unread");
    let (all, error) = soon(drain(&mut stream)).await;
    assert!(error.is_none(), "{error:?}");
    assert!(all.len() < EVENTS / 2, "deltas that arrived together are one: {}", all.len());
    let expected: String =
        (0..EVENTS).map(|number| format!("{number},")).collect::<Vec<_>>().concat();
    assert!(text(&all) == expected, "every event arrived once and in order");
}
