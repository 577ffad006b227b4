//! How much guests may ask of the owner at once, however they behave.
//!
//! The socket is private to the person, so guests are not enemies; they may be broken, stopped in
//! a debugger, or of another version. None of that may fill the owner's memory or keep it from
//! answering the others.

use std::time::Duration;

use tokio::io::AsyncBufRead;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::wire::{Ask, Filled, fill, invalid, parse};

/// How many guests may be connected; one call of one guest is one connection.
pub(crate) const GUESTS: usize = 256;
/// The longest request: as much as over HTTP, with room for its wrapping.
const ASK_BYTES: usize = 4 << 20;
/// What a request may hold without waiting for room.
const SMALL_BYTES: usize = 16 << 10;
/// How many larger requests may arrive at once.
const LARGE: usize = 2;

/// Room for guests, shared by all of them.
#[derive(Debug)]
pub(crate) struct Room {
    guests: Semaphore,
    large: Semaphore,
    arrival: Duration,
}

impl Room {
    /// Returns an empty room, in which a request has `arrival` to come in whole.
    pub(crate) fn new(arrival: Duration) -> Self {
        Self { guests: Semaphore::new(GUESTS), large: Semaphore::new(LARGE), arrival }
    }

    /// A place for a guest; `None` where all are taken.
    pub(crate) fn enter(&self) -> Option<SemaphorePermit<'_>> {
        self.guests.try_acquire().ok()
    }

    /// Reads what a guest asks; `None` if it left without a word.
    ///
    /// Errors: `InvalidData` for what is no request or too long, `TimedOut` for what does not come
    /// in whole in time, and those of the connection.
    pub(crate) async fn ask(
        &self,
        reader: &mut (impl AsyncBufRead + Unpin),
    ) -> std::io::Result<Option<Ask>> {
        tokio::time::timeout(self.arrival, self.arriving(reader)).await?
    }

    async fn arriving(
        &self,
        reader: &mut (impl AsyncBufRead + Unpin),
    ) -> std::io::Result<Option<Ask>> {
        let mut line = Vec::new();
        match fill(reader, &mut line, SMALL_BYTES).await? {
            Filled::Nothing => return Ok(None),
            Filled::Line => return parse(&line).map(Some),
            Filled::Part => {}
        }
        // Held until the request is read: as a tree it takes many times its length.
        let _large = self.large.acquire().await.map_err(std::io::Error::other)?;
        match fill(reader, &mut line, ASK_BYTES).await? {
            Filled::Line => parse(&line).map(Some),
            Filled::Nothing | Filled::Part => Err(invalid("the request is too long")),
        }
    }
}
