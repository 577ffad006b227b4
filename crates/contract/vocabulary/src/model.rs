//! Models: what the Models API says of them, with what they cost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::WebTools;

/// A model, as the Models API describes it. Source: `GET /v1/models`, version 2026-10-21.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Model {
    /// The id that requests name.
    pub id: String,
    /// The name that people read.
    pub display_name: String,
    /// The family (`haiku`, `sonnet`, `opus`, …), where the API says.
    pub line: Option<String>,
    /// `active`, `deprecated` or `retired`, where the API says.
    pub lifecycle: Option<String>,
    /// When it retires, as the API writes it.
    pub retires_at: Option<String>,
    /// The most tokens a request may hold.
    #[ts(type = "number | null")]
    pub max_input_tokens: Option<u64>,
    /// The most tokens an answer may hold.
    #[ts(type = "number | null")]
    pub max_output_tokens: Option<u64>,
    /// The efforts it can be asked for, weakest first; empty where it has none.
    pub efforts: Vec<Effort>,
    /// The ways it can think (`adaptive`, `between_tools`, `disabled`, `enabled`).
    pub thinking: Vec<String>,
    /// Whether it takes images, where the endpoint says; an endpoint that says nothing does not rule it out.
    pub takes_images: bool,
    /// Whether it takes PDF documents, likewise.
    pub takes_pdf: bool,
    /// Whether it names the places in documents that it speaks of, where the endpoint says that it does.
    #[serde(default)]
    pub cites: bool,
    /// Which of the endpoint's web tools it takes; an endpoint that says nothing does not rule out the first.
    #[serde(default)]
    pub web_tools: WebTools,
    /// What it costs; none where the price is unknown.
    pub price: Option<ModelPrice>,
}

/// How hard a model thinks. Source: `output_config.effort`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// `low`
    Low,
    /// `medium`
    Medium,
    /// `high`
    High,
    /// `xhigh`
    #[serde(rename = "xhigh")]
    XHigh,
    /// `max`
    Max,
}

/// What a model costs, in tiers by the length of the prompt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ModelPrice {
    /// The tiers, shortest prompt first; at least one.
    pub tiers: Vec<PriceTier>,
}

/// The prices for prompts up to some length, in billionths of a US dollar a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PriceTier {
    /// The longest prompt (in tokens) the tier is for; none for any length.
    #[ts(type = "number | null")]
    pub up_to_prompt_tokens: Option<u64>,
    /// A token sent.
    #[ts(type = "number")]
    pub input: i64,
    /// A token answered.
    #[ts(type = "number")]
    pub output: i64,
    /// A token written to the cache that lives five minutes.
    #[ts(type = "number")]
    pub cache_write_5m: i64,
    /// A token written to the cache that lives one hour.
    #[ts(type = "number")]
    pub cache_write_1h: i64,
    /// A token read from the cache.
    #[ts(type = "number")]
    pub cache_read: i64,
}
