//! Ctrl-C, and readers that go away.

use std::time::{Duration, Instant};

use atelier_simulator::{Scenario, Shape};
use serde_json::Value;

use crate::{home::Home, process::Running};

#[test]
fn ctrl_c_ends_an_answer_at_once_and_what_arrived_stays() {
    let home = Home::scripted([Scenario::Stall { after: 5 }]);
    let running = Running::start(&mut home.command(&["ask", "--json", "hello"]));
    let mut running = running;
    running.close_stdin();
    running.wait_out("block_delta");
    let pressed = Instant::now();
    running.interrupt();
    let ended = running.end();
    assert_eq!(ended.code, Some(130), "{ended:?}");
    assert!(pressed.elapsed() < Duration::from_secs(3), "it took {:?}", pressed.elapsed());
    assert!(ended.err.contains("what had arrived is kept"), "{ended:?}");
    let lines: Vec<Value> =
        ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = lines.last().unwrap();
    assert_eq!(summary["state"], "incomplete", "{summary}");
    assert!(!summary["text"].as_str().unwrap().is_empty());
}

#[test]
fn ctrl_c_ends_a_silence_too() {
    let home = Home::scripted([Scenario::Silence]);
    let mut running = Running::start(&mut home.command(&["ask", "--json", "hello"]));
    running.close_stdin();
    running.wait_out("started");
    running.interrupt();
    assert_eq!(running.end().code, Some(130));
}

#[test]
fn a_second_ctrl_c_ends_even_what_cannot_end() {
    let home = Home::scripted([Scenario::Long { tokens: 100_000, shape: Shape::Bulk }]);
    let mut command = home.command(&["ask", "hello"]);
    command
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0_u8; 1];
    std::io::Read::read_exact(&mut out, &mut first).unwrap();
    // Nobody reads on, so the program hangs in the middle of a write.
    let pid = rustix::process::Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not end");
        rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
        std::thread::sleep(Duration::from_millis(50));
    };
    drop(out);
    assert_eq!(status.code(), Some(130));
}

#[test]
fn a_reader_that_goes_away_ends_the_answer() {
    let home = Home::scripted([Scenario::Drip {
        text: "word ".repeat(2_000),
        every: Duration::from_millis(20),
    }]);
    let mut command = home.command(&["ask", "hello"]);
    command
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0_u8; 4];
    std::io::Read::read_exact(&mut out, &mut first).unwrap();
    drop(out);
    let begun = Instant::now();
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(141), "{ended:?}");
    assert!(begun.elapsed() < Duration::from_secs(10), "the rest was not waited for");
    assert!(!String::from_utf8_lossy(&ended.stderr).contains("panicked"), "{ended:?}");
}

#[test]
fn help_and_tables_end_quietly_too_when_nobody_reads() {
    let home = Home::new();
    for line in [vec!["--help"], vec!["operation", "list", "--json"]] {
        let mut command = home.command(&line);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        command
            .stdin(std::process::Stdio::null())
            .stdout(writer)
            .stderr(std::process::Stdio::piped());
        let ended = command.spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(141), "{line:?}: {ended:?}");
        assert!(ended.stderr.is_empty(), "{line:?}: {ended:?}");
    }
}
