//! What the rest of the application asks of the desktop: notices, choosers, windows, the tray, the end.

use std::sync::Arc;

use atelier_app::{App, DecideClosing, Errand, Role, ShowNotice, ShowWindow};
use atelier_rpc::{Code, Error, Result};
use atelier_vocabulary::{ConversationId, DesktopStatus, WindowKind};
use tauri::{AppHandle, Manager as _, Runtime};
use tokio::sync::{mpsc, oneshot};

use crate::{asking::report, chooser, closing, notices, quick_keys, shell::Shell, windows};

/// How many notices may wait to be shown.
const BACKLOG: usize = 8;

/// What a notice needs to be shown, and where the outcome is told.
pub(crate) type Asked = (ShowNotice, oneshot::Sender<Result<()>>);

/// Does what is asked of the desktop until the application stops.
pub(crate) async fn attend<R: Runtime>(handle: AppHandle<R>, app: App) {
    let mut errands = app.desktop().attend(DesktopStatus {
        window: true,
        notices: notices::are_possible(),
        choosers: chooser::IS_THERE,
        ..DesktopStatus::default()
    });
    let mut settings = app.settings();
    let mut keys = None;
    let mut changes = app.router().changes().subscribe();
    let stopping = app.stopping();
    let notices = notices_to(&handle, &app);
    loop {
        let wanted = settings.borrow_and_update().quick_keys.clone();
        if wanted != keys {
            let problem = quick_keys::listen(&handle, wanted.as_deref());
            keys = wanted;
            report(&app, |status| status.quick_problem = problem);
        }
        tokio::select! {
            errand = errands.recv() => match errand {
                Some(errand) => run(&handle, &app, errand, &notices),
                None => return,
            },
            change = changes.recv() => {
                // Whoever opened it expects to see where it leads. A program must not raise windows.
                let raises = change.is_ok_and(|it| it.operation == "link.open" && it.origin != "http");
                if raises {
                    windows::bring_to_front(&handle);
                }
            }
            told = settings.changed(), if app.role() == Role::Owner => if told.is_err() { return },
            () = stopping.cancelled() => return,
        }
    }
}

fn run<R: Runtime>(
    handle: &AppHandle<R>,
    app: &App,
    errand: Errand,
    notices: &mpsc::Sender<Asked>,
) {
    match errand {
        Errand::Notify(notice, reply) => {
            if windows::shows(handle, notice.conversation_id) {
                drop(reply.send(Ok(())));
            } else if let Err(busy) = notices.try_send((notice, reply)) {
                let (_, reply) = busy.into_inner();
                let full = Error::new(Code::Unavailable, "too many notices wait to be shown");
                drop(reply.send(Err(full)));
            }
        }
        Errand::Choose(asked, label, reply) => {
            let handle = handle.clone();
            drop(tauri::async_runtime::spawn(async move {
                drop(reply.send(chooser::choose(&handle, asked, label).await));
            }));
        }
        Errand::Show(ShowWindow { window, conversation_id }, reply) => {
            drop(reply.send(windows::open(handle, window, conversation_id)));
        }
        Errand::Leave(label, reply) => drop(reply.send(windows::leave(handle, &label))),
        Errand::Label(labels, reply) => {
            handle.state::<Arc<Shell>>().labels.send_replace(Some(*labels));
            drop(reply.send(Ok(())));
        }
        Errand::Quit(reply) => {
            // Answered first: whoever asked may be gone with the rest.
            drop(reply.send(Ok(())));
            closing::quit(handle, app);
        }
        Errand::Decide(DecideClosing { number, decision }, reply) => {
            handle.state::<Arc<Shell>>().closing.decide(number, decision);
            drop(reply.send(Ok(())));
        }
    }
}

/// Starts what shows notices. A click on one leads to its conversation.
fn notices_to<R: Runtime>(handle: &AppHandle<R>, app: &App) -> mpsc::Sender<Asked> {
    let (notices, asked) = mpsc::channel(BACKLOG);
    let handle = handle.clone();
    let clicked = move |id: ConversationId| {
        if windows::focus_conversation(&handle, id) {
            return;
        }
        if let Err(error) = windows::open(&handle, WindowKind::Main, Some(id)) {
            tracing::warn!(%error, "a notice led nowhere");
        }
    };
    drop(app.tasks().spawn(notices::serve(asked, clicked, app.stopping())));
    notices
}
