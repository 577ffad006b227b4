//! The tray of the desktop: what Atelier is doing, and the way back to it.
//!
//! There is no connection before a page has been painted and said what stands in the menu, and none
//! where the settings want no tray. None of it exists but on Linux. All that the menu does, it asks for
//! by operations.

#[cfg(target_os = "linux")]
mod icon;
#[cfg(target_os = "linux")]
mod item;
#[cfg(target_os = "linux")]
mod picture;
#[cfg(target_os = "linux")]
mod press;
#[cfg(target_os = "linux")]
mod watch;

#[cfg(target_os = "linux")]
pub(crate) use watch::attend;

/// Shows nothing: Atelier has no tray on this system.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn attend<R: tauri::Runtime>(
    _handle: tauri::AppHandle<R>,
    _app: atelier_app::App,
) {
}
