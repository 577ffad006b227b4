//! The simulator over plain sockets: what it refuses, what it remembers, and how it breaks.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests stop where they fail")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use atelier_simulator::{
    Access, Failure, Keys, Scenario, Shape, Simulator, SimulatorOptions, WORDS,
};
use bytes::Bytes;
use serde_json::{Value, json};

fn start() -> Simulator {
    Simulator::start(SimulatorOptions::default()).unwrap()
}

/// Sends a request and reads until the connection ends, falls silent, or breaks.
fn exchange(address: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(700))).unwrap();
    let length = body.len();
    write!(
        stream,
        "{head}\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = Vec::new();
    let mut buffer = [0; 16 << 10];
    while let Ok(length @ 1..) = stream.read(&mut buffer) {
        answer.extend_from_slice(&buffer[..length]);
    }
    joined(&String::from_utf8_lossy(&answer))
}

/// A response whose body came in chunks, as one piece.
fn joined(answer: &str) -> String {
    let Some((head, mut rest)) = answer.split_once("\r\n\r\n") else { return answer.to_owned() };
    if !head.contains("transfer-encoding: chunked") {
        return answer.to_owned();
    }
    let mut body = String::new();
    while let Some((length, after)) = rest.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap_or_default().min(after.len());
        body.push_str(after.get(..length).unwrap_or(after));
        rest = after.get(length..).unwrap_or_default().trim_start_matches("\r\n");
    }
    format!("{head}\r\n\r\n{body}")
}

fn post(simulator: &Simulator, body: &Value) -> String {
    let head =
        "POST /v1/messages HTTP/1.1\r\nx-api-key: sk-ant-test\r\nanthropic-version: 2026-10-21";
    exchange(simulator.address(), head, &body.to_string())
}

fn ask(text: &str) -> Value {
    json!({"model": "claude-opus-5-5", "max_tokens": 100, "stream": true,
        "messages": [{"role": "user", "content": text}]})
}

/// The body of a request with some fields replaced.
fn with(fields: impl serde::Serialize) -> Value {
    let fields = json!(fields);
    let mut body = ask("Hello");
    for (name, value) in fields.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    body
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

// rows: 2.46
#[test]
fn what_the_api_refuses_is_refused_in_its_words() {
    let simulator = start();
    let one = |message: Value| with(json!({"messages": [message]}));
    let mark = json!({"type": "ephemeral"});
    let marked = json!({"type": "text", "text": "x", "cache_control": mark});
    let cases = [
        (with(json!({"model": 7})), "400", "model: Field required"),
        (with(json!({"model": "nobody"})), "404", "model: nobody"),
        (with(json!({"max_tokens": "9"})), "400", "max_tokens"),
        (with(json!({"max_tokens": 999_999})), "400", "maximum allowed number of output tokens"),
        (with(json!({"messages": []})), "400", "at least one message"),
        (with(json!({"messages": "x"})), "400", "valid array"),
        (with(json!({"temperature": 1.0})), "400", "temperature: Extra inputs are not permitted"),
        (with(json!({"top_k": 1})), "400", "top_k: Extra inputs are not permitted"),
        (with(json!({"output_config": {"effort": "huge"}})), "400", "effort"),
        (with(json!({"thinking": {"type": "disabled"}})), "400", "thinking"),
        (one(json!({"role": "robot", "content": "x"})), "400", "messages.0.role"),
        (one(json!({"role": "user", "content": ""})), "400", "non-empty"),
        (
            one(json!({"role": "user", "content": [{"type": "text", "text": ""}]})),
            "400",
            "non-empty",
        ),
        (one(json!({"role": "user"})), "400", "content"),
        (one(json!({"role": "assistant", "content": "x"})), "400", "prefill"),
        (
            one(json!({"role": "user", "content": [{"type": "thinking", "thinking": "x"}]})),
            "400",
            "signature",
        ),
        (
            one(json!({"role": "user", "content": [marked, marked, marked, marked, marked]})),
            "400",
            "A maximum of 4 blocks with cache_control may be provided. Found 5.",
        ),
    ];
    for (body, expected, words) in cases {
        let answer = post(&simulator, &body);
        assert_eq!(status(&answer), expected, "{body}: {answer}");
        assert!(answer.contains(words), "{body}: {answer}");
        assert!(answer.contains("request-id: req_") && answer.contains("\"request_id\":\"req_"));
    }
}

#[test]
fn keys_versions_and_paths_are_checked() {
    let simulator = start();
    let body = ask("Hello").to_string();
    let cases = [
        ("POST /v1/messages HTTP/1.1\r\nanthropic-version: 2026-10-21", "401"),
        (
            "POST /v1/messages HTTP/1.1\r\nauthorization: Bearer \r\nanthropic-version: 2026-10-21",
            "401",
        ),
        (
            "POST /v1/messages HTTP/1.1\r\nx-api-key: sk-ant-test-invalid\r\nanthropic-version: 2026-10-21",
            "401",
        ),
        ("POST /v1/messages HTTP/1.1\r\nx-api-key: k", "400"),
        ("POST /v1/messages HTTP/1.1\r\nx-api-key: k\r\nanthropic-version: 2024-01-01", "400"),
        (
            "POST /v1/messages HTTP/1.1\r\nauthorization: Bearer k\r\nanthropic-version: 2026-10-21",
            "200",
        ),
        (
            "POST /v1/messages?beta=true HTTP/1.1\r\nx-api-key: k\r\nanthropic-version: 2023-06-01",
            "200",
        ),
        ("POST /v1/elsewhere HTTP/1.1\r\nx-api-key: k", "404"),
        ("GET /v1/models?limit=0 HTTP/1.1\r\nx-api-key: k", "400"),
        ("GET /v1/models?after_id=nobody HTTP/1.1\r\nx-api-key: k", "400"),
        ("GET /v1/models?limit=2 HTTP/1.1\r\nx-api-key: k", "200"),
        ("HEAD /api/hello HTTP/1.1", "200"),
    ];
    for (head, expected) in cases {
        let answer = exchange(simulator.address(), head, &body);
        assert_eq!(status(&answer), expected, "{head}: {answer}");
    }
    let only =
        SimulatorOptions { keys: Keys::Only("right".to_owned()), ..SimulatorOptions::default() };
    let simulator = Simulator::start(only).unwrap();
    let key = |key: &str| {
        let head = format!("GET /v1/models HTTP/1.1\r\nx-api-key: {key}");
        status(&exchange(simulator.address(), &head, "")).to_owned()
    };
    assert_eq!((key("right"), key("wrong")), ("200".to_owned(), "401".to_owned()));
}

#[test]
fn the_private_one_is_found_by_its_url_alone() {
    let simulator = Simulator::start(SimulatorOptions::private()).unwrap();
    let other = Simulator::start(SimulatorOptions::private()).unwrap();
    let path = |simulator: &Simulator| simulator.url().rsplit('/').next().unwrap().to_owned();
    assert_eq!(path(&simulator).len(), 32, "128 bits in hexadecimal");
    assert_ne!(path(&simulator), path(&other));
    let get = |path: &str| {
        let answer = exchange(simulator.address(), &format!("GET {path} HTTP/1.1"), "");
        status(&answer).to_owned()
    };
    assert_eq!(get(&format!("/{}/v1/models", path(&simulator))), "200");
    for path in ["/v1/models", "/api/hello", "/", &format!("/{}/v1/models", path(&other))] {
        assert_eq!(get(path), "404", "{path}");
    }
    assert!(simulator.requests().is_empty(), "it remembers nothing");
    assert!(simulator.address().ip().is_loopback());
    assert_eq!(SimulatorOptions::default().access, Access::Anyone);
}

#[test]
fn the_ordinary_answer_says_what_it_is_and_shows_what_answers_look_like() {
    let simulator = start();
    let asked = "What is\n# this?";
    let answer = post(
        &simulator,
        &with(json!({"stream": false,
        "messages": [{"role": "user", "content": asked}]})),
    );
    let body: Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    let text = body["content"][0]["text"].as_str().unwrap();
    for part in [
        "# This is the simulator",
        "**not a model**",
        "> What is\n> # this?",
        "| model |",
        "1. ",
        "- [x]",
        "```rust",
        "/simulate help",
    ] {
        assert!(text.contains(part), "{part:?} is not in {text}");
    }
    assert!(text.lines().all(|line| line == line.trim_end()), "well-formed Markdown");
}

#[test]
fn words_and_scripts_lead_to_every_scenario() {
    let simulator = start();
    let end = "event: message_stop";
    let cases: [(&str, &str, &[&str], bool); 15] = [
        ("/simulate 429 7", "429", &["retry-after: 7", "rate_limit_error"], false),
        ("/simulate spend-limit", "429", &["enforced_spend_limit_reached"], false),
        ("/simulate overloaded", "529", &["overloaded_error"], false),
        ("/simulate 418", "418", &["api_error"], false),
        ("/simulate error-mid-stream", "200", &["text_delta", "event: error"], false),
        ("/simulate truncate", "200", &["text_delta"], false),
        ("/simulate end-early", "200", &["text_delta"], false),
        ("/simulate stall", "200", &["text_delta"], false),
        ("/simulate silence", "", &[], false),
        ("/simulate garbage", "200", &["<<<"], false),
        ("/simulate page", "200", &["text/html", "sign in"], false),
        ("/simulate tool", "200", &["offers none"], true),
        ("/simulate thinking", "200", &["thinking_delta", "signature_delta"], true),
        ("/simulate long 50", "200", &[" token"], true),
        ("/simulate nonsense", "200", &["| `429 [seconds]` |"], true),
    ];
    for (words, expected, parts, whole) in cases {
        let answer = post(&simulator, &ask(words));
        assert_eq!(status(&answer), expected, "{words}: {answer}");
        for part in parts {
            let text = answer.to_lowercase();
            let joined: String = texts(&answer);
            assert!(text.contains(part) || joined.contains(part), "{words}: {part:?} in {answer}");
        }
        assert_eq!(answer.contains(end), whole, "{words}: {answer}");
    }
    assert!(WORDS.len() > 14);

    simulator.script([
        Scenario::Fail(Failure::of_status(503).with_header("x-should-retry", "true")),
        Scenario::Say("scripted".to_owned()),
        Scenario::Replay(vec![Bytes::from_static(b"event: x\ndata: 1\n\n")]),
    ]);
    assert!(post(&simulator, &ask("Hello")).contains("x-should-retry: true"));
    assert!(post(&simulator, &ask("/simulate 429")).contains("scripted"), "a script comes first");
    assert!(post(&simulator, &ask("Hello")).contains("event: x\ndata: 1\n\n"));
    assert!(
        texts(&post(&simulator, &ask("Hello"))).contains("not a model"),
        "then the ordinary one"
    );
}

/// The text of all deltas of a stream.
fn texts(answer: &str) -> String {
    let data = |line: &str| serde_json::from_str::<Value>(line.strip_prefix("data: ")?).ok();
    answer
        .lines()
        .filter_map(data)
        .filter_map(|event| event["delta"]["text"].as_str().map(str::to_owned))
        .collect::<Vec<_>>()
        .concat()
}

#[test]
fn long_answers_hold_every_token_in_both_shapes() {
    let simulator = start();
    for shape in [Shape::Live, Shape::Bulk] {
        simulator.script([Scenario::Long { tokens: 3_000, shape }]);
        let answer = post(&simulator, &ask("Hello"));
        assert_eq!(answer.matches("\"text\":\" token\"").count(), 3_000, "{shape:?}");
        assert!(answer.contains("event: message_stop"));
    }
}

#[test]
fn requests_are_remembered_and_forgotten() {
    let options = SimulatorOptions { remembers: 2, ..SimulatorOptions::default() };
    let simulator = Simulator::start(options).unwrap();
    for text in ["one", "two", "three"] {
        post(&simulator, &ask(text));
    }
    let requests = simulator.requests();
    let bodies: Vec<Value> =
        requests.iter().map(|request| serde_json::from_slice(&request.body).unwrap()).collect();
    assert_eq!(bodies, [ask("two"), ask("three")]);
    assert_eq!(requests[0].headers["x-api-key"], "sk-ant-test");
    simulator.reset();
    assert!(simulator.requests().is_empty());
}

// rows: 2.25, 2.47
#[test]
fn it_stops_when_it_is_dropped_even_amid_an_answer_that_never_ends() {
    let simulator = start();
    simulator.script([Scenario::Stall { after: 1 }]);
    let address = simulator.address();
    let body = ask("Hello").to_string();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST /v1/messages HTTP/1.1\r\nhost: x\r\nx-api-key: k\r\nanthropic-version: 2026-10-21\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    stream.read_exact(&mut [0; 64]).unwrap();
    let begun = Instant::now();
    drop(simulator);
    assert!(begun.elapsed() < Duration::from_secs(1), "it took {:?}", begun.elapsed());
    assert!(TcpStream::connect(address).is_err(), "nobody listens any more");
}
