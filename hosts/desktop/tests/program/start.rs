//! The program itself on a display of its own, and what it says.

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

use crate::display;

/// Nothing here takes longer unless it is broken.
pub(crate) const LONG: Duration = Duration::from_mins(1);

/// The program on a display of its own, and what it says.
pub(crate) struct Program {
    child: Child,
    display: Child,
    lines: mpsc::Receiver<String>,
    pub(crate) home: tempfile::TempDir,
    /// Its display, such as `:7`.
    pub(crate) display_name: String,
}

impl Program {
    /// Starts the program with `programs` before all others in the path.
    pub(crate) fn start(home: tempfile::TempDir, programs: &Path) -> Self {
        Self::start_with(home, programs, |_| {})
    }

    /// The same, in an environment that was changed last.
    pub(crate) fn start_with(
        home: tempfile::TempDir,
        programs: &Path,
        change: impl FnOnce(&mut Command),
    ) -> Self {
        let (display, number) = display::display();
        let display_name = format!(":{number}");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(programs.to_owned()).chain(std::env::split_paths(&path));
        #[expect(clippy::disallowed_methods, reason = "the test is its own supervisor")]
        let mut command = Command::new(env!("CARGO_BIN_EXE_atelier-desktop"));
        for name in
            ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"]
        {
            command.env(name, home.path());
        }
        command
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("DISPLAY", &display_name)
            .env("ATELIER_DATA", home.path().join("data"))
            .env("ATELIER_LOG", "debug")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("TAURI_WEBVIEW_AUTOMATION")
            .stderr(Stdio::piped());
        change(&mut command);
        let mut child = command.spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (tell, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                drop(tell.send(line));
            }
        });
        Self { child, display, lines, home, display_name }
    }

    /// Waits until a line says `words`; returns the lines up to there.
    pub(crate) fn wait_for(&self, words: &str) -> Vec<String> {
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
    pub(crate) fn end_with(&mut self, signal: &str) -> (ExitStatus, Duration) {
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

    /// Whether it still runs.
    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for the end that comes by itself, and returns how it ended.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let begun = Instant::now();
        while begun.elapsed() < LONG {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it did not end");
    }

    pub(crate) fn data(&self) -> PathBuf {
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
