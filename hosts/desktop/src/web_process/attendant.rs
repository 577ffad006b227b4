//! The attendant of one web process, on the thread that paints.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
    time::{Duration, Instant},
};

use gtk::{ResponseType, glib, prelude::*};
use webkit2gtk::{LoadEvent, WebProcessTerminationReason, WebView, WebViewExt as _};

use super::question;
use crate::shell::Shell;

/// For how long a page that did not answer for three seconds, as the engine has it, may still come back
/// before a person is asked.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a person who chose to wait is left alone.
const WAIT: Duration = Duration::from_secs(30);
/// After how long without an end the next one counts as the first.
const CALM: Duration = Duration::from_mins(1);
/// The longest that an empty window waits for its page.
const LONGEST: Duration = Duration::from_secs(30);

/// Attends to the web process of `view`, the page of the window `label`.
pub(super) fn attend(view: &WebView, label: String, shell: Arc<Shell>) {
    let attendant = Rc::new(Attendant {
        label,
        shell,
        has_loaded: Cell::new(false),
        ends: Cell::new(0),
        last_end: Cell::new(None),
        question: RefCell::new(None),
    });
    let loading = Rc::clone(&attendant);
    view.connect_load_changed(move |_, event| {
        if event == LoadEvent::Finished {
            loading.has_loaded.set(true);
        }
    });
    let ending = Rc::clone(&attendant);
    view.connect_web_process_terminated(move |view, reason| ending.ended(view, reason));
    view.connect_is_web_process_responsive_notify(move |view| {
        if view.is_web_process_responsive() {
            attendant.dismiss();
        } else {
            attendant.ask_after(PATIENCE, view);
        }
    });
}

struct Attendant {
    label: String,
    shell: Arc<Shell>,
    /// Whether the page was ever there. One that never was is the watchdog's.
    has_loaded: Cell<bool>,
    /// How often the process ended by itself without a calm minute between.
    ends: Cell<u32>,
    last_end: Cell<Option<Instant>>,
    /// What the person is asked.
    question: RefCell<Option<gtk::MessageDialog>>,
}

impl Attendant {
    /// Loads the page anew whose process has ended.
    fn ended(self: &Rc<Self>, view: &WebView, reason: WebProcessTerminationReason) {
        self.dismiss();
        self.shell.calls.cancel_all(&self.label);
        if !self.has_loaded.get() {
            tracing::error!(window = self.label, ?reason, "the web process ended before its page");
            return;
        }
        let asked_for = reason == WebProcessTerminationReason::TerminatedByApi;
        let pause = if asked_for { Duration::ZERO } else { self.pause() };
        tracing::error!(
            window = self.label,
            ?reason,
            ?pause,
            "the web process ended; loading anew"
        );
        let view = view.downgrade();
        glib::timeout_add_local_once(pause, move || {
            if let Some(view) = view.upgrade() {
                view.reload();
            }
        });
    }

    /// How long to wait with the page after one more end: none at the first, so that nobody sees it, and
    /// longer where it ends again and again.
    fn pause(&self) -> Duration {
        let now = Instant::now();
        let calm = self.last_end.replace(Some(now)).is_none_or(|last| now - last > CALM);
        let ends = if calm { 0 } else { self.ends.get().saturating_add(1) };
        self.ends.set(ends);
        pause_after(ends)
    }

    /// Asks after a while, where the page still does not answer then.
    fn ask_after(self: &Rc<Self>, after: Duration, view: &WebView) {
        let (attendant, view) = (Rc::clone(self), view.downgrade());
        glib::timeout_add_local_once(after, move || {
            if let Some(view) = view.upgrade()
                && !view.is_web_process_responsive()
            {
                attendant.ask(&view);
            }
        });
    }

    fn ask(self: &Rc<Self>, view: &WebView) {
        if self.question.borrow().is_some() {
            return;
        }
        tracing::warn!(window = self.label, "the page does not answer; a person is asked");
        let words = self.shell.labels.borrow().as_ref().map(|labels| labels.unresponsive.clone());
        let dialog = question::of(view, &words.unwrap_or_else(question::in_english));
        let (attendant, asked) = (Rc::clone(self), view.downgrade());
        dialog.connect_response(move |_, response| {
            // Taken away by what has happened meanwhile, it answers nothing.
            if !attendant.dismiss() {
                return;
            }
            let Some(view) = asked.upgrade() else { return };
            if response == ResponseType::Accept {
                view.terminate_web_process();
            } else {
                attendant.ask_after(WAIT, &view);
            }
        });
        dialog.show();
        self.question.replace(Some(dialog));
    }

    /// Takes the question away, and says whether there was one.
    fn dismiss(&self) -> bool {
        let dialog = self.question.take();
        if let Some(dialog) = &dialog {
            dialog.close();
        }
        dialog.is_some()
    }
}

/// How long an empty window waits for its page after so many ends before.
fn pause_after(ends: u32) -> Duration {
    match ends {
        0 => Duration::ZERO,
        _ => Duration::from_secs(1 << ends.min(5)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    //! How long a page that ends again and again is waited for.

    use super::{Duration, pause_after};

    #[test]
    fn a_page_that_ends_again_and_again_comes_back_ever_later_and_within_half_a_minute() {
        let pauses: Vec<u64> = (0..8).map(|ends| pause_after(ends).as_secs()).collect();
        assert_eq!(pauses, [0, 2, 4, 8, 16, 30, 30, 30]);
        assert_eq!(pause_after(u32::MAX), Duration::from_secs(30));
    }
}
