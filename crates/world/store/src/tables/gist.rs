//! What a conversation is about, in short: its title, and what the person said first.

use atelier_vocabulary::{ContentBlock, ConversationId};
use rusqlite::{Connection, OptionalExtension, params};

use super::column::{self, Key};
use crate::StoreError;

/// Walks from the first messages of `?1` to those that follow them, a few steps, all branches.
const FIRST_SAID: &str = "
    WITH RECURSIVE first (id, depth) AS (
      SELECT id, 1 FROM messages WHERE conversation_id = ?1 AND parent_id IS NULL
      UNION ALL
      SELECT m.id, depth + 1 FROM first JOIN messages AS m
        ON m.conversation_id = ?1 AND m.parent_id = first.id
        WHERE depth < 12
      LIMIT 40
    )
    SELECT m.blocks FROM first CROSS JOIN messages AS m ON m.id = first.id
      WHERE m.role = 'user' ORDER BY depth, m.id";

/// Lists the conversations that are not in the trash and in which something was said, each with the
/// time of its last change.
pub fn stamps(c: &Connection) -> Result<Vec<(ConversationId, i64)>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT id, updated_at FROM conversations WHERE trashed_at IS NULL AND message_count > 0",
    )?;
    let rows =
        statement.query_map([], |row| Ok((column::id(row, "id")?, row.get("updated_at")?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Reads what a conversation is about, its title first, about `bytes` long; none where there is no
/// conversation. What is attached is left out.
pub fn of(c: &Connection, id: ConversationId, bytes: usize) -> Result<Option<Gist>, StoreError> {
    let title: Option<String> = c
        .prepare_cached("SELECT title FROM conversations WHERE id = ?1")?
        .query_row([id.key()], |row| row.get(0))
        .optional()?;
    let Some(title) = title else { return Ok(None) };
    let mut statement = c.prepare_cached(FIRST_SAID)?;
    let mut rows = statement.query(params![id.key()])?;
    let mut asked = String::new();
    while let Some(row) = rows.next()? {
        let blocks: Vec<ContentBlock> = column::json(row, "blocks")?;
        for text in blocks.iter().filter_map(ContentBlock::as_text) {
            let room = bytes.saturating_sub(asked.len());
            let fits = text.get(..text.floor_char_boundary(room)).unwrap_or_default();
            if !asked.is_empty() {
                asked.push('\n');
            }
            asked.push_str(fits);
        }
        if asked.len() >= bytes {
            break;
        }
    }
    Ok(Some(Gist { title, asked }))
}

/// What a conversation is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gist {
    /// Its title; may be empty.
    pub title: String,
    /// What the person said first; empty where nothing was said in words.
    pub asked: String,
}
