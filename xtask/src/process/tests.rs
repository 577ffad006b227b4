//! Children end, fail and are stopped as told.

use std::time::{Duration, Instant};

use super::{output::without_colour, *};

#[test]
fn a_slow_child_is_stopped_with_its_descendants() {
    let mut step = Step::new("sleeps", "sh").args(["-c", "sleep 60 & echo $!; wait"]);
    step.limit = Duration::from_millis(300);
    let begun = Instant::now();
    let outcome = step.watch();
    assert!(matches!(outcome.result, Err(Error::TooSlow { .. })), "{:?}", outcome.result);
    assert!(begun.elapsed() < Duration::from_secs(20), "the output pipe was closed at once");
    let id = outcome.text.trim().to_owned();
    assert!(!Path::new("/proc").join(&id).join("cwd").exists(), "the grandchild {id} is gone");
}

#[test]
fn a_failure_says_which_call_failed_and_how() {
    let error = Step::new("fails", "sh").args(["-c", "echo because >&2; exit 3"]).capture();
    let message = error.unwrap_err().to_string();
    assert!(message.contains("sh -c") && message.contains("because"), "{message}");
}

#[test]
fn a_missing_program_is_named() {
    let error = Step::new("is absent", "no-such-program-here").run().unwrap_err();
    assert_eq!(error.to_string(), "`no-such-program-here` could not be started; is it installed?");
}

#[test]
fn colours_are_removed_from_what_is_read() {
    assert_eq!(without_colour("\u{1b}[32m4 passed\u{1b}[39m (4)"), "4 passed (4)");
    assert_eq!(without_colour("plain"), "plain");
}
