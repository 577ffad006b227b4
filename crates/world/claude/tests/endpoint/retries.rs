//! Asking again: exactly as often as documented, after waits that are known, and never on some.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::common::{KEY, ask, client, drain, options, simulator, soon};
use atelier_claude::{Client, ClientOptions, Wait};
use atelier_claude_wire::{FailureClass, RetryPolicy};
use atelier_simulator::{Failure, Scenario};

// rows: 2.13
#[tokio::test]
async fn every_status_is_asked_as_often_as_documented() {
    let plain = Failure::of_status;
    let cases = [
        (400, plain(400), 1),
        (401, plain(401), 1),
        (402, plain(402), 1),
        (403, plain(403), 1),
        (404, plain(404), 1),
        (413, plain(413), 1),
        (422, plain(422), 1),
        (408, plain(408), 5),
        (409, plain(409), 5),
        (429, plain(429), 5),
        (500, plain(500), 5),
        (502, plain(502), 5),
        (504, plain(504), 5),
        (529, plain(529), 5),
        (429, plain(429).with_code("ramp_limit_exceeded"), 5),
        (429, plain(429).with_code("enforced_spend_limit_reached"), 1),
        (429, plain(429).with_code("contract_spend_limit_reached"), 1),
        (
            429,
            plain(429)
                .with_code("enforced_spend_limit_reached")
                .with_header("x-should-retry", "true"),
            1,
        ),
        (400, plain(400).with_header("x-should-retry", "true"), 5),
        (529, plain(529).with_header("x-should-retry", "false"), 1),
    ];
    for (status, failure, expected) in cases {
        let simulator = simulator();
        simulator.script(std::iter::repeat_n(Scenario::Fail(failure.clone()), 9));
        let client = client(&simulator);
        let mut waits = 0;
        let error =
            soon(client.stream(Some(KEY), &ask("Hello"), |_| waits += 1)).await.unwrap_err();
        assert_eq!(simulator.requests().len(), expected, "{failure:?}");
        assert_eq!(waits, expected - 1, "{failure:?}");
        assert_eq!(error.api().unwrap().status, Some(status));
        assert!(error.request_id().unwrap().starts_with("req_simulated_"));
    }
}

#[tokio::test]
async fn after_a_failure_the_answer_arrives_once() {
    let simulator = simulator();
    simulator.script([
        Scenario::Fail(Failure::of_status(529)),
        Scenario::Fail(Failure::of_status(429).with_header("retry-after-ms", "1")),
        Scenario::Say("Here it is.".to_owned()),
    ]);
    let client = client(&simulator);
    let mut waits = Vec::new();
    let mut stream =
        soon(client.stream(Some(KEY), &ask("Hello"), |wait| waits.push(wait))).await.unwrap();
    let (progress, error) = soon(drain(&mut stream)).await;
    assert!(error.is_none());
    assert_eq!(crate::common::text(&progress), "Here it is.");
    let classes: Vec<_> = waits.iter().map(|wait| (wait.attempt, wait.class)).collect();
    assert_eq!(classes, [(1, FailureClass::Overloaded), (2, FailureClass::RateLimit)]);
    let bodies: Vec<_> = simulator.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies.len(), 3);
    assert!(bodies.iter().all(|body| *body == bodies[0]), "the same is asked each time");
}

/// Lets the clock run ahead while the client waits, and no longer.
fn skip(wait: &Wait) {
    tokio::time::pause();
    let nearly = wait.delay.saturating_sub(Duration::from_millis(1));
    tokio::spawn(async move {
        tokio::time::sleep(nearly).await;
        tokio::time::resume();
    });
}

// rows: 2.13
#[tokio::test]
async fn waits_are_as_long_as_the_api_asks_up_to_a_minute_and_double_otherwise() {
    type Ranges = &'static [(u64, u64)];
    let after = |name, value| Scenario::Fail(Failure::of_status(429).with_header(name, value));
    let simulator = simulator();
    let options = ClientOptions { retry: RetryPolicy::default(), ..options(simulator.url()) };
    let client = Client::new(options).unwrap();
    let cases: [(&str, Vec<Scenario>, Ranges); 3] = [
        (
            "asked for",
            vec![
                after("retry-after", "7"),
                after("retry-after-ms", "1234"),
                after("retry-after", "900"),
            ],
            &[(7_000, 7_000), (1_234, 1_234), (60_000, 60_000)],
        ),
        (
            "not asked for",
            vec![Scenario::Fail(Failure::of_status(529)); 5],
            &[(375, 500), (750, 1_000), (1_500, 2_000), (3_000, 4_000)],
        ),
        (
            "asked for in vain",
            vec![after("retry-after", "-1"), after("retry-after", "soon")],
            &[(375, 500), (750, 1_000)],
        ),
    ];
    for (name, script, expected) in cases {
        simulator.reset();
        simulator.script(script);
        let waits = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&waits);
        let begun = tokio::time::Instant::now();
        let _answer = client
            .stream(Some(KEY), &ask("Hello"), move |wait| {
                skip(&wait);
                heard.lock().unwrap().push(wait.delay);
            })
            .await;
        let waits = waits.lock().unwrap();
        assert_eq!(waits.len(), expected.len(), "{name}: {waits:?}");
        for (wait, (least, most)) in waits.iter().zip(expected) {
            let range = Duration::from_millis(*least)..=Duration::from_millis(*most);
            assert!(range.contains(wait), "{name}: {wait:?} is not in {range:?}");
        }
        let total: Duration = waits.iter().sum();
        assert!(begun.elapsed() >= total, "{name}: the waits were sat out");
        assert_eq!(simulator.requests().len(), (expected.len() + 1).min(5), "{name}");
    }
}

#[tokio::test]
async fn an_answer_that_was_begun_is_never_asked_for_again() {
    for after in 0..6 {
        let simulator = simulator();
        simulator.script([Scenario::Truncate { after }, Scenario::Say("again".to_owned())]);
        let client = client(&simulator);
        let mut stream = soon(client.stream(Some(KEY), &ask("Hello"), |_| ())).await.unwrap();
        let (progress, error) = soon(drain(&mut stream)).await;
        assert_eq!(error.unwrap().class(), FailureClass::Truncated);
        assert!(!crate::common::text(&progress).contains("again"));
        assert_eq!(simulator.requests().len(), 1, "after {after} deltas");
    }
}
