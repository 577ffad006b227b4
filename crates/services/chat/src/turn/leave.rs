//! A request leaves: with what is attached, and once more where the endpoint has lost that.

use atelier_claude::{ClaudeError, MessageStream, Wait};
use atelier_claude_wire::MessagesRequest;
use atelier_vocabulary::TurnEvent;
use tokio::sync::mpsc;

use super::{begin::Begun, outlet::Outlet, stream::Ending};
use crate::{Conversations, attachments::Target};

impl Conversations {
    /// Sends the request of a turn. An endpoint that does not keep a file any more gets it anew, once:
    /// nothing of an answer had arrived.
    pub(super) async fn leave(
        &self,
        begun: &Begun,
        events: &Outlet,
    ) -> std::result::Result<MessageStream, Ending> {
        let endpoint = self.connections.endpoint_name();
        let facts = begun.facts.as_ref();
        let target = Target { connection: &begun.connection, endpoint: &endpoint, facts };
        let filled = async || {
            let filled = self.attachments.filled(&begun.request, target).await;
            filled.map_err(Ending::Withheld)
        };
        let request = filled().await?;
        let error = match self.open(begun, &request, events).await {
            Ok(stream) => return Ok(stream),
            Err(error) => error,
        };
        if !self.attachments.forgot(&request, &error, &endpoint).await {
            return Err(Ending::Fault(error));
        }
        drop(request);
        let request = filled().await?;
        self.open(begun, &request, events).await.map_err(Ending::Fault)
    }
    /// Sends the request; says on the way when and why it waits to ask again.
    async fn open(
        &self,
        begun: &Begun,
        request: &MessagesRequest,
        events: &Outlet,
    ) -> std::result::Result<MessageStream, ClaudeError> {
        let (outlet, mut waits) = mpsc::channel::<Wait>(4);
        let (connection, answer) = (&begun.connection, &begun.assistant);
        let on_wait = |wait| {
            self.sent.waits(answer.id, &wait);
            drop(outlet.try_send(wait));
        };
        let opening = connection.client.stream(connection.key(), request, on_wait);
        tokio::pin!(opening);
        let mut recorded = false;
        loop {
            tokio::select! {
                biased;
                opened = &mut opening => {
                    self.sent.responds(answer.id, &opened);
                    return opened;
                }
                Some(wait) = waits.recv() => {
                    let delay = i64::try_from(wait.delay.as_millis()).unwrap_or(i64::MAX);
                    let retry_at = (self.clock)().saturating_add(delay);
                    let (attempt, message) = (wait.attempt, what_happened(&wait.message));
                    // A caller that is gone is noticed by `stopped`.
                    drop(events.send(TurnEvent::Waiting { attempt, retry_at, message }).await);
                }
                // While it is on its way.
                () = std::future::ready(()), if !recorded => {
                    self.sent.leaves(answer, request, connection, (self.clock)());
                    recorded = true;
                }
            }
        }
    }
}

/// The first sentence of an explanation. The rest tells a person to do what is being done already.
fn what_happened(explanation: &str) -> String {
    explanation
        .split_once(". ")
        .map_or(explanation, |(first, _)| first)
        .trim_end_matches('.')
        .to_owned()
        + "."
}
