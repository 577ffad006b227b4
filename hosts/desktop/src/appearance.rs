//! The colour behind the page, before the page is there.
//!
//! The settings lie in the encrypted store, which opens while the window already comes up. So the
//! one choice that shows at once is remembered beside it, as a single word that is nobody's secret.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use atelier_app::App;
use tauri::{AppHandle, Manager, Runtime, Theme, WebviewWindow, window::Color};

use crate::shell::Shell;

/// The surface of the light theme, as in `ui/src/design/tokens.css`.
const PAPER: Color = Color(0xfc, 0xf9, 0xf5, 0xff);
/// The surface of the dark theme.
const INK: Color = Color(0x13, 0x17, 0x20, 0xff);

/// What the person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// As the system is.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Look {
    /// What was remembered in `folder`; the system's own where nothing was.
    pub(crate) fn remembered(folder: &Path) -> Self {
        match fs::read(file(folder)).as_deref() {
            Ok(b"light") => Self::Light,
            Ok(b"dark") => Self::Dark,
            Ok(_) | Err(_) => Self::System,
        }
    }

    /// The look as the settings name it on the wire.
    fn from_word(word: Option<&str>) -> Self {
        match word {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            Some(_) | None => Self::System,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of the window's own parts; none follows the system.
    pub(crate) fn theme(self) -> Option<Theme> {
        match self {
            Self::System => None,
            Self::Light => Some(Theme::Light),
            Self::Dark => Some(Theme::Dark),
        }
    }

    /// Gives the window the colour of the page's surface.
    pub(crate) fn paint<R: Runtime>(self, window: &WebviewWindow<R>) {
        let dark = match self {
            Self::System => window.theme().is_ok_and(|theme| theme == Theme::Dark),
            Self::Light => false,
            Self::Dark => true,
        };
        let painted = window.set_background_color(Some(if dark { INK } else { PAPER }));
        if let Err(error) = painted {
            tracing::debug!(%error, "the window keeps its own background");
        }
    }

    fn remember(self, folder: &Path) -> io::Result<()> {
        fs::File::create(file(folder))
            .and_then(|mut file| io::Write::write_all(&mut file, self.word().as_bytes()))
    }
}

/// Follows the setting until the application stops.
pub(crate) async fn follow<R: Runtime>(handle: AppHandle<R>, app: App, folder: PathBuf) {
    let mut settings = app.settings();
    let stopping = Arc::clone(&handle.state::<Arc<Shell>>()).stopping.clone();
    let mut last = Look::remembered(&folder);
    loop {
        let word = serde_json::to_value(settings.borrow_and_update().appearance);
        let look = Look::from_word(word.ok().as_ref().and_then(|word| word.as_str()));
        if look != last {
            last = look;
            for window in handle.webview_windows().into_values() {
                drop(window.set_theme(look.theme()));
                look.paint(&window);
            }
            let place = folder.clone();
            let remembered = tokio::task::spawn_blocking(move || look.remember(&place)).await;
            if let Err(error) = remembered.unwrap_or_else(|error| Err(io::Error::other(error))) {
                tracing::debug!(%error, "the next start begins in the system's own colours");
            }
        }
        tokio::select! {
            changed = settings.changed() => if changed.is_err() { return },
            () = stopping.cancelled() => return,
        }
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("appearance")
}
