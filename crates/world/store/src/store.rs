//! The store as its callers see it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use atelier_vocabulary::StoreState;
use rusqlite::{Connection, Transaction};
use tokio::sync::{mpsc, oneshot};

use crate::connection;
use crate::reader::{self, Read, Source};
use crate::snapshot::beside;
use crate::threads::{Identity, Threads};
use crate::writer::{self, Durability, FilePlace, Job, Place};
use crate::{MasterKey, StoreError};

/// The encrypted database. Clones are cheap and are the same store.
#[derive(Clone)]
pub struct Store {
    place: Arc<RwLock<Readers>>,
    /// The threads that read; they end when their queue above is gone.
    reading: Arc<Threads>,
    jobs: mpsc::Sender<Job>,
    options: OpenOptions,
    /// The thread that writes. It ends last: connections that close at the same moment leave the log
    /// to each other.
    threads: Arc<Threads>,
}

/// How to open a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenOptions {
    /// How long to wait while another process writes.
    pub busy_timeout: Duration,
    /// How many threads read.
    pub readers: usize,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self { busy_timeout: Duration::from_secs(5), readers: 2 }
    }
}

/// Who reads, which says where the store is.
#[derive(Clone)]
enum Readers {
    /// The writer itself: the store is in memory.
    Writer,
    /// Threads of their own: the store is in a file.
    Threads(PathBuf, mpsc::Sender<Read>),
    /// Nobody: the store is closed.
    Gone,
}

impl Store {
    /// Opens an empty store in memory. Nothing of it reaches the disk until [`Store::keep`].
    pub async fn in_memory(now: i64) -> Result<Self, StoreError> {
        let threads = Arc::<Threads>::default();
        let jobs = writer::start(&threads, Place::Memory, now).await?;
        let place = Arc::new(RwLock::new(Readers::Writer));
        let (reading, options) = (Arc::default(), OpenOptions::default());
        Ok(Self { place, reading, jobs, options, threads })
    }

    /// Opens the store in a file, or creates it where the file is absent or empty.
    ///
    /// Runs the migrations it lacks, after a checked snapshot beside it, and ends the messages that
    /// were streaming when its last owner went away. `now` is in ms since 1970.
    ///
    /// Errors: every one leaves the file as it was; see [`StoreError`].
    pub async fn open(path: &Path, key: &MasterKey, now: i64) -> Result<Self, StoreError> {
        Self::open_with(path, key, now, OpenOptions::default()).await
    }

    /// Opens the store in a file as [`Store::open`] does, with other options.
    pub async fn open_with(
        path: &Path,
        key: &MasterKey,
        now: i64,
        options: OpenOptions,
    ) -> Result<Self, StoreError> {
        let threads = Arc::<Threads>::default();
        let place = Place::File(file_place(path, key, options));
        let jobs = writer::start(&threads, place, now).await?;
        let reading = Arc::<Threads>::default();
        let place = Arc::new(RwLock::new(readers(&reading, path, key, options)?));
        Ok(Self { place, reading, jobs, options, threads })
    }

    /// Moves a store from memory into a new file. This and all other clones then write there.
    ///
    /// Errors: [`StoreError::AlreadyKept`], [`StoreError::AlreadyExists`] where there is a file, and
    /// those of the disk; the store then stays in memory with all that it holds.
    pub async fn keep(&self, path: &Path, key: &MasterKey, now: i64) -> Result<(), StoreError> {
        if !matches!(self.readers(), Readers::Writer) {
            return Err(StoreError::AlreadyKept);
        }
        let (reply, answer) = oneshot::channel();
        let readers = readers(&self.reading, path, key, self.options)?;
        let place = Arc::clone(&self.place);
        // Said by the writer itself, so that it is true whether or not the caller still waits.
        let kept = move || *place.write().unwrap_or_else(PoisonError::into_inner) = readers;
        let file = file_place(path, key, self.options);
        self.send(Job::Keep(file, now, Box::new(kept), reply)).await?;
        answer.await.map_err(|_| self.lost())?
    }

    /// Runs a closure in one transaction that may write.
    ///
    /// An error from the closure undoes everything it wrote. Once the call is queued the closure
    /// runs, whole or not at all, even where the caller stops waiting for it.
    pub async fn write<T, F>(&self, durability: Durability, work: F) -> Result<T, StoreError>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let run = move |connection: &mut Connection| {
            // The caller may have stopped waiting; what was written stays.
            let _gone = reply.send(writer::in_transaction(connection, work)).is_err();
        };
        self.send(Job::Write(durability, Box::new(run))).await?;
        answer.await.map_err(|_| self.lost())?
    }

    /// Runs a closure that only reads. All that it reads is of one moment, and includes every write
    /// that had returned before.
    pub async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let readers = self.readers();
        match readers {
            Readers::Writer => {
                let run = move |connection: &mut Connection| {
                    let _gone = reply.send(reader::in_snapshot(connection, work)).is_err();
                };
                self.send(Job::Read(Box::new(run))).await?;
            }
            Readers::Threads(_, reads) => {
                let run = move |connection: Result<&mut Connection, StoreError>| {
                    let outcome = connection.and_then(|open| reader::in_snapshot(open, work));
                    let _gone = reply.send(outcome).is_err();
                };
                reads.send(Read::Run(Box::new(run))).await.map_err(|_| StoreError::Closed)?;
            }
            Readers::Gone => return Err(StoreError::Closed),
        }
        answer.await.map_err(|_| self.lost())?
    }

    /// What tells this store and its clones from any other, without keeping it open.
    pub fn identity(&self) -> Identity {
        Identity::of(&self.threads)
    }

    /// Where the store is.
    pub fn state(&self) -> StoreState {
        match self.readers() {
            Readers::Writer => StoreState::InMemory,
            Readers::Threads(..) => StoreState::OnDisk,
            Readers::Gone => StoreState::Unavailable { message: StoreError::Closed.to_string() },
        }
    }

    /// The bytes that the store and its log take on disk; none while it is in memory.
    pub fn size_bytes(&self) -> Option<u64> {
        let Readers::Threads(path, _) = self.readers() else { return None };
        let size = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
        Some(size(&path) + size(&beside(&path, "-wal")))
    }

    /// How many reads and writes wait for a thread.
    pub fn waiting(&self) -> usize {
        let reads = match self.readers() {
            Readers::Threads(_, reads) => reads.max_capacity() - reads.capacity(),
            Readers::Writer | Readers::Gone => 0,
        };
        self.jobs.max_capacity() - self.jobs.capacity() + reads
    }

    /// Gives back the memory of pages that are kept only to be read again.
    ///
    /// Errors: [`StoreError::Closed`].
    pub async fn shrink(&self) -> Result<(), StoreError> {
        let (done, mut all_done) = mpsc::channel::<()>(1);
        let held = done.clone();
        let work = move |connection: &mut Connection| connection::shrink(connection, held);
        self.send(Job::Read(Box::new(work))).await?;
        if let Readers::Threads(_, reads) = self.readers() {
            for _ in 0..self.options.readers {
                let shrink = Read::Shrink(done.clone());
                reads.send(shrink).await.map_err(|_| StoreError::Closed)?;
            }
        }
        drop(done);
        // It ends when the last of them has let go.
        while all_done.recv().await.is_some() {}
        Ok(())
    }

    /// Finishes what is queued, moves the log into the file and closes it, for all clones.
    /// Closing twice is fine.
    pub async fn close(&self) -> Result<(), StoreError> {
        *self.place.write().unwrap_or_else(PoisonError::into_inner) = Readers::Gone;
        let (reply, answer) = oneshot::channel();
        if self.jobs.send(Job::Close(Arc::clone(&self.reading), reply)).await.is_err() {
            return Ok(());
        }
        answer.await.unwrap_or(Ok(()))
    }

    /// Queues a job for the writer.
    async fn send(&self, job: Job) -> Result<(), StoreError> {
        self.jobs.send(job).await.map_err(|_| StoreError::Closed)
    }

    /// Who reads now.
    fn readers(&self) -> Readers {
        self.place.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Why an answer never came.
    fn lost(&self) -> StoreError {
        if self.jobs.is_closed() { StoreError::Closed } else { StoreError::Panicked }
    }
}

/// What opens the file, for the writer.
fn file_place(path: &Path, key: &MasterKey, options: OpenOptions) -> FilePlace {
    FilePlace { path: path.to_owned(), key: key.duplicate(), busy_timeout: options.busy_timeout }
}

/// Starts the threads that read the file.
fn readers(
    threads: &Threads,
    path: &Path,
    key: &MasterKey,
    options: OpenOptions,
) -> Result<Readers, StoreError> {
    let source =
        Source { path: path.to_owned(), key: key.duplicate(), busy_timeout: options.busy_timeout };
    Ok(Readers::Threads(path.to_owned(), reader::start(threads, options.readers, source)?))
}
