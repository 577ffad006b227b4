//! The windows beside the main one: quick entry, and single conversations. They go with it.

use std::path::PathBuf;

use atelier_app::{CONVERSATION_WINDOW, MAIN_WINDOW, QUICK_WINDOW};
use atelier_rpc::{Code, Error, Result};
use atelier_vocabulary::{ConversationId, WindowKind};
use tauri::{AppHandle, Manager, Runtime, WebviewUrl, WebviewWindow, webview::PageLoadEvent};

use super::{bring_to_front, guarded, show, show_in_any_case};
use crate::{appearance::Look, environment::Environment, links, web_process};

/// Opens a window, or brings it to the front where it is open.
///
/// # Errors
/// Fails where the system makes no window.
pub(crate) fn open<R: Runtime>(
    handle: &AppHandle<R>,
    window: WindowKind,
    conversation: Option<ConversationId>,
) -> Result<()> {
    let label = match (window, conversation) {
        (WindowKind::Conversation, Some(id)) => label_of(id),
        (WindowKind::Quick, _) => QUICK_WINDOW.to_owned(),
        (WindowKind::Main | WindowKind::Conversation, _) => {
            bring_to_front(handle);
            if let Some(id) = conversation {
                let link = links::open(handle.clone(), format!("atelier://c/{id}"));
                drop(tauri::async_runtime::spawn(link));
            }
            return Ok(());
        }
    };
    if let Some(window) = handle.get_webview_window(&label) {
        drop(window.unminimize());
        show(&window);
        return Ok(());
    }
    let shown = conversation.filter(|_| window == WindowKind::Conversation);
    make(handle, &label, shown).map_err(|error| {
        tracing::error!(%error, "a window could not be made");
        Error::new(
            Code::Unavailable,
            "the system made no window; the conversation stays where it is",
        )
    })
}

/// Closes the window with the label, unless it is the main one.
///
/// # Errors
/// Fails for the main window, and where there is no such window.
pub(crate) fn leave<R: Runtime>(handle: &AppHandle<R>, label: &str) -> Result<()> {
    let window = handle.get_webview_window(label).filter(|_| label != MAIN_WINDOW);
    let closed = window.map(|window| window.close());
    match closed {
        Some(Ok(())) => Ok(()),
        Some(Err(error)) => Err(Error::new(Code::Unavailable, error.to_string())),
        None => Err(Error::new(Code::InvalidInput, "this window closes with its own button alone")),
    }
}

/// Whether a person looks at the conversation in a window of its own.
pub(crate) fn shows<R: Runtime>(handle: &AppHandle<R>, id: ConversationId) -> bool {
    let window = handle.get_webview_window(&label_of(id));
    window.is_some_and(|window| window.is_focused().unwrap_or_default())
}

/// Brings the window of the conversation to the front, and says whether it has one.
pub(crate) fn focus_conversation<R: Runtime>(handle: &AppHandle<R>, id: ConversationId) -> bool {
    let window = handle.get_webview_window(&label_of(id));
    if let Some(window) = &window {
        drop(window.unminimize());
        show(window);
    }
    window.is_some()
}

/// Under which name the place of a window is remembered: those of conversations share one.
pub(crate) fn size_of(label: &str) -> &str {
    if label.starts_with(CONVERSATION_WINDOW) { "conversation" } else { label }
}

fn label_of(id: ConversationId) -> String {
    format!("{CONVERSATION_WINDOW}{id}")
}

fn make<R: Runtime>(
    handle: &AppHandle<R>,
    label: &str,
    conversation: Option<ConversationId>,
) -> tauri::Result<()> {
    let environment = handle.try_state::<Environment>();
    let folder = environment.and_then(|it| it.paths.as_ref().map(|paths| paths.data.clone()));
    let folder = folder.unwrap_or_else(|| PathBuf::from("."));
    let look = Look::remembered(&folder);
    // The page learns from its own address what kind of window it is in.
    let window = match conversation {
        Some(id) => guarded(handle, label, address(&format!("conversation#/c/{id}")), &folder)?
            .title("Atelier – conversation")
            .inner_size(760.0, 720.0)
            .min_inner_size(420.0, 360.0),
        None => guarded(handle, label, address("quick"), &folder)?
            .title("Atelier – quick entry")
            .inner_size(620.0, 230.0)
            .resizable(false)
            .maximizable(false)
            .always_on_top(true)
            .skip_taskbar(true)
            .center(),
    };
    let window: WebviewWindow<R> = window
        .on_document_title_changed(|window, title| {
            // The conversation's own; the page has no other say in it.
            drop(window.set_title(&title));
        })
        .theme(look.theme())
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                show(&window);
            }
        })
        .build()?;
    look.paint(&window);
    show_in_any_case(&window);
    web_process::attend(&window);
    Ok(())
}

fn address(window: &str) -> WebviewUrl {
    WebviewUrl::App(format!("index.html?window={window}").into())
}

/// Closes the windows beside the main one once that is gone: what they show is in no window otherwise.
pub(crate) fn close_with<R: Runtime>(gone: &tauri::Window<R>) {
    if gone.label() != MAIN_WINDOW {
        return;
    }
    for (label, window) in gone.app_handle().webview_windows() {
        if label != MAIN_WINDOW {
            drop(window.destroy());
        }
    }
}
