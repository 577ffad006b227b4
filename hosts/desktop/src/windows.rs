//! The windows: what each may call, where it may go, and when it is shown.

mod beside;

use std::{
    path::Path,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use atelier_app::MAIN_WINDOW as MAIN;
use atelier_rpc::{Code, Error, Operation, Origin, Result};
use tauri::{
    AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    webview::{NewWindowResponse, PageLoadEvent},
};

use crate::{appearance::Look, artifact, external, shell::Shell, watchdog, web_process};

pub(crate) use beside::{close_with, focus_conversation, leave, open, shows, size_of};

/// How long the window stays hidden when its page does not load.
const HIDDEN: Duration = Duration::from_secs(3);

/// Where the web engine's own requests go: to a port of this machine that nobody listens on. The page
/// needs no network, and what an artifact of an answer would have it connect to ahead ends here.
const NOWHERE: &str = "http://127.0.0.1:9";

/// Refuses what the application's table does not give to the window `label`, before a guest would pass
/// it on to its owner.
pub(crate) fn admit(label: &str, operation: &Operation) -> Result<()> {
    if atelier_app::allowed(&Origin::Window(label.to_owned()), operation) {
        return Ok(());
    }
    let message = format!("the window `{label}` may not call `{}`", operation.name);
    Err(Error::new(Code::PermissionDenied, message))
}

/// Makes the main window, hidden until its page has loaded. `folder` is that of all data.
pub(crate) fn open_main<R: Runtime>(
    app: &AppHandle<R>,
    folder: &Path,
) -> tauri::Result<WebviewWindow<R>> {
    let look = Look::remembered(folder);
    let window = guarded(app, MAIN, WebviewUrl::default(), folder)?
        .title("Atelier")
        .inner_size(1180.0, 780.0)
        .min_inner_size(720.0, 480.0)
        .center()
        .theme(look.theme())
        .on_page_load(|window, load| {
            tracing::debug!(event = ?load.event(), "page load");
            if load.event() == PageLoadEvent::Finished {
                // A page that is loaded anew in the tray stays there.
                if !window.state::<Arc<Shell>>().hidden.load(Ordering::Relaxed) {
                    show(&window);
                }
                watchdog::watch(&window);
            }
        })
        .build()?;
    look.paint(&window);
    show_in_any_case(&window);
    web_process::attend(&window);
    Ok(window)
}

/// Begins a window that is hidden, and kept at the interface.
fn guarded<'a, R: Runtime>(
    app: &'a AppHandle<R>,
    label: &str,
    url: WebviewUrl,
    folder: &Path,
) -> tauri::Result<WebviewWindowBuilder<'a, R, AppHandle<R>>> {
    let nowhere = NOWHERE.parse().map_err(|_| tauri::Error::InvalidWebviewUrl(NOWHERE))?;
    let window = WebviewWindowBuilder::new(app, label, url)
        .visible(false)
        .data_directory(folder.join("webview"))
        .on_navigation(may_show)
        .proxy_url(nowhere)
        .on_new_window(|url, _| {
            external::open(&url);
            NewWindowResponse::Deny
        })
        .on_download(|_, _| false);
    Ok(window)
}

/// Brings the main window to the front, for a person who started Atelier once more.
pub(crate) fn bring_to_front<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        app.state::<Arc<Shell>>().hidden.store(false, Ordering::Relaxed);
        drop(window.unminimize());
        show(&window);
    }
}

/// Takes the main window off the screen; the tray brings it back.
pub(crate) fn hide_main<R: Runtime>(app: &AppHandle<R>) {
    match app.get_webview_window(MAIN).map(|window| window.hide()) {
        Some(Ok(())) => {
            app.state::<Arc<Shell>>().hidden.store(true, Ordering::Relaxed);
            tracing::info!("the window is in the tray");
        }
        Some(Err(error)) => tracing::warn!(%error, "the window could not be hidden"),
        None => {}
    }
}

/// Brings the main window back where it was in the tray.
pub(crate) fn bring_back<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Arc<Shell>>().hidden.load(Ordering::Relaxed) {
        tracing::warn!("no tray holds the window any more; it is shown again");
        bring_to_front(app);
    }
}

/// Whether a person looks at a window of Atelier.
pub(crate) fn are_looked_at<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.webview_windows().values().any(|window| window.is_focused().unwrap_or_default())
}

/// Whether an address is the interface, or the document of artifacts in a frame of it.
fn may_show(url: &Url) -> bool {
    is_own_page(url) || artifact::is_document(url)
}

/// Whether an address is the interface itself, the only place the window may be.
fn is_own_page(url: &Url) -> bool {
    let own = if cfg!(windows) {
        matches!(url.scheme(), "http" | "https") && url.host_str() == Some("tauri.localhost")
    } else {
        url.scheme() == "tauri" && url.host_str() == Some("localhost")
    };
    own && url.port().is_none() && url.username().is_empty()
}

fn show<R: Runtime>(window: &WebviewWindow<R>) {
    let shown = window.show().and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be shown");
    }
}

/// Shows the window even where its page never loads, so that there is something to close.
fn show_in_any_case<R: Runtime>(window: &WebviewWindow<R>) {
    let window = window.clone();
    let shell = Arc::clone(&window.state::<Arc<Shell>>());
    drop(tauri::async_runtime::spawn(async move {
        tokio::select! {
            () = shell.stopping.cancelled() => {}
            () = tokio::time::sleep(HIDDEN) => {
                let hidden = window.is_visible().is_ok_and(|visible| !visible);
                if hidden && !shell.hidden.load(Ordering::Relaxed) {
                    tracing::warn!("the page has not loaded in time");
                    show(&window);
                    watchdog::watch(&window);
                }
            }
        }
    }));
}

#[cfg(test)]
mod tests;
