//! Ctrl-C: the first stops what runs and keeps what arrived, the second ends the process at once.

use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

use crate::exit::Exit;

/// Listens for the signals that ask a process to stop.
#[derive(Clone, Default)]
pub(crate) struct Interrupts(Arc<Mutex<CancellationToken>>);

impl Interrupts {
    /// Returns a token for a new piece of work, which the next Ctrl-C cancels.
    pub(crate) fn begin(&self) -> CancellationToken {
        let token = CancellationToken::new();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = token.clone();
        token
    }

    /// Says that nothing runs now: the next Ctrl-C ends the process.
    pub(crate) fn rest(&self) {
        self.begin().cancel();
    }

    /// Listens for as long as the runtime lives. It must have a thread free to do so.
    pub(crate) async fn listen(self) {
        let Ok(mut signals) = Signals::new() else { return };
        loop {
            signals.next().await;
            let token = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if token.is_cancelled() {
                std::process::exit(i32::from(Exit::Stopped.number()));
            }
            token.cancel();
        }
    }
}

#[cfg(unix)]
struct Signals([tokio::signal::unix::Signal; 2]);

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        // A hang-up keeps its meaning: it ends the process, or is ignored under `nohup`.
        Ok(Self([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?]))
    }

    async fn next(&mut self) {
        let Self([interrupt, terminate]) = self;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        // Where the system has no such signal, nothing can be waited for.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
