//! Keyed queues: calls with the same key run one after another, others side by side.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The queues that have somebody in them.
#[derive(Default)]
pub(crate) struct Queues(Mutex<HashMap<String, Weak<Semaphore>>>);

impl Queues {
    /// Waits for its turn in the queue called `key`. The turn ends when the permit is dropped.
    pub(crate) async fn turn(&self, key: String) -> Option<OwnedSemaphorePermit> {
        self.queue(key).acquire_owned().await.ok()
    }

    fn queue(&self, key: String) -> Arc<Semaphore> {
        let mut queues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queues.get(&key).and_then(Weak::upgrade) {
            return queue;
        }
        queues.retain(|_, queue| queue.strong_count() > 0);
        let queue = Arc::new(Semaphore::new(1));
        queues.insert(key, Arc::downgrade(&queue));
        queue
    }
}
