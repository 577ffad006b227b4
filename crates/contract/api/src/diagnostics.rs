//! Diagnostics: one report that a person may read through and pass on.

use atelier_rpc::{NoInput, api};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::health::{Health, Metrics};

api! {
    /// One report of the application's own state.
    pub trait DiagnosticsApi in diagnostics {
        /// Makes a report of the application's state for whoever is to find a fault: no key, no word of a conversation, nobody's name.
        query report(NoInput) -> DiagnosticReport, requires [HealthRead, SettingsRead], limit(30);
    }
}

/// The application's state, fit to be passed on. The home folder is written `~` throughout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DiagnosticReport {
    /// When it was made, in ms since 1970.
    #[ts(type = "number")]
    pub made_at: i64,
    /// What the application says of itself.
    pub health: Health,
    /// What it runs on.
    pub system: SystemFacts,
    /// The settings that differ from those of a new installation; of texts only how long they are.
    pub settings: Vec<SettingFact>,
    /// How many rows each table of the store has; none while no store is open.
    pub tables: Vec<TableFact>,
    /// What was called, and how long it took.
    pub metrics: Metrics,
    /// The last lines of the log, as the log keeps them: keys are taken out where they are written.
    pub log: Vec<String>,
}

/// What the application runs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SystemFacts {
    /// `linux`, `macos`, `windows`.
    pub os: String,
    /// The version of the system's kernel; none where it does not say.
    pub kernel: Option<String>,
    /// `x86_64`, `aarch64`.
    pub arch: String,
    /// Processors that the process may use.
    pub processors: u32,
    /// Bytes of memory that the machine has; none where it does not say.
    #[ts(type = "number | null")]
    pub memory_bytes: Option<u64>,
}

/// A setting that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SettingFact {
    /// Its name.
    pub name: String,
    /// Its value, or how long it is where it is a text of the person's own.
    pub value: String,
}

/// How much a table of the store holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TableFact {
    /// Its name.
    pub name: String,
    /// Its rows.
    #[ts(type = "number")]
    pub rows: u64,
}
