//! Runs: the answers that are arriving, one a conversation at most. Whoever comes later follows from
//! what has arrived; an answer does not depend on who asked for it.

mod follow;
mod live;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use atelier_vocabulary::{ConversationId, TurnEvent};
use tokio::sync::{Notify, broadcast};
use tokio_util::sync::CancellationToken;

use live::Live;

/// How many events a follower may lag behind before it begins anew.
const LAG: usize = 512;

/// The answers that are arriving. Clones see the same.
#[derive(Clone, Default)]
pub struct Runs(Arc<Shared>);

#[derive(Default)]
struct Shared {
    running: Mutex<HashMap<ConversationId, Arc<Run>>>,
    left: Notify,
}

/// One answer that is arriving.
pub(crate) struct Run {
    stop: CancellationToken,
    /// Whether it was stopped for a message that is to be sent instead.
    steered: CancellationToken,
    live: Mutex<Live>,
    events: broadcast::Sender<TurnEvent>,
}

/// The place in a conversation; it is left when this is dropped.
pub(crate) struct Place {
    runs: Runs,
    conversation: ConversationId,
    pub(crate) run: Arc<Run>,
}

/// Why an answer is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The person wants no more of it.
    Unwanted,
    /// Something else is to be said at once.
    Steered,
}

impl Runs {
    /// Waits until no answer is arriving in a conversation, and takes the place.
    pub(crate) async fn enter(&self, conversation: ConversationId) -> Place {
        loop {
            let left = self.0.left.notified();
            tokio::pin!(left);
            // From here on no leaving is missed.
            left.as_mut().enable();
            if let Some(place) = self.try_enter(conversation) {
                return place;
            }
            left.await;
        }
    }

    /// Waits until no answer is arriving in a conversation.
    pub(crate) async fn idle(&self, conversation: ConversationId) {
        loop {
            let left = self.0.left.notified();
            tokio::pin!(left);
            left.as_mut().enable();
            if self.get(conversation).is_none() {
                return;
            }
            left.await;
        }
    }

    /// Takes the place in a conversation, where it is free.
    pub(crate) fn try_enter(&self, conversation: ConversationId) -> Option<Place> {
        let mut running = self.running();
        if running.contains_key(&conversation) {
            return None;
        }
        let run = Arc::new(Run {
            stop: CancellationToken::new(),
            steered: CancellationToken::new(),
            live: Mutex::default(),
            events: broadcast::Sender::new(LAG),
        });
        running.insert(conversation, Arc::clone(&run));
        Some(Place { runs: self.clone(), conversation, run })
    }

    /// The answer that is arriving in a conversation; none where none is.
    pub(crate) fn get(&self, conversation: ConversationId) -> Option<Arc<Run>> {
        self.running().get(&conversation).cloned()
    }

    fn running(&self) -> std::sync::MutexGuard<'_, HashMap<ConversationId, Arc<Run>>> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Run {
    /// Stops the answer; what has arrived is kept.
    pub(crate) fn stop(&self, why: Stop) {
        if why == Stop::Steered {
            self.steered.cancel();
        }
        self.stop.cancel();
    }

    /// Resolves when somebody stops the answer.
    pub(crate) async fn stopped(&self) {
        self.stop.cancelled().await;
    }

    /// Whether it was stopped for a message that is to be sent instead.
    pub(crate) fn is_steered(&self) -> bool {
        self.steered.is_cancelled()
    }

    /// Whether somebody stopped the answer.
    pub(crate) fn was_stopped(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Whether the answer ended well; none until it has ended.
    pub(crate) fn ended_well(&self) -> Option<bool> {
        self.live().ended_well
    }

    /// Takes an event over into what has arrived, and passes it on to those who follow.
    pub(crate) fn tell(&self, event: &TurnEvent) {
        let mut live = self.live();
        live.take(event);
        // Sent under the lock, so that whoever begins to follow misses none and sees none twice.
        if self.events.receiver_count() > 0 {
            drop(self.events.send(event.clone()));
        }
    }

    /// What has arrived, as events, and those that come from now on.
    pub(crate) fn follow(&self) -> (Vec<TurnEvent>, broadcast::Receiver<TurnEvent>) {
        let live = self.live();
        (live.so_far(), self.events.subscribe())
    }

    fn live(&self) -> std::sync::MutexGuard<'_, Live> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.runs.running().remove(&self.conversation);
        self.runs.0.left.notify_waiters();
    }
}
