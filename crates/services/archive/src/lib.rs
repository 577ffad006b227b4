//! What leaves Atelier as files, and what comes in from other programs.
//!
//! Exports read page by page and write as they read; imports hold one conversation at a time, so that
//! neither takes more memory for more of either. A file is whole or not there, and never replaced
//! unasked. What is taken in keeps its branches and its ids, so that taking it in again adds nothing.
//! Backups are copies of the store under its own key, opened and counted before they count as made.
//! The folder mirror follows what changes, one conversation at a time, and never reads back.
//! Nothing here knows what a history looks like; that is in `atelier-chat-import`.

mod answers;
mod backups;
mod blob;
mod download;
mod everything;
mod export;
mod failure;
mod import;
mod library;
mod mirror;
mod paths;
mod premises;
mod progress;
mod reading;
mod rotation;
mod run;
mod shelf;
mod tally;

use std::sync::Arc;

use atelier_rpc::Change;
use atelier_store::Slot;
use atelier_vocabulary::Settings;
use tokio::sync::{Semaphore, broadcast, watch};

pub use answers::Reset;
pub use atelier_files::KeepOut;
pub use backups::Backups;
pub use download::{Download, Wish};
pub use library::Others;
pub use mirror::Mirror;
pub use premises::{Premises, Reopen};

/// Tells the time, in ms since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Exports and imports. Clones are the same ones.
#[derive(Clone)]
pub struct Archive {
    slot: Slot,
    clock: Clock,
    keep_out: KeepOut,
    settings: watch::Receiver<Settings>,
    changes: broadcast::Sender<Change>,
    others: Others,
    /// One import at a time, so that two of the same history do not race.
    turn: Arc<Semaphore>,
}

impl Archive {
    /// Returns an archive that neither reads nor writes in the folders of `keep_out` that are
    /// Atelier's own, and that says on `changes` what an import that was stopped has brought.
    pub fn new(
        slot: Slot,
        clock: Clock,
        keep_out: KeepOut,
        settings: watch::Receiver<Settings>,
        changes: broadcast::Sender<Change>,
    ) -> Self {
        let others = Others::default();
        Self { slot, clock, keep_out, settings, changes, others, turn: Arc::new(Semaphore::new(1)) }
    }
    /// Lets imports change what `others` keep.
    #[must_use]
    pub fn beside(self, others: Others) -> Self {
        Self { others, ..self }
    }
}
