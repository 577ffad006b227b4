//! The copy of a store that is made, and checked, before a migration changes it.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::connection::{self, Purpose};
use crate::{MasterKey, StoreError};

/// How many snapshots stay beside the store; older ones are removed.
pub(crate) const KEPT: usize = 3;

/// Copies the store to a file beside it, under the same key, and proves that the copy opens, is
/// whole and holds as many rows. Returns the copy's path.
///
/// Errors: [`StoreError::Snapshot`], after which no copy is left and the store is untouched.
pub(crate) fn take(
    store: &Connection,
    path: &Path,
    key: &MasterKey,
    version: u32,
    now: i64,
) -> Result<PathBuf, StoreError> {
    let copy = beside(path, &format!(".snapshot-{now:015}-v{version}"));
    let unfinished = beside(path, ".snapshot-unfinished");
    let outcome = copy_and_check(store, &unfinished, key)
        .and_then(|()| fs::rename(&unfinished, &copy).map_err(|error| StoreError::io(&copy, error)))
        .and_then(|()| sync_folder(&copy));
    for rest in ["", "-wal", "-shm", "-journal"] {
        // An absent leftover is what is wanted.
        let _absent = fs::remove_file(beside(&unfinished, rest));
    }
    if let Err(error) = outcome {
        return Err(StoreError::Snapshot { detail: error.to_string() });
    }
    prune(path);
    tracing::info!(version, "snapshot taken before a migration");
    Ok(copy)
}

/// Snapshots beside the store, oldest first.
pub(crate) fn list(path: &Path) -> Vec<PathBuf> {
    let prefix = beside(path, ".snapshot-");
    let Some(prefix) = prefix.file_name() else { return Vec::new() };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .filter(|entry| {
            let name = entry.file_name();
            let rest = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
            rest.is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit))
        })
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// Makes the copy and checks it.
pub(crate) fn copy_and_check(
    store: &Connection,
    to: &Path,
    key: &MasterKey,
) -> Result<(), StoreError> {
    if to.exists() {
        fs::remove_file(to).map_err(|error| StoreError::io(to, error))?;
    }
    let timeout = Duration::from_secs(5);
    let mut copy = connection::open(to, key, Purpose::Write, timeout)?;
    Backup::new(store, &mut copy)?.run_to_completion(1024, Duration::ZERO, None)?;
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    drop(copy);
    let copy = connection::open(to, key, Purpose::Read, timeout)?;
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Snapshot { detail: verdict });
    }
    if row_counts(store)? != row_counts(&copy)? {
        return Err(StoreError::Snapshot { detail: "it holds other rows".to_owned() });
    }
    drop(copy);
    File::open(to).and_then(|file| file.sync_all()).map_err(|error| StoreError::io(to, error))
}

/// How many rows each table holds.
fn row_counts(connection: &Connection) -> Result<Vec<(String, i64)>, StoreError> {
    let mut statement =
        connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> =
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    names
        .into_iter()
        .map(|name| {
            let quoted = name.replace('"', "\"\"");
            let sql = format!("SELECT count(*) FROM \"{quoted}\"");
            let count = connection.query_row(&sql, [], |row| row.get(0))?;
            Ok((name, count))
        })
        .collect()
}

/// Removes all but the newest snapshots. One that cannot be removed does no harm.
fn prune(path: &Path) {
    let found = list(path);
    let surplus = found.len().saturating_sub(KEPT);
    for old in found.into_iter().take(surplus) {
        if let Err(error) = fs::remove_file(&old) {
            tracing::warn!(%error, "an old snapshot could not be removed");
        }
    }
}

/// Makes a rename last through a power cut.
pub(crate) fn sync_folder(of: &Path) -> Result<(), StoreError> {
    let folder = of.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| StoreError::io(folder, error))?;
    }
    Ok(())
}

/// The path with something appended to its name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(suffix);
    PathBuf::from(name)
}
