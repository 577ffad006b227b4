//! A session: the application opened for one command, and how its operations are called.

use std::sync::Arc;

use atelier_app::{App, Launch, Paths, Role, VaultChoice, telemetry::Telemetry};
use atelier_rpc::{Call, CallId, Code, Error, Origin, Result};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{
    environment::Environment,
    interrupt::Interrupts,
    secrets,
    terminal::{Style, Terminal},
};

/// How many events may wait for a slow terminal.
const BACKLOG: usize = 64;

/// What a command works with.
pub(crate) struct Session {
    /// The application.
    pub(crate) app: App,
    /// Where to write.
    pub(crate) terminal: Terminal,
    /// Ctrl-C.
    pub(crate) interrupts: Interrupts,
    /// Whether a key stands in the environment that has no effect here.
    key_without_effect: bool,
    /// The folder of a simulated run, which goes with it.
    folder: Option<TempDir>,
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    /// The endpoint of the settings or of the environment.
    Endpoint,
    /// The built-in simulator; nothing is kept.
    Simulator,
}

impl Session {
    /// Opens the application.
    pub(crate) async fn open(
        environment: Environment,
        telemetry: Option<Arc<Telemetry>>,
        answers: Answers,
        terminal: Terminal,
        interrupts: Interrupts,
    ) -> Result<Self> {
        let unavailable = |error: String| Error::new(Code::Unavailable, error);
        let mut launch = Launch { telemetry, ..Launch::new(environment.paths) };
        let mut folder = None;
        let simulates = match answers {
            Answers::Endpoint => {
                launch.endpoint = environment.endpoint;
                launch.environment_key = environment.key.map(|key| key.to_string());
                false
            }
            Answers::Simulator => {
                // A folder of its own, so that neither a store nor another process has a part in it.
                let new = TempDir::with_prefix("atelier-simulated-");
                let new =
                    new.map_err(|error| unavailable(format!("no temporary folder: {error}")))?;
                let home = launch.paths.home.take();
                launch.paths =
                    Paths::new(new.path().join("data"), new.path().join("logs")).with_home(home);
                launch.vault = VaultChoice::Memory;
                folder = Some(new);
                true
            }
        };
        let (has_key, has_endpoint) = (launch.environment_key.is_some(), launch.endpoint.is_some());
        let app = App::open(launch).await.map_err(|error| unavailable(error.to_string()))?;
        let is_guest = app.role() == Role::Guest;
        let session =
            Self { app, terminal, interrupts, key_without_effect: has_key && is_guest, folder };
        if is_guest && has_endpoint {
            let says = "note: another Atelier has the data folder open, and its endpoint is used; \
                        ATELIER_ENDPOINT has no effect here";
            terminal.say(Style::Notice, says);
        }
        if simulates {
            session.call("settings.save", json!({ "endpoint": { "kind": "simulator" } })).await?;
        }
        Ok(session)
    }

    /// Runs an operation that yields no events. What is locked is opened first, where a person can
    /// be asked; Ctrl-C gives it up.
    pub(crate) async fn call(&self, name: &str, input: Value) -> Result<Value> {
        match self.call_once(name, input.clone()).await {
            Err(error) if error.code == Code::Locked && secrets::unlock(self).await? => {
                self.call_once(name, input).await
            }
            outcome => outcome,
        }
    }

    /// Runs an operation that yields no events, and opens nothing.
    pub(crate) async fn call_once(&self, name: &str, input: Value) -> Result<Value> {
        let (outlet, _inlet) = mpsc::channel(1);
        self.start(self.interrupts.begin(), name, input, outlet).await
    }

    /// Runs an operation; its events go to `outlet`, and `token` cancels it.
    pub(crate) async fn start(
        &self,
        token: CancellationToken,
        name: &str,
        input: Value,
        outlet: mpsc::Sender<Value>,
    ) -> Result<Value> {
        let call = Call::new(CallId::new("cli"), Origin::Cli, token);
        self.app.router().call(call, name, input, outlet).await
    }

    /// A channel for the events of an operation.
    pub(crate) fn channel() -> (mpsc::Sender<Value>, mpsc::Receiver<Value>) {
        mpsc::channel(BACKLOG)
    }

    /// The reason behind a failure to reach the endpoint: without a keychain to look into, what is
    /// missing is the key.
    pub(crate) async fn diagnose(&self, error: Error) -> Error {
        if error.code != Code::Unavailable {
            return error;
        }
        let Ok(status) = self.call_once("secret.status", json!({})).await else { return error };
        let missing = status.pointer("/vault/state").is_some_and(|state| state == "missing");
        if missing && status.get("key").is_none_or(Value::is_null) {
            let message = "there is no API key yet, and no keychain in which one could be";
            return Error::new(Code::NeedsKey, message);
        }
        error
    }

    /// Tells a person, if one reads, that what is said here will be forgotten.
    pub(crate) async fn warn_of_forgetting(&self) {
        if !self.terminal.person_reads_err || self.folder.is_some() {
            return;
        }
        let status = self.call_once("store.status", json!({})).await;
        if status.is_ok_and(|status| status.get("state").is_some_and(|state| state == "in_memory"))
        {
            let says = "note: nothing is kept yet; `atelier store keep` keeps conversations from \
                        then on, encrypted";
            self.terminal.say(Style::Faint, says);
        }
    }

    /// Says what went wrong, with what to do about it at a command line.
    pub(crate) fn report(&self, error: &Error) {
        if error.code == Code::Cancelled {
            return;
        }
        let hint = self.hint(error);
        self.terminal.error(&error.message, hint.as_deref());
    }

    /// What to do about an error at a command line; the application's own words speak of a window.
    pub(crate) fn hint(&self, error: &Error) -> Option<String> {
        match error.code {
            Code::NeedsKey if self.key_without_effect => Some(
                "another Atelier has the data folder open and uses its own key, not ANTHROPIC_API_KEY; \
                 run `atelier secret save`, or close it"
                    .to_owned(),
            ),
            Code::NeedsKey => Some(
                "set ANTHROPIC_API_KEY, keep a key with `atelier secret save`, or try without one: --simulate"
                    .to_owned(),
            ),
            Code::Locked => Some(
                "run this in a terminal, where the passphrase can be asked for; or leave `atelier serve` \
                 running and open it with `atelier secret unlock`"
                    .to_owned(),
            ),
            Code::InvalidInput
            | Code::NotFound
            | Code::PermissionDenied
            | Code::Conflict
            | Code::Unavailable
            | Code::Cancelled
            | Code::TimedOut
            | Code::Internal => error.hint.clone(),
        }
    }

    /// Closes the application.
    pub(crate) async fn close(self) {
        self.app.shutdown().await;
    }
}
