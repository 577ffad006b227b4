//! `atelier ask`, in a pipe.

use atelier_simulator::Scenario;
use serde_json::Value;

use crate::home::{Home, KEY};
use crate::process::Running;
use crate::serve::serve;

fn say(text: &str) -> Scenario {
    Scenario::Say(text.to_owned())
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

// rows: 3.098, 3.170
#[test]
fn an_answer_in_a_pipe_is_its_text_and_nothing_else() {
    let home = Home::scripted([say("# Tides\n\n**Twice** a day, `about`.")]);
    let ended = home.run(&["ask", "how often?"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(ended.out, "# Tides\n\n**Twice** a day, `about`.\n");
    assert_eq!(ended.err, "", "a script's standard error stays clean");
    assert_eq!(home.asked(), "how often?");
}

#[test]
fn a_pipe_gets_every_byte_as_it_came() {
    let text = "\x1b[31mred\x1b[0m \u{9b}1m \u{202e}turned\r\nend\n";
    let home = Home::scripted([say(text)]);
    let ended = home.run(&["ask", "hostile"]);
    assert_eq!(ended.out, text, "what goes to a file must be exact");
}

#[test]
fn json_is_an_event_a_line_and_a_summary() {
    let home = Home::scripted([say("Twice a day.")]);
    let ended = home.run(&["ask", "--json", "how", "often?"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let lines = lines(&ended.out);
    assert_eq!(lines[0]["type"], "started");
    assert_eq!(lines[0]["user"]["blocks"][0]["text"], "how often?");
    let streamed: String = lines
        .iter()
        .filter(|line| line["type"] == "block_delta")
        .map(|line| line["text"].as_str().unwrap())
        .collect();
    assert_eq!(streamed, "Twice a day.");
    let summary = lines.last().unwrap();
    assert_eq!(summary["type"], "summary");
    assert_eq!(summary["state"], "complete");
    assert_eq!(summary["text"], "Twice a day.");
    assert_eq!(summary["conversation_id"], lines[0]["assistant"]["conversation_id"]);
    assert_eq!(summary["simulated"], false);
    assert!(summary["usage"]["output_tokens"].as_u64().unwrap() > 0);
}

#[test]
fn standard_input_is_the_question_or_follows_it() {
    for (line, stdin, asked) in [
        (vec!["ask"], "from a pipe\n", "from a pipe\n"),
        (vec!["ask", "-"], "from a pipe", "from a pipe"),
        (vec!["ask", "explain this:"], "fn main() {}", "explain this:\n\nfn main() {}"),
        (vec!["ask", "several", "words"], "", "several words"),
        (vec!["ask", "with blank input"], " \n", "with blank input"),
        (vec!["ask", "--", "--json"], "", "--json"),
    ] {
        let home = Home::scripted([say("ok")]);
        let ended = home.run_with(&line, stdin.as_bytes());
        assert_eq!(ended.code, Some(0), "{line:?}: {ended:?}");
        assert_eq!(home.asked(), asked, "{line:?}");
    }
}

#[test]
fn a_question_that_cannot_be_asked_is_refused_before_anything_is_touched() {
    let home = Home::new();
    let large = vec![b'a'; (1 << 20) + 1];
    for (stdin, says) in [
        (b" \n".as_slice(), "nothing to ask"),
        (b"caf\xe9".as_slice(), "not text in UTF-8"),
        (large.as_slice(), "more than 1 MiB"),
    ] {
        let ended = home.run_with(&["ask"], stdin);
        assert_eq!(ended.code, Some(2), "{says}: {ended:?}");
        assert!(ended.err.contains(says), "{says}: {ended:?}");
    }
    assert!(!home.folder.path().join("data").exists(), "the data folder was not made");
    assert!(home.simulator.requests().is_empty(), "nothing was sent");
}

#[test]
fn too_long_a_question_is_refused_with_the_numbers() {
    let home = Home::new();
    let ended = home.run_with(&["ask"], "é".repeat(10_000).as_bytes());
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.err.contains("10000 characters") && ended.err.contains("9999"), "{ended:?}");
}

#[test]
fn without_a_key_it_says_how_to_go_on() {
    let home = Home::new();
    let mut running = Running::start(&mut home.keyless(&["ask", "hello"]));
    running.close_stdin();
    let ended = running.end();
    assert_eq!(ended.code, Some(3), "{ended:?}");
    for way in ["ANTHROPIC_API_KEY", "atelier secret save", "--simulate"] {
        assert!(ended.err.contains(way), "it names {way}: {ended:?}");
    }
    assert_eq!(ended.out, "");
    let mut running = Running::start(&mut home.keyless(&["ask", "--json", "hello"]));
    running.close_stdin();
    let told = lines(&running.end().out);
    assert_eq!(told.last().unwrap()["code"], "needs_key", "a program learns it too");
}

#[test]
fn going_on_with_what_is_not_there_is_an_error() {
    let home = Home::new();
    let nothing = home.run(&["ask", "--json", "--continue", "hello"]);
    assert_eq!(nothing.code, Some(1), "{nothing:?}");
    assert_eq!(lines(&nothing.out).last().unwrap()["code"], "not_found", "{nothing:?}");
    let id = "01980000-0000-7000-8000-000000000000";
    let unknown = home.run(&["ask", "--conversation", id, "hello"]);
    assert_eq!(unknown.code, Some(1), "{unknown:?}");
    let both = home.run(&["ask", "--conversation", id, "--simulate", "hello"]);
    assert_eq!(both.code, Some(2), "{both:?}");
    assert!(home.simulator.requests().iter().all(|it| !it.path.ends_with("/v1/messages")));
}

#[test]
fn a_simulated_answer_needs_no_key_and_is_marked() {
    let home = Home::new();
    let mut running = Running::start(&mut home.keyless(&["ask", "--simulate", "--json", "hello"]));
    running.close_stdin();
    let ended = running.end();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.err.contains("simulated"), "a person sees it: {ended:?}");
    let lines = lines(&ended.out);
    assert_eq!(lines[0]["assistant"]["simulated"], true);
    assert_eq!(lines.last().unwrap()["simulated"], true, "a program sees it");
    assert!(!home.folder.path().join("data").exists(), "the person's data folder is not touched");
    assert!(home.simulator.requests().is_empty());
}

#[test]
fn model_and_effort_are_those_that_were_asked_for() {
    let home = Home::new();
    let models = home.run(&["model", "list", "--json"]);
    let models: Value = serde_json::from_str(&models.out).unwrap();
    let model = models.as_array().unwrap().last().unwrap();
    let id = model["id"].as_str().unwrap();
    let ended = home.run(&["ask", "--model", id, "hello"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let requests = home.simulator.requests();
    let last = requests.iter().rfind(|it| it.path.ends_with("/v1/messages")).unwrap();
    let body: Value = serde_json::from_slice(&last.body).unwrap();
    assert_eq!(body["model"], id);
    let ended = home.run(&["ask", "--effort", "extreme", "hello"]);
    assert_eq!(ended.code, Some(2), "{ended:?}");
}

#[test]
fn thinking_is_shown_only_when_asked_for_and_never_in_the_answer() {
    let think = || Scenario::Think { thinking: "hmm, tides".to_owned(), text: "Twice.".to_owned() };
    let home = Home::scripted([think(), think()]);
    let quiet = home.run(&["ask", "how often?"]);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("Twice.\n", ""));
    let loud = home.run(&["ask", "--thinking", "how often?"]);
    assert_eq!(loud.out, "Twice.\n", "the answer alone goes to the pipe");
    assert!(loud.err.contains("hmm, tides"), "{loud:?}");
}

// rows: 3.079
#[test]
fn the_key_is_in_no_output_and_in_no_file() {
    let home = Home::new();
    let mut outputs = Vec::new();
    for line in [
        vec!["ask", "--json", "hello"],
        vec!["ask", "/simulate 401"],
        vec!["secret", "status", "--json"],
        vec!["settings", "get"],
        vec!["health", "get"],
    ] {
        let ended = home.run(&line);
        outputs.push((format!("{line:?} out"), ended.out));
        outputs.push((format!("{line:?} err"), ended.err));
    }
    for entry in files(home.folder.path()) {
        let bytes = std::fs::read(&entry).unwrap_or_default();
        outputs.push((entry.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
    }
    for (what, text) in outputs {
        assert!(!text.contains(KEY), "the key stands in {what}");
    }
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// It is answered like any other, ends with the command, and leaves only what it cost.
#[test]
fn a_temporary_question_is_kept_nowhere() {
    let home = Home::scripted([say("Twice a day."), say("Of salt."), say("Of tides.")]);
    let served = serve(&home, &[]);
    assert_eq!(home.run(&["ask", "how often?"]).code, Some(0));
    let ended = home.run(&["ask", "--temporary", "what is the sea made of?"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), "Of salt.\n"), "{ended:?}");
    let talked = home.run_with(&["chat", "--temporary"], b"what are we talking of?\n/quit\n");
    assert!(talked.out.contains("Of tides."), "{talked:?}");
    assert!(talked.err.contains("nothing of this is kept"), "{talked:?}");
    let json = |line: &[&str]| -> Value {
        let ended = home.run(line);
        serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("{ended:?}"))
    };
    let kept = json(&["conversation", "list", "--json"]);
    assert_eq!(kept["items"].as_array().unwrap().len(), 1, "{kept}");
    assert_eq!(json(&["temporary", "list", "--json"]), Value::Array(Vec::new()));
    let spent = json(&["usage", "by_conversation", "--json"]);
    assert_eq!(spent.as_array().unwrap().len(), 3, "{spent}");
    assert!(!spent.to_string().contains("the sea"), "{spent}");
    let both = home.run(&["ask", "--temporary", "--continue", "x"]);
    assert_eq!(both.code, Some(2), "it goes on with nothing: {both:?}");
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}
