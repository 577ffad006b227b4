//! The server: its port, its connections, its end.

use std::{
    convert::Infallible,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{Router, body::Body};
use http::Request;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

use crate::{Doors, Tokens, downloads::Tickets, routes};

/// How long open requests may take to end when the server stops.
const GRACE: Duration = Duration::from_secs(2);
/// The most bytes of a request's head.
const HEAD_BYTES: usize = 64 * 1024;
/// What a connection hears when there are too many; a constant, so that refusing costs nothing.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// Where to listen, and whom to let in.
#[derive(Clone, Debug)]
pub struct ServerOptions {
    /// The port on 127.0.0.1; 0 takes any that is free.
    pub port: u16,
    /// What callers must send.
    pub tokens: Tokens,
}

/// How much the server takes on at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Open connections; one more is told to come back.
    pub connections: usize,
    /// Requests being answered, streams included; one more is told to come back.
    pub requests: usize,
    /// How long an operation that is not a stream may take.
    pub call: Duration,
    /// How long the head of a request may take to arrive.
    pub head: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            requests: 128,
            call: Duration::from_secs(30),
            head: Duration::from_secs(15),
        }
    }
}

/// A server that listens, on this machine alone.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    doors: Doors,
    tokens: Tokens,
    limits: Limits,
}

/// What every request meets.
pub(crate) struct Shared {
    pub(crate) doors: Doors,
    pub(crate) port: u16,
    pub(crate) tokens: Tokens,
    /// What may be downloaded, once each.
    pub(crate) tickets: Tickets,
    pub(crate) limits: Limits,
    pub(crate) room: Arc<Semaphore>,
    /// Cancelled when the server stops, and every call with it.
    pub(crate) closing: CancellationToken,
}

impl Server {
    /// Starts to listen on 127.0.0.1, for an `&App` or for its [`Doors`]. Nothing is answered
    /// until [`run`](Self::run).
    pub async fn bind(doors: impl Into<Doors>, options: ServerOptions) -> Result<Self, BindError> {
        let ServerOptions { port, tokens } = options;
        let refused = |source| BindError { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        Ok(Self { listener, address, doors: doors.into(), tokens, limits: Limits::default() })
    }

    /// Returns the server with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the interface, with the token that opens it behind the `#`, where it is sent
    /// to nobody.
    pub fn page_url(&self) -> String {
        format!("http://{}/#token={}", self.address, self.tokens.page.expose())
    }

    /// The base URL for programs: `ANTHROPIC_BASE_URL`, and `/api` below it.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers requests until `stop` is cancelled or the application shuts down, then gives open
    /// requests two seconds to end.
    pub async fn run(self, stop: CancellationToken) {
        let Self { listener, address, doors, tokens, limits } = self;
        let (tasks, stopping) = (doors.tasks.clone(), doors.stopping.clone());
        let closing = CancellationToken::new();
        let _close_when_dropped = closing.clone().drop_guard();
        let shared = Arc::new(Shared {
            doors,
            port: address.port(),
            tokens,
            tickets: Tickets::default(),
            limits,
            room: Arc::new(Semaphore::new(limits.requests)),
            closing: closing.clone(),
        });
        let router = routes::all(shared);
        let connections = Arc::new(Semaphore::new(limits.connections));
        let open = TaskTracker::new();
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = stop.cancelled() => break,
                () = stopping.cancelled() => break,
            };
            let stream = match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    // Out of file descriptors, most likely: some have to close first.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            };
            let Ok(place) = Arc::clone(&connections).try_acquire_owned() else {
                // What does not fit into a fresh socket's buffer is not worth waiting for.
                drop(stream.try_write(FULL));
                continue;
            };
            let serving = connection(stream, router.clone(), limits.head, closing.clone());
            drop(tasks.spawn(open.track_future(async move {
                serving.await;
                drop(place);
            })));
        }
        drop(listener);
        closing.cancel();
        open.close();
        if tokio::time::timeout(GRACE, open.wait()).await.is_err() {
            tracing::warn!(open = open.len(), "connections were cut off");
        }
    }
}

/// Serves one connection until it ends, or until the server closes and the grace is over.
async fn connection(stream: TcpStream, router: Router, head: Duration, closing: CancellationToken) {
    // Small answers and streamed events must not wait for each other.
    drop(stream.set_nodelay(true));
    let service = service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        async move {
            let Ok(response) = router.oneshot(request.map(Body::new)).await;
            Ok::<_, Infallible>(response)
        }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(serving);
    let ended = tokio::select! {
        ended = serving.as_mut() => Some(ended),
        () = closing.cancelled() => {
            serving.as_mut().graceful_shutdown();
            tokio::time::timeout(GRACE, serving).await.ok()
        }
    };
    if let Some(Err(error)) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Why the server cannot listen.
#[derive(Debug, thiserror::Error)]
#[error("port {port} on this machine could not be opened: {source}")]
pub struct BindError {
    /// The port that was asked for.
    pub port: u16,
    /// What the system said.
    #[source]
    pub source: std::io::Error,
}
