//! Usage: what requests took and cost, added up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ConversationId, ProjectId, Usage};

/// What some requests took and cost together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Spending {
    /// How many requests there were.
    #[ts(type = "number")]
    pub requests: u64,
    /// The tokens they took.
    pub tokens: Usage,
    /// What they cost, in billionths of a US dollar, unknown prices left out.
    #[ts(type = "number")]
    pub cost_nano_usd: i64,
    /// How many of them have no known price, so that the cost is a lower bound.
    #[ts(type = "number")]
    pub unpriced_requests: u64,
    /// How many of them broke off, so that what they took is estimated from what arrived.
    #[ts(type = "number")]
    pub estimated_requests: u64,
    /// How many answers came from the answer cache instead: no request was made for them.
    #[ts(type = "number")]
    pub cached_answers: u64,
    /// What asking for those had cost, in billionths of a US dollar, unknown prices left out.
    #[ts(type = "number")]
    pub saved_nano_usd: i64,
}

/// What was spent now, lately and altogether.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct UsageSummary {
    /// The days asked for.
    pub range: Spending,
    /// Since midnight.
    pub today: Spending,
    /// Since the first of the month.
    pub month: Spending,
    /// Ever.
    pub total: Spending,
    /// When the first request was written down, in ms since 1970; none before there is one.
    #[ts(type = "number | null")]
    pub since: Option<i64>,
}

/// What was spent on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DayUsage {
    /// The day, as `YYYY-MM-DD`.
    pub day: String,
    /// What was spent on it.
    pub spending: Spending,
}

/// What was spent on a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ModelUsage {
    /// Its id; none where the endpoint named none.
    pub model: Option<String>,
    /// What was spent on it.
    pub spending: Spending,
}

/// What was spent in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ConversationUsage {
    /// The conversation; none for requests that belong to none.
    pub conversation_id: Option<ConversationId>,
    /// Its title; none where it is deleted for good.
    pub title: Option<String>,
    /// What was spent in it.
    pub spending: Spending,
}

/// What was spent in a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ProjectUsage {
    /// The project; none for conversations without one.
    pub project_id: Option<ProjectId>,
    /// Its name; none where it is deleted, or there is none.
    pub name: Option<String>,
    /// What was spent in it.
    pub spending: Spending,
}

/// A table for a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct UsageTable {
    /// A name for its file.
    pub file_name: String,
    /// The table, as RFC 4180 has it, in UTF-8. No cell begins as a formula does.
    pub csv: String,
    /// How many rows it has, the heading left out.
    pub rows: u32,
    /// Whether older rows were left out because there are too many.
    pub cut: bool,
}
