//! Calls in flight, so that the page can stop them and so that they end with their page.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use atelier_rpc::{Code, Error, Result};
use tokio_util::sync::CancellationToken;

/// The most calls that may be in flight; a page that needs more has gone wrong.
const MOST: usize = 256;
/// How many cancellations are remembered that came before their call.
const EARLY: usize = 64;
/// The longest id of a call.
const ID_BYTES: usize = 64;

/// A window and an id of its choosing.
type Key = (String, String);

/// Calls in flight.
pub(crate) struct Calls {
    state: Mutex<State>,
    /// The parent of every call's token.
    stopping: CancellationToken,
}

#[derive(Default)]
struct State {
    running: HashMap<Key, CancellationToken>,
    /// The two commands travel apart, so that a `cancel` can overtake its `call`.
    early: VecDeque<Key>,
}

impl Calls {
    /// Calls that all end when `stopping` is cancelled.
    pub(crate) fn new(stopping: CancellationToken) -> Self {
        Self { state: Mutex::default(), stopping }
    }

    /// Begins a call of the window `label`; it is in flight until the result is dropped.
    pub(crate) fn begin(&self, label: &str, id: &str) -> Result<Running<'_>> {
        let invalid = |message: &str| Err(Error::new(Code::InvalidInput, message));
        if id.is_empty() || id.len() > ID_BYTES {
            return invalid("the id of a call has 1 to 64 bytes");
        }
        let key = (label.to_owned(), id.to_owned());
        let mut state = self.state();
        if state.running.contains_key(&key) {
            return invalid("a call with this id is still in flight");
        }
        if state.running.len() >= MOST {
            let error = Error::new(Code::Unavailable, format!("{MOST} calls are in flight"));
            return Err(error.with_hint("wait until some of them have ended"));
        }
        let token = self.stopping.child_token();
        if let Some(at) = state.early.iter().position(|early| *early == key) {
            state.early.remove(at);
            token.cancel();
        }
        state.running.insert(key.clone(), token.clone());
        drop(state);
        Ok(Running { calls: self, key, token })
    }

    /// Cancels a call, or remembers to once it begins. Ids of calls that have ended do no harm.
    pub(crate) fn cancel(&self, label: &str, id: &str) {
        if id.len() > ID_BYTES {
            return;
        }
        let key = (label.to_owned(), id.to_owned());
        let mut state = self.state();
        if let Some(token) = state.running.get(&key) {
            token.cancel();
            return;
        }
        if state.early.len() == EARLY {
            state.early.pop_front();
        }
        state.early.push_back(key);
    }

    /// Cancels every call of a window whose page is gone.
    pub(crate) fn cancel_all(&self, label: &str) {
        let mut state = self.state();
        state.early.retain(|(of, _)| of != label);
        for ((of, _), token) in &state.running {
            if of == label {
                token.cancel();
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One call in flight.
pub(crate) struct Running<'a> {
    calls: &'a Calls,
    key: Key,
    token: CancellationToken,
}

impl Running<'_> {
    /// Cancelled when nobody wants the answer any more.
    pub(crate) fn token(&self) -> &CancellationToken {
        &self.token
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.calls.state().running.remove(&self.key);
    }
}

#[cfg(test)]
mod tests;
