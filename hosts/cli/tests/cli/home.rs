//! A home for one test: a data folder, a simulator to talk to, and an environment without a desktop.

use std::process::Command;

use atelier_simulator::{Scenario, Simulator, SimulatorOptions};
use tempfile::TempDir;

use crate::process::{Ended, Running};

/// A key that no one has.
pub(crate) const KEY: &str = "sk-ant-test-0123456789abcdef";

/// A home for one test.
pub(crate) struct Home {
    /// Where everything lies.
    pub(crate) folder: TempDir,
    /// What answers instead of Claude.
    pub(crate) simulator: Simulator,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
        Self { folder, simulator }
    }

    /// A home in which the next answers are these.
    pub(crate) fn scripted(scenarios: impl IntoIterator<Item = Scenario>) -> Self {
        let home = Self::new();
        home.simulator.script(scenarios);
        home
    }

    /// A command with a key and the simulator as its endpoint.
    pub(crate) fn command(&self, line: &[&str]) -> Command {
        let mut command = self.bare(env!("CARGO_BIN_EXE_atelier"));
        command
            .args(line)
            .env("ANTHROPIC_API_KEY", KEY)
            .env("ATELIER_ENDPOINT", self.simulator.url());
        command
    }

    /// A command with neither key nor endpoint.
    pub(crate) fn keyless(&self, line: &[&str]) -> Command {
        let mut command = self.bare(env!("CARGO_BIN_EXE_atelier"));
        command.args(line);
        command
    }

    /// A program in an environment that leads to this home, and to no keychain and no display.
    pub(crate) fn bare(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("ATELIER_DATA", self.folder.path().join("data"))
            .env(
                "DBUS_SESSION_BUS_ADDRESS",
                format!("unix:path={}/no-bus", self.folder.path().display()),
            )
            .current_dir(self.folder.path());
        command
    }

    /// Runs a command to its end, with nothing on standard input.
    pub(crate) fn run(&self, line: &[&str]) -> Ended {
        self.run_with(line, b"")
    }

    /// Runs a command to its end, with this on standard input.
    pub(crate) fn run_with(&self, line: &[&str], stdin: &[u8]) -> Ended {
        let mut running = Running::start(&mut self.command(line));
        running.write(stdin);
        running.end()
    }

    /// The text of the last message that the simulator was sent.
    pub(crate) fn asked(&self) -> String {
        let requests = self.simulator.requests();
        let last = requests.iter().rfind(|it| it.path.ends_with("/v1/messages")).unwrap();
        let body: serde_json::Value = serde_json::from_slice(&last.body).unwrap();
        let message = body["messages"].as_array().unwrap().last().unwrap().clone();
        match &message["content"] {
            serde_json::Value::String(text) => text.clone(),
            blocks => blocks[0]["text"].as_str().unwrap().to_owned(),
        }
    }
}
