//! Uploads: under which ids an endpoint keeps bytes that were too many to go with every request.

use rusqlite::{Connection, OptionalExtension, params};

use crate::StoreError;

/// The id under which an endpoint keeps a blob, if it will until `until`.
pub fn get(
    c: &Connection,
    endpoint: &str,
    hash: &str,
    until: i64,
) -> Result<Option<String>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT file_id FROM uploads WHERE endpoint = ?1 AND hash = ?2 AND expires_at > ?3",
    )?;
    Ok(statement.query_row(params![endpoint, hash, until], |row| row.get(0)).optional()?)
}

/// Notes that an endpoint keeps a blob.
pub fn put(
    c: &Connection,
    endpoint: &str,
    hash: &str,
    file_id: &str,
    expires_at: i64,
) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO uploads (endpoint, hash, file_id, expires_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (endpoint, hash)
         DO UPDATE SET file_id = excluded.file_id, expires_at = excluded.expires_at",
    )?
    .execute(params![endpoint, hash, file_id, expires_at])?;
    Ok(())
}

/// Forgets what an endpoint keeps no longer.
pub fn forget(c: &Connection, endpoint: &str, file_id: &str) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM uploads WHERE endpoint = ?1 AND file_id = ?2")?
        .execute(params![endpoint, file_id])?;
    Ok(())
}
