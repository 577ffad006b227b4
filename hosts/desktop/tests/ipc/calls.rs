//! Calls from the window: answers, errors, events, and the ways in which they end early.

use std::{sync::mpsc, thread, time::Instant};

use atelier_rpc::{Code, Error};
use serde_json::{Value, json};

use crate::harness::{Harness, LONG, PAGE, invoke};

// rows: 3.005
#[test]
fn an_operation_answers() {
    let window = Harness::new();
    assert_eq!(
        window.call("1", "probe.echo", json!({ "a": [1, "é"] })),
        Ok(json!({ "a": [1, "é"] }))
    );
    assert_eq!(window.call("1", "probe.echo", Value::Null), Ok(Value::Null), "ids come free again");
}

// rows: 0.01, 1.19, 4.053
#[test]
fn an_error_arrives_as_code_message_and_hint() {
    let window = Harness::new();
    let locked = json!({ "code": "locked", "message": "it is locked", "hint": "open it" });
    assert_eq!(window.call("1", "probe.fail", json!({})), Err(locked));
    for (id, name, code) in [
        ("1", "no.such", "not_found"),
        ("1", "probe.panic", "internal"),
        ("", "probe.echo", "invalid_input"),
        (&"x".repeat(65), "probe.echo", "invalid_input"),
    ] {
        let error = window.call(id, name, json!({})).unwrap_err();
        assert_eq!(error["code"], code, "{name}: {error}");
    }
    assert!(window.call("1", "probe.echo", json!({})).is_ok(), "the window lives on");
}

// rows: 0.01, 1.02, 2.36
#[test]
fn arguments_of_another_shape_are_refused() {
    let window = Harness::new();
    for (command, arguments) in [
        ("call", json!({})),
        ("call", json!({ "id": 1, "name": "probe.echo", "input": {}, "events": "__CHANNEL__:7" })),
        (
            "call",
            json!({ "id": "1", "name": ["probe.echo"], "input": {}, "events": "__CHANNEL__:7" }),
        ),
        ("call", json!({ "id": "1", "name": "probe.echo", "input": {}, "events": "7" })),
        ("call", json!({ "id": "1", "name": "probe.echo", "input": {} })),
        ("cancel", json!({})),
        ("cancel", json!({ "id": null })),
        (
            "Call",
            json!({ "id": "1", "name": "probe.echo", "input": {}, "events": "__CHANNEL__:7" }),
        ),
        ("eval", json!({})),
    ] {
        assert!(
            invoke(&window.main, PAGE, command, arguments.clone()).is_err(),
            "{command} {arguments}"
        );
    }
}

// rows: 0.14
#[test]
fn events_arrive_in_order_in_few_messages() {
    let window = Harness::new();
    assert_eq!(window.call("1", "probe.count", json!({ "to": 10_000 })), Ok(Value::Null));
    let sent = window.sent.lock().unwrap();
    let events: Vec<&Value> = sent.iter().flat_map(|batch| batch.as_array().unwrap()).collect();
    assert_eq!(events.len(), 10_000, "all of them, before the answer");
    assert!(events.iter().enumerate().all(|(at, event)| event["number"] == at), "in order");
    assert!(sent.len() < 1_000, "{} messages", sent.len());
}

// rows: 2.12
#[test]
fn cancel_stops_the_call_and_the_call_says_so() {
    let window = Harness::new();
    let (main, (answer, answered)) = (window.main.clone(), mpsc::channel());
    thread::spawn(move || {
        let arguments = crate::harness::call("1", "probe.wait", json!({}));
        answer.send(invoke(&main, PAGE, "call", arguments)).unwrap();
    });
    assert_eq!(window.hear(), "begun");
    let begun = Instant::now();
    assert_eq!(invoke(&window.main, PAGE, "cancel", json!({ "id": "1" })), Ok(Value::Null));
    assert_eq!(window.hear(), "cancelled");
    let outcome = answered.recv_timeout(LONG).unwrap();
    assert_eq!(outcome.unwrap_err()["code"], "cancelled");
    assert!(begun.elapsed().as_millis() < 100, "{:?}", begun.elapsed());
}

#[test]
fn cancelling_what_is_not_there_does_no_harm() {
    let window = Harness::new();
    for id in ["1", "", &"x".repeat(100_000)] {
        assert_eq!(invoke(&window.main, PAGE, "cancel", json!({ "id": id })), Ok(Value::Null));
    }
    assert_eq!(window.call("2", "probe.echo", json!(2)), Ok(json!(2)));
}

// rows: 1.50
#[test]
fn work_is_counted_so_that_a_shutdown_can_wait_for_it() {
    let window = Harness::new();
    let main = window.main.clone();
    let caller = thread::spawn(move || {
        invoke(&main, PAGE, "call", crate::harness::call("1", "probe.wait", json!({})))
    });
    assert_eq!(window.hear(), "begun");
    assert_eq!(window.opened.tasks.len(), 1);
    invoke(&window.main, PAGE, "cancel", json!({ "id": "1" })).unwrap();
    assert!(caller.join().unwrap().is_err());
    assert_eq!(window.opened.tasks.len(), 0);
}

#[test]
fn an_application_that_cannot_open_says_why_in_every_answer() {
    let window = Harness::new();
    let error = Error::new(Code::Unavailable, "the disk is full").with_hint("make room");
    window.shell.opened(Err(error));
    let wanted =
        json!({ "code": "unavailable", "message": "the disk is full", "hint": "make room" });
    assert_eq!(window.call("1", "probe.echo", json!({})), Err(wanted));
}
