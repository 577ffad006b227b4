//! The folder mirror: where it is, what its files are called, and which of them are behind.
//!
//! Triggers note a conversation in the transaction that changes it, so that nothing is forgotten,
//! whatever changed it and whenever the process ended.

use atelier_vocabulary::ConversationId;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::column::{self, Key};
use crate::StoreError;

/// The mirror that a person wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirror {
    /// Its folder, without links.
    pub folder: String,
    /// When something of it was last written, in ms since 1970.
    pub written_at: Option<i64>,
    /// How many files it has.
    pub files: u32,
    /// How many conversations changed and are not written yet.
    pub behind: u32,
}

/// A conversation whose file is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The conversation, which may be gone.
    pub id: ConversationId,
    /// How often it changed; see [`done`].
    pub changes: i64,
}

/// Reads the mirror; none where there is none.
pub fn get(c: &Connection) -> Result<Option<Mirror>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT folder, written_at, (SELECT count(*) FROM mirror_files) AS files,
           (SELECT count(*) FROM mirror_waiting) AS behind FROM mirror",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Mirror {
            folder: row.get("folder")?,
            written_at: row.get("written_at")?,
            files: row.get("files")?,
            behind: row.get("behind")?,
        })
    };
    Ok(statement.query_row([], read).optional()?)
}

/// Begins a mirror in a folder: from now on every change is noted, and all that is here waits.
/// The names of files stay where the folder does.
pub fn begin(c: &Connection, folder: &str) -> Result<(), StoreError> {
    let known = get(c)?.is_some_and(|it| it.folder == folder);
    if !known {
        end(c)?;
        c.prepare_cached("INSERT INTO mirror (id, folder) VALUES (1, ?1)")?.execute([folder])?;
    }
    c.prepare_cached(
        "INSERT INTO mirror_waiting (conversation_id)
         SELECT id FROM conversations WHERE trashed_at IS NULL
         ON CONFLICT (conversation_id) DO NOTHING",
    )?
    .execute([])?;
    Ok(())
}

/// Ends the mirror, and forgets what its files were called.
pub fn end(c: &Connection) -> Result<(), StoreError> {
    c.execute_batch("DELETE FROM mirror; DELETE FROM mirror_files; DELETE FROM mirror_waiting;")?;
    Ok(())
}

/// Up to `most` conversations whose files are behind, from `after` on. Those in which an answer is
/// arriving are left out: they change once more when it ends.
pub fn waiting(
    c: &Connection,
    after: Option<ConversationId>,
    most: u32,
) -> Result<Vec<Waiting>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT conversation_id, changes FROM mirror_waiting AS w
         WHERE (?1 IS NULL OR conversation_id > ?1) AND NOT EXISTS (SELECT 1 FROM messages AS m
           WHERE m.conversation_id = w.conversation_id AND m.state = 'streaming')
         ORDER BY conversation_id LIMIT ?2",
    )?;
    let rows = statement.query_map(params![after.map(Key::key), most], |row| {
        Ok(Waiting { id: column::id(row, "conversation_id")?, changes: row.get("changes")? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every conversation that has a file or should have one.
pub fn everyone(c: &Connection) -> Result<Vec<ConversationId>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT id FROM conversations AS c WHERE trashed_at IS NULL AND NOT EXISTS
           (SELECT 1 FROM messages AS m WHERE m.conversation_id = c.id AND m.state = 'streaming')
         UNION SELECT conversation_id FROM mirror_files ORDER BY 1",
    )?;
    let ids = statement.query_map([], |row| row.get::<_, [u8; 16]>(0))?;
    ids.map(|it| Ok(ConversationId::from(Uuid::from_bytes(it?)))).collect()
}

/// How often a conversation changed since its file was written; none where it did not.
pub fn changes(c: &Connection, id: ConversationId) -> Result<Option<i64>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT changes FROM mirror_waiting WHERE conversation_id = ?1")?;
    Ok(statement.query_row([id.key()], |row| row.get(0)).optional()?)
}

/// What the file of a conversation is called, below the folder.
pub fn path(c: &Connection, id: ConversationId) -> Result<Option<String>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT path FROM mirror_files WHERE conversation_id = ?1")?;
    Ok(statement.query_row([id.key()], |row| row.get(0)).optional()?)
}

/// Gives the file of a conversation a name, before it is written. Returns whether no other has it.
pub fn name(c: &Connection, id: ConversationId, path: &str) -> Result<bool, StoreError> {
    let taken = c
        .prepare_cached("SELECT 1 FROM mirror_files WHERE path = ?2 AND conversation_id <> ?1")?
        .exists(params![id.key(), path])?;
    if !taken {
        c.prepare_cached(
            "INSERT INTO mirror_files (conversation_id, path) VALUES (?1, ?2)
             ON CONFLICT (conversation_id) DO UPDATE SET path = excluded.path",
        )?
        .execute(params![id.key(), path])?;
    }
    Ok(!taken)
}

/// Says that there is no file of a conversation any more.
pub fn forget(c: &Connection, id: ConversationId) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM mirror_files WHERE conversation_id = ?1")?.execute([id.key()])?;
    Ok(())
}

/// Says that the file of a conversation is as the conversation was after `changes`. One that changed
/// again meanwhile goes on waiting. `at` (ms since 1970) is given where something was written.
pub fn done(
    c: &Connection,
    id: ConversationId,
    changes: Option<i64>,
    at: Option<i64>,
) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM mirror_waiting WHERE conversation_id = ?1 AND changes = ?2")?
        .execute(params![id.key(), changes])?;
    if let Some(at) = at {
        c.prepare_cached("UPDATE mirror SET written_at = ?1")?.execute([at])?;
    }
    Ok(())
}
