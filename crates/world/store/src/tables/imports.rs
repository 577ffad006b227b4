//! Imports, and the conversations that each brought.

use std::collections::{HashMap, HashSet};

use atelier_vocabulary::{Conversation, ConversationId, Import, ImportId, Message, MessageId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::column::{self, Key};
use super::{conversations, messages, projects};
use crate::StoreError;

/// What became of a conversation that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenIn {
    /// It was not here before, or in the trash since its import was taken back.
    New {
        /// How many messages are new.
        messages: u64,
    },
    /// It was here, and has new messages.
    Grown {
        /// How many messages are new.
        messages: u64,
    },
    /// It was here whole; nothing was changed.
    Known,
}

/// How much memory the writer keeps for pages from the first import on: 32 MiB. What comes in by the
/// hundred thousand goes into the indexes here and there, and a page that has to be read again is
/// deciphered again. They stay until the store is asked to shrink.
const CACHE: &str = "PRAGMA cache_size = -32768";

/// Adds an import that begins.
pub fn begin(c: &Connection, import: &Import) -> Result<(), StoreError> {
    c.execute_batch(CACHE)?;
    c.prepare_cached("INSERT INTO imports (id, source, path, started_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            key(import.id),
            column::to_word(&import.source)?,
            import.path,
            import.started_at
        ])?;
    Ok(())
}

/// Says that all of an import was read. One that brought nothing is forgotten; returns whether it is
/// kept.
pub fn end(c: &Connection, id: ImportId, now: i64) -> Result<bool, StoreError> {
    let forgotten = c
        .prepare_cached(
            "DELETE FROM imports WHERE id = ?1 AND messages = 0 AND NOT EXISTS
               (SELECT 1 FROM imported_conversations WHERE import_id = ?1)",
        )?
        .execute([key(id)])?;
    c.prepare_cached("UPDATE imports SET ended_at = ?2 WHERE id = ?1")?
        .execute(params![key(id), now])?;
    Ok(forgotten == 0)
}

/// Lists the imports, last first.
pub fn list(c: &Connection) -> Result<Vec<Import>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT i.*, (SELECT count(*) FROM imported_conversations AS x WHERE x.import_id = i.id)
           AS conversations FROM imports AS i ORDER BY i.started_at DESC, i.id DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut imports = Vec::new();
    while let Some(row) = rows.next()? {
        imports.push(read(row)?);
    }
    Ok(imports)
}

/// Reads an import.
pub fn get(c: &Connection, id: ImportId) -> Result<Option<Import>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT i.*, (SELECT count(*) FROM imported_conversations AS x WHERE x.import_id = i.id)
           AS conversations FROM imports AS i WHERE i.id = ?1",
    )?;
    let mut rows = statement.query([key(id)])?;
    rows.next()?.map(read).transpose()
}

/// Moves the conversations that an import brought to the trash.
/// Returns the import as it then is, or none where there is none of that id.
pub fn undo(c: &Connection, id: ImportId, now: i64) -> Result<Option<Import>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT conversation_id FROM imported_conversations WHERE import_id = ?1",
    )?;
    let ids: Vec<[u8; 16]> =
        statement.query_map([key(id)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for brought in ids {
        conversations::trash(c, ConversationId::from(Uuid::from_bytes(brought)), now)?;
    }
    c.prepare_cached("UPDATE imports SET undone_at = ?2 WHERE id = ?1")?
        .execute(params![key(id), now])?;
    get(c, id)
}

/// Says what [`take_in`] would make of a conversation.
pub fn foresee(
    c: &Connection,
    conversation: ConversationId,
    messages: &[MessageId],
) -> Result<TakenIn, StoreError> {
    let Some(known) = conversations::get(c, conversation)? else {
        return Ok(TakenIn::New { messages: count(messages) });
    };
    let here = ids_of(c, conversation)?;
    let new = messages.iter().filter(|id| !here.contains(&id.key())).count() as u64;
    Ok(if known.trashed_at.is_some() && was_taken_back(c, conversation)? {
        TakenIn::New { messages: new }
    } else if new > 0 {
        TakenIn::Grown { messages: new }
    } else {
        TakenIn::Known
    })
}

/// Takes a conversation in: what of it is not here yet. Messages stand after those they follow; one
/// that follows none that is here begins a branch. `on` is told of each once it is here.
pub fn take_in(
    c: &Connection,
    import: ImportId,
    conversation: &Conversation,
    messages: &[Message],
    mut on: impl FnMut(&Message),
) -> Result<TakenIn, StoreError> {
    let id = conversation.id;
    let before = conversations::get(c, id)?;
    let mut here = HashSet::new();
    let mut returns = false;
    match &before {
        None => {
            // A project of another store is none of this one.
            let project_id = match conversation.project_id {
                Some(project) if projects::get(c, project)?.is_some() => Some(project),
                _ => None,
            };
            conversations::insert(c, &Conversation { project_id, ..conversation.clone() })?;
        }
        Some(known) => {
            here = ids_of(c, id)?;
            returns = known.trashed_at.is_some() && was_taken_back(c, id)?;
        }
    }
    let mut added = 0;
    for message in messages {
        if !here.contains(&message.id.key()) && !is_elsewhere(c, message.id)? {
            let parent_id = message.parent_id.filter(|it| here.contains(&it.key()));
            messages::insert(c, &Message { conversation_id: id, parent_id, ..message.clone() })?;
            here.insert(message.id.key());
            added += 1;
        }
        on(message);
    }
    let shown = before.as_ref().and_then(|it| it.head_id);
    let head = conversation.head_id.filter(|it| here.contains(&it.key()));
    if let Some(head) = head.filter(|it| goes_on(messages, *it, shown) || before.is_none()) {
        conversations::set_head(c, id, head, conversation.updated_at)?;
    }
    if before.is_none() || returns {
        if returns {
            conversations::restore(c, id, conversation.updated_at)?;
            // Going to the trash and back is nothing that was said.
            c.prepare_cached("UPDATE conversations SET updated_at = ?2 WHERE id = ?1")?
                .execute(params![id.key(), conversation.updated_at])?;
        }
        c.prepare_cached(
            "INSERT INTO imported_conversations (conversation_id, import_id) VALUES (?1, ?2)
             ON CONFLICT (conversation_id) DO UPDATE SET import_id = excluded.import_id",
        )?
        .execute(params![id.key(), key(import)])?;
    }
    c.prepare_cached("UPDATE imports SET messages = messages + ?2 WHERE id = ?1")?
        .execute(params![key(import), added])?;
    let messages = u64::try_from(added).unwrap_or(0);
    Ok(match before {
        None => TakenIn::New { messages },
        Some(_) if returns => TakenIn::New { messages },
        Some(_) if added > 0 => TakenIn::Grown { messages },
        Some(_) => TakenIn::Known,
    })
}

/// Whether the branch that ends with `head` goes on after `shown`: who showed another branch since
/// keeps it.
fn goes_on(messages: &[Message], head: MessageId, shown: Option<MessageId>) -> bool {
    let parents: HashMap<MessageId, Option<MessageId>> =
        messages.iter().map(|it| (it.id, it.parent_id)).collect();
    let mut at = Some(head);
    for _ in 0..=messages.len() {
        match at {
            None => return shown.is_none(),
            Some(_) if at == shown => return true,
            Some(id) => at = parents.get(&id).copied().flatten(),
        }
    }
    false
}

/// The messages of a conversation.
fn ids_of(c: &Connection, id: ConversationId) -> Result<HashSet<[u8; 16]>, StoreError> {
    let mut statement = c.prepare_cached("SELECT id FROM messages WHERE conversation_id = ?1")?;
    let ids = statement.query_map([id.key()], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Whether a message of this id is in the store.
fn is_elsewhere(c: &Connection, id: MessageId) -> Result<bool, StoreError> {
    let mut statement = c.prepare_cached("SELECT 1 FROM messages WHERE id = ?1")?;
    Ok(statement.exists([id.key()])?)
}

/// Whether the import that brought a conversation was taken back.
fn was_taken_back(c: &Connection, id: ConversationId) -> Result<bool, StoreError> {
    let undone: Option<Option<i64>> = c
        .prepare_cached(
            "SELECT undone_at FROM imports WHERE id =
               (SELECT import_id FROM imported_conversations WHERE conversation_id = ?1)",
        )?
        .query_row([id.key()], |row| row.get(0))
        .optional()?;
    Ok(undone.flatten().is_some())
}

fn count(messages: &[MessageId]) -> u64 {
    messages.iter().collect::<HashSet<_>>().len() as u64
}

fn key(id: ImportId) -> [u8; 16] {
    Uuid::from(id).into_bytes()
}

fn read(row: &Row<'_>) -> Result<Import, StoreError> {
    Ok(Import {
        id: column::id(row, "id")?,
        source: column::word(row, "source")?,
        path: row.get("path")?,
        started_at: row.get("started_at")?,
        ended_at: row.get("ended_at")?,
        undone_at: row.get("undone_at")?,
        conversations: row.get("conversations")?,
        messages: row.get::<_, i64>("messages").map(|it| u64::try_from(it).unwrap_or(0))?,
    })
}
