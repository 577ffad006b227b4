//! The log: its level follows the settings, and the page's console reaches it.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use atelier_api::log::{ConsoleMessage, LogApi, LogStatus, LogWritten, WriteLog};
use atelier_rpc::{Call, NoInput, Result};
use atelier_telemetry::{Level, Telemetry};
use atelier_vocabulary::{LogLevel, Settings};
use tokio::time::Instant;

/// The time over which messages of pages are counted.
const WINDOW: Duration = Duration::from_mins(1);
/// How many messages pages may say in it. A page that says more has gone wrong.
const MOST: u32 = 200;

/// The log of this process. Clones are the same one.
#[derive(Clone)]
pub struct Log {
    telemetry: Option<Arc<Telemetry>>,
    said: Arc<Mutex<Said>>,
}

/// What pages said in the window that began last.
struct Said {
    since: Instant,
    taken: u32,
    dropped: u32,
}

impl Log {
    /// Returns the log that `telemetry` writes; without one nothing is kept.
    pub fn new(telemetry: Option<Arc<Telemetry>>) -> Self {
        let said = Said { since: Instant::now(), taken: 0, dropped: 0 };
        Self { telemetry, said: Arc::new(Mutex::new(said)) }
    }

    /// The current log file; none where this run keeps none.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.telemetry.as_deref().and_then(Telemetry::log_file).map(PathBuf::from)
    }

    /// Keeps as much as the settings say from now on.
    pub(crate) fn follow(&self, settings: &Settings) {
        let Some(telemetry) = &self.telemetry else { return };
        if let Err(error) = telemetry.set_file_level(settings.log_level.map(level)) {
            tracing::warn!(%error, "the level of the log stays as it is");
        }
    }

    /// Counts `wanted` messages, and says how many of them may be said.
    fn admit(&self, wanted: u32) -> u32 {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.since.elapsed() >= WINDOW {
            if said.dropped > 0 {
                tracing::warn!(dropped = said.dropped, "the page said more than the log takes");
            }
            *said = Said { since: Instant::now(), taken: 0, dropped: 0 };
        }
        let taken = wanted.min(MOST - said.taken);
        said.taken += taken;
        said.dropped = said.dropped.saturating_add(wanted - taken);
        taken
    }
}

impl LogApi for Log {
    async fn status(&self, _call: Call, _input: NoInput) -> Result<LogStatus> {
        let telemetry = self.telemetry.as_deref();
        let file = telemetry.and_then(Telemetry::log_file).map(|it| it.display().to_string());
        let level = telemetry.and_then(Telemetry::file_level).and_then(word);
        Ok(LogStatus { level, file })
    }

    async fn write(&self, call: Call, input: WriteLog) -> Result<LogWritten> {
        let wanted = u32::try_from(input.messages.len()).unwrap_or(u32::MAX);
        let taken = self.admit(wanted);
        for message in input.messages.iter().take(taken as usize) {
            say(&call, message);
        }
        Ok(LogWritten { taken, dropped: wanted - taken })
    }
}

/// Logs one message. Keys in it are taken out and control characters escaped where every line is.
fn say(call: &Call, ConsoleMessage { level, text }: &ConsoleMessage) {
    let from = &call.origin;
    match level {
        LogLevel::Error => tracing::error!(target: "atelier::page", %from, "{text}"),
        LogLevel::Warn => tracing::warn!(target: "atelier::page", %from, "{text}"),
        LogLevel::Info => tracing::info!(target: "atelier::page", %from, "{text}"),
        LogLevel::Debug => tracing::debug!(target: "atelier::page", %from, "{text}"),
    }
}

fn level(word: LogLevel) -> Level {
    match word {
        LogLevel::Error => Level::Error,
        LogLevel::Warn => Level::Warn,
        LogLevel::Info => Level::Info,
        LogLevel::Debug => Level::Debug,
    }
}

fn word(level: Level) -> Option<LogLevel> {
    match level {
        Level::Off => None,
        Level::Error => Some(LogLevel::Error),
        Level::Warn => Some(LogLevel::Warn),
        Level::Info => Some(LogLevel::Info),
        Level::Debug => Some(LogLevel::Debug),
    }
}
