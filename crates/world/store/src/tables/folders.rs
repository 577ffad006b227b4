//! Folders: which parts of the disk a person opened.

use atelier_vocabulary::{Folder, FolderId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::column::{self, Key};
use crate::StoreError;

/// Keeps a folder as open, under the id it has already where its path is known, and returns it.
pub fn open(c: &Connection, folder: &Folder) -> Result<Folder, StoreError> {
    let mut statement = c.prepare_cached(
        "INSERT INTO folders (id, path, opened_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (path) DO UPDATE SET opened_at = excluded.opened_at
         RETURNING id, path, opened_at",
    )?;
    let row = params![folder.id.key(), folder.path, folder.opened_at];
    Ok(statement.query_row(row, read)?)
}

/// Reads a folder that is open.
pub fn get(c: &Connection, id: FolderId) -> Result<Option<Folder>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT id, path, opened_at FROM folders WHERE id = ?1")?;
    Ok(statement.query_row([id.key()], read).optional()?)
}

/// Reads the open folder that is at `path`.
pub fn at(c: &Connection, path: &str) -> Result<Option<Folder>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT id, path, opened_at FROM folders WHERE path = ?1")?;
    Ok(statement.query_row([path], read).optional()?)
}

/// Lists the folders that are open, last opened first.
pub fn list(c: &Connection) -> Result<Vec<Folder>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT id, path, opened_at FROM folders ORDER BY opened_at DESC, path")?;
    let folders = statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
    Ok(folders)
}

/// Closes a folder, and returns whether it was open.
pub fn close(c: &Connection, id: FolderId) -> Result<bool, StoreError> {
    let mut statement = c.prepare_cached("DELETE FROM folders WHERE id = ?1")?;
    Ok(statement.execute([id.key()])? > 0)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Folder> {
    let id = column::id::<FolderId>(row, "id")?;
    Ok(Folder { id, path: row.get("path")?, opened_at: row.get("opened_at")? })
}

impl Key for FolderId {
    fn key(self) -> [u8; 16] {
        uuid::Uuid::from(self).into_bytes()
    }
}
