//! Moves a store from memory into a file.

use std::path::Path;

use rusqlite::{Connection, params};

use crate::snapshot::{beside, sync_folder};
use crate::writer::{self, FilePlace};
use crate::{MasterKey, StoreError, connection};

/// Copies a store in memory to a new file, and opens that. Runs on the writer's thread.
pub(crate) fn keep(
    memory: &Connection,
    file: &FilePlace,
    now: i64,
) -> Result<Connection, StoreError> {
    let path = file.path.as_path();
    if std::fs::metadata(path).is_ok_and(|there| there.len() > 0) {
        return Err(StoreError::AlreadyExists { path: path.to_owned() });
    }
    let unfinished = beside(path, ".unfinished");
    let outcome = export(memory, &unfinished, &file.key)
        .and_then(|()| {
            std::fs::rename(&unfinished, path).map_err(|error| StoreError::io(path, error))
        })
        .and_then(|()| sync_folder(path))
        .and_then(|()| writer::open_file(file, now));
    if outcome.is_err() {
        // The store in memory stays the only one; half a copy would be in its way next time.
        for rest in [unfinished, path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
            let _absent = std::fs::remove_file(rest);
        }
    }
    outcome.map_err(|error| error.about(path))
}

/// Writes everything of `memory` to a new encrypted file, down to the disk.
fn export(memory: &Connection, to: &Path, key: &MasterKey) -> Result<(), StoreError> {
    let _absent = std::fs::remove_file(to);
    connection::create_private(to)?;
    let name = to.to_str().ok_or_else(|| {
        StoreError::io(to, std::io::Error::other("the path is not valid Unicode"))
    })?;
    let raw = key.raw_form();
    memory.execute("ATTACH DATABASE ?1 AS kept KEY ?2", params![name, raw.as_str()])?;
    // The file is nobody's yet, and reaches the disk as a whole below: a sync for each statement
    // would only be waited for.
    memory.execute_batch("PRAGMA kept.synchronous = OFF; PRAGMA kept.journal_mode = MEMORY")?;
    let exported =
        memory.query_row("SELECT sqlcipher_export('kept')", [], |_| Ok(())).and_then(|()| {
            let id: i64 = memory.query_row("PRAGMA main.application_id", [], |row| row.get(0))?;
            memory.execute_batch(&format!("PRAGMA kept.application_id = {id}"))
        });
    memory.execute_batch("DETACH DATABASE kept")?;
    exported?;
    std::fs::File::open(to)
        .and_then(|file| file.sync_all())
        .map_err(|error| StoreError::io(to, error))
}
