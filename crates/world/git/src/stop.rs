//! Work that blocks, on a thread of its own, which ends when nobody waits for it any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::GitError;

/// Whether somebody still waits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Fails once nobody waits.
    pub(crate) fn check(&self) -> Result<(), GitError> {
        if self.is_set() { Err(GitError::Stopped) } else { Ok(()) }
    }

    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Says so as soon as it is dropped.
struct Waiting(Stop);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

/// Runs a closure on a thread for what blocks. Where the caller stops waiting, the closure is told.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce(&Stop) -> Result<T, GitError> + Send + 'static,
) -> Result<T, GitError> {
    let stop = Stop::default();
    let _waiting = Waiting(stop.clone());
    tokio::task::spawn_blocking(move || work(&stop)).await.map_err(|_| GitError::Panicked)?
}
