//! The window: what it may call, where it may go, and when it is shown.

use std::{path::Path, sync::Arc, time::Duration};

use atelier_rpc::{Code, Error, Operation, Origin, Result};
use tauri::{
    AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    webview::{NewWindowResponse, PageLoadEvent},
};

use crate::{appearance::Look, external, shell::Shell, watchdog};

/// The label of the only window.
pub(crate) const MAIN: &str = "main";

/// How long the window stays hidden when its page does not load.
const HIDDEN: Duration = Duration::from_secs(3);

/// What a window may call.
enum Reach {
    /// Every operation that the application's own guard allows it.
    Everything,
}

/// Which window may call which operations. A window that is not in the table may call none.
const REACH: &[(&str, Reach)] = &[(MAIN, Reach::Everything)];

/// Refuses what the table does not give to the window `label`.
pub(crate) fn admit(label: &str, operation: &Operation) -> Result<()> {
    let reach = REACH.iter().find(|(window, _)| *window == label).map(|(_, reach)| reach);
    let origin = Origin::Window(label.to_owned());
    match reach {
        Some(Reach::Everything) if atelier_app::allowed(&origin, operation) => Ok(()),
        Some(Reach::Everything) | None => Err(Error::new(
            Code::PermissionDenied,
            format!("the window `{label}` may not call `{}`", operation.name),
        )),
    }
}

/// Makes the main window, hidden until its page has loaded. `folder` is that of all data.
pub(crate) fn open_main<R: Runtime>(
    app: &AppHandle<R>,
    folder: &Path,
) -> tauri::Result<WebviewWindow<R>> {
    let look = Look::remembered(folder);
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Atelier")
        .inner_size(1180.0, 780.0)
        .min_inner_size(720.0, 480.0)
        .center()
        .visible(false)
        .theme(look.theme())
        .data_directory(folder.join("webview"))
        .on_navigation(is_own_page)
        .on_new_window(|url, _| {
            external::open(&url);
            NewWindowResponse::Deny
        })
        .on_download(|_, _| false)
        .on_page_load(|window, load| {
            tracing::debug!(event = ?load.event(), "page load");
            if load.event() == PageLoadEvent::Finished {
                show(&window);
                watchdog::watch(&window);
            }
        })
        .build()?;
    look.paint(&window);
    show_in_any_case(&window);
    Ok(window)
}

/// Brings the window to the front, for a person who started Atelier once more.
pub(crate) fn bring_to_front<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        drop(window.unminimize());
        show(&window);
    }
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
    let stopping = window.state::<Arc<Shell>>().stopping.clone();
    drop(tauri::async_runtime::spawn(async move {
        tokio::select! {
            () = stopping.cancelled() => {}
            () = tokio::time::sleep(HIDDEN) => {
                if window.is_visible().is_ok_and(|visible| !visible) {
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
