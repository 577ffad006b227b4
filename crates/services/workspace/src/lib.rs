//! Folders that a person opened, the files in them, and what is changed there.
//!
//! Nothing is read or written outside of an open folder. Every change goes one way: what the file
//! held is put into the journal, then the file is replaced through the one door of `atelier-files`,
//! then the journal says so. An edit is worked out by the engine on a thread of its own, within a
//! limit of time. Nothing here knows which door the caller came through beyond its name.

mod booster;
mod difference;
mod engine;
mod error;
mod files;
mod folders;
mod fuzzy;
mod journal;
mod language;

use std::sync::Arc;

use atelier_store::Slot;
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

pub use atelier_files::KeepOut;

/// Tells the time, in ms since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Folders, files and edits. Clones are the same ones.
#[derive(Clone)]
pub struct Workspace {
    slot: Slot,
    clock: Clock,
    keep_out: KeepOut,
    tasks: TaskTracker,
    /// Whoever changes a file waits for those before.
    turns: Arc<Semaphore>,
    /// How many edits are worked out at once.
    engines: Arc<Semaphore>,
}

impl Workspace {
    /// Returns a workspace whose changes run to their end on `tasks`, whatever becomes of their
    /// callers, and in which no folder of `keep_out` is opened.
    pub fn new(slot: Slot, clock: Clock, keep_out: KeepOut, tasks: TaskTracker) -> Self {
        let (turns, engines) = (Arc::new(Semaphore::new(1)), Arc::new(Semaphore::new(2)));
        Self { slot, clock, keep_out, tasks, turns, engines }
    }
}
