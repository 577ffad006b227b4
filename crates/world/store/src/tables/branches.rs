//! Branches: the siblings of messages, which of them were deleted, and where a person was last.

use std::collections::HashMap;

use atelier_vocabulary::{Conversation, ConversationId, Fork, Message, MessageId};
use rusqlite::{Connection, OptionalExtension, params};

use super::column::{self, Key};
use super::{conversations, messages};
use crate::StoreError;

mod map;
mod tree;

pub use map::map;
pub use tree::Tree;

/// The siblings of a message, itself among them, oldest first.
pub(crate) const SIBLINGS: &str = "
    SELECT m.id FROM messages AS m
    WHERE m.conversation_id = ?1 AND m.parent_id IS ?2
      AND NOT EXISTS (SELECT 1 FROM deleted_messages AS d WHERE d.message_id = m.id)
    ORDER BY m.rowid";

/// Says of some messages of one conversation where they stand among their siblings; of those that
/// have none, nothing. It takes as long as there are siblings, however long the conversation is.
pub fn forks(c: &Connection, of: &[Message]) -> Result<Vec<Fork>, StoreError> {
    let mut statement = c.prepare_cached(SIBLINGS)?;
    let mut forks = Vec::new();
    for message in of {
        let parent = message.parent_id.map(Key::key);
        let siblings: Vec<MessageId> = statement
            .query_map(params![message.conversation_id.key(), parent], |row| column::id(row, "id"))?
            .collect::<rusqlite::Result<_>>()?;
        if siblings.len() < 2 {
            continue;
        }
        let Some(at) = siblings.iter().position(|id| *id == message.id) else { continue };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        forks.push(Fork {
            message_id: message.id,
            place: number(at + 1),
            count: number(siblings.len()),
            previous: at.checked_sub(1).and_then(|before| siblings.get(before)).copied(),
            next: siblings.get(at + 1).copied(),
        });
    }
    Ok(forks)
}

/// Shows the branch that passes through a message, as far as it was last seen.
/// Returns the conversation as it then is, or none where it has no such message.
pub fn show(
    c: &Connection,
    conversation: ConversationId,
    message: MessageId,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    let tree = Tree::read(c, conversation)?;
    match tree.leaf(message) {
        Some(leaf) => conversations::set_head(c, conversation, leaf, now),
        None => Ok(None),
    }
}

/// Takes a message and all that follows it out of a conversation. Where the branch that is shown
/// passed through it, a sibling is shown then, or what was before. One that is deleted stays so.
/// Returns the conversation as it then is, or none where it has no such message.
pub fn delete(
    c: &Connection,
    conversation: ConversationId,
    message: MessageId,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    let before = Tree::read(c, conversation)?;
    if !before.holds(message) {
        return Ok(None);
    }
    let gone = before.below(message);
    let mut insert = c.prepare_cached(
        "INSERT INTO deleted_messages (message_id, conversation_id, deleted_with, deleted_at)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    for id in &gone {
        insert.execute(params![id.key(), conversation.key(), message.key(), now])?;
    }
    let head = conversations::head(c, conversation)?;
    if !gone.iter().any(|id| Some(id.key()) == head) {
        conversations::touch(c, conversation, now)?;
        return conversations::get(c, conversation);
    }
    match Tree::read(c, conversation)?.instead(message) {
        Some(next) => conversations::set_head(c, conversation, next, now),
        None => conversations::clear_head(c, conversation, now),
    }
}

/// Brings back a message that was deleted, with what went with it, and shows it.
/// Returns the conversation as it then is, or none where no such message was deleted, or where it
/// follows one that still is.
pub fn restore(
    c: &Connection,
    conversation: ConversationId,
    message: MessageId,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    if !Tree::read(c, conversation)?.may_come_back(message) {
        return Ok(None);
    }
    c.prepare_cached(
        "DELETE FROM deleted_messages WHERE conversation_id = ?1 AND deleted_with = ?2",
    )?
    .execute([conversation.key(), message.key()])?;
    show(c, conversation, message, now)
}

/// Whether a message was deleted, alone or with another.
pub fn is_deleted(c: &Connection, message: MessageId) -> Result<bool, StoreError> {
    let mut statement = c.prepare_cached("SELECT 1 FROM deleted_messages WHERE message_id = ?1")?;
    Ok(statement.exists([message.key()])?)
}

/// Copies messages, oldest first and each following the one before it, into another conversation, and
/// shows them there. `ids` gives each its new id; the costs stay with the originals.
/// Returns that conversation as it then is, or none where there is none.
pub fn copy(
    c: &Connection,
    originals: &[Message],
    to: ConversationId,
    ids: impl Iterator<Item = MessageId>,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    let mut last = None;
    for (original, id) in originals.iter().zip(ids) {
        let copied = Message {
            id,
            conversation_id: to,
            parent_id: last,
            usage: None,
            cost_nano_usd: Some(0),
            ..original.clone()
        };
        messages::insert(c, &copied)?;
        if let Some(hash) = prefix(c, original.id)? {
            set_prefix(c, to, id, &hash)?;
        }
        last = Some(id);
    }
    match last {
        Some(head) => conversations::set_head(c, to, head, now),
        None => conversations::get(c, to),
    }
}

/// Keeps what stood before an answer when it was made.
pub fn set_prefix(
    c: &Connection,
    conversation: ConversationId,
    answer: MessageId,
    hash: &[u8; 32],
) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO answer_prefixes (message_id, conversation_id, hash) VALUES (?1, ?2, ?3)
         ON CONFLICT (message_id) DO UPDATE SET hash = excluded.hash",
    )?
    .execute(params![answer.key(), conversation.key(), hash])?;
    Ok(())
}

/// What stood before the answers of a conversation when they were made, where that is known.
pub fn prefixes(
    c: &Connection,
    conversation: ConversationId,
) -> Result<HashMap<MessageId, [u8; 32]>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT message_id, hash FROM answer_prefixes WHERE conversation_id = ?1",
    )?;
    let rows = statement.query_map([conversation.key()], |row| {
        Ok((column::id(row, "message_id")?, row.get("hash")?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn prefix(c: &Connection, answer: MessageId) -> Result<Option<[u8; 32]>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT hash FROM answer_prefixes WHERE message_id = ?1")?;
    Ok(statement.query_row([answer.key()], |row| row.get(0)).optional()?)
}

/// Notes that a message is the end of the branch that is shown.
pub(super) fn see(
    c: &Connection,
    conversation: ConversationId,
    head: MessageId,
) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO seen_heads (message_id, conversation_id, seen)
         VALUES (?1, ?2, (SELECT coalesce(max(seen), 0) + 1 FROM seen_heads
                          WHERE conversation_id = ?2))
         ON CONFLICT (message_id) DO UPDATE SET seen = excluded.seen",
    )?
    .execute([head.key(), conversation.key()])?;
    Ok(())
}
