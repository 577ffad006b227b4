//! The log: how much is kept and where, and what the page has to say in it.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::LogLevel;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest message of a page, in bytes.
pub const CONSOLE_BYTES: usize = 4_096;

api! {
    /// The log: how much is kept and where, and what the page has to say in it.
    pub trait LogApi in log {
        /// Says how much the log files keep, and where the current one lies. `settings.save` changes the level.
        query status(NoInput) -> LogStatus, provides [Settings], requires [HealthRead];

        /// Puts messages of the page's console into the log, as many as a page may say in a minute.
        command write(WriteLog) -> LogWritten, requires [LogWrite];
    }
}

/// How much is logged, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LogStatus {
    /// How much the log files keep; none where there are none, or they keep nothing.
    pub level: Option<LogLevel>,
    /// The current log file; none where this run keeps none.
    pub file: Option<String>,
}

/// Messages of the page's console.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct WriteLog {
    /// The messages, in order.
    #[garde(length(min = 1, max = 100), dive)]
    pub messages: Vec<ConsoleMessage>,
}

/// A message of the page's console.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ConsoleMessage {
    /// How much it matters.
    pub level: LogLevel,
    /// What it says.
    #[garde(length(bytes, max = CONSOLE_BYTES))]
    pub text: String,
}

/// What became of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LogWritten {
    /// How many went to the log, which keeps those of its level.
    pub taken: u32,
    /// How many were dropped, because pages had said too much within a minute.
    pub dropped: u32,
}
