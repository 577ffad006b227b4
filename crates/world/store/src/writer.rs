//! The one thread that writes: jobs come in through a bounded queue and run one after another.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::connection::{self, Purpose};
use crate::migrations::{self, Found};
use crate::threads::Threads;
use crate::{MasterKey, StoreError, keep, schema, snapshot, tables};

/// How many jobs wait before callers are held back.
const QUEUE: usize = 256;

/// What must survive once a write has returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// It survives a power cut. For what a person said or chose, and for the ends of answers.
    Full,
    /// It survives the death of the process; a power cut may take the last second. For deltas.
    Normal,
}

/// Where the store is.
pub(crate) enum Place {
    /// In memory.
    Memory,
    /// In a file.
    File(FilePlace),
}

/// A file, and what opens it.
pub(crate) struct FilePlace {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its key.
    pub(crate) key: MasterKey,
    /// How long to wait for another process's lock.
    pub(crate) busy_timeout: Duration,
}

/// Something to do with the connection that writes.
pub(crate) enum Job {
    /// A closure that writes, as durably as it says.
    Write(Durability, Box<dyn FnOnce(&mut Connection) + Send>),
    /// A closure that reads, while the store is in memory and has no readers.
    Read(Box<dyn FnOnce(&mut Connection) + Send>),
    /// Move from memory to a file, and say so.
    Keep(FilePlace, i64, Box<dyn FnOnce() + Send>, oneshot::Sender<Result<(), StoreError>>),
    /// Empty the log and end, after the threads that read.
    Close(Arc<Threads>, oneshot::Sender<Result<(), StoreError>>),
}

/// Starts the thread, opens the store on it, and returns its queue.
pub(crate) async fn start(
    threads: &Threads,
    place: Place,
    now: i64,
) -> Result<mpsc::Sender<Job>, StoreError> {
    let (jobs, queue) = mpsc::channel(QUEUE);
    let (ready, opened) = oneshot::channel();
    let work = move || {
        let connection = match place {
            Place::Memory => open_in_memory(now),
            Place::File(file) => open_file(&file, now).and_then(|mut connection| {
                recover(&mut connection, now).map_err(|error| error.about(&file.path))?;
                Ok(connection)
            }),
        };
        match connection {
            Ok(connection) => {
                if ready.send(Ok(())).is_ok() {
                    run(connection, queue);
                }
            }
            Err(error) => {
                // A caller that is gone does not miss the answer.
                let _gone = ready.send(Err(error));
            }
        }
    };
    threads.start("store-writer".to_owned(), work)?;
    opened.await.map_err(|_| StoreError::Panicked)??;
    Ok(jobs)
}

/// Opens a file and brings it up to date.
pub(crate) fn open_file(file: &FilePlace, now: i64) -> Result<Connection, StoreError> {
    let FilePlace { path, key, busy_timeout } = file;
    let mut connection = connection::open(path, key, Purpose::Write, *busy_timeout)?;
    prepare(&mut connection, path, key, now).map_err(|error| error.about(path))?;
    Ok(connection)
}

/// Runs the migrations that a file lacks, after a snapshot where it holds anything.
fn prepare(
    connection: &mut Connection,
    path: &Path,
    key: &MasterKey,
    now: i64,
) -> Result<(), StoreError> {
    let known = migrations::ALL;
    let latest = migrations::latest(known);
    let version = match migrations::inspect(connection, known)? {
        Found::Empty => 0,
        Found::Version(version) => version,
        Found::Newer(found) => {
            return Err(StoreError::NewerSchema { path: path.to_owned(), found, known: latest });
        }
        Found::Foreign(detail) => {
            return Err(StoreError::ForeignSchema {
                path: path.to_owned(),
                detail: detail.to_owned(),
            });
        }
    };
    if version > 0 && version < latest {
        snapshot::take(connection, path, key, version, now)?;
    }
    if version == latest {
        schema::check(connection, path)?;
    }
    connection::trust(connection)?;
    if version < latest {
        migrations::run(connection, known, version, now)?;
        schema::check(connection, path)?;
    }
    connection::heed_triggers(connection)
}

/// Opens an empty store in memory.
fn open_in_memory(now: i64) -> Result<Connection, StoreError> {
    let mut connection = connection::open_in_memory()?;
    migrations::run(&mut connection, migrations::ALL, 0, now)?;
    connection::heed_triggers(&connection)?;
    Ok(connection)
}

/// Ends the messages that were streaming when the last owner of the file went away.
fn recover(connection: &mut Connection, now: i64) -> Result<(), StoreError> {
    set_durability(connection, Durability::Full)?;
    let recovered = in_transaction(connection, |transaction| {
        tables::blobs::abandon_all(transaction)?;
        tables::deltas::recover(transaction, now)
    })?;
    if recovered > 0 {
        tracing::info!(recovered, "unfinished messages kept as incomplete");
    }
    Ok(())
}

/// The thread's loop. It ends when the store is closed or nobody is left to ask for anything.
fn run(mut connection: Connection, mut queue: mpsc::Receiver<Job>) {
    let mut synced = None;
    while let Some(job) = queue.blocking_recv() {
        match job {
            Job::Write(durability, work) => {
                if synced != Some(durability) && set_durability(&connection, durability).is_ok() {
                    synced = Some(durability);
                }
                guarded(&mut connection, work);
            }
            Job::Read(work) => guarded(&mut connection, work),
            Job::Keep(file, now, say_so, reply) => {
                let outcome = keep::keep(&connection, &file, now).map(|kept| {
                    connection = kept;
                    synced = None;
                    say_so();
                });
                let _gone = reply.send(outcome);
            }
            Job::Close(threads, reply) => {
                queue.close();
                threads.join();
                let _gone = reply.send(close(connection));
                return;
            }
        }
    }
    if let Err(error) = close(connection) {
        tracing::warn!(%error, "the store was not closed cleanly; its log stays beside it");
    }
}

/// Runs a closure; a panic in it undoes its transaction and ends nothing else.
fn guarded(connection: &mut Connection, work: Box<dyn FnOnce(&mut Connection) + Send>) {
    let outcome = catch_unwind(AssertUnwindSafe(|| work(connection)));
    if outcome.is_err() {
        tracing::error!("an operation on the store panicked");
    }
    if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
        tracing::error!("a transaction was left open");
    }
}

/// Runs a closure in a transaction that has the right to write from the start.
pub(crate) fn in_transaction<T>(
    connection: &mut Connection,
    work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let behavior = rusqlite::TransactionBehavior::Immediate;
    let transaction = connection.transaction_with_behavior(behavior)?;
    let value = work(&transaction)?;
    transaction.commit()?;
    Ok(value)
}

/// Chooses whether a commit waits for the disk.
fn set_durability(connection: &Connection, durability: Durability) -> Result<(), StoreError> {
    connection.execute_batch(match durability {
        Durability::Full => "PRAGMA synchronous = FULL",
        Durability::Normal => "PRAGMA synchronous = NORMAL",
    })?;
    Ok(())
}

/// Moves the log into the file and closes the connection.
fn close(connection: Connection) -> Result<(), StoreError> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error.into())
}
