//! The web, as far as the endpoint searches and reads it for Claude.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far Claude may go on the web, where that is switched on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct WebSettings {
    /// How often one answer may search, and how often it may read a page.
    pub max_uses: u16,
    /// The only domains that are searched and read; empty is all but the blocked ones.
    pub allowed_domains: Vec<String>,
    /// Domains that are neither searched nor read. The API takes one of the two lists, not both.
    pub blocked_domains: Vec<String>,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self { max_uses: 5, allowed_domains: Vec::new(), blocked_domains: Vec::new() }
    }
}

/// Which of the endpoint's web tools a model takes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum WebTools {
    /// None.
    None,
    /// Their first versions, which every model takes that can search at all.
    #[default]
    First,
    /// Their latest versions.
    Latest,
}

/// Web searches that come on top of what a request costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SearchesOnTop {
    /// How many an answer may make.
    pub most: u16,
    /// What each costs, in billionths of a US dollar, beside the tokens of what it finds; none where that
    /// is unknown.
    #[ts(type = "number | null")]
    pub each_nano_usd: Option<i64>,
}
