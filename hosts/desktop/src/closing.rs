//! Closing: before something that is under way is stopped, a person is asked.
//!
//! The question is asked by the page, which knows the person's language. A page that does not ask
//! within three seconds has gone wrong, and what has arrived of an answer is kept in any case, so that
//! closing goes on without it.

mod question;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use atelier_app::{App, MAIN_WINDOW, Role};
use atelier_vocabulary::{ClosingDecision, ClosingReason, Settings};
use serde_json::{Value, json};
use tauri::{AppHandle, Manager, Runtime, Window};

use crate::{asking::ask, shell::Shell, windows, work::Work};

pub(crate) use question::Question;

/// How long looking into what is under way may take.
const LOOK: Duration = Duration::from_secs(1);
/// Whoever clicks twice within this means one close.
const DOUBLE_CLICK: Duration = Duration::from_millis(600);

/// How far closing has come.
#[derive(Default)]
pub(crate) struct Closing(Mutex<Stage>);

#[derive(Default)]
enum Stage {
    /// Nobody wants to close.
    #[default]
    Open,
    /// It is looked into what would end.
    Looking,
    /// A person is asked, since then.
    Asking(Instant, Question),
    /// Atelier ends.
    Ending,
}

/// What follows from a wish to close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Look into what would end.
    Look,
    /// Nothing more: that is going on.
    Wait,
    /// Close.
    Close,
}

impl Closing {
    /// Takes a decision of the page, where it is about the question that is asked.
    pub(crate) fn decide(&self, number: u32, decision: ClosingDecision) {
        if let Stage::Asking(_, question) = &*self.stage() {
            question.answer(number, decision);
        }
    }

    fn wish(&self, now: Instant) -> Next {
        let mut stage = self.stage();
        match &*stage {
            Stage::Open => {
                *stage = Stage::Looking;
                Next::Look
            }
            Stage::Looking => Next::Wait,
            Stage::Asking(since, _) if now.duration_since(*since) < DOUBLE_CLICK => Next::Wait,
            Stage::Asking(..) | Stage::Ending => {
                *stage = Stage::Ending;
                Next::Close
            }
        }
    }

    fn is_at(&self, stage: Stage) {
        *self.stage() = stage;
    }

    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a window whose close button was pressed may close at once. Where it may not, it closes later,
/// or stays.
pub(crate) fn may_close<R: Runtime>(window: &Window<R>) -> bool {
    let shell = Arc::clone(&window.state::<Arc<Shell>>());
    // What goes on is gone on with where other windows close.
    let Some(app) = shell.app.get().filter(|_| window.label() == MAIN_WINDOW) else { return true };
    match shell.closing.wish(Instant::now()) {
        Next::Look => {
            let consider = consider(window.app_handle().clone(), app.clone(), Wish::Close);
            drop(tauri::async_runtime::spawn(consider));
            false
        }
        Next::Wait => false,
        Next::Close => true,
    }
}

/// Ends Atelier, after asking where something is under way.
pub(crate) fn quit<R: Runtime>(handle: &AppHandle<R>, app: &App) {
    let shell = Arc::clone(&handle.state::<Arc<Shell>>());
    match shell.closing.wish(Instant::now()) {
        Next::Look => {
            let consider = consider(handle.clone(), app.clone(), Wish::Quit);
            drop(tauri::async_runtime::spawn(consider));
        }
        Next::Wait => {}
        Next::Close => handle.exit(0),
    }
}

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// That the window is gone.
    Close,
    /// That Atelier ends.
    Quit,
}

async fn consider<R: Runtime>(handle: AppHandle<R>, app: App, wish: Wish) {
    let shell = Arc::clone(&handle.state::<Arc<Shell>>());
    let decision = match needed(&app, wish).await {
        Err(decision) => decision,
        Ok(asked) => {
            let reason = asked.reason;
            let question = Question::new();
            shell.closing.is_at(Stage::Asking(Instant::now(), question.clone()));
            windows::bring_to_front(&handle);
            let decision = question.ask(&app, asked).await;
            if reason == ClosingReason::IntoTray && decision == ClosingDecision::Hide {
                told(&app).await;
            }
            decision
        }
    };
    match decision {
        ClosingDecision::Hide if app.desktop().is_in_the_tray() => {
            shell.closing.is_at(Stage::Open);
            windows::hide_main(&handle);
        }
        // Hiding where nothing would bring the window back is no answer.
        ClosingDecision::Hide | ClosingDecision::Stay | ClosingDecision::Asked => {
            shell.closing.is_at(Stage::Open);
        }
        ClosingDecision::Quit => {
            shell.closing.is_at(Stage::Ending);
            handle.exit(0);
        }
    }
}

/// What a person has to be asked; or what is to be done without.
async fn needed(app: &App, wish: Wish) -> Result<question::Asked, ClosingDecision> {
    let look = async {
        let settings: Settings =
            ask(app, "settings.get", json!({})).await.map_err(|_| ClosingDecision::Quit)?;
        let can_stay = app.desktop().is_in_the_tray();
        let goes = wish == Wish::Close && can_stay && settings.close_to_tray;
        if goes && settings.tray_told {
            return Err(ClosingDecision::Hide);
        }
        // What a guest is shown goes on in its owner.
        let work = match app.role() {
            Role::Owner => Work::look(app).await.unwrap_or_default(),
            Role::Guest => Work::default(),
        };
        let reason = if goes { ClosingReason::IntoTray } else { ClosingReason::Busy };
        if reason == ClosingReason::Busy && work.arriving.is_empty() {
            return Err(ClosingDecision::Quit);
        }
        let waiting = work.waiting(app).await;
        Ok(question::Asked { reason, arriving: work.count(), waiting, can_stay })
    };
    tokio::time::timeout(LOOK, look).await.unwrap_or(Err(ClosingDecision::Quit))
}

/// Notes that the person knows that Atelier keeps running.
async fn told(app: &App) {
    let saved = ask::<Value>(app, "settings.save", json!({ "tray_told": true })).await;
    if let Err(error) = saved {
        tracing::warn!(%error, "what was told about the tray is told again");
    }
}

#[cfg(test)]
mod tests;
