//! The local HTTP API, as a person needs to know it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the local HTTP API answers, and how programs reach it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ServerStatus {
    /// Its base URL; none while it is off.
    pub url: Option<String>,
    /// The token that programs send. It opens this machine's Atelier only, and is new at every start.
    pub token: Option<String>,
    /// Why it is off although it is wanted, and what to do about it.
    pub problem: Option<String>,
}
