//! What a repository elsewhere holds, fetched from git's own server and from hostile ones.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![expect(clippy::disallowed_methods, reason = "a test runs itself again in other surroundings")]

mod common;
mod hostile;
mod packs;
mod real;
mod trees;
