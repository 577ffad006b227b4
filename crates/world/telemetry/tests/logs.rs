//! The logs as a program writes them: what reaches the file, and what never does.
#![expect(clippy::disallowed_methods, reason = "the log is read back, and a child's console")]
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::error::Error;
use std::fmt;
use std::path::Path;

use atelier_telemetry::{Level, Telemetry, TelemetryOptions, subscriber};

const KEY: &str = "sk-ant-test-CANARY_0123456789abcdefghijklmnop";

fn logged(level: Level, work: impl FnOnce(&Telemetry)) -> String {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), level, work);
    std::fs::read_to_string(folder.path().join("atelier.log")).unwrap()
}

fn run(folder: &Path, level: Level, work: impl FnOnce(&Telemetry)) {
    let options =
        TelemetryOptions { log_dir: Some(folder.to_owned()), console: Level::Off, file: level };
    let (subscriber, telemetry) = subscriber(options).unwrap();
    tracing::subscriber::with_default(subscriber, || work(&telemetry));
}

/// An error that quotes the request it failed with, and is caused by another that does.
#[derive(Debug)]
struct Quotes(Option<Box<Self>>);

impl fmt::Display for Quotes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot send\nx-api-key: {KEY}")
    }
}

impl Error for Quotes {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.as_deref().map(|cause| cause as &dyn Error)
    }
}

// rows: 4.097
#[test]
fn a_key_gets_through_no_kind_of_field() {
    let log = logged(Level::Debug, |_| {
        let error = Quotes(Some(Box::new(Quotes(None))));
        let bearer = format!("Bearer {KEY}");
        let span = tracing::info_span!(target: "atelier_test", "call", key = KEY, debug = ?KEY);
        let _inside = span.enter();
        tracing::error!(target: "atelier_test", "in the message: {KEY}");
        tracing::error!(target: "atelier_test", text = KEY, "as text");
        tracing::error!(target: "atelier_test", shown = %KEY, "shown");
        tracing::error!(target: "atelier_test", debug = ?Some(KEY), "debug");
        tracing::error!(target: "atelier_test", debug = ?vec![("x-api-key", bearer.as_str())], "list");
        tracing::error!(target: "atelier_test", error = &error as &dyn Error, "as an error");
        tracing::error!(target: "atelier_test", error = ?error, "as a debugged error");
        tracing::error!(target: "atelier_test", x_api_key = "CANARY-without-a-prefix", "by name");
        tracing::error!(target: "atelier_test", api_key = "CANARY\u{1b}]0;title\u{7}", "escape");
        tracing::error!(target: "atelier_test", number = 7_u64, truth = true, "other kinds");
    });
    assert_eq!(log.lines().count(), 10, "one line each, whatever stands in the fields:\n{log}");
    assert!(!log.contains("CANARY"), "{log}");
    assert!(log.contains("[redacted]") && log.contains("number=7 truth=true"), "{log}");
    let raw = log.chars().filter(|c| c.is_control() && *c != '\n').count();
    assert_eq!(raw, 0, "no raw control characters:\n{log}");
}

// rows: 2.66, 3.174, 3.175, 3.176, 3.177
#[test]
fn the_console_shows_what_the_build_says() {
    const CHILD: &str = "ATELIER_TEST_CONSOLE";
    if std::env::var_os(CHILD).is_some() {
        let options = TelemetryOptions::default();
        let _running = atelier_telemetry::init(options.clone()).unwrap();
        let again = atelier_telemetry::init(options).err().unwrap();
        assert_eq!(again.to_string(), "the logs are set up already");
        tracing::error!(target: "atelier_test", "an error with {KEY}");
        tracing::warn!(target: "atelier_test", "a warning");
        tracing::info!(target: "atelier_test", "an information");
        tracing::debug!(target: "atelier_test", "a detail");
        tracing::trace!(target: "atelier_test", "a trace");
        return;
    }
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_console_shows_what_the_build_says", "--nocapture"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    let console = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{console}");
    let developing = cfg!(debug_assertions);
    let cases = [
        ("an error with sk-ant-[redacted]", true),
        ("a warning", true),
        ("an information", developing),
        ("a detail", developing),
        ("a trace", false),
        ("CANARY", false),
    ];
    for (text, expected) in cases {
        assert_eq!(console.contains(text), expected, "{text:?} in:\n{console}");
    }
}

// rows: 2.66, 3.174, 3.175
#[test]
fn the_file_keeps_trouble_in_every_build() {
    let expected = if cfg!(debug_assertions) { Level::Debug } else { Level::Warn };
    assert_eq!(TelemetryOptions::default().console, expected);
    assert_eq!(TelemetryOptions::default().file, Level::Warn);
    let log = logged(TelemetryOptions::default().file, |_| {
        tracing::error!(target: "atelier_test", "an error");
        tracing::warn!(target: "atelier_test", "a warning");
        tracing::info!(target: "atelier_test", "an information");
        tracing::debug!(target: "atelier_test", "a detail");
    });
    assert!(log.contains("an error") && log.contains("a warning"), "{log}");
    assert!(!log.contains("an information") && !log.contains("a detail"), "{log}");
}

// rows: 3.178, 4.096
#[test]
fn the_level_changes_while_the_program_runs_but_never_to_traces() {
    let log = logged(Level::Warn, |telemetry| {
        tracing::debug!(target: "atelier_test", "before");
        telemetry.set_level(Level::Debug).unwrap();
        assert_eq!(telemetry.level(), Level::Debug);
        tracing::debug!(target: "atelier_test", "during");
        tracing::trace!(target: "atelier_test", "a trace");
        telemetry.set_level(Level::Off).unwrap();
        tracing::error!(target: "atelier_test", "after");
    });
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.contains("during"), "{log}");
}

#[test]
fn libraries_never_get_past_warnings() {
    let log = logged(Level::Debug, |_| {
        tracing::debug!(target: "hyper::proto", "a body that somebody wrote");
        tracing::info!(target: "rustls", "a name");
        tracing::warn!(target: "rustls", "a warning");
    });
    assert!(log.contains("a warning") && log.lines().count() == 1, "{log}");
}

#[test]
fn files_roll_and_the_oldest_go() {
    let folder = tempfile::tempdir().unwrap();
    let line = "-".repeat(64 * 1024);
    run(folder.path(), Level::Info, |telemetry| {
        assert_eq!(telemetry.log_file(), Some(folder.path().join("atelier.log").as_path()));
        for _ in 0..600 {
            tracing::info!(target: "atelier_test", "{line}");
        }
    });
    let mut files: Vec<(String, u64)> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().len()))
        .collect();
    files.sort();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected =
        ["atelier.1.log", "atelier.2.log", "atelier.3.log", "atelier.4.log", "atelier.log"];
    assert_eq!(names, expected, "five files, of 37 MB that were logged");
    for (name, size) in files {
        assert!(size <= 5 * 1024 * 1024, "{name} has {size} bytes");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_a_typed_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    let options =
        TelemetryOptions { log_dir: Some(file.join("logs")), ..TelemetryOptions::default() };
    let error = subscriber(options).err().unwrap();
    assert!(error.to_string().contains("cannot be written"), "{error}");
}

#[test]
fn levels_are_read_as_they_are_shown() {
    for level in [Level::Off, Level::Error, Level::Warn, Level::Info, Level::Debug] {
        assert_eq!(level.to_string().parse(), Ok(level));
    }
    assert!("trace".parse::<Level>().is_err(), "there is no such level");
}
