//! The threads that read a store on disk, each with a connection of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::mpsc;

use crate::connection::{self, Purpose};
use crate::threads::Threads;
use crate::{MasterKey, StoreError};

/// How many reads wait before callers are held back.
const QUEUE: usize = 64;

/// A closure that reads; it is told where no connection could be opened.
type Work = Box<dyn FnOnce(Result<&mut Connection, StoreError>) + Send>;

/// Something to do for a reader.
pub(crate) enum Read {
    /// Run a closure on its connection, which is opened where there is none.
    Run(Work),
    /// Give back the pages that are kept, where a connection is open; what is held ends with it.
    Shrink(mpsc::Sender<()>),
}

/// The file that the readers read, and what opens it.
pub(crate) struct Source {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its key.
    pub(crate) key: MasterKey,
    /// How long to wait for another process's lock.
    pub(crate) busy_timeout: Duration,
}

/// Starts `count` readers and returns their common queue. They end when the queue's senders are gone.
pub(crate) fn start(
    threads: &Threads,
    count: usize,
    source: Source,
) -> Result<mpsc::Sender<Read>, StoreError> {
    let (reads, queue) = mpsc::channel(QUEUE);
    let queue = Arc::new(Mutex::new(queue));
    let source = Arc::new(source);
    for number in 1..=count.max(1) {
        let (queue, source) = (Arc::clone(&queue), Arc::clone(&source));
        threads.start(format!("store-reader-{number}"), move || run(&queue, &source))?;
    }
    Ok(reads)
}

/// A reader's loop. Its connection is opened at the first read, and again after one that failed.
fn run(queue: &Mutex<mpsc::Receiver<Read>>, source: &Source) {
    let mut connection = None;
    loop {
        // One reader waits inside, the others for their turn to wait.
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        let read = match next {
            None => return,
            Some(Read::Run(read)) => read,
            Some(Read::Shrink(held)) => {
                if let Some(open) = &connection {
                    connection::shrink(open, held);
                }
                continue;
            }
        };
        let opened = match connection.take() {
            Some(connection) => Ok(connection),
            None => connection::open(&source.path, &source.key, Purpose::Read, source.busy_timeout),
        };
        match opened {
            Ok(mut open) => {
                if catch_unwind(AssertUnwindSafe(|| read(Ok(&mut open)))).is_ok() {
                    connection = Some(open);
                } else {
                    tracing::error!("a read of the store panicked");
                }
            }
            Err(error) => read(Err(error)),
        }
    }
}

/// Runs a closure so that everything it reads is of one moment.
pub(crate) fn in_snapshot<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = connection.transaction()?;
    let value = work(&transaction)?;
    transaction.finish()?;
    Ok(value)
}
