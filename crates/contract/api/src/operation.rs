//! Operations: what can be done at all.

use atelier_rpc::{Kind, NoInput, api};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Operations: what can be done at all.
    pub trait OperationApi in operation {
        /// Lists every operation that the caller may use.
        query list(NoInput) -> Vec<OperationSummary>, requires [HealthRead];

        /// Reads one operation with the JSON Schema of what it takes.
        query get(GetOperation) -> OperationDetail, requires [HealthRead];
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

/// Which operation to read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct GetOperation {
    /// `domain.method`.
    #[garde(length(bytes, min = 1, max = 100))]
    pub name: String,
}

/// An operation, with what it takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OperationDetail {
    /// `domain.method`.
    pub name: String,
    /// How it behaves: `query`, `command` or `stream`.
    #[ts(type = "\"query\" | \"command\" | \"stream\"")]
    #[schemars(with = "String")]
    pub kind: Kind,
    /// What it does.
    pub doc: String,
    /// The JSON Schema of its input, with all that it refers to.
    #[ts(type = "unknown")]
    pub input: serde_json::Value,
}
