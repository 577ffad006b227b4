//! Numbered migrations: each runs once, whole or not at all, and is recorded.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::StoreError;

/// A step from one schema to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    /// Its number; they count from one without a gap.
    pub(crate) version: u32,
    /// Its name, as the file has it.
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) sql: &'static str,
}

/// Lists the migration files in order.
macro_rules! migrations {
    ($($version:literal $name:literal,)*) => {
        &[$(Migration {
            version: $version,
            name: $name,
            sql: include_str!(concat!("../migrations/", $name, ".sql")),
        }),*]
    };
}

/// Every migration, first to last. A published one is never edited.
pub(crate) const ALL: &[Migration] = migrations![
    1 "0001_conversations",
    2 "0002_messages",
    3 "0003_deltas",
    4 "0004_drafts",
    5 "0005_settings",
    6 "0006_models",
    7 "0007_patterns",
    8 "0008_folders",
    9 "0009_file_edits",
    10 "0010_branches",
    11 "0011_spending",
    12 "0012_templates",
    13 "0013_themes",
    14 "0014_attachments",
    15 "0015_search",
    16 "0016_projects",
    17 "0017_imports",
    18 "0018_queue",
    19 "0019_context",
    20 "0020_mirror",
    21 "0021_answer_cache",
];

/// Marks the file as a store of Atelier ("ATLR").
const APPLICATION_ID: u32 = 0x4154_4c52;

/// What an opened file turned out to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing yet.
    Empty,
    /// The tables up to this migration.
    Version(u32),
    /// A migration that this build does not have.
    Newer(u32),
    /// Tables of somebody else, or a migration that reads differently here.
    Foreign(&'static str),
}

/// Says what the file holds, without changing it.
pub(crate) fn inspect(
    connection: &Connection,
    known: &[Migration],
) -> Result<Found, rusqlite::Error> {
    let recorded: Option<i64> = connection
        .query_row("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'", [], |row| {
            row.get(0)
        })
        .optional()?;
    if recorded.is_none() {
        let objects: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
        let found = if objects == 0 {
            Found::Empty
        } else {
            Found::Foreign("schema_migrations is missing")
        };
        return Ok(found);
    }
    let mut statement = connection
        .prepare("SELECT version, name, checksum FROM schema_migrations ORDER BY version")?;
    let mut rows = statement.query([])?;
    let mut last = 0;
    while let Some(row) = rows.next()? {
        let (version, name, sum): (u32, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        match known.iter().find(|migration| migration.version == version) {
            _ if version != last + 1 => return Ok(Found::Foreign("a migration is missing")),
            Some(migration) if migration.name == name && checksum(migration.sql) == sum => {}
            Some(_) => return Ok(Found::Foreign("a migration reads differently")),
            // Later than all that are known: a newer Atelier was here.
            None => {}
        }
        last = version;
    }
    Ok(if last > latest(known) { Found::Newer(last) } else { Found::Version(last) })
}

/// Brings the file from `from` to the last of `known`; each migration is one transaction.
pub(crate) fn run(
    connection: &mut Connection,
    known: &[Migration],
    from: u32,
    now: i64,
) -> Result<(), StoreError> {
    for migration in known.iter().filter(|migration| migration.version > from) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if matches!(inspect(&transaction, known)?, Found::Version(v) if v >= migration.version) {
            // Another process was quicker.
            continue;
        }
        if migration.version == 1 {
            transaction.execute_batch(&format!(
                "PRAGMA application_id = {APPLICATION_ID};
                 CREATE TABLE schema_migrations (
                   version    INTEGER NOT NULL PRIMARY KEY,
                   applied_at INTEGER NOT NULL,
                   name       TEXT    NOT NULL,
                   checksum   TEXT    NOT NULL
                 ) STRICT;"
            ))?;
        }
        transaction.execute_batch(migration.sql)?;
        transaction.execute(
            "INSERT INTO schema_migrations (version, applied_at, name, checksum)
             VALUES (?1, ?2, ?3, ?4)",
            params![migration.version, now, migration.name, checksum(migration.sql)],
        )?;
        transaction.commit()?;
        tracing::info!(version = migration.version, name = migration.name, "store migrated");
    }
    Ok(())
}

/// The number of the last migration.
pub(crate) fn latest(known: &[Migration]) -> u32 {
    known.last().map_or(0, |migration| migration.version)
}

/// The SHA-256 of a migration, in hexadecimal digits.
fn checksum(sql: &str) -> String {
    format!("{:x}", Sha256::digest(sql.as_bytes()))
}

#[cfg(test)]
mod tests;
