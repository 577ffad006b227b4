//! Whole conversations, for what writes them down.

use atelier_vocabulary::{ConversationId, Message, MessageId};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::Key;
use super::messages;
use crate::StoreError;

/// The ids of all conversations, those in the trash too, first begun first.
pub fn conversation_ids(c: &Connection) -> Result<Vec<ConversationId>, StoreError> {
    let mut statement = c.prepare_cached("SELECT id FROM conversations ORDER BY created_at, id")?;
    let ids = statement.query_map([], |row| row.get::<_, [u8; 16]>(0))?;
    ids.map(|it| Ok(ConversationId::from(Uuid::from_bytes(it?)))).collect()
}

/// The messages of a conversation on all branches, and which each follows, first begun first.
pub fn tree(
    c: &Connection,
    id: ConversationId,
) -> Result<Vec<(MessageId, Option<MessageId>)>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT id, parent_id FROM messages WHERE conversation_id = ?1 ORDER BY created_at, id",
    )?;
    let rows = statement.query_map([id.key()], |row| {
        Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, Option<[u8; 16]>>(1)?))
    })?;
    let id = |bytes| MessageId::from(Uuid::from_bytes(bytes));
    rows.map(|row| row.map(|(own, parent)| (id(own), parent.map(id))).map_err(StoreError::from))
        .collect()
}

/// Reads messages in the order of their ids in `ids`; those that are gone are left out.
pub fn messages_of(c: &Connection, ids: &[MessageId]) -> Result<Vec<Message>, StoreError> {
    ids.iter().filter_map(|id| messages::get(c, *id).transpose()).collect()
}

/// The hashes of the bytes that messages refer to.
pub fn blobs(c: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT hash FROM blobs WHERE hash IS NOT NULL
           AND EXISTS (SELECT 1 FROM blob_uses WHERE blob_uses.hash = blobs.hash) ORDER BY hash",
    )?;
    let hashes = statement.query_map([], |row| row.get(0))?;
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}
