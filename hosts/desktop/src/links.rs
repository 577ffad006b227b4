//! Links that the program was started with.

use std::sync::Arc;

use atelier_app::MAIN_WINDOW;
use atelier_rpc::{Call, CallId, Origin};
use serde_json::json;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::mpsc;

use crate::shell::Shell;

/// How a link begins, whatever the case of its letters.
const SCHEME: &str = "atelier:";

/// The link among the arguments of a start, whatever else there is. Whether it is a good one is decided
/// by the operation that opens it.
pub(crate) fn given(arguments: impl Iterator<Item = String>) -> Option<String> {
    let is_link = |argument: &String| {
        argument.get(..SCHEME.len()).is_some_and(|it| it.eq_ignore_ascii_case(SCHEME))
    };
    arguments.into_iter().find(is_link)
}

/// Opens a link for the main window, once the application is there.
pub(crate) async fn open<R: Runtime>(handle: AppHandle<R>, url: String) {
    let shell = Arc::clone(&handle.state::<Arc<Shell>>());
    // Where the application does not open, the page says so.
    let Ok(opened) = shell.application().await else { return };
    let origin = Origin::Window(MAIN_WINDOW.to_owned());
    let call = Call::new(CallId::new("link"), origin, shell.stopping.child_token());
    let (outlet, _) = mpsc::channel(1);
    let outcome = opened.router.call(call, "link.open", json!({ "url": url }), outlet).await;
    if let Err(error) = outcome {
        // The link itself is not repeated: it comes from anywhere.
        tracing::warn!(%error, "a link was refused");
    }
}

#[cfg(test)]
mod tests;
