//! The keys that open quick entry from anywhere, as long as the settings name some.
//!
//! Listening to every key costs a connection of its own, so nothing of it is there before it is wanted.

use atelier_vocabulary::WindowKind;
use tauri::{AppHandle, Manager as _, Runtime};
use tauri_plugin_global_shortcut::{Builder, GlobalShortcutExt as _, ShortcutState};

use crate::windows;

/// Listens to these keys instead of those before, or to none; returns why they do nothing, if so.
pub(crate) fn listen<R: Runtime>(handle: &AppHandle<R>, keys: Option<&str>) -> Option<String> {
    let there = handle.try_state::<tauri_plugin_global_shortcut::GlobalShortcut<R>>().is_some();
    if there {
        let_go(handle);
    }
    let keys = keys?;
    if on_wayland() {
        return Some(
            "On Wayland no program hears keys that are pressed elsewhere. In the settings of your \
             desktop, give the keys to the command `atelier quick`."
                .to_owned(),
        );
    }
    if !there && let Err(error) = handle.plugin(Builder::new().build()) {
        tracing::warn!(%error, "keys cannot be heard from everywhere");
        return Some(
            "This desktop lets no program hear keys that are pressed elsewhere.".to_owned(),
        );
    }
    let named = keys.replace("Mod+", "CommandOrControl+");
    let heard = handle.global_shortcut().on_shortcut(named.as_str(), |handle, _, event| {
        if event.state == ShortcutState::Pressed
            && let Err(error) = windows::open(handle, WindowKind::Quick, None)
        {
            tracing::warn!(%error, "quick entry did not open");
        }
    });
    heard.err().map(|error| {
        tracing::warn!(%error, "the keys of quick entry are not heard");
        "Another program has these keys, or the keyboard does not have them. Choose others."
            .to_owned()
    })
}

/// Gives back the keys that were heard so far.
fn let_go<R: Runtime>(handle: &AppHandle<R>) {
    let heard = handle.global_shortcut();
    if let Err(error) = heard.unregister_all() {
        tracing::warn!(%error, "the keys of quick entry could not be let go");
    }
    // The X server is told with the next question only, and these keys, which nobody has, ask one.
    if cfg!(target_os = "linux") {
        drop(heard.unregister("F24"));
    }
}

/// Whether the desktop is Wayland's, where even an X11 program hears only its own keys.
fn on_wayland() -> bool {
    std::env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty())
}
