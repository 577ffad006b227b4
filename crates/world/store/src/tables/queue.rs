//! Queued messages: what waits to be said in a conversation, in order.

use atelier_vocabulary::{ConversationId, HeldReason, QueuedId, QueuedMessage};
use rusqlite::{Connection, Row, params};

use super::{
    attachments,
    column::{self, Key},
};
use crate::StoreError;

/// Adds a message at the end. What goes along with it comes out of its draft.
pub fn add(c: &Connection, message: &QueuedMessage) -> Result<(), StoreError> {
    let held = message.held.map(|reason| column::to_word(&reason)).transpose()?;
    c.prepare_cached(
        "INSERT INTO queued_messages (id, conversation_id, place, text, held, created_at)
         VALUES (?1, ?2, (SELECT coalesce(max(place), 0) + 1 FROM queued_messages
                          WHERE conversation_id = ?2), ?3, ?4, ?5)",
    )?
    .execute(params![
        message.id.key(),
        message.conversation_id.key(),
        message.text,
        held,
        message.created_at,
    ])?;
    message.attachments.iter().try_for_each(|it| attachments::enqueue(c, it.id, message.id))
}

/// Reads a queued message.
pub fn get(c: &Connection, id: QueuedId) -> Result<Option<QueuedMessage>, StoreError> {
    let mut statement = c.prepare_cached("SELECT * FROM queued_messages WHERE id = ?1")?;
    let mut rows = statement.query([id.key()])?;
    rows.next()?.map(|row| read(c, row)).transpose()
}

/// Lists the messages that wait in a conversation, the next first.
pub fn list(c: &Connection, of: ConversationId) -> Result<Vec<QueuedMessage>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT * FROM queued_messages WHERE conversation_id = ?1 ORDER BY place, id",
    )?;
    let mut rows = statement.query([of.key()])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(read(c, row)?);
    }
    Ok(items)
}

/// Changes the text of a message. Returns it as it then is, or none where there is none of that id.
pub fn edit(c: &Connection, id: QueuedId, text: &str) -> Result<Option<QueuedMessage>, StoreError> {
    c.prepare_cached("UPDATE queued_messages SET text = ?2 WHERE id = ?1")?
        .execute(params![id.key(), text])?;
    get(c, id)
}

/// Puts messages into an order: those of a conversation, all of them.
pub fn order(c: &Connection, ids: impl Iterator<Item = QueuedId>) -> Result<(), StoreError> {
    let mut statement = c.prepare_cached("UPDATE queued_messages SET place = ?2 WHERE id = ?1")?;
    for (place, id) in (1_i64..).zip(ids) {
        statement.execute(params![id.key(), place])?;
    }
    Ok(())
}

/// Takes a message out, and what goes along with it stays where it is. Returns it as it was, or none
/// where there is none of that id.
pub fn remove(c: &Connection, id: QueuedId) -> Result<Option<QueuedMessage>, StoreError> {
    let found = get(c, id)?;
    c.prepare_cached("DELETE FROM queued_messages WHERE id = ?1")?.execute([id.key()])?;
    Ok(found)
}

/// Takes a message out, unless it is held back; none where it is, and where there is none of that id.
pub fn take(c: &Connection, id: QueuedId) -> Result<Option<QueuedMessage>, StoreError> {
    match get(c, id)?.filter(|message| message.held.is_none()) {
        Some(message) => remove(c, message.id),
        None => Ok(None),
    }
}

/// Reads the message of a conversation that goes next; none where none waits, or all are held back.
pub fn next(c: &Connection, of: ConversationId) -> Result<Option<QueuedMessage>, StoreError> {
    Ok(first(c, of)?.filter(|first| first.held.is_none()))
}

fn first(c: &Connection, of: ConversationId) -> Result<Option<QueuedMessage>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT * FROM queued_messages WHERE conversation_id = ?1 ORDER BY place, id LIMIT 1",
    )?;
    let mut rows = statement.query([of.key()])?;
    rows.next()?.map(|row| read(c, row)).transpose()
}

/// Holds back what waits in a conversation and is not held back already. Returns how many were.
pub fn hold(c: &Connection, of: ConversationId, reason: HeldReason) -> Result<usize, StoreError> {
    let held = c
        .prepare_cached(
            "UPDATE queued_messages SET held = ?2 WHERE conversation_id = ?1 AND held IS NULL",
        )?
        .execute(params![of.key(), column::to_word(&reason)?])?;
    Ok(held)
}

/// Lets go of what is held back in a conversation.
pub fn release(c: &Connection, of: ConversationId) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE queued_messages SET held = NULL WHERE conversation_id = ?1")?
        .execute([of.key()])?;
    Ok(())
}

/// Holds back whatever waited when the last owner of the store went away.
pub(super) fn recover(c: &Connection) -> Result<(), StoreError> {
    c.execute("UPDATE queued_messages SET held = 'closed' WHERE held IS NULL", [])?;
    Ok(())
}

/// Reads a row of `queued_messages`.
fn read(c: &Connection, row: &Row<'_>) -> Result<QueuedMessage, StoreError> {
    let id = column::id(row, "id")?;
    Ok(QueuedMessage {
        id,
        attachments: attachments::queued(c, id)?,
        conversation_id: column::id(row, "conversation_id")?,
        text: row.get("text")?,
        held: column::word_or_none(row, "held")?,
        created_at: row.get("created_at")?,
    })
}
