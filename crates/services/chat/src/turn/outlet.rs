//! Where the events of a turn go: to its caller, and to whoever follows it.

use std::{
    sync::Arc,
    sync::atomic::{AtomicBool, Ordering},
};

use atelier_rpc::{Call, Events, Result};
use atelier_vocabulary::TurnEvent;

use crate::runs::Run;

/// Where the events of a turn go.
pub(crate) struct Outlet {
    run: Arc<Run>,
    /// Who asked for the answer; none where nobody waits for it.
    caller: Option<Events<TurnEvent>>,
    /// Whether the answer goes on without its caller.
    detached: bool,
    /// Whether the caller has left.
    left: AtomicBool,
}

impl Outlet {
    /// Returns an outlet to a caller whose leaving ends the answer.
    pub(super) fn to(run: &Arc<Run>, caller: Events<TurnEvent>) -> Self {
        let run = Arc::clone(run);
        Self { run, caller: Some(caller), detached: false, left: AtomicBool::new(false) }
    }

    /// Returns an outlet of an answer that goes on whoever is there to see it.
    pub(super) fn detached(run: &Arc<Run>, caller: Option<Events<TurnEvent>>) -> Self {
        let run = Arc::clone(run);
        Self { run, caller, detached: true, left: AtomicBool::new(false) }
    }

    /// Tells an event. Fails once the caller is gone, where the answer depends on it.
    pub(super) async fn send(&self, event: TurnEvent) -> Result<()> {
        self.run.tell(&event);
        let Some(caller) = self.caller.as_ref().filter(|_| !self.left.load(Ordering::Relaxed))
        else {
            return Ok(());
        };
        let sent = caller.send(event).await;
        if sent.is_err() {
            self.left.store(true, Ordering::Relaxed);
        }
        if self.detached { Ok(()) } else { sent }
    }

    /// Resolves when the answer is stopped, or nobody is left who wants it.
    pub(super) async fn unwanted(&self, call: Option<&Call>) {
        let alone = async {
            match (&self.caller, call) {
                (Some(caller), Some(call)) if !self.detached => tokio::select! {
                    () = call.cancelled() => {}
                    () = caller.closed() => {}
                },
                (Some(_) | None, _) => std::future::pending().await,
            }
        };
        tokio::select! {
            () = self.run.stopped() => {}
            () = alone => {}
        }
    }
}
