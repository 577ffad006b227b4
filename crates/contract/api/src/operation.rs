//! Operations: what can be done at all.

use atelier_rpc::{Kind, NoInput, api};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Operations: what can be done at all.
    pub trait OperationApi in operation {
        /// Lists every operation that the caller may use.
        query list(NoInput) -> Vec<OperationSummary>, requires [HealthRead];
    }
}

/// An operation, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OperationSummary {
    /// `domain.method`.
    pub name: String,
    /// How it behaves: `query`, `command` or `stream`.
    #[ts(type = "\"query\" | \"command\" | \"stream\"")]
    #[schemars(with = "String")]
    pub kind: Kind,
    /// What it does.
    pub doc: String,
    /// The permissions its caller needs.
    pub requires: Vec<String>,
}
