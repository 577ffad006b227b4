//! Every operation as a command.

use serde_json::{Value, json};

use crate::{home::Home, process::Running};

/// The command line is made from the published contract; here it is held against the router.
// rows: 3.170
#[test]
fn every_operation_of_the_router_has_its_command() {
    let home = Home::new();
    let listed = home.run(&["operation", "list", "--json"]);
    let listed: Vec<Value> = serde_json::from_str(&listed.out).unwrap();
    assert!(listed.len() > 20, "the table was read");
    for operation in listed {
        let (domain, method) = operation["name"].as_str().unwrap().split_once('.').unwrap();
        let help = home.run(&[domain, method, "--help"]);
        assert_eq!(help.code, Some(0), "{operation}: {help:?}");
        let doc = operation["doc"].as_str().unwrap();
        assert!(help.out.starts_with(doc.trim_end_matches('.')), "{operation}: {help:?}");
    }
}

#[test]
fn help_version_and_completions_touch_nothing() {
    let home = Home::new();
    for line in [
        vec!["--version"],
        vec!["-V"],
        vec!["--help"],
        vec!["conversation", "--help"],
        vec!["completions", "bash"],
        vec!["completions", "zsh"],
    ] {
        let ended = home.run(&line);
        assert_eq!(ended.code, Some(0), "{line:?}: {ended:?}");
        assert!(!ended.out.is_empty() && ended.err.is_empty(), "{line:?}: {ended:?}");
    }
    let left: Vec<_> = std::fs::read_dir(home.folder.path()).unwrap().collect();
    assert!(left.is_empty(), "nothing was written: {left:?}");
    assert!(home.simulator.requests().is_empty(), "nothing was sent");
    let version = home.run(&["--version"]);
    assert_eq!(version.out, format!("atelier {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn what_is_no_command_is_refused_with_a_hint() {
    let home = Home::new();
    for (line, says) in [
        (vec!["conversation", "lis"], "similar subcommand exists: 'list'"),
        (vec!["invent"], "unrecognized subcommand"),
        (vec!["conversation", "get"], "<ID>"),
        (vec!["conversation", "list", "--nonsense"], "unexpected argument"),
        (vec!["conversation", "list", "--limit", "0"], "limit"),
        (vec!["conversation", "get", "not-an-id"], "id"),
        (vec!["serve", "--port", "70000"], "70000"),
        (vec![], "Usage"),
    ] {
        let ended = home.run(&line);
        assert_eq!(ended.code, Some(2), "{line:?}: {ended:?}");
        assert!(ended.err.contains(says), "{line:?}: {ended:?}");
        assert_eq!(ended.out, "", "{line:?}");
    }
}

#[test]
fn a_secret_is_never_taken_from_the_command_line_nor_repeated() {
    let home = Home::new();
    for line in [
        vec!["secret", "save", "--key", "sk-ant-test-canary"],
        vec!["secret", "save", "--key=sk-ant-test-canary"],
        vec!["secret", "save", "sk-ant-test-canary"],
        vec!["secret", "unlock", "--passphrase", "sk-ant-test-canary"],
        vec!["secret", "seal", "sk-ant-test-canary"],
    ] {
        let ended = home.run(&line);
        assert_eq!(ended.code, Some(2), "{line:?}: {ended:?}");
        assert!(!ended.err.contains("canary") && !ended.out.contains("canary"), "{ended:?}");
        assert!(ended.err.contains("never an argument"), "{line:?}: {ended:?}");
    }
    assert!(!home.folder.path().join("data").exists(), "nothing was opened");
}

#[test]
fn results_are_json_when_asked_for_and_else_for_people() {
    let home = Home::new();
    let json = home.run(&["settings", "get", "--json"]);
    let settings: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(settings["message_limit"], 9999);
    let people = home.run(&["settings", "get"]);
    assert!(people.out.contains("message_limit") && people.out.contains("9999"), "{people:?}");
    assert!(serde_json::from_str::<Value>(&people.out).is_err(), "that is no JSON");
    let empty = home.run(&["conversation", "list"]);
    assert_eq!((empty.code, empty.out.as_str()), (Some(0), "nothing\n"));
    let missing = home.run(&["conversation", "get", "01980000-0000-7000-8000-000000000000"]);
    assert_eq!(missing.code, Some(1), "{missing:?}");
    assert!(missing.err.starts_with("error: "), "{missing:?}");
    let models = home.run(&["model", "list"]);
    assert!(models.out.starts_with("ID"), "{models:?}");
}

#[test]
fn a_stream_is_one_event_a_line() {
    let home = Home::new();
    let created = home.run(&["conversation", "create", "--title", "Tides", "--json"]);
    let created: Value = serde_json::from_str(&created.out).unwrap();
    assert_eq!(created["title"], "Tides");
    let mut watch = Running::start(&mut home.command(&["change", "watch"]));
    watch.close_stdin();
    wait_for_owner(&home);
    // The watcher owns the folder, and this command is its guest; it may not listen yet.
    while !watch.wait_out("").contains("conversation.create") {
        let guest = home.run(&["conversation", "create", "--title", "Watched"]);
        assert_eq!(guest.code, Some(0), "{guest:?}");
    }
    watch.interrupt();
    let ended = watch.end();
    assert_eq!(ended.code, Some(130), "{ended:?}");
    let first: Value = serde_json::from_str(ended.out.lines().next().unwrap()).unwrap();
    assert_eq!(first["operation"], "conversation.create");
    assert_eq!(first["tags"], json!(["Conversations"]));
}

/// Waits until some process answers for the data folder.
fn wait_for_owner(home: &Home) {
    let socket = home.folder.path().join("data/owner.sock");
    let begun = std::time::Instant::now();
    while !socket.exists() {
        assert!(begun.elapsed() < crate::process::PATIENCE, "nobody owns the folder");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

/// A place for secrets that needs no keychain: sealed, locked for the next process, and opened again.
#[test]
fn a_sealed_file_is_made_from_standard_input_and_locks_again() {
    let home = Home::new();
    let passphrase = b"correct horse battery staple\n";
    let mut early = Running::start(&mut home.keyless(&["secret", "save"]));
    early.write(b"sk-ant-test-0123456789abcdef\n");
    let early = early.end();
    assert_eq!(early.code, Some(1), "{early:?}");
    assert!(early.err.contains("atelier secret seal"), "it names the way out: {early:?}");
    let mut seal = Running::start(&mut home.keyless(&["secret", "seal"]));
    seal.write(passphrase);
    let sealed = seal.end();
    assert_eq!(sealed.code, Some(0), "{sealed:?}");
    assert!(sealed.out.contains("sealed_file"), "{sealed:?}");
    let mut status = Running::start(&mut home.keyless(&["secret", "status", "--json"]));
    status.close_stdin();
    let status: Value = serde_json::from_str(&status.end().out).unwrap();
    assert_eq!(status["vault"]["state"], "locked", "{status}");
    let mut ask = Running::start(&mut home.keyless(&["ask", "hello"]));
    ask.close_stdin();
    let ended = ask.end();
    assert_eq!(ended.code, Some(3), "{ended:?}");
    assert!(ended.err.contains("passphrase"), "{ended:?}");
    let mut wrong = Running::start(&mut home.keyless(&["secret", "unlock"]));
    wrong.write(b"something else entirely\n");
    assert_eq!(wrong.end().code, Some(1));
    let mut right = Running::start(&mut home.keyless(&["secret", "unlock"]));
    right.write(passphrase);
    let right = right.end();
    assert_eq!(right.code, Some(0), "{right:?}");
    let mut short = Running::start(&mut home.keyless(&["secret", "save"]));
    short.write(b"\n");
    let short = short.end();
    assert_eq!(short.code, Some(2), "{short:?}");
    assert!(short.err.contains("nothing was changed"), "{short:?}");
}

/// Prints how long the cheapest command takes; the benchmark of the release build judges it.
#[test]
fn the_version_comes_at_once() {
    let home = Home::new();
    let mut times: Vec<_> = (0..20)
        .map(|_| {
            let begun = std::time::Instant::now();
            let status = home.command(&["--version"]).output().unwrap().status;
            assert!(status.success(), "{status}");
            begun.elapsed()
        })
        .collect();
    times.sort();
    println!("atelier --version: fastest {:?}, median {:?}", times[0], times[times.len() / 2]);
}
