//! Spending: one row for each request that may have cost something, without content. It stays when
//! the conversation goes.
//!
//! The order in which rows were written is the truth where a clock was not: see [`insert`] and
//! [`since`].

mod owed;
mod sums;

use atelier_vocabulary::{ConversationId, FromCache, MessageId, MessageState, Usage};
use rusqlite::{Connection, OptionalExtension, params};

use super::column::{self, Key};
use crate::StoreError;

pub use owed::{Owed, owed, settle, settled};
pub use sums::{
    ConversationRow, ProjectRow, RequestRow, Span, Stretch, by_conversation, by_day, by_model,
    by_project, first, requests, since, sum,
};

/// How far behind the last row a clock may be and still be taken for a small correction, in ms.
const CORRECTION: i64 = 36 * 60 * 60 * 1_000;

/// What a request was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An answer in a conversation.
    Answer,
    /// Something on the side of a conversation: a summary, a question beside it.
    Side,
    /// A request of another program, passed on.
    Program,
}

impl Purpose {
    /// The word in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Side => "side",
            Self::Program => "program",
        }
    }
}

/// A request that took something.
#[derive(Clone, Copy, Debug)]
pub struct Spent<'a> {
    /// The answer, where it is a message.
    pub message: Option<MessageId>,
    /// The conversation, where it was made in one.
    pub conversation: Option<ConversationId>,
    /// What it was for.
    pub purpose: Purpose,
    /// The model that answered.
    pub model: Option<&'a str>,
    /// When it ended, by the clock as it is.
    pub at: i64,
    /// What it took.
    pub usage: Usage,
    /// What it cost, in billionths of a US dollar; none where the price is unknown.
    pub cost_nano_usd: Option<i64>,
    /// Whether it broke off, so that what it took is an estimate.
    pub estimated: bool,
    /// Where the answer came from, where no request was made for it.
    pub from_cache: Option<FromCache>,
}

/// Writes a request down; one of the same message is replaced.
///
/// A clock that is a little behind the last row, or before the first of all, has been set back:
/// then the time of the last row stands, so that no spending falls into a day that is over.
pub fn insert(c: &Connection, spent: &Spent<'_>) -> Result<(), StoreError> {
    let at = believed(c, spent.at)?;
    let usage = spent.usage;
    let count = |tokens: u64| i64::try_from(tokens).unwrap_or(i64::MAX);
    c.prepare_cached(
        "INSERT INTO spending (message_id, conversation_id, project_id, purpose, model, at, input_tokens,
           output_tokens, thinking_tokens, cache_write_5m_tokens, cache_write_1h_tokens,
           cache_read_tokens, web_searches, cost_nano_usd, estimated, from_cache, saved_nano_usd)
         VALUES (?1, ?2, (SELECT project_id FROM conversations WHERE id = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
         ON CONFLICT (message_id) DO UPDATE SET model = excluded.model,
           input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
           thinking_tokens = excluded.thinking_tokens,
           cache_write_5m_tokens = excluded.cache_write_5m_tokens,
           cache_write_1h_tokens = excluded.cache_write_1h_tokens,
           cache_read_tokens = excluded.cache_read_tokens, web_searches = excluded.web_searches,
           cost_nano_usd = excluded.cost_nano_usd, estimated = excluded.estimated,
           from_cache = excluded.from_cache, saved_nano_usd = excluded.saved_nano_usd",
    )?
    .execute(params![
        spent.message.map(Key::key),
        spent.conversation.map(Key::key),
        spent.purpose.word(),
        spent.model,
        at,
        count(usage.input_tokens),
        count(usage.output_tokens),
        count(usage.thinking_tokens),
        count(usage.cache_write_5m_tokens),
        count(usage.cache_write_1h_tokens),
        count(usage.cache_read_tokens),
        count(usage.web_searches),
        spent.cost_nano_usd,
        spent.estimated,
        spent.from_cache.is_some(),
        spent.from_cache.and_then(|from| from.saved_nano_usd),
    ])?;
    Ok(())
}

/// Writes down what an answer took, as it is stored now. An answer of the simulator costs nothing,
/// and one that was refused before it began took nothing: neither is written down.
pub(super) fn of_message(c: &Connection, id: MessageId, at: i64) -> Result<(), StoreError> {
    let found = c
        .prepare_cached(
            "SELECT conversation_id, model, state, usage, cost_nano_usd, from_cache FROM messages
             WHERE id = ?1 AND role = 'assistant' AND simulated = 0
               AND (usage IS NOT NULL OR state = 'incomplete')",
        )?
        .query_row([id.key()], |row| {
            let conversation = column::id(row, "conversation_id")?;
            let model: Option<String> = row.get("model")?;
            let cost: Option<i64> = row.get("cost_nano_usd")?;
            Ok((
                conversation,
                model,
                cost,
                column::word(row, "state"),
                column::json_or_none(row, "usage"),
                column::json_or_none(row, "from_cache"),
            ))
        })
        .optional()?;
    let Some((conversation, model, cost_nano_usd, state, usage, from_cache)) = found else {
        return Ok(());
    };
    let (state, usage): (MessageState, Option<Usage>) = (state?, usage?);
    let spent = Spent {
        message: Some(id),
        conversation: Some(conversation),
        purpose: Purpose::Answer,
        model: model.as_deref(),
        at,
        usage: usage.unwrap_or_default(),
        cost_nano_usd,
        estimated: state == MessageState::Incomplete,
        from_cache: from_cache?,
    };
    insert(c, &spent)
}

/// The time that a row is written under when the clock shows `now`.
fn believed(c: &Connection, now: i64) -> Result<i64, StoreError> {
    let edges: Option<(i64, i64)> = c
        .prepare_cached(
            "SELECT (SELECT min(at) FROM spending), at FROM spending ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match edges {
        Some((first, last)) if now < first => last,
        Some((_, last)) if now < last && last.saturating_sub(now) <= CORRECTION => last,
        Some(_) | None => now,
    })
}

#[cfg(test)]
mod tests;
