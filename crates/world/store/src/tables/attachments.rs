//! Attachments: what is attached to drafts and not sent yet.

use atelier_vocabulary::{Attachment, AttachmentId, ConversationId, QueuedId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::column::{self, Key};
use crate::StoreError;

/// Attaches to the draft of a conversation, or of the one not created yet.
pub fn insert(
    c: &Connection,
    conversation: Option<ConversationId>,
    attachment: &Attachment,
) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO attachments (id, draft, hash, text_hash, attachment, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        attachment.id.key(),
        draft(conversation),
        attachment.hash,
        attachment.text_hash,
        serde_json::to_string(attachment)?,
        attachment.created_at,
    ])?;
    Ok(())
}

/// Lists what is attached to a draft, first attached first.
pub fn list(
    c: &Connection,
    conversation: Option<ConversationId>,
) -> Result<Vec<Attachment>, StoreError> {
    of_key(c, &draft(conversation))
}

/// Lists what waits with a queued message, first attached first.
pub fn queued(c: &Connection, message: QueuedId) -> Result<Vec<Attachment>, StoreError> {
    of_key(c, &message.to_string())
}

/// Has what is attached to a draft wait with a queued message.
pub fn enqueue(c: &Connection, id: AttachmentId, message: QueuedId) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE attachments SET draft = ?2 WHERE id = ?1")?
        .execute(params![id.key(), message.to_string()])?;
    Ok(())
}

/// Puts what waits with a queued message back into the draft of its conversation.
pub fn dequeue(
    c: &Connection,
    message: QueuedId,
    conversation: ConversationId,
) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE attachments SET draft = ?2 WHERE draft = ?1")?
        .execute(params![message.to_string(), draft(Some(conversation))])?;
    Ok(())
}

fn of_key(c: &Connection, key: &str) -> Result<Vec<Attachment>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT attachment FROM attachments WHERE draft = ?1 ORDER BY id")?;
    let mut rows = statement.query([key])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Reads what is attached to the draft of a conversation, or to that of the one not created yet.
pub fn of_draft(
    c: &Connection,
    conversation: ConversationId,
    id: AttachmentId,
) -> Result<Option<Attachment>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT attachment FROM attachments WHERE id = ?1 AND draft IN (?2, '')")?;
    let mut rows = statement.query(params![id.key(), draft(Some(conversation))])?;
    rows.next()?.map(read).transpose()
}

/// Takes an attachment away from its draft, and returns it; none where it is in none.
pub fn detach(c: &Connection, id: AttachmentId) -> Result<Option<Attachment>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT 1 FROM attachments AS a WHERE a.id = ?1 AND EXISTS (
           SELECT 1 FROM queued_messages WHERE hex(id) = upper(replace(a.draft, '-', '')))",
    )?;
    if statement.exists([id.key()])? { Ok(None) } else { remove(c, id) }
}

/// Takes an attachment away, and returns it; none where there is none of this id.
pub fn remove(c: &Connection, id: AttachmentId) -> Result<Option<Attachment>, StoreError> {
    let mut statement =
        c.prepare_cached("DELETE FROM attachments WHERE id = ?1 RETURNING attachment")?;
    let text: Option<String> = statement.query_row([id.key()], |row| row.get(0)).optional()?;
    Ok(text.as_deref().map(serde_json::from_str).transpose()?)
}

/// Forgets what is attached to drafts and queued messages of conversations that are gone for good.
pub fn forget_strays(c: &Connection) -> Result<(), StoreError> {
    c.execute(
        "DELETE FROM attachments WHERE draft <> '' AND NOT EXISTS (
           SELECT 1 FROM conversations WHERE hex(id) = upper(replace(draft, '-', ''))
           UNION ALL
           SELECT 1 FROM queued_messages WHERE hex(id) = upper(replace(draft, '-', '')))",
        [],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Attachment, StoreError> {
    column::json(row, "attachment")
}

/// The key of a conversation's draft.
fn draft(conversation: Option<ConversationId>) -> String {
    conversation.map(|id| id.to_string()).unwrap_or_default()
}

impl Key for AttachmentId {
    fn key(self) -> [u8; 16] {
        uuid::Uuid::from(self).into_bytes()
    }
}
