//! Batches: many small events in one message to the page.
//!
//! A message to the page costs 30 to 50 µs whatever is in it, and a burst of them starves painting.
//! The first event goes out at once; those that follow within the pause travel together.

use std::time::Duration;

use serde_json::Value;
use tauri::ipc::{InvokeResponseBody, IpcResponse};
use tokio::{
    sync::mpsc,
    time::{Instant, timeout_at},
};

/// The most events of a message.
const EVENTS: usize = 64;
/// How long at least lies between two messages, unless one is full.
const PAUSE: Duration = Duration::from_millis(8);
/// A message below 8 KiB is handed to the page directly; a longer one has to be fetched by it.
const BYTES: usize = 8_000;

/// Events on their way to the page: a JSON array.
pub(crate) struct Batch(String);

impl IpcResponse for Batch {
    fn body(self) -> tauri::Result<InvokeResponseBody> {
        Ok(InvokeResponseBody::Json(self.0))
    }
}

/// Hands events on in batches until there are no more. Ends early, with `false`, once `send` says
/// that nobody takes them.
pub(crate) async fn forward(
    mut inlet: mpsc::Receiver<Value>,
    mut send: impl FnMut(Batch) -> bool,
) -> bool {
    let mut next = Instant::now();
    while let Some(first) = inlet.recv().await {
        let mut filling = Filling::new(&first);
        while filling.has_room() {
            // Past its time this still takes what waits already.
            match timeout_at(next, inlet.recv()).await {
                Ok(Some(event)) => filling.push(&event),
                Ok(None) | Err(_) => break,
            }
        }
        if !send(filling.done()) {
            return false;
        }
        next = Instant::now() + PAUSE;
    }
    true
}

/// A batch that is being filled.
struct Filling {
    text: String,
    events: usize,
}

impl Filling {
    fn new(first: &Value) -> Self {
        Self { text: format!("[{first}"), events: 1 }
    }

    fn has_room(&self) -> bool {
        self.events < EVENTS && self.text.len() < BYTES
    }

    fn push(&mut self, event: &Value) {
        self.text.push(',');
        self.text.push_str(&event.to_string());
        self.events += 1;
    }

    fn done(mut self) -> Batch {
        self.text.push(']');
        Batch(self.text)
    }
}

#[cfg(test)]
mod tests;
