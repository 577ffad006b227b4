//! The system's own dialogs to choose a file or folder in.
//!
//! The page gets the path that a person chose, and nothing else: it neither sees the dialog nor what
//! lies beside it. What may be read or written there, the operations decide that take the path.

use atelier_app::{ChoosePath, ChosenPath};
use atelier_rpc::{Code, Error, Result};
use tauri::{AppHandle, Runtime};

/// Whether this system has them.
pub(crate) const IS_THERE: bool = cfg!(target_os = "linux");

/// Opens a dialog over the window with the label, and waits until a person has chosen or closed it.
///
/// # Errors
/// Fails where the system has none, one is open already, or the path is no text.
#[cfg(target_os = "linux")]
pub(crate) async fn choose<R: Runtime>(
    handle: &AppHandle<R>,
    asked: ChoosePath,
    label: Option<String>,
) -> Result<ChosenPath> {
    use std::sync::atomic::{AtomicBool, Ordering};
    use tauri::Manager as _;

    static OPEN: AtomicBool = AtomicBool::new(false);

    if OPEN.swap(true, Ordering::SeqCst) {
        return Err(Error::new(Code::Conflict, "a dialog to choose in is open already"));
    }
    let (tell, told) = tokio::sync::oneshot::channel();
    let window = label.and_then(|label| handle.get_webview_window(&label));
    let opened = handle.run_on_main_thread(move || {
        dialog::open(window.and_then(|it| it.gtk_window().ok()).as_ref(), &asked, tell);
    });
    let chosen = match opened {
        // A dialog that goes with its window tells nothing.
        Ok(()) => Ok(told.await.unwrap_or_default()),
        Err(error) => {
            Err(Error::new(Code::Unavailable, format!("no dialog could be opened: {error}")))
        }
    };
    OPEN.store(false, Ordering::SeqCst);
    let path = chosen?.map(|path| path.into_os_string().into_string()).transpose();
    path.map(|path| ChosenPath { path }).map_err(|_| {
        Error::new(Code::InvalidInput, "its name is no text in UTF-8; nothing was chosen")
            .with_hint("rename it, or choose another")
    })
}

/// Says that this system has none.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn choose<R: Runtime>(
    _handle: &AppHandle<R>,
    _asked: ChoosePath,
    _label: Option<String>,
) -> Result<ChosenPath> {
    Err(Error::new(Code::Unavailable, "Atelier opens no dialogs on this system")
        .with_hint("type the path"))
}

#[cfg(target_os = "linux")]
mod dialog;
