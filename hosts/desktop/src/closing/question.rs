//! The question before closing, from being put until it is answered.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use atelier_app::App;
use atelier_vocabulary::{Closing, ClosingDecision, ClosingReason};
use tokio::sync::mpsc;

use crate::asking::report;

/// How long a page may take until it shows the question. A person may take as long as they like.
const PATIENCE: Duration = Duration::from_secs(3);
/// How many words of the page may wait.
const BACKLOG: usize = 4;

/// The number of the last question.
static LAST: AtomicU32 = AtomicU32::new(0);

/// A question. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Question {
    number: u32,
    answers: mpsc::Sender<ClosingDecision>,
    heard: Arc<Mutex<Option<mpsc::Receiver<ClosingDecision>>>>,
}

/// What is asked.
pub(super) struct Asked {
    pub(super) reason: ClosingReason,
    pub(super) arriving: u32,
    pub(super) waiting: u32,
    pub(super) can_stay: bool,
}

impl Question {
    /// Returns a question that nobody was asked yet.
    pub(super) fn new() -> Self {
        let (answers, heard) = mpsc::channel(BACKLOG);
        let number = LAST.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        Self { number, answers, heard: Arc::new(Mutex::new(Some(heard))) }
    }

    /// Tells it from others.
    #[cfg(test)]
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// What is heard of the page; none once that is waited for.
    pub(super) fn heard(&self) -> Option<mpsc::Receiver<ClosingDecision>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Takes what a page says, where it is about this question.
    pub(super) fn answer(&self, number: u32, decision: ClosingDecision) {
        if number == self.number {
            // A page that says more than can wait has gone wrong, and is closed by itself.
            let _ = self.answers.try_send(decision);
        }
    }

    /// Has the page ask, and waits for what the person says.
    pub(super) async fn ask(&self, app: &App, asked: Asked) -> ClosingDecision {
        let Asked { reason, arriving, waiting, can_stay } = asked;
        let number = self.number;
        report(app, |status| {
            status.closing = Some(Closing { number, reason, arriving, waiting, can_stay });
        });
        let decision = match self.heard() {
            Some(heard) => tokio::select! {
                decision = decided(heard) => decision,
                () = app.stopping().cancelled_owned() => ClosingDecision::Quit,
            },
            None => ClosingDecision::Stay,
        };
        report(app, |status| status.closing = None);
        decision
    }
}

/// What a person decides; closing goes on where nobody is asked in time.
pub(super) async fn decided(mut heard: mpsc::Receiver<ClosingDecision>) -> ClosingDecision {
    match tokio::time::timeout(PATIENCE, heard.recv()).await {
        Ok(Some(ClosingDecision::Asked)) => {}
        Ok(Some(decision)) => return decision,
        Ok(None) => return ClosingDecision::Quit,
        Err(_) => {
            tracing::warn!("the page does not ask; closing goes on");
            return ClosingDecision::Quit;
        }
    }
    loop {
        match heard.recv().await {
            Some(ClosingDecision::Asked) => {}
            Some(decision) => return decision,
            None => return ClosingDecision::Quit,
        }
    }
}
