//! Finding a text in one conversation.

use atelier_search::{count_folded, fold};
use atelier_vocabulary::{ContentBlock, ConversationId, MessageId, TextMatch};
use rusqlite::Connection;

use super::texts;
use crate::StoreError;
use crate::tables::conversations;

/// Finds a text in the branch that is shown, oldest message first; a blank one is found nowhere.
pub fn within(
    c: &Connection,
    id: ConversationId,
    text: &str,
) -> Result<Vec<TextMatch>, StoreError> {
    let wanted = fold(text);
    let mut found = Vec::new();
    if wanted.trim().is_empty() {
        return Ok(found);
    }
    let mut step = c.prepare_cached("SELECT parent_id, blocks FROM messages WHERE id = ?1")?;
    let mut next = conversations::head(c, id)?;
    while let Some(key) = next {
        let mut rows = step.query([key])?;
        let Some(row) = rows.next()? else { break };
        next = row.get(0)?;
        let blocks = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        let blocks: Vec<ContentBlock> = serde_json::from_str(blocks)?;
        let count: usize = texts(&blocks).map(|text| count_folded(text, &wanted)).sum();
        if count > 0 {
            let message_id = MessageId::from(uuid::Uuid::from_bytes(key));
            found.push(TextMatch { message_id, count: u32::try_from(count).unwrap_or(u32::MAX) });
        }
    }
    found.reverse();
    Ok(found)
}
