//! The program itself: it starts, paints, and ends in order when the system asks it to.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set itself up has failed"
)]

#[path = "window/display.rs"]
mod display;

use std::{
    fs::OpenOptions,
    io::{BufRead as _, BufReader, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

/// Nothing here takes longer unless it is broken.
const LONG: Duration = Duration::from_mins(1);

/// The program on a display of its own, and what it says.
struct Program {
    child: Child,
    display: Child,
    lines: mpsc::Receiver<String>,
    home: tempfile::TempDir,
}

impl Program {
    /// Starts the program with `programs` before all others in the path.
    fn start(home: tempfile::TempDir, programs: &Path) -> Self {
        let (display, number) = display::display();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(programs.to_owned()).chain(std::env::split_paths(&path));
        #[expect(clippy::disallowed_methods, reason = "the test is its own supervisor")]
        let mut command = Command::new(env!("CARGO_BIN_EXE_atelier-desktop"));
        for name in
            ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"]
        {
            command.env(name, home.path());
        }
        let mut child = command
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("DISPLAY", format!(":{number}"))
            .env("ATELIER_DATA", home.path().join("data"))
            .env("ATELIER_LOG", "debug")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("TAURI_WEBVIEW_AUTOMATION")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (tell, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                drop(tell.send(line));
            }
        });
        Self { child, display, lines, home }
    }

    /// Waits until a line says `words`; returns the lines up to there.
    fn wait_for(&self, words: &str) -> Vec<String> {
        let (begun, mut seen) = (Instant::now(), Vec::new());
        loop {
            let left = LONG.saturating_sub(begun.elapsed());
            let line = self.lines.recv_timeout(left);
            let line = line.unwrap_or_else(|_| panic!("nothing says `{words}`: {seen:#?}"));
            seen.push(line);
            if seen.last().is_some_and(|line| line.contains(words)) {
                return seen;
            }
        }
    }

    /// Sends a signal and waits for the end: how it ended, and how long that took.
    fn end_with(&mut self, signal: &str) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        #[expect(clippy::disallowed_methods, reason = "the test is its own supervisor")]
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(sent.unwrap().success());
        while begun.elapsed() < LONG {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, begun.elapsed());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it did not end");
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Gone already where the test went well.
        drop(self.child.kill());
        drop(self.child.wait());
        drop(self.display.kill());
        drop(self.display.wait());
    }
}

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
