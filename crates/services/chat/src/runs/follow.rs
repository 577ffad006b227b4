//! Following: an answer that somebody else asked for, from what has arrived to its end.

use atelier_rpc::{Call, Error, Events, Result};
use atelier_vocabulary::{ConversationId, TurnEvent};
use tokio::sync::broadcast::error::RecvError;

use crate::Conversations;

impl Conversations {
    /// Tells what has arrived in a conversation, and what arrives from then on, until the answer ends.
    pub(crate) async fn followed(
        &self,
        call: Call,
        id: ConversationId,
        events: Events<TurnEvent>,
    ) -> Result<()> {
        let Some(run) = self.runs.get(id) else { return Ok(()) };
        // What is told here comes to an end of its own: the run must not be kept for it.
        let (mut so_far, mut more) = run.follow();
        let again = std::sync::Arc::downgrade(&run);
        drop(run);
        loop {
            for event in so_far.drain(..) {
                events.send(event).await?;
            }
            let next = tokio::select! {
                next = more.recv() => next,
                () = call.cancelled() => return Err(Error::cancelled()),
                () = events.closed() => return Err(Error::cancelled()),
            };
            match next {
                Ok(event) => {
                    let last =
                        matches!(event, TurnEvent::Completed { .. } | TurnEvent::Ended { .. });
                    events.send(event).await?;
                    if last {
                        return Ok(());
                    }
                }
                // Too slow to see each event: it begins anew with what has arrived by now.
                Err(RecvError::Lagged(_)) => match again.upgrade() {
                    Some(run) => (so_far, more) = run.follow(),
                    None => return Ok(()),
                },
                Err(RecvError::Closed) => return Ok(()),
            }
        }
    }
}
