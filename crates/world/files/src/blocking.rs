//! Work that blocks, on a thread of its own.

use tokio::sync::{Semaphore, oneshot};

use crate::FilesError;

/// How much work on files runs at once. A disk that does not answer holds up this many, and no more.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Runs a closure on a new thread. Where the caller stops waiting, the closure still ends by itself.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FilesError> + Send + 'static,
) -> Result<T, FilesError> {
    let turn = TURNS.acquire().await.map_err(|_| FilesError::Panicked)?;
    let (reply, answer) = oneshot::channel();
    let run = move || {
        let outcome = work();
        drop(turn);
        let _gone = reply.send(outcome).is_err();
    };
    std::thread::Builder::new()
        .name("files".to_owned())
        .spawn(run)
        .map_err(|source| FilesError::Io { path: String::new(), source })?;
    answer.await.map_err(|_| FilesError::Panicked)?
}
