//! Two processes and one data folder: the first owns it, the second is its guest.

use std::time::{Duration, Instant};

use atelier_simulator::Scenario;
use serde_json::{Value, json as value};

use crate::{home::Home, process::Running, serve::serve};

fn json(home: &Home, line: &[&str]) -> Value {
    let ended = home.run(line);
    assert_eq!(ended.code, Some(0), "{line:?}: {ended:?}");
    serde_json::from_str(&ended.out).unwrap()
}

#[test]
fn a_guest_asks_in_the_conversations_of_the_owner() {
    let home = Home::scripted([
        Scenario::Say("Twice a day.".to_owned()),
        Scenario::Say("Because of the moon.".to_owned()),
    ]);
    let served = serve(&home, &[]);
    let first = home.run(&["ask", "--json", "how often?"]);
    assert_eq!(first.code, Some(0), "{first:?}");
    let summary: Value = serde_json::from_str(first.out.lines().last().unwrap()).unwrap();
    let id = summary["conversation_id"].as_str().unwrap();
    // A third process sees it, and goes on with it.
    let listed = json(&home, &["conversation", "list", "--json"]);
    assert_eq!(listed["items"][0]["id"], id);
    assert_eq!(listed["items"][0]["title"], "how often?");
    let second = home.run(&["ask", "--continue", "why?"]);
    assert_eq!(second.out, "Because of the moon.\n", "{second:?}");
    let messages = json(&home, &["conversation", "messages", id, "--json"]);
    assert_eq!(messages["items"].as_array().unwrap().len(), 4);
    let shown = home.run(&["conversation", "messages", id]);
    assert!(shown.out.contains("Twice a day.\n"), "{shown:?}");
    let table = home.run(&["conversation", "list"]);
    assert!(table.out.contains("how often?") && table.out.contains("just now"), "{table:?}");
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}

/// Tools are shown beside the answer, and what they took is counted with it.
#[test]
fn tools_are_told_of_on_standard_error_and_counted() {
    let call = |id: &str, name: &str| value!({ "type": "tool_use", "id": id, "name": name, "input": { "function": "lucas", "n": 5 } });
    let asks = |id: &str, name: &str| {
        Scenario::Blocks(vec![value!({ "type": "text", "text": "Let me see." }), call(id, name)])
    };
    let home = Home::scripted([
        asks("one", "math_notebook"),
        asks("two", "clock"),
        Scenario::Say("It is 11.".to_owned()),
    ]);
    let served = serve(&home, &[]);
    let on = home.run(&["settings", "save", "--tools", "{\"math_notebook\": true}"]);
    assert_eq!(on.code, Some(0), "{on:?}");
    let listed = json(&home, &["tool", "list", "--json"]);
    assert_eq!(listed[0]["enabled"], true, "{listed}");
    let ended = home.run(&["ask", "the fifth Lucas number?"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(ended.out, "Let me see.\n\nLet me see.\n\nIt is 11.\n", "the answer alone");
    let told: Vec<&str> = ended.err.lines().filter(|line| line.starts_with("tool ")).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert_eq!(told[0], "tool math_notebook: {\"function\":\"lucas\",\"n\":5}");
    assert!(told[1].starts_with("tool math_notebook returned: {"), "{told:?}");
    assert!(told[1].contains("\"11\""), "{told:?}");
    assert!(told[3].starts_with("tool clock failed: There is no tool"), "{told:?}");

    home.simulator.script([asks("three", "math_notebook"), Scenario::Say("Still 11.".to_owned())]);
    let ended = home.run(&["ask", "--json", "again?"]);
    let lines: Vec<Value> =
        ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let round = lines.iter().find(|line| line["type"] == "tools_requested").unwrap();
    let last = lines.iter().find(|line| line["type"] == "completed").unwrap();
    let tokens = |message: &Value| message["usage"]["output_tokens"].as_u64().unwrap();
    let summary = lines.last().unwrap();
    assert_eq!(tokens(summary), tokens(&round["message"]) + tokens(&last["message"]));
    assert_eq!(summary["text"], "Let me see.\n\nStill 11.");
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}

/// What the endpoint searches is told of too, and no more of what it finds than how much.
#[test]
fn searches_are_told_of_on_standard_error() {
    let home = Home::scripted([]);
    let served = serve(&home, &[]);
    let on = home.run(&["settings", "save", "--tools", "{\"web_search\": true}"]);
    assert_eq!(on.code, Some(0), "{on:?}");
    let ended = home.run(&["ask", "/simulate search"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.contains("The tower stands in the sea"), "{ended:?}");
    assert!(!ended.out.contains("tool "), "the answer alone: {ended:?}");
    let told: Vec<&str> = ended.err.lines().filter(|line| line.starts_with("tool ")).collect();
    let searched = "tool web_search: {\"query\":\"lighthouses of the North Sea\"}";
    assert_eq!(told, [searched, "tool web_search returned: 3 results"]);
    let failed = home.run(&["ask", "/simulate search busy"]);
    assert!(failed.err.contains("tool failed: too_many_requests"), "{failed:?}");
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}

#[test]
fn ctrl_c_in_a_guest_stops_the_answer_at_the_owner_and_keeps_what_arrived() {
    let home = Home::scripted([Scenario::Stall { after: 5 }]);
    let served = serve(&home, &[]);
    let mut guest = Running::start(&mut home.command(&["ask", "--json", "hello"]));
    guest.close_stdin();
    guest.wait_out("block_delta");
    guest.interrupt();
    let ended = guest.end();
    assert_eq!(ended.code, Some(130), "{ended:?}");
    let summary: Value = serde_json::from_str(ended.out.lines().last().unwrap()).unwrap();
    assert_eq!(summary["state"], "incomplete", "{summary}");
    let id = summary["conversation_id"].as_str().unwrap();
    let begun = Instant::now();
    let message = loop {
        let messages = json(&home, &["conversation", "messages", id, "--json"]);
        let message = messages["items"].as_array().unwrap().last().unwrap().clone();
        if message["state"] != "streaming" {
            break message;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "the owner goes on: {message}");
    };
    assert_eq!(message["state"], "incomplete", "{message}");
    let kept = message["blocks"][0]["text"].as_str().unwrap();
    assert!(!kept.is_empty() && kept.starts_with(summary["text"].as_str().unwrap()), "{message}");
    assert_eq!(json(&home, &["health", "get", "--json"])["active_turns"], 0);
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}

#[test]
fn a_guest_whose_owner_dies_says_so() {
    let home = Home::scripted([Scenario::Stall { after: 5 }]);
    let served = serve(&home, &[]);
    let mut guest = Running::start(&mut home.command(&["ask", "hello"]));
    guest.close_stdin();
    let arrived = guest.wait_out(" ");
    drop(served.running);
    let ended = guest.end();
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.err.contains("error: "), "{ended:?}");
    assert!(ended.out.starts_with(&arrived), "what had arrived stays on the screen");
}

#[test]
fn a_variable_without_effect_in_a_guest_is_said() {
    let home = Home::new();
    let served = serve(&home, &[]);
    let ended = home.run(&["settings", "get"]);
    assert!(ended.err.contains("ATELIER_ENDPOINT has no effect"), "{ended:?}");
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}

/// Where nobody runs that could show it, and where a window is missing, it says so; a link that is none is
/// refused with a reason and without being repeated.
#[test]
fn a_link_is_opened_where_atelier_runs() {
    let home = Home::scripted([]);
    let nobody = home.run(&["open", "atelier://new?text=hello"]);
    assert_eq!(nobody.code, Some(1), "{nobody:?}");
    assert!(nobody.err.contains("no Atelier runs that could show this"), "{nobody:?}");
    let served = serve(&home, &[]);
    let opened = home.run(&["open", "atelier://new?text=hello%20there&project=Novel"]);
    assert_eq!((opened.code, opened.out.as_str()), (Some(0), ""), "{opened:?}");
    let waiting = json(&home, &["link", "waiting", "--json"]);
    let leads = value!({ "kind": "new", "text": "hello there", "project": "Novel" });
    assert_eq!(waiting[0]["leads"], leads, "{waiting}");
    for hostile in
        ["atelier://run?command=whoami", "file:///etc/passwd", "atelier://new?text=%1B%5B2J"]
    {
        let refused = home.run(&["open", hostile]);
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(refused.err.contains("the link was not opened: "), "{refused:?}");
        assert!(!refused.err.contains("whoami") && !refused.err.contains("passwd"), "{refused:?}");
    }
    assert_eq!(json(&home, &["link", "waiting", "--json"]).as_array().unwrap().len(), 1);
    let messages = json(&home, &["conversation", "list", "--json"]);
    assert!(messages["items"].as_array().unwrap().is_empty(), "nothing was begun: {messages}");
    let quick = home.run(&["quick"]);
    assert_eq!(quick.code, Some(1), "{quick:?}");
    assert!(quick.err.contains("no window of Atelier is open"), "{quick:?}");
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}
