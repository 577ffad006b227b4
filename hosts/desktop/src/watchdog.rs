//! The watchdog for windows that stay blank.
//!
//! Some graphics drivers make the web engine show nothing, and some systems cannot set its sandbox up.
//! A person then sees an empty window and can do nothing about it. So the window is asked whether
//! it has painted; where it has not, the program starts once more, another way. Only Linux needs
//! this.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use tauri::{Manager, Runtime, WebviewWindow};
use tokio::sync::mpsc;

use crate::{
    environment::{Environment, Relaunch},
    shell::Shell,
};

/// How long a visible window may stay blank.
const BLANK: Duration = Duration::from_secs(10);
/// How long the page may take to answer.
const ANSWER: Duration = Duration::from_secs(5);
/// How often it is asked: as often as it could have painted, and less often once that took long.
const SOON: Duration = Duration::from_millis(16);
const LATER: Duration = Duration::from_millis(250);

/// Asks how far the page has come: when something could be seen in it (ms since 1970), or that
/// nothing can because nobody looks. A page that has drawn frames for three seconds without a word or
/// a picture in them paints too.
const ASK: &str = "(() => { const content = performance.getEntriesByName('first-contentful-paint')[0]; \
    if (content) return performance.timeOrigin + content.startTime; \
    const key = Symbol.for('atelier.painted'); \
    if (!(key in window)) { Object.defineProperty(window, key, { value: { at: 0 } }); \
    requestAnimationFrame(() => requestAnimationFrame(() => { window[key].at = Date.now(); })); } \
    if (document.visibilityState !== 'visible') return -1; \
    const { at } = window[key]; return at > 0 && Date.now() - at > 3000 ? at : 0; })()";

/// Whether a window is being watched already.
static WATCHED: AtomicBool = AtomicBool::new(false);

/// Watches the window until it has painted, and relaunches the program where it does not.
pub(crate) fn watch<R: Runtime>(window: &WebviewWindow<R>) {
    let Some(environment) = window.try_state::<Environment>() else { return };
    let remedies = environment.remedies.clone();
    if !cfg!(target_os = "linux") || environment.automated || WATCHED.swap(true, Ordering::SeqCst) {
        return;
    }
    let window = window.clone();
    drop(tauri::async_runtime::spawn(async move {
        let shell = Arc::clone(&window.state::<Arc<Shell>>());
        let verdict = tokio::select! {
            verdict = verdict(&window) => verdict,
            () = shell.stopping.cancelled() => return,
        };
        let helps = |remedy: &&Relaunch| match verdict {
            Verdict::Painted => false,
            Verdict::Blank => **remedy == Relaunch::WithoutCompositing,
            Verdict::Silent => true,
        };
        let Some(relaunch) = remedies.iter().find(helps).copied() else {
            if !matches!(verdict, Verdict::Painted) {
                tracing::error!("nothing is seen in the window, whichever way it is drawn");
            }
            return;
        };
        tracing::error!(?relaunch, "nothing is seen in the window; starting once more");
        shell.relaunch_with(relaunch);
        window.app_handle().exit(0);
    }));
}

/// What came of watching.
enum Verdict {
    Painted,
    /// The page runs and does not paint.
    Blank,
    /// The page does not answer.
    Silent,
}

/// Waits until the window has painted, or long enough.
async fn verdict<R: Runtime>(window: &WebviewWindow<R>) -> Verdict {
    let mut blank_since = Instant::now();
    while blank_since.elapsed() < BLANK {
        match ask(window).await {
            Progress::Painted => return Verdict::Painted,
            Progress::Hidden => blank_since = Instant::now(),
            Progress::Blank => {}
            Progress::Silent => return Verdict::Silent,
        }
        let soon = blank_since.elapsed() < Duration::from_secs(2);
        tokio::time::sleep(if soon { SOON } else { LATER }).await;
    }
    Verdict::Blank
}

/// How far the page has come.
enum Progress {
    Painted,
    /// It is not on the screen, so that it paints nothing.
    Hidden,
    /// It runs, and has not painted.
    Blank,
    /// It does not answer.
    Silent,
}

async fn ask<R: Runtime>(window: &WebviewWindow<R>) -> Progress {
    let (tell, mut told) = mpsc::channel(1);
    let asked = window.eval_with_callback(ASK, move |answer| drop(tell.try_send(answer)));
    if asked.is_err() {
        // The window is going away, and nobody will miss its picture.
        return Progress::Hidden;
    }
    let Ok(answer) = tokio::time::timeout(ANSWER, told.recv()).await else {
        return Progress::Silent;
    };
    // Between two pages the question is dropped, which is no answer, and no silence either.
    match answer.unwrap_or_default().trim().parse::<f64>() {
        Ok(at) if at > 0.0 => {
            tracing::info!(at, "painted");
            Progress::Painted
        }
        Ok(at) if at < 0.0 => Progress::Hidden,
        Ok(_) | Err(_) => Progress::Blank,
    }
}
