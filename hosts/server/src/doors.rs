//! What the server needs of the application.

use std::{io, sync::Arc};

use atelier_app::{App, Archive, Blobs, Relay, RelayResponse};
use atelier_rpc::{BoxFuture, Result, Router};
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
