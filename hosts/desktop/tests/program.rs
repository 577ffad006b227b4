//! The program itself: it starts, paints, and ends in order when the system asks it to.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot set itself up has failed"
)]

#[path = "program/bus.rs"]
mod bus;
#[path = "program/desktop.rs"]
mod desktop;
#[path = "window/display.rs"]
mod display;
#[path = "program/panel.rs"]
mod panel;
#[path = "program/start.rs"]
mod start;
#[path = "program/tray.rs"]
mod tray;

use std::{
    fs::OpenOptions, io::Write as _, os::unix::fs::OpenOptionsExt as _, path::Path, time::Duration,
};

use start::Program;

// rows: 1.04, 1.13, 1.23, 3.017
#[test]
fn it_paints_and_ends_in_order_on_a_signal() {
    for signal in ["-TERM", "-INT"] {
        let home = tempfile::tempdir().unwrap();
        let mut program = Program::start(home, Path::new("/usr/bin"));
        program.wait_for("painted");
        assert!(program.data().join("owner.sock").exists(), "the data folder is owned");
        let (status, took) = program.end_with(signal);
        assert!(status.success(), "{signal}: {status}");
        assert!(took < Duration::from_secs(3), "{signal}: {took:?}");
        assert!(!program.data().join("owner.sock").exists(), "and free again");
    }
}

#[test]
fn it_does_without_the_sandbox_where_the_system_forbids_it_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let programs = home.path().join("bin");
    std::fs::create_dir(&programs).unwrap();
    let refusing =
        OpenOptions::new().write(true).create_new(true).mode(0o755).open(programs.join("bwrap"));
    refusing.unwrap().write_all(b"#!/bin/sh\nexit 1\n").unwrap();
    let mut program = Program::start(home, &programs);
    let said = program.wait_for("painted");
    assert!(said.iter().any(|line| line.contains("does not allow the sandbox")), "{said:#?}");
    assert!(program.end_with("-TERM").0.success());
}
