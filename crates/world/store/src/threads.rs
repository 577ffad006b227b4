//! The threads of a store, and the wait for their end.
//!
//! At the end of a process SQLCipher frees what all its connections use, and so does OpenSSL. A thread
//! that closed its connection only then would use what is freed. So nobody lets go of a store before
//! its threads have ended.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::{Builder, JoinHandle, current};

use crate::StoreError;

/// The threads of one store. Dropping them waits for their end, which comes when their queues close.
#[derive(Debug, Default)]
pub(crate) struct Threads(Mutex<Vec<JoinHandle<()>>>);

/// Which store something was read from. It keeps no store open.
#[derive(Clone, Debug)]
pub struct Identity(Weak<Threads>);

impl Identity {
    /// The identity of the store that has these threads.
    pub(crate) fn of(threads: &Arc<Threads>) -> Self {
        Self(Arc::downgrade(threads))
    }
}

impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        self.0.ptr_eq(&other.0)
    }
}

impl Threads {
    /// Starts a thread that belongs to the store.
    pub(crate) fn start(
        &self,
        name: String,
        work: impl FnOnce() + Send + 'static,
    ) -> Result<(), StoreError> {
        let handle = Builder::new()
            .name(name)
            .spawn(work)
            .map_err(|source| StoreError::Io { path: None, source: Box::new(source) })?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(handle);
        Ok(())
    }

    /// Waits until all have ended, but for the one that asks.
    pub(crate) fn join(&self) {
        let handles = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        for handle in handles.into_iter().filter(|it| it.thread().id() != current().id()) {
            // One that panicked has ended too, and has said why.
            drop(handle.join());
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.join();
    }
}
