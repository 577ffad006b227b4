//! Work that blocks, on a thread of its own.

use tokio::sync::oneshot;

use crate::SecretError;

/// Runs a closure on a new thread. Where the caller stops waiting, the thread is left to end by
/// itself: a keychain may hold it as long as a prompt is open, and nothing may wait for that.
pub(crate) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SecretError> + Send + 'static,
) -> Result<T, SecretError> {
    let (reply, answer) = oneshot::channel();
    let run = move || {
        let _gone = reply.send(work()).is_err();
    };
    std::thread::Builder::new()
        .name("secrets".to_owned())
        .spawn(run)
        .map_err(|_| SecretError::System)?;
    answer.await.map_err(|_| SecretError::System)?
}
