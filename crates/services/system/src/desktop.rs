//! The desktop around the window. What is asked of it is done by the process that has the window.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use atelier_api::desktop::{
    ChoosePath, ChosenPath, DecideClosing, DesktopApi, LabelDesktop, ShowNotice, ShowWindow,
};
use atelier_rpc::{Call, Code, Error, NoInput, Origin, Result};
use atelier_vocabulary::{DesktopStatus, TrayState, WindowKind};
use tokio::sync::{mpsc, oneshot};

/// How many errands may wait; a window that does none of them has gone wrong.
const BACKLOG: usize = 16;

/// The desktop, as the rest of the application knows it. Clones are the same one.
#[derive(Clone, Default)]
pub struct Desktop(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    status: DesktopStatus,
    errands: Option<mpsc::Sender<Errand>>,
}

/// Where the outcome of an errand is told.
pub type Reply<T> = oneshot::Sender<Result<T>>;

/// What is asked of the process that has the window. One whose reply is closed is not wanted any more.
#[derive(Debug)]
pub enum Errand {
    /// Show a notice.
    Notify(ShowNotice, Reply<()>),
    /// Let a person choose a path, over the window with this label where it is known.
    Choose(ChoosePath, Option<String>, Reply<ChosenPath>),
    /// Bring a window to the front.
    Show(ShowWindow, Reply<()>),
    /// Close the window with this label.
    Leave(String, Reply<()>),
    /// Have the tray say this.
    Label(Box<LabelDesktop>, Reply<()>),
    /// End Atelier, after asking where that would stop something.
    Quit(Reply<()>),
    /// Take what was said to the question before closing.
    Decide(DecideClosing, Reply<()>),
}

impl Desktop {
    /// Takes over what is asked of the desktop from now on, until the errands are dropped.
    pub fn attend(&self, status: DesktopStatus) -> mpsc::Receiver<Errand> {
        let (errands, waiting) = mpsc::channel(BACKLOG);
        self.with(|state| *state = State { status, errands: Some(errands) });
        waiting
    }

    /// Changes what is said of the desktop, and returns whether it is something else now.
    pub fn report(&self, change: impl FnOnce(&mut DesktopStatus)) -> bool {
        self.with(|state| {
            let before = state.status.clone();
            change(&mut state.status);
            state.status != before
        })
    }

    /// Whether the tray of the desktop shows Atelier.
    pub fn is_in_the_tray(&self) -> bool {
        self.with(|state| state.status.tray == TrayState::Shown)
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn run<T>(&self, call: &Call, errand: impl FnOnce(Reply<T>) -> Errand) -> Result<T> {
        let no_window = || {
            Error::new(Code::Unavailable, "no window of Atelier is open that could do this")
                .with_hint("start atelier-desktop; if a server runs already, end it first")
        };
        let errands = self.with(|state| state.errands.clone()).ok_or_else(no_window)?;
        let (reply, told) = oneshot::channel();
        errands.send(errand(reply)).await.map_err(|_| no_window())?;
        tokio::select! {
            told = told => told.unwrap_or_else(|_| Err(no_window())),
            () = call.cancelled() => Err(Error::cancelled()),
        }
    }
}

impl DesktopApi for Desktop {
    async fn status(&self, _call: Call, _input: NoInput) -> Result<DesktopStatus> {
        Ok(self.with(|state| {
            let open = state.errands.as_ref().is_some_and(|errands| !errands.is_closed());
            if open { state.status.clone() } else { DesktopStatus::default() }
        }))
    }

    async fn notify(&self, call: Call, input: ShowNotice) -> Result<()> {
        self.run(&call, |reply| Errand::Notify(input, reply)).await
    }

    async fn choose(&self, call: Call, input: ChoosePath) -> Result<ChosenPath> {
        // Beginning where the caller is would mean another folder in another process.
        if input.start.as_ref().is_some_and(|start| !Path::new(start).is_absolute()) {
            return Err(Error::new(Code::InvalidInput, "the dialog begins at a whole path"));
        }
        let label = match &call.origin {
            Origin::Window(label) => Some(label.clone()),
            Origin::Page | Origin::Http | Origin::Cli => None,
        };
        self.run(&call, |reply| Errand::Choose(input, label, reply)).await
    }

    async fn show(&self, call: Call, input: ShowWindow) -> Result<()> {
        if input.window == WindowKind::Conversation && input.conversation_id.is_none() {
            let message = "a window of its own shows one conversation; none was named";
            return Err(Error::new(Code::InvalidInput, message));
        }
        self.run(&call, |reply| Errand::Show(input, reply)).await
    }

    async fn leave(&self, call: Call, _input: NoInput) -> Result<()> {
        let Origin::Window(label) = call.origin.clone() else {
            return Err(Error::new(Code::InvalidInput, "only a window can be left"));
        };
        self.run(&call, |reply| Errand::Leave(label, reply)).await
    }

    async fn label(&self, call: Call, input: LabelDesktop) -> Result<()> {
        self.run(&call, |reply| Errand::Label(Box::new(input), reply)).await
    }

    async fn quit(&self, call: Call, _input: NoInput) -> Result<()> {
        self.run(&call, Errand::Quit).await
    }

    async fn decide(&self, call: Call, input: DecideClosing) -> Result<()> {
        self.run(&call, |reply| Errand::Decide(input, reply)).await
    }
}

#[cfg(test)]
mod tests;
