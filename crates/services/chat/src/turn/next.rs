//! What waits in the queue, when its turn has come: what goes along with it is read first.

use atelier_rpc::{Code, Error, Result};
use atelier_store::tables::queue;
use atelier_vocabulary::{ConversationId, QueuedId};

use crate::{Conversations, attachments::Going};

impl Conversations {
    /// The queued message that goes next, with what goes along with it. Fails as `not_found` where none
    /// waits, and only then.
    pub(super) async fn next_in_queue(&self, id: ConversationId) -> Result<(QueuedId, Going)> {
        let waits = self.read(move |connection| queue::next(connection, id)).await?;
        let waits = waits.ok_or_else(nothing_waits)?;
        let going = self.attachments.as_sent(waits.attachments).await.map_err(|error| {
            let found = error.code != Code::NotFound;
            if found { error } else { Error { code: Code::Unavailable, ..error } }
        })?;
        Ok((waits.id, going))
    }
}

/// The error of a message that was taken out of the queue meanwhile.
pub(super) fn nothing_waits() -> Error {
    Error::new(Code::NotFound, "nothing waits to be sent")
}
