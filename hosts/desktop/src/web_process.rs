//! What becomes of a window whose web process ends, or does not answer any more.
//!
//! The engine runs each page in a process of its own. One that ends leaves the window empty: the page
//! is loaded anew. One that is busy without end, as with the code of a page that a person ran, holds
//! the window up: the person is asked whether it is to be ended. Nothing is lost with it, since the
//! application runs here. Only WebKitGTK is attended to.

use tauri::{Runtime, WebviewWindow};

/// Attends to the web process of a window as long as there is the window.
#[cfg(target_os = "linux")]
pub(crate) fn attend<R: Runtime>(window: &WebviewWindow<R>) {
    use std::sync::Arc;
    use tauri::Manager as _;

    let shell = Arc::clone(&window.state::<Arc<crate::shell::Shell>>());
    let label = window.label().to_owned();
    let attended = window.with_webview(move |view| attendant::attend(&view.inner(), label, shell));
    if let Err(error) = attended {
        tracing::warn!(%error, "nobody attends to the web process of a window");
    }
}

/// Leaves it to the engine.
#[cfg(not(target_os = "linux"))]
pub(crate) fn attend<R: Runtime>(_window: &WebviewWindow<R>) {}

#[cfg(target_os = "linux")]
mod attendant;
#[cfg(target_os = "linux")]
mod question;
