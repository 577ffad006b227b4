//! The HTTP door, over real connections on loopback.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot set itself up has failed"
)]

mod application;
mod artifact;
mod blobs;
mod calls;
mod downloads;
mod harness;
mod hostile;
mod limits;
mod messages;
mod page;
mod unfit;
mod walk;
