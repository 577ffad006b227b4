//! What a person sees: a real terminal, made with `script`.

use std::time::Duration;

use atelier_simulator::{Failure, Scenario};

use crate::{home::Home, process::Running};

/// Runs a command on a terminal of its own. What it shows arrives as standard output.
pub(crate) fn on_terminal(home: &Home, line: &str, variables: &[(&str, &str)]) -> Running {
    let mut command = home.bare("script");
    // Without a shell in between, which has its own ways with Ctrl-C.
    let line = format!("exec {} {line}", env!("CARGO_BIN_EXE_atelier"));
    command
        .args([
            "--quiet",
            "--return",
            "--flush",
            "--echo",
            "always",
            "--command",
            &line,
            "/dev/null",
        ])
        .env("SHELL", "/bin/sh")
        .env("TERM", "xterm")
        .env("ANTHROPIC_API_KEY", crate::home::KEY)
        .env("ATELIER_ENDPOINT", home.simulator.url())
        .envs(variables.iter().copied());
    Running::start(&mut command)
}

/// Text without the colours that we add ourselves.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        all + rest.strip_prefix(['m', 'K']).unwrap_or_else(|| panic!("not ours: {part:?}"))
    })
}

#[test]
fn a_hostile_answer_cannot_steer_the_terminal() {
    let hostile = "a\x1b]52;c;ZXZpbA==\x07b\x1b[2J\u{9b}31m\u{9d}0;title\u{9c}\rover\u{202e}nimda\x08\x7f end";
    let home = Home::scripted([Scenario::Say(hostile.to_owned())]);
    let ended = on_terminal(&home, "ask hello", &[]).end();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let shown = without_colours(&ended.out);
    assert!(shown.contains("␛]52;c;ZXZpbA==␇"), "what would steer is shown: {shown:?}");
    assert!(shown.contains("\\u{9b}31m") && shown.contains("\\u{202e}nimda"), "{shown:?}");
    for c in ['\x07', '\x08', '\x7f', '\x1b', '\u{9b}', '\u{9d}', '\u{9c}', '\u{202e}'] {
        assert!(!shown.contains(c), "{c:?} reached the terminal: {shown:?}");
    }
    assert!(!shown.replace("\r\n", "\n").contains("\rover"), "the line was not written over");
}

#[test]
fn a_hostile_title_and_a_hostile_error_cannot_either() {
    let mut failure = Failure::of_status(400);
    failure.message = "bad \x1b]0;owned\x07 request".to_owned();
    let home = Home::scripted([Scenario::Fail(failure)]);
    let ended = on_terminal(&home, "ask hello", &[]).end();
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(!without_colours(&ended.out).contains('\x1b'), "{ended:?}");
    let line = r"conversation create --title 'x\u{202e}y' --json";
    let line = line.replace(r"\u{202e}", "\u{202e}");
    let ended = on_terminal(&home, &line, &[]).end();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.contains(r"x\u202ey"), "JSON escapes it, and means the same: {ended:?}");
}

#[test]
fn markdown_is_styled_only_where_colours_are_wanted() {
    let say = || Scenario::Say("# Title\n\n**bold** `code`\n".to_owned());
    let home = Home::scripted([say(), say()]);
    let styled = on_terminal(&home, "ask hello", &[]).end().out;
    assert!(styled.contains("\x1b[1m# Title\x1b[0m"), "{styled:?}");
    assert!(styled.contains("tokens in"), "a person gets a word on cost and tokens: {styled:?}");
    assert!(styled.contains("`atelier store keep`"), "what is not kept is said: {styled:?}");
    let plain = on_terminal(&home, "ask hello", &[("NO_COLOR", "1")]).end().out;
    assert!(!plain.contains('\x1b'), "{plain:?}");
    assert!(plain.contains("# Title\r\n\r\n**bold** `code`\r\n"), "{plain:?}");
}

#[test]
fn a_wait_counts_down() {
    let busy = Failure::of_status(429).with_header("retry-after", "3");
    let home = Home::scripted([Scenario::Fail(busy), Scenario::Say("At last.".to_owned())]);
    let ended = on_terminal(&home, "ask hello", &[]).end();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let counts = ended.out.matches("Asking again in").count();
    assert!(counts >= 2, "it counted {counts} times: {ended:?}");
    assert!(ended.out.contains("At last."), "{ended:?}");
}

#[test]
fn ctrl_c_at_a_terminal_stops_the_answer() {
    let home = Home::scripted([Scenario::Drip {
        text: "word ".repeat(1_000),
        every: Duration::from_millis(20),
    }]);
    let mut running = on_terminal(&home, "ask hello", &[]);
    running.wait_out("word word");
    running.write(b"\x03");
    running.wait_out("what had arrived is kept");
    assert_eq!(running.end().code, Some(130));
}

#[test]
fn a_secret_is_typed_unseen() {
    let home = Home::new();
    let mut running = on_terminal(&home, "secret seal", &[]);
    running.wait_out("Passphrase: ");
    running.write(b"correct horse battery staple\r");
    running.wait_out("Once more: ");
    running.write(b"correct horse battery stable\r");
    let ended = running.end();
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.out.contains("the two passphrases differ"), "{ended:?}");
    assert!(!ended.out.contains("horse"), "what is typed is not shown: {ended:?}");
}

#[test]
fn what_is_locked_is_opened_by_asking() {
    let home = Home::scripted([Scenario::Say("Opened.".to_owned())]);
    let passphrase = b"correct horse battery staple";
    let mut seal = Running::start(&mut home.keyless(&["secret", "seal"]));
    seal.write(passphrase);
    assert_eq!(seal.end().code, Some(0));
    // The store on disk is made by the first process that has the place open.
    let mut keep = on_terminal(&home, "store keep", &[]);
    keep.wait_out("Passphrase: ");
    keep.write(passphrase);
    keep.write(b"\r");
    let kept = keep.end();
    assert_eq!(kept.code, Some(0), "{kept:?}");
    assert!(kept.out.contains("on_disk"), "{kept:?}");
    let mut ask = on_terminal(&home, "ask hello", &[]);
    ask.wait_out("Passphrase: ");
    ask.write(passphrase);
    ask.write(b"\r");
    let ended = ask.end();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.contains("Opened."), "{ended:?}");
    assert!(!ended.out.contains("horse"), "{ended:?}");
    assert!(!ended.out.contains("nothing is kept"), "{ended:?}");
    // Another process finds the conversation again.
    let mut list = on_terminal(&home, "conversation list", &[]);
    list.wait_out("Passphrase: ");
    list.write(passphrase);
    list.write(b"\r");
    let listed = list.end();
    assert!(listed.out.contains("hello"), "the conversation was kept: {listed:?}");
}
