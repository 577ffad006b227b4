//! Budgets: how much may be spent. A request that might cost more does not leave.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{BudgetState, Budgets, ConversationId, UnknownPrice};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

/// The largest budget, in billionths of a US dollar: a million dollars.
const LARGEST: i64 = 1_000_000_000_000_000;

api! {
    /// Budgets: how much may be spent. A request that might cost more does not leave.
    pub trait BudgetApi in budget {
        /// Reads the budgets.
        query get(NoInput) -> Budgets, provides [Budgets], requires [UsageRead];

        /// Changes the budgets that the patch names, at once, and returns them all.
        command save(BudgetsPatch) -> Budgets, invalidates [Budgets, Usage], requires [BudgetsWrite];

        /// Reads how far the budgets are used that a request in a conversation has to keep.
        query state(GetBudgetState) -> BudgetState, provides [Budgets, Usage], requires [UsageRead];

        /// Gives a conversation a budget of its own, or takes it away again.
        command set(SetBudget) -> BudgetState, invalidates [Budgets], requires [BudgetsWrite];

        /// Lets the next turn of a conversation pass its budgets, once.
        command allow_once(AllowOnce) -> BudgetState, invalidates [Budgets], requires [BudgetsWrite];
    }
}

/// What to change of the budgets. What it does not name stays as it is; `null` takes a limit away.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
#[garde(allow_unvalidated)]
pub struct BudgetsPatch {
    /// From midnight to midnight, in billionths of a US dollar.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null", optional)]
    #[garde(inner(inner(range(min = 0, max = LARGEST))))]
    pub day_nano_usd: Option<Option<i64>>,
    /// From the first of a month to the next, in billionths of a US dollar.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null", optional)]
    #[garde(inner(inner(range(min = 0, max = LARGEST))))]
    pub month_nano_usd: Option<Option<i64>>,
    /// In each conversation without a budget of its own, in billionths of a US dollar.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null", optional)]
    #[garde(inner(inner(range(min = 0, max = LARGEST))))]
    pub conversation_nano_usd: Option<Option<i64>>,
    /// What becomes of a request whose price is unknown while a budget is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown_price: Option<UnknownPrice>,
    /// Minutes by which the person's midnight comes before that of UTC. Without a time zone beside it, it takes the place of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(inner(range(min = -840, max = 840)))]
    pub utc_offset_minutes: Option<i32>,
    /// The time zone whose midnights days and months begin at, by its IANA name, such as `Europe/Berlin`: it knows when clocks
    /// change. Where it is not known, the offset counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(inner(length(bytes, max = 64)))]
    pub time_zone: Option<String>,
}

/// Whose budgets to read.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct GetBudgetState {
    /// The conversation; none means one that is not created yet.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub conversation_id: Option<ConversationId>,
}

/// A conversation's own budget.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SetBudget {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// How much may be spent in it, in billionths of a US dollar; none takes its own budget away.
    #[serde(default)]
    #[ts(type = "number | null", optional)]
    #[garde(inner(range(min = 0, max = LARGEST)))]
    pub limit_nano_usd: Option<i64>,
}

/// Where to let a turn pass.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AllowOnce {
    /// The conversation.
    pub conversation_id: ConversationId,
}

/// Tells a field that is `null` from one that is absent.
#[expect(clippy::option_option, reason = "absent, null and a value are three different wishes")]
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
