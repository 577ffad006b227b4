//! The relay: Messages API requests of other programs, passed on with the keychain's key.

use atelier_chat::{BudgetKeeper, Connections};
use atelier_claude::Forward;
use atelier_rpc::{Code, Error, Result};
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use http::{HeaderMap, Method, StatusCode, header};
use tokio_util::task::TaskTracker;

/// Passes Messages API requests on to the endpoint in use, so that the programs that send them
/// need not hold a key.
#[derive(Clone)]
pub struct Relay(Option<Owned>);

/// What passes requests on, in the process that has the store.
#[derive(Clone)]
struct Owned {
    connections: Connections,
    budgets: BudgetKeeper,
    tasks: TaskTracker,
}

/// What the endpoint answered.
pub struct RelayResponse {
    /// Its status.
    pub status: StatusCode,
    /// Its headers, without those that belong to one connection only.
    pub headers: HeaderMap,
    /// Its body, as it arrives.
    pub body: std::pin::Pin<Box<dyn Stream<Item = std::io::Result<Bytes>> + Send>>,
}

impl Relay {
    pub(crate) fn new(connections: Connections, budgets: BudgetKeeper, tasks: TaskTracker) -> Self {
        Self(Some(Owned { connections, budgets, tasks }))
    }

    pub(crate) fn of_guest() -> Self {
        Self(None)
    }

    /// Sends one request on. The caller's own authentication is replaced by the kept key.
    ///
    /// # Errors
    /// Fails where there is no key, where a budget does not pay for it, or where the endpoint cannot be reached. What the endpoint itself
    /// refuses is no failure: it is passed back as it is.
    pub async fn forward(
        &self,
        method: Method,
        path_and_query: &str,
        mut headers: HeaderMap,
        body: Bytes,
    ) -> Result<RelayResponse> {
        let Some(Owned { connections, budgets, tasks }) = &self.0 else {
            let message = "another Atelier on this machine holds the key";
            return Err(Error::new(Code::Unavailable, message)
                .with_hint("switch on its local API in Settings, and use that address"));
        };
        let connection = connections.connect().await?;
        let mut passing =
            budgets.program(tasks, connection.simulated, path_and_query, &body).await?;
        // What an answer took is read on its way.
        headers.remove(header::ACCEPT_ENCODING);
        let request = Forward { method, path_and_query: path_and_query.to_owned(), headers, body };
        let answered = connection.client.forward(connection.key(), request).await;
        let answered = answered.map_err(|error| Error::new(Code::Unavailable, error.sentence()))?;
        if answered.status.is_success() {
            let kind = answered.headers.get(header::CONTENT_TYPE);
            passing.answered(kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default());
        }
        Ok(RelayResponse {
            status: answered.status,
            headers: answered.headers.clone(),
            body: Box::pin(answered.into_stream().map(move |chunk| {
                if let Ok(chunk) = &chunk {
                    passing.see(chunk);
                }
                chunk.map_err(std::io::Error::other)
            })),
        })
    }
}
