//! Connections: how each is opened, keyed and set up.

use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::{MasterKey, StoreError, identify};

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The one that writes.
    Write,
    /// One of those that only read.
    Read,
}

/// Opens a file with its key, and makes sure that the key fits before anything can be written.
///
/// An absent or empty file becomes a new store when `purpose` is to write.
pub(crate) fn open(
    path: &Path,
    key: &MasterKey,
    purpose: Purpose,
    busy_timeout: Duration,
) -> Result<Connection, StoreError> {
    let access = match purpose {
        Purpose::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Purpose::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    if purpose == Purpose::Write {
        create_private(path)?;
    }
    identify::check_size(path)?;
    prepare_cipher();
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| StoreError::from(error).about(path))?;
    // Until the key is known to fit, closing must not move the log into the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(busy_timeout)?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let keying = Zeroizing::new(format!("PRAGMA key = \"{}\"", key.raw_form().as_str()));
    connection.execute_batch(&keying)?;
    identify::check_key(&connection, path)?;
    if purpose == Purpose::Write && connection.is_readonly("main")? {
        // SQLite opens a file that it may not write for reading, and says nothing.
        let source = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        return Err(StoreError::io(path, source));
    }
    harden(&connection)?;
    Ok(connection)
}

/// Opens a database that lives in memory and is gone with its connection.
pub(crate) fn open_in_memory() -> Result<Connection, StoreError> {
    prepare_cipher();
    let connection = Connection::open_in_memory()?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    harden(&connection)?;
    Ok(connection)
}

/// Opens and closes one connection before any other. Connections that are the first of a process
/// and open at the same moment can lack what SQLCipher adds.
fn prepare_cipher() {
    static PREPARED: Once = Once::new();
    PREPARED.call_once(|| {
        let first = Connection::open_in_memory()
            .and_then(|connection| connection.execute_batch("PRAGMA cipher_log_level = NONE"));
        if let Err(error) = first {
            // Whoever opens next meets the same error, and can say what it was about.
            tracing::debug!(%error, "the cipher was not prepared");
        }
    });
}

/// Makes a file writable that is known to be ours: it gets a write-ahead log, so that readers and
/// the writer do not wait for each other, and closing the last connection empties that log.
pub(crate) fn trust(connection: &Connection) -> Result<(), StoreError> {
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// Lets the triggers of a schema work that was found to be ours, word by word.
pub(crate) fn heed_triggers(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
    Ok(())
}

/// Gives back the pages that a connection keeps only to read them again; `held` ends with it.
pub(crate) fn shrink(connection: &Connection, held: impl Send) {
    if let Err(error) = connection.execute_batch("PRAGMA shrink_memory") {
        tracing::debug!(%error, "a connection kept its pages");
    }
    drop(held);
}

/// Switches off what a hostile file could use, and on what keeps the data whole.
fn harden(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA secure_delete = FAST;
         PRAGMA temp_store = MEMORY;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Creates an absent file so that only its owner can read it; the log beside it inherits that.
pub(crate) fn create_private(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_created) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::io(path, error)),
    }
}
