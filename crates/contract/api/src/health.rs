//! Health: what the application itself weighs, and how fast it answers.

use atelier_rpc::{Latency, NoInput, api};
use atelier_vocabulary::StoreState;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// What the application itself weighs.
    pub trait HealthApi in health {
        /// Reads the application's version, age, memory and state.
        query get(NoInput) -> Health, requires [HealthRead];
    }
}

api! {
    /// How fast operations answer.
    pub trait MetricsApi in metrics {
        /// Reads how long the calls of each operation took since the start.
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
    /// Bytes that the Rust side has allocated.
    #[ts(type = "number")]
    pub heap_bytes: u64,
    /// Bytes of the process that are in memory; none where the system does not say.
    #[ts(type = "number | null")]
    pub resident_bytes: Option<u64>,
    /// Bytes of the store on disk.
    #[ts(type = "number | null")]
    pub store_bytes: Option<u64>,
    /// Where conversations are kept.
    pub store: StoreState,
    /// Answers arriving now.
    pub active_turns: u32,
}

/// How fast operations answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Metrics {
    /// A row for each operation that was called.
    pub operations: Vec<Latency>,
}
