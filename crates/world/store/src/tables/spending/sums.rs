//! Sums over what was spent.

use atelier_vocabulary::{ConversationId, ProjectId, Spending, Usage};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::CORRECTION;
use crate::{
    StoreError,
    tables::column::{self, Key},
};

/// The columns that [`spending`] reads.
macro_rules! sums {
    ($before:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $before,
            " coalesce(sum(NOT from_cache), 0) AS requests, coalesce(sum(input_tokens), 0) AS input,
               coalesce(sum(output_tokens), 0) AS output,
               coalesce(sum(thinking_tokens), 0) AS thinking,
               coalesce(sum(cache_write_5m_tokens), 0) AS write_5m,
               coalesce(sum(cache_write_1h_tokens), 0) AS write_1h,
               coalesce(sum(cache_read_tokens), 0) AS read,
               coalesce(sum(web_searches), 0) AS searches,
               coalesce(sum(cost_nano_usd), 0) AS cost,
               coalesce(sum(cost_nano_usd IS NULL), 0) AS unpriced,
               coalesce(sum(estimated), 0) AS estimated,
               coalesce(sum(from_cache), 0) AS cached,
               coalesce(sum(saved_nano_usd), 0) AS saved
             FROM spending AS s ",
            $rest
        )
    };
}

/// Which rows to add up: those from a time on, of a conversation or of all.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The first time that counts.
    pub from: i64,
    /// The conversation; none for all of them and for what belongs to none.
    pub conversation: Option<ConversationId>,
}

/// What was spent in a conversation, or outside of all.
#[derive(Clone, Debug, PartialEq)]
pub struct ConversationRow {
    /// The conversation.
    pub id: Option<ConversationId>,
    /// Its title; none where it is gone.
    pub title: Option<String>,
    /// What was spent.
    pub spending: Spending,
}

/// What was spent in a project, or outside of all.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectRow {
    /// The project.
    pub id: Option<ProjectId>,
    /// Its name; none where it is gone.
    pub name: Option<String>,
    /// What was spent.
    pub spending: Spending,
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestRow {
    /// When it ended.
    pub at: i64,
    /// What it was for.
    pub purpose: String,
    /// The model.
    pub model: Option<String>,
    /// The conversation.
    pub conversation: Option<ConversationId>,
    /// What it took; its price is known where `unpriced_requests` is 0.
    pub spending: Spending,
}

/// Adds up a span.
pub fn sum(c: &Connection, span: Span) -> Result<Spending, StoreError> {
    let mut statement =
        c.prepare_cached(sums!("", "WHERE at >= ?1 AND (?2 IS NULL OR conversation_id = ?2)"))?;
    Ok(statement.query_row(params![span.from, span.conversation.map(Key::key)], spending)?)
}

/// Adds up what counts against a budget of the period that began at `from` and runs at `now`.
///
/// What was written under a clock that was ahead counts in the period in which it was written, and
/// in no later one.
pub fn since(c: &Connection, from: i64, now: i64) -> Result<Spending, StoreError> {
    let mut statement = c.prepare_cached(sums!(
        "",
        "WHERE at >= ?1 AND (at <= ?2 OR seq >
           coalesce((SELECT seq FROM spending WHERE at < ?1 ORDER BY seq DESC LIMIT 1), 0))"
    ))?;
    Ok(statement.query_row([from, now.saturating_add(CORRECTION)], spending)?)
}

/// A stretch of time in which a clock was as far ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first time, in ms since 1970.
    pub since: i64,
    /// The first time after it.
    pub until: i64,
    /// By how much midnight came before that of UTC, in ms.
    pub offset_ms: i64,
}

/// Adds up each day with a request, oldest first, by its number since 1970. What lies in none of the stretches
/// is left out; they are not to overlap.
pub fn by_day(
    c: &Connection,
    span: Span,
    stretches: &[Stretch],
) -> Result<Vec<(i64, Spending)>, StoreError> {
    let mut statement = c.prepare_cached(sums!(
        "((at + offset) - (((at + offset) % 86400000) + 86400000) % 86400000) / 86400000 AS day,",
        "JOIN (SELECT value ->> 0 AS since, value ->> 1 AS until, value ->> 2 AS offset FROM json_each(?3))
           ON at >= since AND at < until
         WHERE at >= ?1 AND (?2 IS NULL OR conversation_id = ?2) GROUP BY day ORDER BY day"
    ))?;
    let key = span.conversation.map(Key::key);
    let stretches: Vec<[i64; 3]> =
        stretches.iter().map(|it| [it.since, it.until, it.offset_ms]).collect();
    let stretches = serde_json::to_string(&stretches)?;
    let rows = statement.query_map(params![span.from, key, stretches], |row| {
        Ok((row.get("day")?, spending(row)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds up each model, dearest first.
pub fn by_model(c: &Connection, span: Span) -> Result<Vec<(Option<String>, Spending)>, StoreError> {
    let mut statement = c.prepare_cached(sums!(
        "model,",
        "WHERE at >= ?1 AND (?2 IS NULL OR conversation_id = ?2)
         GROUP BY model ORDER BY cost DESC, requests DESC, model"
    ))?;
    let key = span.conversation.map(Key::key);
    let rows = statement
        .query_map(params![span.from, key], |row| Ok((row.get("model")?, spending(row)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds up each conversation, dearest first.
pub fn by_conversation(
    c: &Connection,
    span: Span,
    limit: u32,
) -> Result<Vec<ConversationRow>, StoreError> {
    let mut statement = c.prepare_cached(sums!(
        "conversation_id, (SELECT title FROM conversations AS c WHERE c.id = s.conversation_id) AS title,",
        "WHERE at >= ?1 AND (?2 IS NULL OR conversation_id = ?2)
         GROUP BY conversation_id ORDER BY cost DESC, requests DESC, conversation_id LIMIT ?3"
    ))?;
    let key = span.conversation.map(Key::key);
    let rows = statement.query_map(params![span.from, key, limit], |row| {
        Ok(ConversationRow {
            id: column::id_or_none(row, "conversation_id")?,
            title: row.get("title")?,
            spending: spending(row)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds up each project, dearest first.
pub fn by_project(c: &Connection, span: Span) -> Result<Vec<ProjectRow>, StoreError> {
    let mut statement = c.prepare_cached(sums!(
        "project_id, (SELECT name FROM projects AS p WHERE p.id = s.project_id) AS name,",
        "WHERE at >= ?1 AND (?2 IS NULL OR conversation_id = ?2)
         GROUP BY project_id ORDER BY cost DESC, requests DESC, project_id"
    ))?;
    let key = span.conversation.map(Key::key);
    let rows = statement.query_map(params![span.from, key], |row| {
        Ok(ProjectRow {
            id: column::id_or_none(row, "project_id")?,
            name: row.get("name")?,
            spending: spending(row)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Lists requests, newest first.
pub fn requests(c: &Connection, span: Span, limit: u32) -> Result<Vec<RequestRow>, StoreError> {
    let mut statement = c.prepare_cached(sums!(
        "at, purpose, model, conversation_id,",
        "WHERE at >= ?1 AND (?2 IS NULL OR conversation_id = ?2)
         GROUP BY seq ORDER BY at DESC, seq DESC LIMIT ?3"
    ))?;
    let key = span.conversation.map(Key::key);
    let rows = statement.query_map(params![span.from, key, limit], |row| {
        Ok(RequestRow {
            at: row.get("at")?,
            purpose: row.get("purpose")?,
            model: row.get("model")?,
            conversation: column::id_or_none(row, "conversation_id")?,
            spending: spending(row)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When the oldest request ended; none before there is one.
pub fn first(c: &Connection) -> Result<Option<i64>, StoreError> {
    let mut statement = c.prepare_cached("SELECT min(at) FROM spending")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.flatten())
}

/// Reads a row of [`sums!`].
fn spending(row: &Row<'_>) -> rusqlite::Result<Spending> {
    let count =
        |name: &str| row.get::<_, i64>(name).map(|count| u64::try_from(count).unwrap_or_default());
    Ok(Spending {
        requests: count("requests")?,
        tokens: Usage {
            input_tokens: count("input")?,
            output_tokens: count("output")?,
            thinking_tokens: count("thinking")?,
            cache_write_5m_tokens: count("write_5m")?,
            cache_write_1h_tokens: count("write_1h")?,
            cache_read_tokens: count("read")?,
            web_searches: count("searches")?,
        },
        cost_nano_usd: row.get("cost")?,
        unpriced_requests: count("unpriced")?,
        estimated_requests: count("estimated")?,
        cached_answers: count("cached")?,
        saved_nano_usd: row.get("saved")?,
    })
}
