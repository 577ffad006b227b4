//! Endpoints: where model calls go.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where model calls go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// Whose it is.
    pub kind: EndpointKind,
    /// The base URL of a custom endpoint; none for the others.
    #[serde(default)]
    pub base_url: Option<String>,
    /// The version of the API to speak.
    #[serde(default)]
    pub api_version: ApiVersion,
}

impl Default for Endpoint {
    fn default() -> Self {
        Self { kind: EndpointKind::Anthropic, base_url: None, api_version: ApiVersion::default() }
    }
}

/// Whose endpoint it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum EndpointKind {
    /// Anthropic's own API.
    Anthropic,
    /// The simulator that Atelier carries; its answers are marked.
    Simulator,
    /// Another server that speaks the Messages API. It has a key of its own, never Anthropic's.
    Custom,
}

/// A version of the Messages API.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
pub enum ApiVersion {
    /// The current one: the key goes out as a bearer token, sampling parameters are gone.
    #[default]
    #[serde(rename = "2026-10-21")]
    V20261021,
    /// The one before: the key goes out as `x-api-key`.
    #[serde(rename = "2023-06-01")]
    V20230601,
}
