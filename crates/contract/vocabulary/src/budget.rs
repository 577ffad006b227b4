//! Budgets: how much may be spent, and how much of it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much may be spent. What is not named has no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Budgets {
    /// From midnight to midnight, in billionths of a US dollar.
    #[ts(type = "number | null")]
    pub day_nano_usd: Option<i64>,
    /// From the first of a month to the next, in billionths of a US dollar.
    #[ts(type = "number | null")]
    pub month_nano_usd: Option<i64>,
    /// In each conversation that has no budget of its own, in billionths of a US dollar.
    #[ts(type = "number | null")]
    pub conversation_nano_usd: Option<i64>,
    /// What becomes of a request whose price is unknown while a budget is set.
    pub unknown_price: UnknownPrice,
    /// Minutes by which the person's midnight comes before that of UTC: 60 in Berlin in winter. They count
    /// where the time zone is absent or not known.
    pub utc_offset_minutes: i32,
    /// The time zone whose midnights days and months begin at, by its IANA name: it knows when clocks change.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub time_zone: Option<String>,
}

/// What becomes of a request whose price is unknown while a budget is set.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum UnknownPrice {
    /// It is stopped: a budget that cannot be kept is none.
    #[default]
    Stop,
    /// It passes, and counts as nothing.
    Pass,
}

/// The budgets that a request would have to keep, and how far they are used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BudgetState {
    /// A line for each budget that is set.
    pub lines: Vec<BudgetLine>,
    /// Whether the next request may pass them all, because a person said so.
    pub allowed_once: bool,
}

/// One budget, and how far it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BudgetLine {
    /// What it is for.
    pub scope: BudgetScope,
    /// How much may be spent, in billionths of a US dollar.
    #[ts(type = "number")]
    pub limit_nano_usd: i64,
    /// How much is spent.
    #[ts(type = "number")]
    pub spent_nano_usd: i64,
    /// How much the requests that are under way may still cost.
    #[ts(type = "number")]
    pub reserved_nano_usd: i64,
    /// Whether the price of something in it is unknown, so that more may be spent than is said.
    pub partial: bool,
    /// How full it is.
    pub level: BudgetLevel,
}

/// What a budget is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum BudgetScope {
    /// One conversation.
    Conversation,
    /// From midnight to midnight.
    Day,
    /// From the first of a month to the next.
    Month,
}

/// How full a budget is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum BudgetLevel {
    /// Less than four fifths are spent.
    Fine,
    /// Four fifths or more are.
    Near,
    /// All of it is.
    Reached,
}
