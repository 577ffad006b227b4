//! Drafts: what a person has typed and not sent.

use atelier_vocabulary::ConversationId;
use rusqlite::{Connection, OptionalExtension, params};

use super::erasing::erasing;
use crate::StoreError;

/// Reads the draft of a conversation, or of the one not created yet; empty where there is none.
pub fn get(c: &Connection, conversation: Option<ConversationId>) -> Result<String, StoreError> {
    let mut statement = c.prepare_cached("SELECT text FROM drafts WHERE key = ?1")?;
    let text = statement.query_row([key(conversation)], |row| row.get(0)).optional()?;
    Ok(text.unwrap_or_default())
}

/// Keeps the draft of a conversation, or of the one not created yet; an empty one removes it.
pub fn save(
    c: &Connection,
    conversation: Option<ConversationId>,
    text: &str,
    now: i64,
) -> Result<(), StoreError> {
    if text.is_empty() {
        c.prepare_cached("DELETE FROM drafts WHERE key = ?1")?.execute([key(conversation)])?;
        return Ok(());
    }
    c.prepare_cached(
        "INSERT INTO drafts (key, text, updated_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at",
    )?
    .execute(params![key(conversation), text, now])?;
    Ok(())
}

/// Takes the draft of a conversation away, or of the one not created yet, so that nothing of it stays.
pub fn take(c: &Connection, conversation: Option<ConversationId>) -> Result<String, StoreError> {
    erasing(c, || {
        let mut statement = c.prepare_cached("DELETE FROM drafts WHERE key = ?1 RETURNING text")?;
        let text = statement.query_row([key(conversation)], |row| row.get(0)).optional()?;
        Ok(text.unwrap_or_default())
    })
}

/// The key of a conversation's draft.
fn key(conversation: Option<ConversationId>) -> String {
    conversation.map(|id| id.to_string()).unwrap_or_default()
}
