//! Where a conversation stands: pinned, in the archive, in a project, tagged; or gone for good.

use atelier_vocabulary::{ConversationId, ProjectId, Tag};
use rusqlite::{Connection, params};

use crate::StoreError;
use crate::tables::column::Key;
use crate::tables::erasing::erasing;
use crate::tables::search;

/// Pins a conversation since `at`, or lets it go.
pub fn pin(c: &Connection, id: ConversationId, at: Option<i64>) -> Result<(), StoreError> {
    c.prepare_cached(
        "UPDATE conversations SET pinned_at = CASE WHEN ?2 IS NULL THEN NULL
           ELSE coalesce(pinned_at, ?2) END WHERE id = ?1",
    )?
    .execute(params![id.key(), at])?;
    Ok(())
}

/// Puts a conversation in the archive at `at`, or takes it back. In the archive nothing is pinned.
pub fn archive(c: &Connection, id: ConversationId, at: Option<i64>) -> Result<(), StoreError> {
    c.prepare_cached(
        "UPDATE conversations SET archived_at = ?2,
           pinned_at = CASE WHEN ?2 IS NULL THEN pinned_at END WHERE id = ?1",
    )?
    .execute(params![id.key(), at])?;
    Ok(())
}

/// Moves a conversation into a project that is there, or out of any.
pub fn assign(
    c: &Connection,
    id: ConversationId,
    project: Option<ProjectId>,
) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE conversations SET project_id = ?2 WHERE id = ?1")?
        .execute(params![id.key(), project.map(Key::key)])?;
    Ok(())
}

/// Gives a conversation these tags instead of those it has.
pub fn tag(c: &Connection, id: ConversationId, tags: &[String]) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM conversation_tags WHERE conversation_id = ?1")?
        .execute([id.key()])?;
    let mut insert = c.prepare_cached(
        "INSERT OR IGNORE INTO conversation_tags (conversation_id, tag)
         SELECT id, ?2 FROM conversations WHERE id = ?1",
    )?;
    for tag in tags {
        insert.execute(params![id.key(), tag])?;
    }
    Ok(())
}

/// Reads the tags in use by name, with how many conversations outside the trash carry each.
pub fn tags(c: &Connection) -> Result<Vec<Tag>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT tag, count(*) AS conversation_count FROM conversation_tags AS t
         JOIN conversations AS c ON c.id = t.conversation_id AND c.trashed_at IS NULL
         GROUP BY tag ORDER BY tag",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Tag { name: row.get("tag")?, conversation_count: row.get("conversation_count")? })
    };
    Ok(statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The conversations in the trash, up to `most`.
pub fn trashed(c: &Connection, most: u32) -> Result<Vec<ConversationId>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT id FROM conversations WHERE trashed_at IS NOT NULL LIMIT ?1")?;
    let ids = statement.query_map([most], |row| crate::tables::column::id(row, "id"))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Deletes a conversation in the trash for good, with all that belongs to it. Returns whether it was there.
pub fn erase(c: &Connection, id: ConversationId) -> Result<bool, StoreError> {
    let is_trashed = c
        .prepare_cached("SELECT 1 FROM conversations WHERE id = ?1 AND trashed_at IS NOT NULL")?
        .exists([id.key()])?;
    if !is_trashed {
        return Ok(false);
    }
    erasing(c, || erase_all_of(c, id).map(|()| true))
}

/// Deletes a conversation with all that belongs to it.
pub(in crate::tables) fn erase_all_of(
    c: &Connection,
    id: ConversationId,
) -> Result<(), StoreError> {
    search::forget(c, id)?;
    c.prepare_cached("DELETE FROM drafts WHERE key = ?1")?.execute([id.to_string()])?;
    c.prepare_cached("DELETE FROM conversations WHERE id = ?1")?.execute([id.key()])?;
    Ok(())
}
