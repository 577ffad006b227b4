//! Migrations: the schema they lead to, and what is left when they are cut off anywhere.
#![expect(clippy::disallowed_methods, reason = "a child process is killed to see what it leaves")]

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use expect_test::expect_file;
use rusqlite::Connection;

use super::{ALL, Found, Migration, inspect, latest, run};
use crate::connection::{self, Purpose};
use crate::writer::{FilePlace, open_file};
use crate::{MasterKey, StoreError, schema, snapshot};

const NOW: i64 = 1_763_700_000_000;
const TIMEOUT: Duration = Duration::from_millis(100);

fn key() -> MasterKey {
    MasterKey::from_hex(&"5a".repeat(32)).unwrap()
}

fn raw(path: &Path) -> Connection {
    let connection = connection::open(path, &key(), Purpose::Write, TIMEOUT).unwrap();
    connection::trust(&connection).unwrap();
    connection
}

fn place(path: &Path) -> FilePlace {
    FilePlace { path: path.to_owned(), key: key(), busy_timeout: TIMEOUT }
}

#[test]
fn the_migrations_lead_to_the_recorded_schema() {
    let mut connection = connection::open_in_memory().unwrap();
    run(&mut connection, ALL, 0, NOW).unwrap();
    expect_file!["../../migrations/schema.sql"].assert_eq(&schema::describe(&connection).unwrap());
}

// rows: 4.031
#[test]
fn numbers_count_from_one_and_are_recorded() {
    let numbers: Vec<u32> = ALL.iter().map(|migration| migration.version).collect();
    let counted: Vec<u32> = (1..=latest(ALL)).collect();
    assert_eq!(numbers, counted, "a gap or a double would skip a migration");
    for migration in ALL {
        let prefix = format!("{:04}_", migration.version);
        assert!(migration.name.starts_with(&prefix), "file name and number agree");
    }
    let mut connection = connection::open_in_memory().unwrap();
    run(&mut connection, ALL, 0, NOW).unwrap();
    let recorded: i64 = connection
        .query_row(
            "SELECT count(*) FROM schema_migrations WHERE applied_at = ?1 AND length(checksum) = 64",
            [NOW],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(recorded, i64::from(latest(ALL)), "each is recorded with its time and checksum");
    assert_eq!(inspect(&connection, ALL).unwrap(), Found::Version(latest(ALL)));
}

#[test]
fn a_store_of_every_earlier_version_comes_up_to_date_after_a_snapshot() {
    for version in 1..latest(ALL) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("atelier.db");
        let earlier: Vec<Migration> =
            ALL.iter().copied().filter(|migration| migration.version <= version).collect();
        let mut connection = raw(&path);
        run(&mut connection, &earlier, 0, NOW).unwrap();
        let said = "INSERT INTO conversations (id, title, title_folded, title_source, created_at,
            updated_at) VALUES (zeroblob(16), 'PLANTED', 'planted', 'auto', 1, 1)";
        let kept = u8::from(version > 1 && connection.execute(said, []).is_ok());
        drop(connection);
        let opened = open_file(&place(&path), NOW).unwrap();
        assert_eq!(inspect(&opened, ALL).unwrap(), Found::Version(latest(ALL)), "from {version}");
        let snapshots = snapshot::list(&path);
        assert_eq!(snapshots.len(), 1, "a store with tables is copied before it changes");
        let copy = connection::open(&snapshots[0], &key(), Purpose::Read, TIMEOUT).unwrap();
        assert_eq!(inspect(&copy, &earlier).unwrap(), Found::Version(version), "as it was");
        let titles: u8 =
            copy.query_row("SELECT count(*) FROM conversations", [], |row| row.get(0)).unwrap();
        assert_eq!((titles, kept), (kept, u8::from(version > 1)), "with all its rows");
        let bytes = std::fs::read(&snapshots[0]).unwrap();
        assert!(!bytes.windows(7).any(|window| window == b"PLANTED"), "and nothing in clear");
    }
}

#[test]
fn only_the_newest_snapshots_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("atelier.db");
    let connection = open_file(&place(&path), NOW).unwrap();
    for later in 0..5 {
        snapshot::take(&connection, &path, &key(), 6, NOW + later).unwrap();
    }
    let names: Vec<String> = snapshot::list(&path)
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let newest: Vec<String> =
        (2..5).map(|later| format!("atelier.db.snapshot-00{}-v6", NOW + later)).collect();
    assert_eq!(names, newest);
}

// rows: 4.014
#[test]
fn a_newer_or_altered_store_is_refused_and_untouched() {
    type Spoil = (&'static str, &'static str, fn(&StoreError) -> bool);
    let cases: [Spoil; 5] = [
        (
            "a later migration",
            "INSERT INTO schema_migrations SELECT max(version) + 1, 1, 'later', 'x' FROM schema_migrations",
            |error| matches!(error, StoreError::NewerSchema { found, known, .. } if *found == known + 1),
        ),
        (
            "an edited migration",
            "UPDATE schema_migrations SET checksum = 'x' WHERE version = 3",
            |error| matches!(error, StoreError::ForeignSchema { .. }),
        ),
        (
            "a planted trigger",
            "CREATE TRIGGER t AFTER INSERT ON drafts BEGIN SELECT 1; END",
            |error| matches!(error, StoreError::ForeignSchema { detail, .. } if detail.contains("TRIGGER t")),
        ),
        (
            "a planted view",
            "CREATE VIEW v AS SELECT * FROM settings",
            |error| matches!(error, StoreError::ForeignSchema { detail, .. } if detail.contains("VIEW v")),
        ),
        ("no record", "DROP TABLE schema_migrations", |error| {
            matches!(error, StoreError::ForeignSchema { .. })
        }),
    ];
    for (name, spoil, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("atelier.db");
        drop(open_file(&place(&path), NOW).unwrap());
        let connection = raw(&path);
        connection.execute_batch(spoil).unwrap();
        drop(connection);
        let before = std::fs::read(&path).unwrap();
        let error = open_file(&place(&path), NOW).err().unwrap();
        assert!(expected(&error), "{name}: {error:?}");
        assert!(before == std::fs::read(&path).unwrap(), "{name}: not a byte changed");
    }
}

// rows: 4.014
/// The kill comes at a step of `SQLite`'s own machine, which is finer than a statement.
#[test]
fn a_migration_killed_at_any_step_completes_when_run_again() {
    const CHILD: &str = "ATELIER_TEST_KILL_AT";
    let this = "migrations::tests::a_migration_killed_at_any_step_completes_when_run_again";
    if let Ok(at) = std::env::var(CHILD) {
        let (path, step) = at.split_once('|').unwrap();
        migrate_and_die(Path::new(path), step.parse().unwrap());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let counted = folder.path().join("counted.db");
    let steps = migrate_and_die(&counted, u64::MAX);
    assert!(steps > 500, "the whole run takes {steps} steps");
    let mut killed = 0;
    for point in 0..120 {
        let path = folder.path().join(format!("{point}.db"));
        let step = 1 + point * steps / 120;
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", this, "--quiet"])
            .env(CHILD, format!("{}|{step}", path.display()))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status()
            .unwrap();
        killed += u32::from(!status.success());
        let opened = open_file(&place(&path), NOW).unwrap();
        assert_eq!(inspect(&opened, ALL).unwrap(), Found::Version(latest(ALL)), "step {step}");
        let verdict: String =
            opened.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(verdict, "ok", "step {step}");
    }
    assert_eq!(killed, 120, "every child died where it was told to");
}

/// Migrates, and aborts the process at a step; returns how many there were where it did not.
fn migrate_and_die(path: &Path, at: u64) -> u64 {
    static STEP: AtomicU64 = AtomicU64::new(0);
    let mut connection = raw(path);
    let watch = move || {
        if STEP.fetch_add(1, Ordering::Relaxed) + 1 == at {
            std::process::abort();
        }
        false
    };
    connection.progress_handler(1, Some(watch)).unwrap();
    run(&mut connection, ALL, 0, NOW).unwrap();
    STEP.load(Ordering::Relaxed)
}
