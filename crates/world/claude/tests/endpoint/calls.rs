//! The other calls, and what every request carries.

use crate::common::{KEY, ask, client, drain, options, simulator, soon};
use atelier_claude::{Client, ClientOptions, Forward};
use atelier_claude_wire::{FailureClass, MessagesRequest, Thinking, WireMessage};
use atelier_simulator::{Failure, Keys, Scenario, Simulator, SimulatorOptions};
use atelier_vocabulary::{ApiVersion, ContentBlock, Effort, Endpoint, EndpointKind, Role};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method};
use serde_json::Value;

// rows: 1.12, 3.013, 3.026, 3.078, 3.096
#[tokio::test]
async fn every_call_is_one_request_with_the_version_and_the_key() {
    for (version, name, auth, value) in [
        (ApiVersion::V20261021, "2026-10-21", "authorization", format!("Bearer {KEY}")),
        (ApiVersion::V20230601, "2023-06-01", "x-api-key", KEY.to_owned()),
    ] {
        let simulator = Simulator::start(SimulatorOptions {
            keys: Keys::Only(KEY.to_owned()),
            ..SimulatorOptions::default()
        })
        .unwrap();
        let mut with_version = options(simulator.url());
        with_version.endpoint.api_version = version;
        let client = Client::new(with_version).unwrap();
        let mut question = ask("Hello");
        question.effort = Some(Effort::High);
        question.thinking = Some(Thinking::Adaptive { display: None });
        question.system = Some("Be brief.".to_owned());

        let created = soon(client.create(Some(KEY), &question, |_| ())).await.unwrap();
        assert_eq!(created.stop_reason.unwrap().0, "end_turn");
        assert!(created.blocks[0].as_text().unwrap().contains("not a model"));
        assert!(created.usage.output_tokens > 0);
        assert!(created.request_id.unwrap().starts_with("req_"));
        let mut stream = soon(client.stream(Some(KEY), &question, |_| ())).await.unwrap();
        assert!(soon(drain(&mut stream)).await.1.is_none());
        assert!(soon(client.count_tokens(Some(KEY), &question)).await.unwrap() > 3);
        let models = soon(client.models(Some(KEY))).await.unwrap();
        assert_eq!(models.len(), 6);
        assert!(models.iter().all(|model| model.price.is_some()), "listed models have prices");
        assert!(models[0].efforts.contains(&Effort::XHigh));
        let model = soon(client.model(Some(KEY), "claude-haiku-4-5-20251001")).await.unwrap();
        assert_eq!(model.thinking, ["disabled", "enabled"]);

        let requests = simulator.requests();
        let paths: Vec<_> = requests.iter().map(|request| request.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "/v1/messages",
                "/v1/messages",
                "/v1/messages/count_tokens",
                "/v1/models",
                "/v1/models/claude-haiku-4-5-20251001"
            ]
        );
        for request in requests {
            assert_eq!(request.headers["anthropic-version"], name);
            assert_eq!(request.headers[auth], value.as_str());
            let other = if auth == "x-api-key" { "authorization" } else { "x-api-key" };
            assert!(!request.headers.contains_key(other), "the key goes out once");
        }
    }
}

#[tokio::test]
async fn a_second_turn_is_read_from_the_cache() {
    let simulator = simulator();
    let client = client(&simulator);
    let mut request = ask("A question that is long enough to be worth keeping.");
    request.system = Some("A system text that stays the same.".to_owned());
    let mut last = 0;
    for turn in 0..4 {
        let created = soon(client.create(Some(KEY), &request, |_| ())).await.unwrap();
        if turn == 0 {
            assert_eq!(created.usage.cache_read_tokens, 0);
        } else {
            assert!(created.usage.cache_read_tokens >= last, "turn {turn} reads what was written");
        }
        last = created.usage.cache_read_tokens + created.usage.cache_write_5m_tokens;
        request.messages.push(WireMessage::new(Role::Assistant, created.blocks));
        request
            .messages
            .push(WireMessage::new(Role::User, vec![ContentBlock::text(format!("And {turn}?"))]));
    }
}

#[tokio::test]
async fn keys_that_are_wrong_missing_or_no_keys_have_a_sentence_and_are_asked_once() {
    let simulator = Simulator::start(SimulatorOptions {
        keys: Keys::Only(KEY.to_owned()),
        ..SimulatorOptions::default()
    })
    .unwrap();
    let client = client(&simulator);
    for (key, requests) in [(Some("sk-ant-test-wrong"), 1), (None, 2), (Some("with\nline"), 2)] {
        let error = soon(client.models(key)).await.unwrap_err();
        assert_eq!(error.class(), FailureClass::Authentication, "{key:?}");
        assert!(error.sentence().contains("key"), "{}", error.sentence());
        assert!(!error.retryable());
        assert_eq!(simulator.requests().len(), requests, "{key:?}");
        if let Some(key) = key {
            assert!(!format!("{error:?}{error}").contains(key));
        }
    }
    let _models = soon(client.models(Some(&format!("  {KEY}\n")))).await.unwrap();
}

// rows: 3.077
#[tokio::test]
async fn the_client_keeps_no_key() {
    let simulator = simulator();
    let client = client(&simulator);
    simulator.script([Scenario::Fail(Failure::of_status(400)), Scenario::Truncate { after: 1 }]);
    let refused = soon(client.create(Some(KEY), &ask("Hello"), |_| ())).await.unwrap_err();
    let mut stream = soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await.unwrap();
    let broken = soon(drain(&mut stream)).await.1.unwrap();
    let all = format!("{client:?} {refused:?} {broken:?} {stream:?}");
    assert!(!all.contains(KEY) && !all.contains("sk-ant"), "{all}");
}

#[tokio::test]
async fn an_answer_that_is_not_the_api_s_is_no_answer() {
    let raw = |kind: &str, body: &'static str| Scenario::Raw {
        status: 200,
        headers: vec![("content-type".to_owned(), kind.to_owned())],
        body: Bytes::from_static(body.as_bytes()),
    };
    let cases = [
        (raw("text/html", "<html>"), FailureClass::Protocol),
        (raw("application/json", "{"), FailureClass::Protocol),
        (raw("application/json", "[]"), FailureClass::Protocol),
        (raw("application/json", "{}"), FailureClass::Protocol),
        (Scenario::Truncate { after: 1 }, FailureClass::Truncated),
    ];
    for (scenario, class) in cases {
        let simulator = simulator();
        simulator.script([scenario.clone()]);
        let error =
            soon(client(&simulator).create(Some(KEY), &ask("Hello"), |_| ())).await.unwrap_err();
        assert_eq!(error.class(), class, "{scenario:?}");
        assert_eq!(simulator.requests().len(), 1, "{scenario:?}");
    }
}

#[tokio::test]
async fn a_request_that_may_not_leave_does_not() {
    let simulator = simulator();
    let client = client(&simulator);
    let mut warm = ask("Hello");
    warm.extra.insert("temperature".to_owned(), Value::from(0.5));
    let error = soon(client.stream(Some(KEY), &warm, |_| ())).await.unwrap_err();
    assert_eq!(error.class(), FailureClass::InvalidRequest);
    assert!(error.sentence().contains("effort"), "{}", error.sentence());
    let large = MessagesRequest { max_tokens: 30_000, ..ask("Hello") };
    assert!(soon(client.create(Some(KEY), &large, |_| ())).await.is_err());
    assert!(soon(client.model(Some(KEY), "../../x?y#z")).await.is_err());
    let paths: Vec<_> = simulator.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/v1/models/..%2F..%2Fx%3Fy%23z"], "an id stays one part of a path");
}

// rows: 3.078, 3.082, 3.142
#[test]
fn only_https_and_loopback_are_spoken_to() {
    let endpoint = |url: &str| Endpoint {
        kind: EndpointKind::Custom,
        base_url: Some(url.to_owned()),
        ..Endpoint::default()
    };
    let open = |url: &str| Client::new(ClientOptions::new(endpoint(url)));
    for url in [
        "https://api.example.com/",
        "https://api.example.com/base",
        "http://127.0.0.1:8080",
        "http://localhost:1",
        "http://[::1]:1",
        "http://127.9.9.9",
    ] {
        assert_eq!(open(url).unwrap().base_url(), url.trim_end_matches('/'));
    }
    for url in [
        "http://example.com",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1",
        "ftp://127.0.0.1",
        "https://user:pass@example.com",
        "https://user@example.com",
        "https://",
        "",
        "example.com",
        "https://example.com?x=1",
        "https://example.com#x",
        "file:///etc/passwd",
        "http://0.0.0.0",
        "http://localhost.example.com",
    ] {
        let error = open(url).err().unwrap_or_else(|| panic!("{url} was accepted"));
        assert!(error.to_string().ends_with('.'), "{error}");
    }
    let anthropic = Client::new(ClientOptions::new(Endpoint::default())).unwrap();
    assert_eq!(anthropic.base_url(), "https://api.anthropic.com");
    let nowhere = Endpoint { kind: EndpointKind::Simulator, ..Endpoint::default() };
    assert!(Client::new(ClientOptions::new(nowhere)).is_err());
}

fn forward(path: &str, headers: &[(&'static str, &'static str)], body: &'static str) -> Forward {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(*name, HeaderValue::from_static(value));
    }
    Forward {
        method: if body.is_empty() { Method::GET } else { Method::POST },
        path_and_query: path.to_owned(),
        headers: map,
        body: Bytes::from_static(body.as_bytes()),
    }
}

const ASK: &str = r#"{"model":"claude-opus-5-5","max_tokens":9,"stream":true,
    "messages":[{"role":"user","content":"Hello"}]}"#;

#[tokio::test]
async fn a_relay_swaps_the_key_and_leaves_the_rest() {
    let simulator = Simulator::start(SimulatorOptions {
        keys: Keys::Only(KEY.to_owned()),
        ..SimulatorOptions::default()
    })
    .unwrap();
    let client = client(&simulator);
    let request = forward(
        "/v1/messages?beta=true",
        &[
            ("authorization", "Bearer token-of-the-loopback"),
            ("x-api-key", "placeholder"),
            ("anthropic-version", "2023-06-01"),
            ("anthropic-beta", "one,two"),
            ("content-type", "application/json"),
            ("content-length", "99999"),
            ("host", "evil.example"),
            ("connection", "keep-alive, x-private"),
            ("x-private", "of the connection"),
            ("cookie", "c=1"),
            ("x-stainless-lang", "js"),
            ("transfer-encoding", "chunked"),
        ],
        ASK,
    );
    let mut forwarded = soon(client.forward(Some(KEY), request)).await.unwrap();
    assert_eq!(forwarded.status, 200);
    assert!(forwarded.headers["content-type"].to_str().unwrap().starts_with("text/event-stream"));
    assert!(forwarded.headers.contains_key("request-id"));
    for gone in ["content-length", "transfer-encoding", "connection"] {
        assert!(!forwarded.headers.contains_key(gone), "{gone}");
    }
    let mut body = Vec::new();
    while let Some(chunk) = soon(forwarded.chunk()).await.unwrap() {
        body.extend_from_slice(&chunk);
    }
    assert!(body.ends_with(b"data: {\"type\":\"message_stop\"}\n\n"));

    let seen = simulator.requests().pop().unwrap();
    assert_eq!((seen.path.as_str(), seen.query.as_str()), ("/v1/messages", "beta=true"));
    assert_eq!(seen.headers["x-api-key"], KEY);
    assert_eq!(seen.headers["anthropic-beta"], "one,two");
    assert_eq!(seen.headers["x-stainless-lang"], "js");
    assert_eq!(seen.headers["content-length"], ASK.len().to_string().as_str());
    assert_eq!(seen.headers["host"], simulator.address().to_string().as_str());
    for gone in ["authorization", "cookie", "x-private", "transfer-encoding"] {
        assert!(!seen.headers.contains_key(gone), "{gone}");
    }
    assert_eq!(seen.body, ASK);
}

#[tokio::test]
async fn a_relay_passes_failures_on_once_and_leads_nowhere_else() {
    let simulator = simulator();
    let client = client(&simulator);
    simulator.script([Scenario::Fail(Failure::of_status(529).with_header("retry-after", "3"))]);
    let version = [("anthropic-version", "2026-10-21")];
    let forwarded =
        soon(client.forward(Some(KEY), forward("/v1/messages", &version, ASK))).await.unwrap();
    assert_eq!(forwarded.status, 529);
    assert_eq!(forwarded.headers["retry-after"], "3");
    assert_eq!(simulator.requests().len(), 1);
    assert_eq!(simulator.requests()[0].headers["authorization"], format!("Bearer {KEY}").as_str());

    let models = soon(client.forward(Some(KEY), forward("/v1/models", &[], ""))).await.unwrap();
    assert_eq!(models.status, 200, "without a version the endpoint's is added");
    for path in
        ["//evil.example/v1", "http://evil.example", "@evil.example/", "v1/models", "\\\\evil", ""]
    {
        let outcome = soon(client.forward(Some(KEY), forward(path, &version, ""))).await;
        let asked = simulator.requests();
        assert!(
            outcome.is_err()
                || asked
                    .last()
                    .is_some_and(|request| request.headers["host"]
                        == simulator.address().to_string().as_str()),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_relay_cannot_climb_out_of_a_private_path() {
    let simulator =
        Simulator::start(SimulatorOptions { remembers: 10, ..SimulatorOptions::private() })
            .unwrap();
    let client = client(&simulator);
    assert!(soon(client.models(None)).await.is_ok(), "no key is needed there");
    for path in ["/../v1/models", "/v1/../../v1/models", "/%2e%2e/v1/models"] {
        assert!(soon(client.forward(None, forward(path, &[], ""))).await.is_err(), "{path}");
    }
    let outside = format!("http://{}", simulator.address());
    let stranger = Client::new(options(&outside)).unwrap();
    assert_eq!(soon(stranger.models(Some(KEY))).await.unwrap_err().class(), FailureClass::NotFound);
}
