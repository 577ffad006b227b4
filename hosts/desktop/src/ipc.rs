//! The whole IPC surface: two commands, whatever the number of operations.

use std::sync::Arc;

use atelier_rpc::{Call, CallId, Error, Origin, Result};
use serde_json::Value;
use tauri::{Runtime, State, Webview, ipc::Channel};
use tokio::sync::mpsc;

use crate::{
    batch::{self, Batch},
    shell::Shell,
    windows,
};

/// How many events may wait to be put into a batch; a full queue holds the operation back.
const BACKLOG: usize = 64;

/// Runs an operation. The events of a stream arrive on `events`, in arrays; the page knows that it
/// has seen all of them when the channel ends.
#[tauri::command]
pub(crate) async fn call<R: Runtime>(
    webview: Webview<R>,
    shell: State<'_, Arc<Shell>>,
    id: String,
    name: String,
    input: Value,
    events: Channel<Batch>,
) -> Result<Value> {
    let label = webview.label();
    let running = shell.calls.begin(label, &id)?;
    let token = running.token();
    let opened = tokio::select! {
        opened = shell.application() => opened?,
        () = token.cancelled() => return Err(Error::cancelled()),
    };
    windows::admit(label, opened.router.operation(&name)?)?;
    let call = Call::new(CallId::new(&id), Origin::Window(label.to_owned()), token.clone());
    let (outlet, inlet) = mpsc::channel(BACKLOG);
    let work = opened.tasks.track_future(opened.router.call(call, &name, input, outlet));
    let forward = async {
        if !batch::forward(inlet, |batch| events.send(batch).is_ok()).await {
            // The page is gone, and nobody else can want the answer.
            token.cancel();
        }
    };
    let (outcome, ()) = tokio::join!(work, forward);
    outcome
}

/// Stops a call; the call itself then answers that it was cancelled.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "commands take what Tauri hands them")]
pub(crate) fn cancel<R: Runtime>(webview: Webview<R>, shell: State<'_, Arc<Shell>>, id: String) {
    shell.calls.cancel(webview.label(), &id);
}
