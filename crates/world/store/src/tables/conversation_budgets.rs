//! Budgets of single conversations.

use atelier_vocabulary::ConversationId;
use rusqlite::{Connection, OptionalExtension, params};

use super::column::{self, Key};
use crate::StoreError;

/// Reads how much may be spent in a conversation, in billionths of a US dollar; none where it has
/// no budget of its own.
pub fn get(c: &Connection, id: ConversationId) -> Result<Option<i64>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT limit_nano_usd FROM conversation_budgets WHERE conversation_id = ?1",
    )?;
    Ok(statement.query_row([id.key()], |row| row.get(0)).optional()?)
}

/// Reads the budgets of all conversations that have one.
pub fn all(c: &Connection) -> Result<Vec<(ConversationId, i64)>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT conversation_id, limit_nano_usd FROM conversation_budgets ORDER BY conversation_id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((column::id(row, "conversation_id")?, row.get("limit_nano_usd")?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Gives a conversation a budget; none takes it away.
pub fn set(c: &Connection, id: ConversationId, limit: Option<i64>) -> Result<(), StoreError> {
    match limit {
        Some(limit) => c
            .prepare_cached(
                "INSERT INTO conversation_budgets (conversation_id, limit_nano_usd) VALUES (?1, ?2)
                 ON CONFLICT (conversation_id) DO UPDATE SET limit_nano_usd = excluded.limit_nano_usd",
            )?
            .execute(params![id.key(), limit])?,
        None => c
            .prepare_cached("DELETE FROM conversation_budgets WHERE conversation_id = ?1")?
            .execute([id.key()])?,
    };
    Ok(())
}
