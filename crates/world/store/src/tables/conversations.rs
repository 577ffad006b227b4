//! Conversations.

use atelier_vocabulary::{
    Conversation, ConversationId, ConversationState, Effort, MessageId, TitleSource,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::branches;
use super::column::{self, Key};
use super::search;
use crate::StoreError;

/// What a conversation is read from. Its state and its partial flag follow from its messages; the
/// conditions are those of two small indexes.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, title, title_source, model, effort, head_id, message_count, cost_nano_usd,
               created_at, updated_at, trashed_at, project_id, pinned_at, archived_at,
               (SELECT json_group_array(t.tag) FROM conversation_tags AS t
                 WHERE t.conversation_id = c.id) AS tags,
               EXISTS (SELECT 1 FROM messages AS m
                 WHERE m.conversation_id = c.id AND m.state = 'streaming') AS streaming,
               EXISTS (SELECT 1 FROM messages AS m
                 WHERE m.conversation_id = c.id AND m.role = 'assistant' AND m.simulated = 0
                   AND m.cost_nano_usd IS NULL
                   AND (m.usage IS NOT NULL OR m.state = 'incomplete')) AS partial
             FROM conversations AS c ",
            $rest
        )
    };
}

mod listing;
mod shelf;

#[cfg(test)]
pub(crate) use listing::{LIST, LIST_TRASHED};
pub use listing::{Listing, Shelf, list};
pub(super) use shelf::erase_all_of;
pub use shelf::{archive, assign, erase, pin, tag, tags, trashed};

/// Adds a conversation without messages. Its head, count, cost and state come with its messages.
pub fn insert(c: &Connection, conversation: &Conversation) -> Result<(), StoreError> {
    let effort = conversation.effort.map(|effort| column::to_word(&effort)).transpose()?;
    c.prepare_cached(
        "INSERT INTO conversations (id, title, title_folded, title_source, model, effort,
           created_at, updated_at, trashed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        conversation.id.key(),
        conversation.title,
        fold_case(&conversation.title),
        column::to_word(&conversation.title_source)?,
        conversation.model,
        effort,
        conversation.created_at,
        conversation.updated_at,
        conversation.trashed_at,
    ])?;
    shelf::assign(c, conversation.id, conversation.project_id)?;
    shelf::pin(c, conversation.id, conversation.pinned_at)?;
    if conversation.archived_at.is_some() {
        shelf::archive(c, conversation.id, conversation.archived_at)?;
    }
    if !conversation.tags.is_empty() {
        shelf::tag(c, conversation.id, &conversation.tags)?;
    }
    search::put_title(c, conversation.id, &conversation.title, conversation.created_at)
}

/// Reads a conversation.
pub fn get(c: &Connection, id: ConversationId) -> Result<Option<Conversation>, StoreError> {
    let mut statement = c.prepare_cached(select!("WHERE c.id = ?1"))?;
    let mut rows = statement.query([id.key()])?;
    rows.next()?.map(read).transpose()
}

/// Gives a conversation a title. One that the person gave is never replaced by an automatic one.
/// Returns the conversation as it then is, or none where there is none of that id.
pub fn rename(
    c: &Connection,
    id: ConversationId,
    title: &str,
    source: TitleSource,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    c.prepare_cached(
        "UPDATE conversations SET title = ?2, title_folded = ?3, title_source = ?4,
           updated_at = max(updated_at, ?5)
         WHERE id = ?1 AND (?4 = 'person' OR title_source = 'auto')",
    )?
    .execute(params![id.key(), title, fold_case(title), column::to_word(&source)?, now])?;
    let renamed = get(c, id)?;
    if let Some(conversation) = &renamed {
        search::put_title(c, id, &conversation.title, conversation.created_at)?;
    }
    Ok(renamed)
}

/// Chooses the model and the effort of a conversation; none follows the settings.
/// Returns the conversation as it then is, or none where there is none of that id.
pub fn configure(
    c: &Connection,
    id: ConversationId,
    model: Option<&str>,
    effort: Option<Effort>,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    let effort = effort.map(|effort| column::to_word(&effort)).transpose()?;
    c.prepare_cached(
        "UPDATE conversations SET model = ?2, effort = ?3, updated_at = max(updated_at, ?4)
         WHERE id = ?1",
    )?
    .execute(params![id.key(), model, effort, now])?;
    get(c, id)
}

/// Moves a conversation to the trash; one that is there stays as it is.
/// Returns the conversation as it then is, or none where there is none of that id.
pub fn trash(
    c: &Connection,
    id: ConversationId,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    c.prepare_cached(
        "UPDATE conversations SET trashed_at = ?2, updated_at = max(updated_at, ?2)
         WHERE id = ?1 AND trashed_at IS NULL",
    )?
    .execute(params![id.key(), now])?;
    get(c, id)
}

/// Takes a conversation out of the trash; one that is not there stays as it is.
/// Returns the conversation as it then is, or none where there is none of that id.
pub fn restore(
    c: &Connection,
    id: ConversationId,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    c.prepare_cached(
        "UPDATE conversations SET trashed_at = NULL, updated_at = max(updated_at, ?2)
         WHERE id = ?1 AND trashed_at IS NOT NULL",
    )?
    .execute(params![id.key(), now])?;
    get(c, id)
}

/// Shows the branch that ends with a message, which must be one of the conversation.
/// Returns the conversation as it then is, or none where there is none of that id.
pub fn set_head(
    c: &Connection,
    id: ConversationId,
    head: MessageId,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    c.prepare_cached(
        "UPDATE conversations SET head_id = ?2, updated_at = max(updated_at, ?3) WHERE id = ?1",
    )?
    .execute(params![id.key(), head.key(), now])?;
    branches::see(c, id, head)?;
    get(c, id)
}

/// Shows no branch: every message is deleted.
/// Returns the conversation as it then is, or none where there is none of that id.
pub fn clear_head(
    c: &Connection,
    id: ConversationId,
    now: i64,
) -> Result<Option<Conversation>, StoreError> {
    c.prepare_cached(
        "UPDATE conversations SET head_id = NULL, updated_at = max(updated_at, ?2) WHERE id = ?1",
    )?
    .execute(params![id.key(), now])?;
    get(c, id)
}

/// Says that a conversation changed now.
pub fn touch(c: &Connection, id: ConversationId, now: i64) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE conversations SET updated_at = max(updated_at, ?2) WHERE id = ?1")?
        .execute(params![id.key(), now])?;
    Ok(())
}

/// The last message of the branch that is shown; none for an empty or unknown conversation.
pub(super) fn head(c: &Connection, id: ConversationId) -> Result<Option<[u8; 16]>, StoreError> {
    let mut statement = c.prepare_cached("SELECT head_id FROM conversations WHERE id = ?1")?;
    Ok(statement.query_row([id.key()], |row| row.get(0)).optional()?.flatten())
}

/// Reads a row of [`select!`].
fn read(row: &Row<'_>) -> Result<Conversation, StoreError> {
    Ok(Conversation {
        id: column::id(row, "id")?,
        title: row.get("title")?,
        title_source: column::word(row, "title_source")?,
        model: row.get("model")?,
        effort: column::word_or_none(row, "effort")?,
        head_id: column::id_or_none(row, "head_id")?,
        message_count: row.get("message_count")?,
        state: if row.get("streaming")? {
            ConversationState::Streaming
        } else {
            ConversationState::Idle
        },
        cost_nano_usd: row.get("cost_nano_usd")?,
        cost_is_partial: row.get("partial")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        trashed_at: row.get("trashed_at")?,
        project_id: column::id_or_none(row, "project_id")?,
        pinned_at: row.get("pinned_at")?,
        archived_at: row.get("archived_at")?,
        tags: column::json(row, "tags")?,
    })
}

/// A text without its case, letter by letter, so that a part of it folds as it does in the whole.
fn fold_case(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
