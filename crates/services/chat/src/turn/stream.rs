//! The middle of a turn: what arrives is stored and shown, a few times a frame at most.

use std::time::Duration;

use atelier_claude::{ClaudeError, MessageStream};
use atelier_rpc::{Call, Result};
use atelier_store::{Durability, StoreError, tables::deltas};
use atelier_vocabulary::{MessageFailure, MessageId, MessageState, TurnEvent};
use tokio::time::{Instant, sleep_until};

use super::{
    begin::Begun,
    outlet::Outlet,
    tools::{goes_on, may_ask},
};
use crate::{Conversations, budgets::Admission, recorder::Recorder};

/// The shortest time between two flushes: half a frame, so that bursts become one event.
const FLUSH: Duration = Duration::from_millis(8);

/// How a stream ended.
pub(super) enum Ending {
    /// With the API's own word that it is whole.
    Whole,
    /// By the person, or because nobody listens any more.
    Stopped,
    /// By a fault.
    Fault(ClaudeError),
    /// Before it began: a budget would not hold.
    Withheld(MessageFailure),
}

/// What came of a stream.
pub(super) struct Outcome {
    pub(super) ending: Ending,
    /// The stream as far as it goes; none where the request never got an answer.
    pub(super) stream: Option<MessageStream>,
    /// Why what arrived could not be stored on the way, where it could not.
    pub(super) unstored: Option<StoreError>,
}

impl Conversations {
    /// Receives the answer, runs the tools that it asks for, receives the next, until one asks for
    /// none.
    pub(super) async fn stream(
        &self,
        call: Option<&Call>,
        mut begun: Begun,
        events: &Outlet,
    ) -> Result<()> {
        let user = begun.user.take().map(Box::new);
        let mut next = TurnEvent::Started { user, assistant: Box::new(begun.assistant.clone()) };
        if let Some(answer) = self.remembered(&begun) {
            return self.give_again(&begun, &answer, next, events).await;
        }
        for round in 0.. {
            // Held until what the request took is written down.
            let admission = self.admit(&mut begun, round).await;
            let outcome = match (events.send(next).await, &admission) {
                (Err(_), _) => Outcome { ending: Ending::Stopped, stream: None, unstored: None },
                (Ok(()), Err(why)) => {
                    Outcome { ending: Ending::Withheld(why.clone()), stream: None, unstored: None }
                }
                (Ok(()), Ok(_)) => self.receive(call, &begun, events).await,
            };
            let mut ended = self.ended(&begun, &outcome);
            self.sent.ends(begun.assistant.id);
            // The stream goes before the store is asked, so that a stop is a stop at once.
            drop(outcome);
            if !goes_on(&ended) {
                self.remember(&begun, &ended);
                return self.end(ended, events).await;
            }
            if let Err(failure) = may_ask(&ended.message, round) {
                ended.message.state = MessageState::Incomplete;
                ended.message.failure = Some(failure);
                return self.end(ended, events).await;
            }
            match self.run_tools(call, &mut begun, ended, events).await? {
                Some(resumed) => next = resumed,
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Lets the next request of a turn leave, or says why not.
    async fn admit(&self, begun: &mut Begun, round: u32) -> Result<Admission, MessageFailure> {
        let (answer, request) = (&begun.assistant, &mut begun.request);
        self.admitted(answer, request, begun.facts.as_ref(), round).await
    }

    async fn receive(&self, call: Option<&Call>, begun: &Begun, events: &Outlet) -> Outcome {
        let stopped = self.stopped(call, events);
        tokio::pin!(stopped);
        let opened = tokio::select! {
            opened = self.leave(begun, events) => opened,
            () = &mut stopped => {
                return Outcome { ending: Ending::Stopped, stream: None, unstored: None };
            }
        };
        let mut stream = match opened {
            Ok(stream) => stream,
            Err(ending) => return Outcome { ending, stream: None, unstored: None },
        };
        let mut pump = Pump::new(begun.assistant.id);
        let ending = loop {
            let step = tokio::select! {
                step = pump.step(&mut stream) => step,
                () = &mut stopped => Step::End(Ending::Stopped),
            };
            self.sent.arrives(begun.assistant.id);
            pump.flush(self, events).await;
            if let Step::End(ending) = step {
                break ending;
            }
        };
        Outcome { ending, stream: Some(stream), unstored: pump.unstored }
    }

    /// Resolves when the answer is no longer wanted.
    pub(super) async fn stopped(&self, call: Option<&Call>, events: &Outlet) {
        tokio::select! {
            () = events.unwanted(call) => {}
            () = self.stop.cancelled() => {}
        }
    }
}

enum Step {
    Flush,
    End(Ending),
}

/// Moves what arrives to the store and to the caller.
struct Pump {
    message: MessageId,
    recorder: Recorder,
    batch: Vec<atelier_claude_wire::Progress>,
    due: Instant,
    unstored: Option<StoreError>,
}

impl Pump {
    fn new(message: MessageId) -> Self {
        Self {
            message,
            recorder: Recorder::default(),
            batch: Vec::new(),
            due: Instant::now(),
            unstored: None,
        }
    }

    /// Gathers until something waits and a flush is due, or the stream has ended.
    async fn step(&mut self, stream: &mut MessageStream) -> Step {
        loop {
            let waits = !self.recorder.is_empty();
            let more = tokio::select! {
                more = stream.next_batch(&mut self.batch) => more,
                () = sleep_until(self.due), if waits => return Step::Flush,
            };
            self.recorder.take(&mut self.batch);
            match more {
                Ok(true) => {}
                Ok(false) => return Step::End(Ending::Whole),
                Err(error) => return Step::End(Ending::Fault(error)),
            }
        }
    }

    /// Stores and shows what waits, at the same time: neither a slow disk nor a slow window holds the
    /// other up. What cannot be stored is shown all the same, and the end of the turn says so.
    async fn flush(&mut self, chat: &Conversations, events: &Outlet) {
        self.recorder.take(&mut self.batch);
        if self.recorder.is_empty() {
            return;
        }
        let (deltas, shown) = self.recorder.flush();
        let (message, unstored) = (self.message, &mut self.unstored);
        let store = async {
            if let (None, Ok(store)) = (&unstored, chat.slot.get()) {
                let append = store.write(Durability::Normal, move |transaction| {
                    deltas::append(transaction, message, &deltas)
                });
                if let Err(error) = append.await {
                    tracing::warn!(%error, "an answer could not be stored on the way");
                    *unstored = Some(error);
                }
            }
        };
        let show = async {
            for event in shown {
                if events.send(event).await.is_err() {
                    break;
                }
            }
        };
        tokio::join!(store, show);
        self.due = Instant::now() + FLUSH;
    }
}
