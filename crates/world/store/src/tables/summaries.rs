//! Summaries that are sent in place of the beginning of a conversation. The messages stay.

use atelier_vocabulary::{ContextSummary, ConversationId, MessageId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::column::{self, Key};
use crate::StoreError;

/// Keeps a summary that waits to be read; one that waited before goes.
pub fn propose(
    c: &Connection,
    conversation: ConversationId,
    up_to: MessageId,
    text: &str,
    model: &str,
    now: i64,
) -> Result<(), StoreError> {
    discard(c, conversation)?;
    c.prepare_cached(
        "INSERT INTO summaries (conversation_id, up_to, text, model, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![conversation.key(), up_to.key(), text, model, now])?;
    Ok(())
}

/// Removes the summary that waits to be read.
pub fn discard(c: &Connection, conversation: ConversationId) -> Result<bool, StoreError> {
    let gone = c
        .prepare_cached("DELETE FROM summaries WHERE conversation_id = ?1 AND accepted_at IS NULL")?
        .execute([conversation.key()])?;
    Ok(gone > 0)
}

/// Lets the summary that waits count from now on, with the text that a person has given it.
pub fn accept(
    c: &Connection,
    conversation: ConversationId,
    text: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let changed = c
        .prepare_cached(
            "UPDATE summaries SET text = ?2, accepted_at = ?3
             WHERE conversation_id = ?1 AND accepted_at IS NULL",
        )?
        .execute(params![conversation.key(), text, now])?;
    Ok(changed > 0)
}

/// Takes the newest summary that counts away: the one before it counts again, or the messages do.
pub fn undo(c: &Connection, conversation: ConversationId) -> Result<bool, StoreError> {
    let gone = c
        .prepare_cached(
            "DELETE FROM summaries WHERE id = (SELECT id FROM summaries
               WHERE conversation_id = ?1 AND accepted_at IS NOT NULL ORDER BY id DESC LIMIT 1)",
        )?
        .execute([conversation.key()])?;
    Ok(gone > 0)
}

/// The summary that waits to be read.
pub fn proposed(
    c: &Connection,
    conversation: ConversationId,
) -> Result<Option<ContextSummary>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT up_to, text, model, made_at, accepted_at FROM summaries
         WHERE conversation_id = ?1 AND accepted_at IS NULL",
    )?;
    Ok(statement.query_row([conversation.key()], read).optional()?)
}

/// The summaries that count, newest first.
pub fn accepted(
    c: &Connection,
    conversation: ConversationId,
) -> Result<Vec<ContextSummary>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT up_to, text, model, made_at, accepted_at FROM summaries
         WHERE conversation_id = ?1 AND accepted_at IS NOT NULL ORDER BY id DESC",
    )?;
    let rows = statement.query_map([conversation.key()], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<ContextSummary> {
    Ok(ContextSummary {
        up_to: column::id(row, "up_to")?,
        text: row.get("text")?,
        model: row.get("model")?,
        made_at: row.get("made_at")?,
        accepted_at: row.get("accepted_at")?,
    })
}
