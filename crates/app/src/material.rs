//! What goes along with messages, over the store and the folders that are open.

use std::sync::Arc;

use atelier_api::file::{FileApi as _, ReadFile};
use atelier_chat::{Attachments, Blobs};
use atelier_rpc::{Call, CallId, Origin};
use atelier_store::Slot;
use atelier_workspace::{Clock, KeepOut, Workspace};
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::guard::MAIN_WINDOW;

/// Builds what keeps attachments, and removes now and then what nothing refers to any more.
pub(crate) fn attachments(
    slot: &Slot,
    clock: &Clock,
    workspace: &Arc<Workspace>,
    keep_out: KeepOut,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> Attachments {
    let workspace = Arc::clone(workspace);
    let read_file: atelier_chat::ReadFile = Arc::new(move |folder_id, path| {
        let workspace = Arc::clone(&workspace);
        Box::pin(async move {
            let origin = Origin::Window(MAIN_WINDOW.to_owned());
            let call = Call::new(CallId::new("attachment"), origin, CancellationToken::new());
            workspace.read(call, ReadFile { folder_id, path }).await.map(|file| file.text)
        })
    });
    let blobs = Blobs { slot: slot.clone(), clock: Arc::clone(clock), tasks: tasks.clone() };
    let attachments = Attachments {
        blobs,
        slot: slot.clone(),
        clock: Arc::clone(clock),
        read_file,
        keep_out,
        room: Arc::new(Semaphore::new(1)),
    };
    tasks.spawn(attachments.clone().collect_now_and_then(stop.clone()));
    attachments
}
