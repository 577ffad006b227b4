//! Errors and retries: every status and code has its class, and its number of tries.

use std::collections::BTreeMap;

use atelier_claude_wire::{ApiError, FailureClass, RetryPolicy, Trouble};
use expect_test::expect;
use proptest::prelude::*;

/// 2026-11-21 12:00:00 UTC, in ms since 1970.
const NOW: i64 = 1_795_262_400_000;

fn response(status: u16, headers: &[(&str, &str)], body: &str) -> ApiError {
    let headers: BTreeMap<_, _> = headers.iter().copied().collect();
    ApiError::from_response(status, |name| headers.get(name).copied(), body.as_bytes(), NOW)
}

fn body(kind: &str, code: Option<&str>) -> String {
    let details = code.map(|code| format!(",\"details\":{{\"error_code\":\"{code}\"}}"));
    let details = details.unwrap_or_default();
    format!("{{\"type\":\"error\",\"error\":{{\"type\":\"{kind}\",\"message\":\"m\"{details}}}}}")
}

fn wait(error: &ApiError, tries: u32) -> Option<u64> {
    RetryPolicy::default().wait_ms(tries, Trouble::Response(error), 0.0)
}

// rows: 2.65, 3.028
#[test]
fn every_status_has_a_class_and_a_rule() {
    let cases = [
        (400, "invalid_request_error", None),
        (401, "authentication_error", None),
        (402, "billing_error", None),
        (403, "permission_error", None),
        (404, "not_found_error", None),
        (408, "", None),
        (409, "conflict_error", None),
        (413, "request_too_large", None),
        (413, "", None),
        (422, "", None),
        (429, "rate_limit_error", None),
        (429, "rate_limit_error", Some("ramp_limit_exceeded")),
        (429, "rate_limit_error", Some("enforced_spend_limit_reached")),
        (429, "rate_limit_error", Some("contract_spend_limit_reached")),
        (402, "billing_error", Some("linked_organization_spend_limit_reached")),
        (500, "api_error", None),
        (502, "", None),
        (503, "", None),
        (504, "timeout_error", None),
        (529, "overloaded_error", None),
        (302, "", None),
    ];
    let mut table = Vec::new();
    for (status, kind, code) in cases {
        let error = response(status, &[], &body(kind, code));
        let again = if wait(&error, 1).is_some() { "again" } else { "final" };
        let class = error.class().name();
        table.push(format!("{status} {} {class} {again}", code.unwrap_or("-")));
    }
    expect![[r"
        400 - invalid_request final
        401 - authentication final
        402 - no_credit final
        403 - permission final
        404 - not_found final
        408 - timeout again
        409 - conflict again
        413 - too_large final
        413 - too_large final
        422 - invalid_request final
        429 - rate_limit again
        429 ramp_limit_exceeded rate_limit again
        429 enforced_spend_limit_reached spend_limit final
        429 contract_spend_limit_reached spend_limit final
        402 linked_organization_spend_limit_reached spend_limit final
        500 - server again
        502 - server again
        503 - server again
        504 - timeout again
        529 - overloaded again
        302 - protocol final
    "]]
    .assert_eq(&(table.join("\n") + "\n"));
}

#[test]
fn the_wait_doubles_and_never_passes_its_cap() {
    let error = response(529, &[], "");
    let waits: Vec<_> = (1..=6).map(|tries| wait(&error, tries)).collect();
    assert_eq!(waits, [Some(500), Some(1_000), Some(2_000), Some(4_000), None, None]);
    let policy = RetryPolicy { max_tries: 100, ..RetryPolicy::default() };
    let later = |tries, random| policy.wait_ms(tries, Trouble::Response(&error), random);
    assert_eq!(later(5, 0.0), Some(8_000));
    assert_eq!(later(99, 0.0), Some(8_000));
    assert_eq!(later(99, 1.0), Some(6_000), "chance takes a quarter off at most");
    assert_eq!(later(1, f64::NAN), Some(500));
}

#[test]
fn the_api_can_ask_for_a_wait_of_up_to_a_minute() {
    type Headers = &'static [(&'static str, &'static str)];
    let cases: [(Headers, Option<u64>); 9] = [
        (&[("retry-after-ms", "1500"), ("retry-after", "9")], Some(1_500)),
        (&[("retry-after", "2")], Some(2_000)),
        (&[("retry-after", "0.25")], Some(250)),
        (&[("retry-after", "3600")], Some(60_000)),
        (&[("retry-after", "Sat, 21 Nov 2026 12:00:05 GMT")], Some(5_000)),
        (&[("retry-after", "Sat, 21 Nov 2026 11:00:00 GMT")], Some(500)),
        (&[("retry-after", "-3")], Some(500)),
        (&[("retry-after", "soon")], Some(500)),
        (&[("retry-after", "1e30"), ("retry-after-ms", "NaN")], Some(500)),
    ];
    for (headers, expected) in cases {
        assert_eq!(wait(&response(429, headers, ""), 1), expected, "{headers:?}");
    }
}

#[test]
fn the_api_has_the_last_word_but_on_spending() {
    let yes = [("x-should-retry", "true")];
    let no = [("x-should-retry", "false")];
    assert!(wait(&response(400, &yes, ""), 1).is_some());
    assert!(wait(&response(529, &no, ""), 1).is_none());
    let spent = body("rate_limit_error", Some("enforced_spend_limit_reached"));
    assert!(wait(&response(429, &yes, &spent), 1).is_none());
}

#[test]
fn without_a_response_only_a_connection_is_tried_again() {
    let tried: Vec<&str> = CLASSES
        .into_iter()
        .filter(|class| {
            RetryPolicy::default().wait_ms(1, Trouble::NoResponse(*class), 0.5).is_some()
        })
        .map(FailureClass::name)
        .collect();
    assert_eq!(tried, ["dns", "connect"]);
    assert_eq!(
        RetryPolicy::NEVER.wait_ms(1, Trouble::NoResponse(FailureClass::Connect), 0.0),
        None
    );
}

const CLASSES: [FailureClass; 17] = [
    FailureClass::Authentication,
    FailureClass::NoCredit,
    FailureClass::Permission,
    FailureClass::NotFound,
    FailureClass::InvalidRequest,
    FailureClass::Conflict,
    FailureClass::TooLarge,
    FailureClass::RateLimit,
    FailureClass::SpendLimit,
    FailureClass::Overloaded,
    FailureClass::Server,
    FailureClass::Timeout,
    FailureClass::Tls,
    FailureClass::Dns,
    FailureClass::Connect,
    FailureClass::Truncated,
    FailureClass::Protocol,
];

// rows: 0.12, 2.65
#[test]
fn every_class_has_a_name_and_a_sentence_of_its_own() {
    let sentences: std::collections::BTreeSet<_> =
        CLASSES.into_iter().map(FailureClass::sentence).collect();
    let names: std::collections::BTreeSet<_> =
        CLASSES.into_iter().map(FailureClass::name).collect();
    assert_eq!((sentences.len(), names.len()), (CLASSES.len(), CLASSES.len()));
    for sentence in sentences {
        assert!(sentence.ends_with('.') && sentence.len() > 40, "{sentence}");
    }
}

// rows: 3.028
#[test]
fn headers_are_read() {
    let error = response(
        429,
        &[
            ("request-id", "req_header"),
            ("anthropic-ratelimit-requests-limit", "50"),
            ("anthropic-ratelimit-requests-remaining", "0"),
            ("anthropic-ratelimit-requests-reset", "2026-11-21T12:01:00Z"),
            ("anthropic-ratelimit-tokens-limit", "none"),
        ],
        "{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"},\"request_id\":\"req_body\"}",
    );
    assert_eq!(error.request_id.as_deref(), Some("req_header"));
    assert_eq!(error.message, "slow down");
    let requests = error.limits.requests.unwrap();
    assert_eq!((requests.limit, requests.remaining), (50, 0));
    assert_eq!(requests.reset.as_deref(), Some("2026-11-21T12:01:00Z"));
    assert_eq!(error.limits.tokens, None);
}

#[test]
fn a_page_of_a_proxy_is_no_crash_and_keeps_the_class_of_its_status() {
    let error = response(413, &[], "<html><body>413 Request Entity Too Large</body></html>");
    assert_eq!((error.class(), error.message.as_str()), (FailureClass::TooLarge, ""));
    let long = format!("{{\"error\":{{\"type\":\"x\",\"message\":\"{}\"}}}}", "ä".repeat(9_000));
    assert_eq!(response(500, &[], &long).message.chars().count(), 2_000);
}

proptest! {
    #[test]
    fn any_body_and_any_headers_give_an_error_with_a_class(
        status in 300_u16..1_000,
        body in proptest::collection::vec(any::<u8>(), 0..200),
        after in "\\PC{0,40}",
        random in any::<f64>(),
    ) {
        let error = ApiError::from_response(status, |_| Some(after.as_str()), &body, NOW);
        prop_assert!(!error.class().name().is_empty());
        let wait = RetryPolicy::default().wait_ms(1, Trouble::Response(&error), random);
        prop_assert!(wait.is_none_or(|ms| ms <= 60_000));
    }
}
