//! Streams: an operation's events as server-sent events.
//!
//! Each event is one `data:` line. A stream ends with `event: done`, or with `event: error` and the
//! error; one that just stops was cut off. A call that fails before its first event is answered
//! with the status of its error instead, as any other operation is.

use std::{convert::Infallible, time::Duration};

use atelier_rpc::Result;
use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::stream;
use http::header;
use serde_json::Value;
use tokio::{sync::mpsc, task::JoinHandle, time::timeout};
use tokio_util::sync::DropGuard;

use crate::{api::joined, refusal::Refusal};

/// The most events that travel in one write.
const BATCH: usize = 64;
/// How long to wait for a first event before the answer begins without one.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long a stream may be silent before a comment shows that it is alive.
const SILENCE: Duration = Duration::from_secs(15);

/// Answers with the events of `work`; dropping the answer drops `guard`, which cancels the call.
pub(crate) async fn answer(
    mut inlet: mpsc::Receiver<Value>,
    work: JoinHandle<Result<Value>>,
    guard: DropGuard,
) -> Result<Response, Refusal> {
    let media = [(header::CONTENT_TYPE, "text/event-stream")];
    let first = match timeout(PATIENCE, inlet.recv()).await {
        Ok(Some(first)) => Some(first),
        Ok(None) => {
            let outcome = joined(work.await)?;
            return Ok((media, closing(&Ok(outcome))).into_response());
        }
        Err(_) => None,
    };
    let source = Source { inlet, work: Some(work), _guard: guard };
    let first = first.map(|event| Ok::<_, Infallible>(events(&[event])));
    let rest = stream::unfold(source, |mut source| async move {
        let frame = source.frame().await?;
        Some((Ok::<_, Infallible>(frame), source))
    });
    let body = Body::from_stream(stream::StreamExt::chain(stream::iter(first), rest));
    Ok((media, body).into_response())
}

/// Where the frames of a stream come from.
struct Source {
    inlet: mpsc::Receiver<Value>,
    /// None once the stream has been closed.
    work: Option<JoinHandle<Result<Value>>>,
    _guard: DropGuard,
}

impl Source {
    /// All events that wait, or the end, or a sign of life.
    async fn frame(&mut self) -> Option<Bytes> {
        let work = self.work.as_mut()?;
        let mut batch = Vec::with_capacity(BATCH);
        match timeout(SILENCE, self.inlet.recv_many(&mut batch, BATCH)).await {
            Ok(0) => {
                let outcome = joined(work.await);
                self.work = None;
                Some(closing(&outcome))
            }
            Ok(_) => Some(events(&batch)),
            Err(_) => Some(Bytes::from_static(b":\n\n")),
        }
    }
}

/// Events, one `data:` line each: JSON has no line breaks of its own.
fn events(batch: &[Value]) -> Bytes {
    let mut frame = Vec::with_capacity(batch.len() * 128);
    for event in batch {
        frame.extend_from_slice(b"data: ");
        // Writing a value into memory cannot fail.
        drop(serde_json::to_writer(&mut frame, event));
        frame.extend_from_slice(b"\n\n");
    }
    Bytes::from(frame)
}

/// The last frame, which says how the call ended.
fn closing(outcome: &Result<Value>) -> Bytes {
    match outcome {
        Ok(_) => Bytes::from_static(b"event: done\ndata: {}\n\n"),
        Err(error) => {
            let mut frame = b"event: error\n".to_vec();
            frame.extend_from_slice(&events(&[serde_json::json!(error)]));
            Bytes::from(frame)
        }
    }
}
