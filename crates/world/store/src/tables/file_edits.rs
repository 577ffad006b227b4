//! Edits: what was changed in files, and what they held before.

use atelier_vocabulary::{EditId, EditState, FileEdit, Page};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::{
    column::{self, Key},
    erasing::erasing,
    paging,
};
use crate::StoreError;

/// How many edits are kept.
pub const EDITS_KEPT: u32 = 1_000;
/// For how many days.
pub const DAYS_KEPT: u32 = 90;
/// How many bytes of texts before.
pub const BYTES_KEPT: u64 = 64 << 20;

/// What an edit is read from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, folder, path, made_at, origin, made_by, undoes, hash_before, hash_after,
               text_before IS NOT NULL AS text_kept, written_at, undone_at
             FROM file_edits ",
            $rest
        )
    };
}

/// The query for a page.
pub(crate) const LIST: &str =
    select!("WHERE (made_at, id) < (?1, ?2) ORDER BY made_at DESC, id DESC LIMIT ?3");

/// Keeps an edit that is about to be made, with the text before, and makes room for it: edits that
/// are too many or too old go, and the oldest texts before where these are too long together.
pub fn begin(c: &Connection, edit: &FileEdit, text_before: &str) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO file_edits (id, folder, path, made_at, origin, made_by, undoes, hash_before,
           hash_after, text_before, bytes_before)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        edit.id.key(),
        edit.folder,
        edit.path,
        edit.made_at,
        edit.origin,
        edit.made_by,
        edit.undoes.map(Key::key),
        edit.hash_before,
        edit.hash_after,
        text_before,
        i64::try_from(text_before.len()).unwrap_or(i64::MAX),
    ])?;
    let day = 24 * 60 * 60 * 1000;
    let oldest = edit.made_at.saturating_sub(i64::from(DAYS_KEPT) * day);
    c.prepare_cached("DELETE FROM file_edits WHERE made_at < ?1")?.execute([oldest])?;
    c.prepare_cached(
        "DELETE FROM file_edits WHERE written_at IS NOT NULL AND id IN
           (SELECT id FROM file_edits ORDER BY made_at DESC, id DESC LIMIT -1 OFFSET ?1)",
    )?
    .execute([EDITS_KEPT])?;
    // The last one stays whatever it takes, so that it can be undone.
    c.prepare_cached(
        "UPDATE file_edits SET text_before = NULL WHERE text_before IS NOT NULL
           AND written_at IS NOT NULL AND id IN (
           SELECT id FROM (
             SELECT id, sum(bytes_before) OVER (ORDER BY made_at DESC, id DESC) AS together
             FROM file_edits WHERE text_before IS NOT NULL)
           WHERE together > ?1)",
    )?
    .execute([i64::try_from(BYTES_KEPT).unwrap_or(i64::MAX)])?;
    Ok(())
}

/// Says that an edit was made, and that it took back the one it undoes.
pub fn made(c: &Connection, id: EditId, now: i64) -> Result<(), StoreError> {
    let mut statement = c.prepare_cached(
        "UPDATE file_edits SET written_at = ?2 WHERE id = ?1 AND written_at IS NULL
         RETURNING undoes",
    )?;
    let row = statement.query_row(params![id.key(), now], |row| row.get::<_, Option<[u8; 16]>>(0));
    if let Some(Some(undoes)) = row.optional()? {
        c.prepare_cached("UPDATE file_edits SET undone_at = ?2 WHERE id = ?1")?
            .execute(params![undoes, now])?;
    }
    Ok(())
}

/// Drops an edit that was not made.
pub fn drop_begun(c: &Connection, id: EditId) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM file_edits WHERE id = ?1 AND written_at IS NULL")?
        .execute([id.key()])?;
    Ok(())
}

/// Forgets what was changed, and what files held before, so that nothing of it stays in the file of
/// the store; returns how many edits that were. One that is begun stays: what its file held before
/// may be nowhere else.
pub fn forget(c: &Connection) -> Result<u64, StoreError> {
    let delete =
        || Ok(c.execute("DELETE FROM file_edits WHERE written_at IS NOT NULL", [])? as u64);
    erasing(c, delete)
}

/// Lists the edits that were begun and not said to be made, first begun first.
pub fn begun(c: &Connection) -> Result<Vec<FileEdit>, StoreError> {
    let mut statement = c.prepare_cached(select!("WHERE written_at IS NULL ORDER BY id"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Reads an edit.
pub fn get(c: &Connection, id: EditId) -> Result<Option<FileEdit>, StoreError> {
    let mut statement = c.prepare_cached(select!("WHERE id = ?1"))?;
    let mut rows = statement.query([id.key()])?;
    rows.next()?.map(read).transpose()
}

/// Reads what the file of an edit held before; none where that was dropped.
pub fn text_before(c: &Connection, id: EditId) -> Result<Option<String>, StoreError> {
    let mut statement = c.prepare_cached("SELECT text_before FROM file_edits WHERE id = ?1")?;
    Ok(statement.query_row([id.key()], |row| row.get(0)).optional()?.flatten())
}

/// Lists edits, last made first.
///
/// Errors: [`StoreError::BadCursor`] for a cursor that no page ended with.
pub fn list(
    c: &Connection,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<FileEdit>, StoreError> {
    let (made_at, id) = paging::begin(cursor)?;
    let mut statement = c.prepare_cached(LIST)?;
    let rows = statement.query(params![made_at, id, paging::wanted(limit)])?;
    paging::page(rows, limit, read, |it| (it.made_at, it.id))
}

/// Reads a row of [`select!`].
fn read(row: &Row<'_>) -> Result<FileEdit, StoreError> {
    let written: Option<i64> = row.get("written_at")?;
    let undone: Option<i64> = row.get("undone_at")?;
    let state = match (written, undone) {
        (_, Some(_)) => EditState::Undone,
        (Some(_), None) => EditState::Made,
        (None, None) => EditState::Begun,
    };
    Ok(FileEdit {
        id: column::id(row, "id")?,
        folder: row.get("folder")?,
        path: row.get("path")?,
        made_at: row.get("made_at")?,
        origin: row.get("origin")?,
        made_by: row.get("made_by")?,
        undoes: column::id_or_none(row, "undoes")?,
        hash_before: row.get("hash_before")?,
        hash_after: row.get("hash_after")?,
        state,
        text_kept: row.get("text_kept")?,
    })
}

impl Key for EditId {
    fn key(self) -> [u8; 16] {
        Uuid::from(self).into_bytes()
    }
}

#[cfg(test)]
mod tests;
