//! Copies of a store that are made while it is in use, and proved.

use std::path::Path;
use std::time::Duration;

use atelier_vocabulary::StoreContent;
use rusqlite::Connection;

use crate::connection::{self, Purpose};
use crate::snapshot::{self, beside};
use crate::{MasterKey, StoreError};

/// How long to wait for a lock.
const PATIENCE: Duration = Duration::from_secs(5);

/// Copies the store in `from` to the new file `to`, which opens with `new_key`, and proves that the copy
/// opens, is whole and holds as many rows as the store did at the moment it began. Blocks.
///
/// Errors: those of [`StoreError`], after which no copy is left and the store is untouched.
pub fn copy(
    from: &Path,
    key: &MasterKey,
    to: &Path,
    new_key: &MasterKey,
) -> Result<StoreContent, StoreError> {
    if std::fs::symlink_metadata(to).is_ok() {
        return Err(StoreError::AlreadyExists { path: to.to_owned() });
    }
    let source = connection::open(from, key, Purpose::Read, PATIENCE)?;
    // All that is read from here on is of one moment.
    source.execute_batch("BEGIN")?;
    let holds = content_of(&source)?;
    let unfinished = beside(to, ".unfinished");
    let made = snapshot::copy_and_check(&source, &unfinished, new_key)
        .and_then(|()| std::fs::rename(&unfinished, to).map_err(|it| StoreError::io(to, it)))
        .and_then(|()| snapshot::sync_folder(to));
    for rest in ["", "-wal", "-shm", "-journal"] {
        // An absent leftover is what is wanted.
        let _absent = std::fs::remove_file(beside(&unfinished, rest));
    }
    made.map(|()| holds)
}

/// Opens a store without changing it, proves that it is whole, and says what it holds. Blocks.
///
/// Errors: those of [`StoreError`].
pub fn content(path: &Path, key: &MasterKey) -> Result<StoreContent, StoreError> {
    let opened = connection::open(path, key, Purpose::Read, PATIENCE)?;
    let verdict: String = opened.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Snapshot { detail: verdict });
    }
    content_of(&opened)
}

/// What an open store holds.
fn content_of(c: &Connection) -> Result<StoreContent, StoreError> {
    let count = |table: &str| {
        c.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
            .map(|it| u64::try_from(it).unwrap_or(0))
    };
    Ok(StoreContent { conversations: count("conversations")?, messages: count("messages")? })
}
