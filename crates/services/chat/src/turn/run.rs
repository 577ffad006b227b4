//! A run: one turn in the place of its conversation, and what becomes of the queue after it.

use std::sync::{Arc, atomic::AtomicU32, atomic::Ordering};

use atelier_rpc::{Call, Change, Code, Error, Events, Result};
use atelier_store::{Transaction, tables::queue};
use atelier_vocabulary::{ConversationId, HeldReason, TurnEvent};

use super::{Ask, outlet::Outlet};
use crate::{
    Conversations,
    runs::{Place, Run},
};

/// Who asks for an answer.
pub(crate) struct Caller {
    /// The call.
    pub(crate) call: Call,
    /// Where its events go.
    pub(crate) events: Events<TurnEvent>,
    /// Whether the answer goes on where the caller leaves.
    pub(crate) detached: bool,
}

impl Conversations {
    /// Answers what the person asks, once no other answer is arriving in the conversation.
    ///
    /// The turn runs on the application's tasks: whatever becomes of the caller, what has arrived is
    /// stored. Unless it is detached, a caller that vanishes stops the answer.
    pub(crate) async fn answer(&self, id: ConversationId, ask: Ask, caller: Caller) -> Result<()> {
        let this = self.clone();
        let turn = async move {
            let place = tokio::select! {
                place = this.runs.enter(id) => place,
                () = caller.call.cancelled() => return Err(Error::cancelled()),
            };
            let outlet = if caller.detached {
                Outlet::detached(&place.run, Some(caller.events))
            } else {
                Outlet::to(&place.run, caller.events)
            };
            this.run(place, id, ask, Some(&caller.call), &outlet).await
        };
        self.tasks.spawn(turn).await.unwrap_or_else(|error| {
            tracing::error!(%error, "a turn panicked");
            let message = "the answer failed unexpectedly; your message was kept";
            Err(Error::new(Code::Internal, message))
        })
    }

    /// Sends what waits in the queue of a conversation, unless an answer is arriving: what waits goes
    /// when that has ended. Nobody waits for it here; whoever wants to, follows.
    pub(crate) fn send_next(&self, id: ConversationId) {
        let this = self.clone();
        self.tasks.spawn(async move {
            match this.read(move |connection| queue::next(connection, id)).await {
                Ok(None) => return,
                Ok(Some(_)) => {}
                Err(error) => tracing::warn!(%error, "the queue could not be read"),
            }
            if let Some(place) = this.runs.try_enter(id) {
                this.next_in(place, id).await;
            }
        });
    }

    /// Boxed, since each run may lead to the next.
    fn next_in(
        self,
        place: Place,
        id: ConversationId,
    ) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(async move {
            let outlet = Outlet::detached(&place.run, None);
            match self.run(place, id, Ask::Next, None, &outlet).await {
                Ok(()) => {}
                // What was about to go was taken out just now; another may wait behind it.
                Err(error) if error.code == Code::NotFound => self.send_next(id),
                Err(error) => {
                    tracing::warn!(%error, "a queued message could not be sent");
                    self.hold(id, HeldReason::Failed).await;
                }
            }
        })
    }

    async fn run(
        &self,
        place: Place,
        id: ConversationId,
        ask: Ask,
        call: Option<&Call>,
        outlet: &Outlet,
    ) -> Result<()> {
        let _active = Active::new(&self.activity);
        let begun = self.begin(id, ask).await?;
        self.announce(&["Conversations", "Messages", "Queue"]);
        let outcome = self.stream(call, begun, outlet).await;
        if let Some(reason) = held_after(&place.run) {
            self.hold(id, reason).await;
        }
        // First the place is free, then the next may take it.
        drop(place);
        self.announce(&["Conversations", "Messages"]);
        self.send_next(id);
        outcome
    }

    /// Holds back what waits, and says so.
    pub(crate) async fn hold(&self, id: ConversationId, reason: HeldReason) {
        let hold = move |transaction: &Transaction<'_>| queue::hold(transaction, id, reason);
        match self.write(hold).await {
            Ok(0) => {}
            Ok(_) => self.announce(&["Queue"]),
            Err(error) => tracing::warn!(%error, "what waits could not be held back"),
        }
    }

    /// Says what became stale without anybody having called for it.
    pub(crate) fn announce(&self, tags: &[&str]) {
        let change = Change {
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            operation: "conversation.send".to_owned(),
            origin: "turn".to_owned(),
        };
        // Nobody may be following.
        drop(self.patterns.changes.send(change));
    }
}

/// Why what waits is held back after an answer; none where it goes on.
fn held_after(run: &Run) -> Option<HeldReason> {
    match run.ended_well() {
        Some(true) => None,
        Some(false) | None if run.is_steered() => None,
        Some(false) if !run.was_stopped() => Some(HeldReason::Failed),
        Some(false) | None => Some(HeldReason::Stopped),
    }
}

/// Counts a running turn for as long as it lives.
struct Active(Arc<AtomicU32>);

impl Active {
    fn new(count: &Arc<AtomicU32>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
