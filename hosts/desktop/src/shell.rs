//! What the commands share: the application, once it is open, and the calls in flight.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, AtomicU8, Ordering},
};

use atelier_app::{App, Blobs, LabelDesktop};
use atelier_rpc::{Code, Error, Result, Router};
use tokio::sync::{Notify, watch};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{calls::Calls, closing::Closing, environment::Relaunch};

/// What a command needs of the application.
#[derive(Clone)]
pub struct Opened {
    /// Runs operations.
    pub router: Arc<Router>,
    /// The bytes of attachments; none where another process keeps them.
    pub blobs: Option<Blobs>,
    /// Where work is counted, so that a shutdown can wait for it.
    pub tasks: TaskTracker,
}

impl From<&App> for Opened {
    fn from(app: &App) -> Self {
        Self { router: app.router(), blobs: app.blobs(), tasks: app.tasks().clone() }
    }
}

/// What the commands share. The window comes up while the application still opens; calls wait.
pub struct Shell {
    opened: watch::Sender<Option<Result<Opened>>>,
    pub(crate) calls: Calls,
    pub(crate) stopping: CancellationToken,
    pub(crate) app: OnceLock<App>,
    pub(crate) closing: Closing,
    /// What the desktop around the pages says, once a page has said it.
    pub(crate) labels: watch::Sender<Option<LabelDesktop>>,
    /// Whether the main window is off the screen because it is in the tray.
    pub(crate) hidden: AtomicBool,
    /// Told when a person comes to look at a window.
    pub(crate) looked_at: Notify,
    relaunch: AtomicU8,
}

impl Default for Shell {
    fn default() -> Self {
        let stopping = CancellationToken::new();
        Self {
            opened: watch::Sender::new(None),
            calls: Calls::new(stopping.clone()),
            stopping,
            app: OnceLock::new(),
            closing: Closing::default(),
            labels: watch::Sender::new(None),
            hidden: AtomicBool::new(false),
            looked_at: Notify::new(),
            relaunch: AtomicU8::new(0),
        }
    }
}

impl Shell {
    /// Lets the calls go that wait for the application: it is open, or it never will be.
    pub fn opened(&self, outcome: Result<Opened>) {
        self.opened.send_replace(Some(outcome));
    }

    /// Waits until the application is open.
    pub(crate) async fn application(&self) -> Result<Opened> {
        let mut opened = self.opened.subscribe();
        let gone = || Error::new(Code::Unavailable, "Atelier is shutting down");
        let outcome = opened.wait_for(Option::is_some).await.map_err(|_| gone())?.clone();
        outcome.unwrap_or_else(|| Err(gone()))
    }

    /// Notes that the program is to start once more, after an orderly end.
    pub(crate) fn relaunch_with(&self, relaunch: Relaunch) {
        self.relaunch.store(relaunch as u8, Ordering::SeqCst);
    }

    /// How to start once more, if at all.
    pub(crate) fn relaunch(&self) -> Option<Relaunch> {
        Relaunch::from_number(self.relaunch.load(Ordering::SeqCst))
    }
}
