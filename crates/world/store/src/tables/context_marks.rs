//! What of a conversation a person has pinned, or left out of what is sent.

use atelier_vocabulary::{ContextMark, ConversationId, MessageId};
use rusqlite::{Connection, params};

use super::column::{self, Key};
use crate::StoreError;

/// The place that stands for a whole message.
const WHOLE: i64 = -1;

/// A mark: a message, one of its blocks or all of it, and what becomes of that.
pub type Marked = (MessageId, Option<u32>, ContextMark);

/// Marks a message, or one of its blocks; none takes the mark away. What is not a message of the
/// conversation is left alone, and `false` says so.
pub fn set(
    c: &Connection,
    conversation: ConversationId,
    message: MessageId,
    block: Option<u32>,
    mark: Option<ContextMark>,
) -> Result<bool, StoreError> {
    let place = block.map_or(WHOLE, i64::from);
    let known: bool = c
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM messages WHERE id = ?1 AND conversation_id = ?2)",
        )?
        .query_row(params![message.key(), conversation.key()], |row| row.get(0))?;
    if !known {
        return Ok(false);
    }
    match mark {
        Some(mark) => c
            .prepare_cached(
                "INSERT INTO context_marks (message_id, block, conversation_id, mark)
                 VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (message_id, block) DO UPDATE SET mark = excluded.mark",
            )?
            .execute(params![message.key(), place, conversation.key(), column::to_word(&mark)?])?,
        None => c
            .prepare_cached("DELETE FROM context_marks WHERE message_id = ?1 AND block = ?2")?
            .execute(params![message.key(), place])?,
    };
    Ok(true)
}

/// Reads every mark of a conversation.
pub fn of(c: &Connection, conversation: ConversationId) -> Result<Vec<Marked>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT message_id, block, mark FROM context_marks WHERE conversation_id = ?1",
    )?;
    let mut rows = statement.query([conversation.key()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let place: i64 = row.get("block")?;
        let mark = column::word(row, "mark")?;
        found.push((column::id(row, "message_id")?, u32::try_from(place).ok(), mark));
    }
    Ok(found)
}
