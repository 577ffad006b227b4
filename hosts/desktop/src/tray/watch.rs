//! What the tray shows, kept as things are.

use std::{
    collections::HashSet,
    sync::Arc,
    time::{Duration, Instant},
};

use atelier_app::{App, LabelTray};
use atelier_vocabulary::{ConversationId, Settings, TrayState};
use serde_json::{Value, json};
use tauri::{AppHandle, Manager as _, Runtime};
use tokio::sync::{Notify, mpsc};

use super::{icon::Icon, item::Look, press};
use crate::{
    asking::{ask, in_its_name, report},
    shell::Shell,
    windows,
    work::{self, Work},
};

/// How long changes gather before they are looked at.
const SETTLE: Duration = Duration::from_millis(200);
/// How long a tray that has gone may take to come back, before a hidden window is shown again. A panel
/// that is started anew is back sooner.
const GRACE: Duration = Duration::from_secs(5);
/// How long to wait before following the changes of an owner that was lost.
const AGAIN: Duration = Duration::from_secs(5);
/// How many changes may wait.
const BACKLOG: usize = 64;

/// Keeps the tray as things are until the application stops.
pub(crate) async fn attend<R: Runtime>(handle: AppHandle<R>, app: App) {
    let shell = Arc::clone(&handle.state::<Arc<Shell>>());
    let mut labels = shell.labels.subscribe();
    let stopping = app.stopping();
    tokio::select! {
        told = labels.wait_for(Option::is_some) => if told.is_err() { return },
        () = stopping.cancelled() => return,
    }
    let mut news = follow(&app);
    let mut tray = Tray { handle, app, icon: None, work: None, failed: HashSet::new(), lost: None };
    let mut stale = Stale { settings: true, work: true };
    loop {
        tray.refresh(&shell, stale).await;
        stale = Stale::default();
        tokio::select! {
            change = news.recv() => match change {
                Some(change) => {
                    stale.take(&change);
                    tokio::time::sleep(SETTLE).await;
                    while let Ok(change) = news.try_recv() {
                        stale.take(&change);
                    }
                }
                None => return,
            },
            changed = labels.changed() => if changed.is_err() { return },
            pressed = next(&mut tray.icon) => if let Some(pressed) = pressed {
                press::run(&tray.app, pressed).await;
            },
            () = overdue(tray.lost) => {
                tray.lost = None;
                windows::bring_back(&tray.handle);
            }
            () = looked_at(&shell.looked_at) => {
                // It may have been a while ago.
                if windows::are_looked_at(&tray.handle) {
                    tray.failed.clear();
                }
            }
            () = stopping.cancelled() => break,
        }
    }
    tray.lower().await;
}

/// What has to be looked at again.
#[derive(Clone, Copy, Default)]
struct Stale {
    settings: bool,
    work: bool,
}

impl Stale {
    fn take(&mut self, change: &Value) {
        let tags = change.get("tags").and_then(Value::as_array);
        for tag in tags.into_iter().flatten().filter_map(Value::as_str) {
            self.settings |= tag == "Settings";
            self.work |= tag == "Conversations";
        }
    }
}

/// The tray, and what it shows.
struct Tray<R: Runtime> {
    handle: AppHandle<R>,
    app: App,
    icon: Option<Icon>,
    /// What is under way; none before it was looked at.
    work: Option<Work>,
    /// Where answers failed while nobody looked.
    failed: HashSet<ConversationId>,
    /// Since when no tray holds the window.
    lost: Option<Instant>,
}

impl<R: Runtime> Tray<R> {
    async fn refresh(&mut self, shell: &Shell, stale: Stale) {
        if stale.settings {
            let settings = ask::<Settings>(&self.app, "settings.get", json!({})).await;
            // Settings that cannot be read now change nothing.
            let wanted = settings.map_or(self.icon.is_some(), |settings| settings.tray);
            match (wanted, self.icon.is_some()) {
                (true, false) => self.raise(shell).await,
                (false, true) => self.lower().await,
                (true, true) | (false, false) => {}
            }
            if !wanted {
                self.is(TrayState::Off);
            }
        }
        if self.icon.is_none() {
            return;
        }
        if stale.work {
            self.look().await;
        }
        let Some(words) = words(shell) else { return };
        let present = match &self.icon {
            Some(icon) => icon.show(self.shown(words)).await,
            None => false,
        };
        self.is(if present { TrayState::Shown } else { TrayState::Absent });
    }

    async fn raise(&mut self, shell: &Shell) {
        let Some(words) = words(shell) else { return };
        self.look().await;
        match Icon::raise(self.shown(words)).await {
            Ok(icon) => self.icon = Some(icon),
            Err(error) => {
                tracing::info!(%error, "this desktop has no tray");
                self.is(TrayState::Absent);
            }
        }
    }

    fn shown(&self, words: LabelTray) -> Look {
        let work = self.work.clone().unwrap_or_default();
        Look { words, work, failed: self.failed.len() }
    }

    async fn lower(&mut self) {
        if let Some(icon) = self.icon.take() {
            icon.lower().await;
        }
    }

    fn is(&mut self, state: TrayState) {
        let held = self.app.desktop().is_in_the_tray();
        if state == TrayState::Shown {
            self.lost = None;
        } else if held {
            self.lost = Some(Instant::now());
        }
        report(&self.app, |status| status.tray = state);
    }

    async fn look(&mut self) {
        // While the store is locked nothing is under way.
        let now = Work::look(&self.app).await.unwrap_or_default();
        // What failed before the tray came up is nothing new.
        let before = self.work.replace(now.clone()).unwrap_or_else(|| now.clone());
        self.failed.retain(|id| !now.arriving.contains(id));
        for id in now.ended_since(&before) {
            if work::failed(&self.app, id).await {
                if !windows::are_looked_at(&self.handle) {
                    self.failed.insert(id);
                }
            } else {
                self.failed.remove(&id);
            }
        }
    }
}

/// What the tray says, once a page has said it.
fn words(shell: &Shell) -> Option<LabelTray> {
    shell.labels.borrow().as_ref().map(|labels| labels.tray.clone())
}

/// Follows what becomes stale, whoever owns the data folder.
fn follow(app: &App) -> mpsc::Receiver<Value> {
    let (outlet, news) = mpsc::channel(BACKLOG);
    let follower = app.clone();
    drop(app.tasks().spawn(async move {
        let (stopping, router) = (follower.stopping(), follower.router());
        while !stopping.is_cancelled() && !outlet.is_closed() {
            let call = in_its_name(&follower);
            drop(router.call(call, "change.watch", json!({}), outlet.clone()).await);
            tokio::select! {
                () = tokio::time::sleep(AGAIN) => {}
                () = stopping.cancelled() => {}
            }
        }
    }));
    news
}

async fn next(icon: &mut Option<Icon>) -> Option<press::Press> {
    match icon {
        Some(icon) => icon.next().await,
        None => std::future::pending().await,
    }
}

async fn overdue(since: Option<Instant>) {
    match since {
        Some(since) => tokio::time::sleep_until((since + GRACE).into()).await,
        None => std::future::pending().await,
    }
}

async fn looked_at(focus: &Notify) {
    focus.notified().await;
}
