//! Health: what the application itself weighs, and how fast it answers.

use atelier_rpc::{Latency, NoInput, api};
use atelier_vocabulary::StoreState;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// What the application itself weighs.
    pub trait HealthApi in health {
        /// Reads the application's version, age, memory, processor time and state.
        query get(NoInput) -> Health, requires [HealthRead];
    }
}

api! {
    /// How fast operations answer.
    pub trait MetricsApi in metrics {
        /// Reads what was called since the start, how often it failed and how long it took.
        query get(NoInput) -> Metrics, requires [HealthRead];
    }
}

/// The application's own state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Health {
    /// The version of Atelier.
    pub version: String,
    /// How long it has been running, in ms.
    #[ts(type = "number")]
    pub uptime_ms: u64,
    /// Bytes that the Rust side has allocated; none where nobody counts them.
    #[ts(type = "number | null")]
    pub heap_bytes: Option<u64>,
    /// Bytes of the process that are in memory; none where the system does not say.
    #[ts(type = "number | null")]
    pub resident_bytes: Option<u64>,
    /// Time that processors have worked for it; none where the system does not say.
    pub processor: Option<ProcessorTime>,
    /// When its process was started, in ms since 1970; none where the system does not say.
    #[ts(type = "number | null")]
    pub process_started_at: Option<i64>,
    /// From the start of the process until operations were answered, in ms; none where the system does not say.
    #[ts(type = "number | null")]
    pub ready_ms: Option<u64>,
    /// Bytes of the store on disk.
    #[ts(type = "number | null")]
    pub store_bytes: Option<u64>,
    /// Where conversations are kept.
    pub store: StoreState,
    /// Answers arriving now.
    pub active_turns: u32,
    /// Tasks of the runtime that are alive.
    #[ts(type = "number")]
    pub tasks: u64,
    /// Reads and writes of the store that wait for a thread; none while no store is open.
    #[ts(type = "number | null")]
    pub waiting: Option<u64>,
    /// What is more than it should be, each a sentence for a person; none while all is well.
    pub warnings: Vec<String>,
    /// When Atelier last looked at this by itself, in ms since 1970; none before the first time.
    #[ts(type = "number | null")]
    pub looked_at: Option<i64>,
    /// The folder that everything is kept in.
    pub data_folder: String,
}

/// Time that processors have worked for the application since it started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ProcessorTime {
    /// For its own process, in ms.
    #[ts(type = "number")]
    pub own_ms: u64,
    /// For the processes that it started, above all the engine that draws its windows, in ms. What has
    /// ended counts on.
    #[ts(type = "number")]
    pub children_ms: u64,
    /// How many of those run now.
    pub children: u32,
}

/// What was called since the start, and how fast it answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Metrics {
    /// Calls that ended.
    #[ts(type = "number")]
    pub calls: u64,
    /// How many of them failed.
    #[ts(type = "number")]
    pub failures: u64,
    /// Calls that run now, this one included.
    pub running: u32,
    /// Windows, pages and programs that follow the changes now.
    pub followers: u32,
    /// How often the place of secrets was asked: reads, writes and removals.
    #[ts(type = "number")]
    pub secret_operations: u64,
    /// How many of them failed.
    #[ts(type = "number")]
    pub secret_failures: u64,
    /// A row for each operation that was called.
    pub operations: Vec<Latency>,
}
