//! One invocation of an operation: who asks, how it is cancelled, where its events go.

use std::{fmt, marker::PhantomData, time::Duration};

use serde::Serialize;
use serde_json::Value;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{Error, Result};

/// Identity of one call, chosen by the client so that it can cancel it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CallId(String);

impl CallId {
    /// Wraps the id a client sent.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who is asking. Permissions and the audit log depend on it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A window of the desktop app, by label.
    Window(String),
    /// The interface in a browser, opened with the address that the server printed.
    Page,
    /// A program that uses the local HTTP API.
    Http,
    /// The command line.
    Cli,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Window(label) => write!(f, "window:{label}"),
            Self::Page => f.write_str("page"),
            Self::Http => f.write_str("http"),
            Self::Cli => f.write_str("cli"),
        }
    }
}

/// What every operation knows about the request it is serving.
#[derive(Clone, Debug)]
pub struct Call {
    /// Identity of this call.
    pub id: CallId,
    /// Who is asking.
    pub origin: Origin,
    cancel: CancellationToken,
}

impl Call {
    /// Starts a call that is cancelled together with `cancel`.
    pub fn new(id: CallId, origin: Origin, cancel: CancellationToken) -> Self {
        Self { id, origin, cancel }
    }

    /// Resolves when the client no longer wants the answer.
    pub async fn cancelled(&self) {
        self.cancel.cancelled().await;
    }

    /// Whether the client no longer wants the answer.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// The token that the client cancels.
    pub fn token(&self) -> &CancellationToken {
        &self.cancel
    }

    /// Runs `work` unless the call is cancelled or `limit` passes first.
    pub async fn within<T>(
        &self,
        limit: Duration,
        work: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        tokio::select! {
            () = self.cancel.cancelled() => Err(Error::cancelled()),
            () = tokio::time::sleep(limit) => Err(Error::timed_out(limit)),
            outcome = work => outcome,
        }
    }
}

/// The bounded, typed outlet of a streaming operation.
pub struct Events<T> {
    outlet: mpsc::Sender<Value>,
    item: PhantomData<fn(T)>,
}

impl<T: Serialize> Events<T> {
    #[doc(hidden)]
    pub fn new(outlet: mpsc::Sender<Value>) -> Self {
        Self { outlet, item: PhantomData }
    }

    /// Waits for room, then hands `event` to the client; fails once the client is gone.
    pub async fn send(&self, event: T) -> Result<()> {
        let event = crate::encode(event)?;
        self.outlet.send(event).await.map_err(|_| Error::cancelled())
    }

    /// Resolves when the client is gone.
    pub async fn closed(&self) {
        self.outlet.closed().await;
    }
}
