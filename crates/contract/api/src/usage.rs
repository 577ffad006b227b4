//! Usage: what requests took and cost. It counts what is deleted, too.

use atelier_rpc::api;
use atelier_vocabulary::{
    ConversationId, ConversationUsage, DayUsage, ModelUsage, ProjectUsage, UsageSummary, UsageTable,
};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Usage: what requests took and cost. It counts what is deleted, too.
    pub trait UsageApi in usage {
        /// Adds up what was spent in the last days, today, this month and ever.
        query summary(UsageRange) -> UsageSummary, provides [Usage], requires [UsageRead];

        /// Adds up each of the last days, oldest first, those without a request too.
        query by_day(UsageRange) -> Vec<DayUsage>, provides [Usage], requires [UsageRead];

        /// Adds up each model in the last days, dearest first.
        query by_model(UsageRange) -> Vec<ModelUsage>, provides [Usage], requires [UsageRead];

        /// Adds up each conversation in the last days, dearest first, at most 200. Those deleted for good have no title.
        query by_conversation(UsageRange) -> Vec<ConversationUsage>, provides [Usage, Conversations], requires [UsageRead];

        /// Adds up each project in the last days, dearest first. A request counts for the project that its conversation was in.
        query by_project(UsageRange) -> Vec<ProjectUsage>, provides [Usage, Projects], requires [UsageRead];

        /// Writes the last days as a table for a spreadsheet.
        query export(ExportUsage) -> UsageTable, requires [UsageRead];
    }
}

/// Which requests to add up.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct UsageRange {
    /// Those of so many days, today included (30 unless told).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 3_660))]
    pub days: Option<u32>,
    /// Only those of this conversation.
    #[serde(default)]
    #[ts(optional)]
    pub conversation_id: Option<ConversationId>,
    /// Minutes by which midnight comes before that of UTC; what the budgets say unless told.
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = -840, max = 840))]
    pub utc_offset_minutes: Option<i32>,
    /// The time zone whose days they are, by its IANA name, such as `Europe/Berlin`: it knows when clocks changed. Where it is
    /// absent or not known, the offset counts.
    #[serde(default)]
    #[ts(optional)]
    #[garde(inner(length(bytes, max = 64)))]
    pub time_zone: Option<String>,
}

/// Which table to write.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ExportUsage {
    /// What a row is.
    pub rows: UsageRows,
    /// Those of so many days, today included (30 unless told).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 3_660))]
    pub days: Option<u32>,
    /// Minutes by which midnight comes before that of UTC; what the budgets say unless told.
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = -840, max = 840))]
    pub utc_offset_minutes: Option<i32>,
    /// The time zone whose days they are, by its IANA name, such as `Europe/Berlin`: it knows when clocks changed. Where it is
    /// absent or not known, the offset counts.
    #[serde(default)]
    #[ts(optional)]
    #[garde(inner(length(bytes, max = 64)))]
    pub time_zone: Option<String>,
}

/// What a row of an exported table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum UsageRows {
    /// A day.
    Days,
    /// A model.
    Models,
    /// A conversation.
    Conversations,
    /// A project.
    Projects,
    /// A request, newest first, at most 10,000.
    Requests,
}
