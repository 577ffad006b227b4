//! A request leaves: with what is attached, and once more where the endpoint has lost that.

use atelier_claude::MessageStream;

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
}
