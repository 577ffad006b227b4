//! What the server needs of the application.

use std::{io, sync::Arc};

use atelier_app::{App, Archive, Blobs, Relay, RelayResponse};
use atelier_rpc::{BoxFuture, Code, Error, Origin, Result, Router};
use bytes::Bytes;
use futures_util::stream::BoxStream;
use http::{HeaderMap, Method, StatusCode};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Passes a request on to the endpoint in use: method, path with query, headers, body.
pub type Forward = Arc<
    dyn Fn(Method, String, HeaderMap, Bytes) -> BoxFuture<'static, Result<Forwarded>> + Send + Sync,
>;

/// What the endpoint answered.
pub struct Forwarded {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, as it arrives.
    pub body: BoxStream<'static, io::Result<Bytes>>,
}

/// What the server needs of the application.
#[derive(Clone)]
pub struct Doors {
    /// Runs operations.
    pub router: Arc<Router>,
    /// Passes Messages API requests on.
    pub forward: Forward,
    /// The bytes of attachments; none where another process keeps them.
    pub blobs: Option<Blobs>,
    /// What writes exports down; none where another process keeps the conversations.
    pub archive: Option<Archive>,
    /// Where work is spawned.
    pub tasks: TaskTracker,
    /// Cancelled when the application shuts down.
    pub stopping: CancellationToken,
}

impl Doors {
    /// Lets a caller pass who may have done what an operation does, though by another way than a call.
    ///
    /// Errors: as denied, and as not found where there is no such operation.
    pub(crate) fn permit(&self, origin: &Origin, operation: &str) -> Result<()> {
        let operation = self.router.operation(operation)?;
        if atelier_app::allowed(origin, operation) {
            return Ok(());
        }
        let message = format!("`{}` is not open to this caller", operation.name);
        Err(Error::new(Code::PermissionDenied, message))
    }
}

/// The error of what this process does not have, because another Atelier keeps it.
pub(crate) fn kept_elsewhere(what: &str, hint: &str) -> Error {
    let message = format!("another Atelier on this machine keeps the {what}");
    Error::new(Code::Unavailable, message).with_hint(hint)
}

impl From<&App> for Doors {
    fn from(app: &App) -> Self {
        Self {
            router: app.router(),
            forward: forward(app.relay()),
            blobs: app.blobs(),
            archive: app.archive(),
            tasks: app.tasks().clone(),
            stopping: app.stopping(),
        }
    }
}

fn forward(relay: Relay) -> Forward {
    Arc::new(move |method, path_and_query, headers, body| {
        let relay = relay.clone();
        Box::pin(async move {
            let answer = relay.forward(method, &path_and_query, headers, body).await?;
            let RelayResponse { status, headers, body } = answer;
            Ok(Forwarded { status, headers, body })
        })
    })
}
