//! The answer cache: answers that are kept in memory, to be given again to exactly the same request.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ConversationId;

/// Where an answer came from that nobody was asked for anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FromCache {
    /// When it was first answered, in ms since 1970.
    #[ts(type = "number")]
    pub answered_at: i64,
    /// What asking cost then, in billionths of a US dollar; none where the price is unknown.
    #[ts(type = "number | null")]
    pub saved_nano_usd: Option<i64>,
}

/// How the answer cache stands. Counts begin anew with each start of Atelier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CacheStatus {
    /// Whether answers are kept and given again.
    pub enabled: bool,
    /// How many answers are kept.
    pub entries: u32,
    /// How many bytes of memory they take.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The most bytes that they may take; what was not given for longest makes room.
    #[ts(type = "number")]
    pub limit_bytes: u64,
    /// How long an answer is kept, in ms.
    #[ts(type = "number")]
    pub lifetime_ms: i64,
    /// How often an answer was given again.
    #[ts(type = "number")]
    pub hits: u64,
    /// What asking for these had cost, in billionths of a US dollar, unknown prices left out.
    #[ts(type = "number")]
    pub saved_nano_usd: i64,
    /// How many of these have no known price, so that what was saved is a lower bound.
    #[ts(type = "number")]
    pub unpriced_hits: u64,
}

/// An answer that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CachedAnswer {
    /// Identifies it: the SHA-256 of its request, in lower-case hexadecimal digits.
    pub id: String,
    /// The conversation in which it was asked for.
    pub conversation_id: ConversationId,
    /// The model that answered.
    pub model: String,
    /// The beginning of what was asked, on one line.
    pub question: String,
    /// How many bytes of memory it takes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When it was answered, in ms since 1970.
    #[ts(type = "number")]
    pub answered_at: i64,
    /// Until when it is given again, in ms since 1970.
    #[ts(type = "number")]
    pub expires_at: i64,
    /// How often it was given again.
    pub hits: u32,
    /// What it cost, in billionths of a US dollar; none where the price is unknown.
    #[ts(type = "number | null")]
    pub cost_nano_usd: Option<i64>,
}
