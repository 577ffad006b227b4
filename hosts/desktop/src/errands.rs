//! What the rest of the application asks of the desktop: notices, choosers, windows.

use atelier_api::desktop::ShowNotice;
use atelier_app::{App, Errand};
use atelier_rpc::{Code, Error, Result};
use atelier_vocabulary::{ConversationId, DesktopStatus};
use tauri::{AppHandle, Runtime};
use tokio::sync::{mpsc, oneshot};

use crate::{chooser, links, notices, windows};

/// How many notices may wait to be shown.
const BACKLOG: usize = 8;

/// What a notice needs to be shown, and where the outcome is told.
pub(crate) type Asked = (ShowNotice, oneshot::Sender<Result<()>>);

/// Does what is asked of the desktop until the application stops.
pub(crate) async fn attend<R: Runtime>(handle: AppHandle<R>, app: App) {
    let status = DesktopStatus {
        window: true,
        notices: notices::are_possible(),
        choosers: chooser::IS_THERE,
        quick_problem: None,
    };
    let mut errands = app.desktop().attend(status);
    let mut changes = app.router().changes().subscribe();
    let stopping = app.stopping();
    let notices = notices_to(&handle, &app);
    loop {
        tokio::select! {
            errand = errands.recv() => match errand {
                Some(errand) => run(&handle, errand, &notices),
                None => return,
            },
            change = changes.recv() => {
                // Whoever opened it expects to see where it leads. A program must not raise windows.
                let raises = change.is_ok_and(|it| it.operation == "link.open" && it.origin != "http");
                if raises {
                    windows::bring_to_front(&handle);
                }
            }
            () = stopping.cancelled() => return,
        }
    }
}

fn run<R: Runtime>(handle: &AppHandle<R>, errand: Errand, notices: &mpsc::Sender<Asked>) {
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
        Errand::Show(wanted, reply) => drop(reply.send(windows::open(handle, &wanted))),
        Errand::Leave(label, reply) => drop(reply.send(windows::leave(handle, &label))),
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
        windows::bring_to_front(&handle);
        let open = links::open(handle.clone(), format!("atelier://c/{id}"));
        drop(tauri::async_runtime::spawn(open));
    };
    drop(app.tasks().spawn(notices::serve(asked, clicked, app.stopping())));
    notices
}
