//! What goes wrong at the endpoint: the message, the exit code, and what had arrived.

use atelier_simulator::{Failure, Scenario};

use crate::home::Home;

#[test]
fn every_refusal_has_its_exit_code_and_its_reason() {
    for (status, code, says) in [
        (400, 1, "error:"),
        (401, 3, "API key"),
        (402, 1, "credit"),
        (403, 1, "error:"),
        (404, 1, "error:"),
        (413, 1, "error:"),
    ] {
        let home = Home::scripted([Scenario::Fail(Failure::of_status(status))]);
        let ended = home.run(&["ask", "hello"]);
        assert_eq!(ended.code, Some(code), "{status}: {ended:?}");
        assert!(ended.err.contains(says), "{status}: {ended:?}");
        assert_eq!(ended.out, "", "{status}: nothing that was no answer");
    }
}

#[test]
fn a_limit_on_spending_is_not_tried_again() {
    let failure = Failure::of_status(429).with_code("enforced_spend_limit_reached");
    let home = Home::scripted([Scenario::Fail(failure)]);
    let ended = home.run(&["ask", "hello"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let calls = home.simulator.requests();
    assert_eq!(calls.iter().filter(|it| it.path.ends_with("/v1/messages")).count(), 1);
}

#[test]
fn a_wait_is_announced_and_then_the_answer_comes() {
    let busy = Failure::of_status(429).with_header("retry-after", "1");
    let home = Home::scripted([Scenario::Fail(busy), Scenario::Say("At last.".to_owned())]);
    let ended = home.run(&["ask", "hello"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(ended.out, "At last.\n");
    assert!(ended.err.starts_with("waiting: "), "{ended:?}");
    assert!(!ended.err.contains('\r'), "no countdown where nobody watches");
}

#[test]
fn what_had_arrived_before_a_fault_is_kept_and_the_fault_is_told() {
    let failure = Failure::of_status(529);
    for (name, scenario) in [
        ("error", Scenario::FailMidStream { after: 5, failure }),
        ("broken connection", Scenario::Truncate { after: 5 }),
        ("early end", Scenario::EndEarly { after: 5 }),
    ] {
        let home = Home::scripted([scenario]);
        let ended = home.run(&["ask", "--json", "hello"]);
        assert_eq!(ended.code, Some(1), "{name}: {ended:?}");
        assert!(ended.err.starts_with("error: "), "{name}: {ended:?}");
        let lines: Vec<serde_json::Value> =
            ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let summary = lines.iter().find(|line| line["type"] == "summary").unwrap();
        assert_eq!(summary["state"], "incomplete", "{name}");
        assert!(!summary["text"].as_str().unwrap().is_empty(), "{name}: what arrived is there");
        assert_eq!(lines.last().unwrap()["type"], "error", "{name}");
    }
}

#[test]
fn noise_instead_of_an_answer_is_an_error() {
    let page = Scenario::Raw {
        status: 200,
        headers: vec![("content-type".to_owned(), "text/html".to_owned())],
        body: "<html>sign in, please</html>".into(),
    };
    for (name, scenario) in [("garbage", Scenario::Garbage), ("page", page)] {
        let home = Home::scripted([scenario]);
        let ended = home.run(&["ask", "hello"]);
        assert_eq!(ended.code, Some(1), "{name}: {ended:?}");
        assert!(ended.err.contains("error: "), "{name}: {ended:?}");
    }
}

#[test]
fn an_endpoint_that_is_not_there_is_an_error() {
    let home = Home::new();
    let mut command = home.command(&["ask", "hello"]);
    // Nothing listens on the discard port of this machine.
    command.env("ATELIER_ENDPOINT", "http://127.0.0.1:9");
    let mut running = crate::process::Running::start(&mut command);
    running.close_stdin();
    let ended = running.end();
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.err.contains("error: ") && ended.out.is_empty(), "{ended:?}");
}

#[test]
fn a_wrong_environment_is_named_and_nothing_is_done() {
    let home = Home::new();
    for (name, value) in [
        ("ATELIER_ENDPOINT", "http://api.example.com"),
        ("ATELIER_DATA", "relative"),
        ("ATELIER_LOG", "loud"),
        ("ANTHROPIC_API_KEY", "with a space"),
        ("ATELIER_TOKEN", "short"),
    ] {
        let mut command = home.command(&["settings", "get"]);
        command.env(name, value);
        let ended = crate::process::Running::start(&mut command).end();
        assert_eq!(ended.code, Some(2), "{name}: {ended:?}");
        assert!(ended.err.contains(name), "{name}: {ended:?}");
    }
}
