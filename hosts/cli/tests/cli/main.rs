//! The real binary, against the simulator: what people, pipes and scripts get to see.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![expect(clippy::disallowed_methods, reason = "the tests run programs and read what they left")]

mod apply;
mod ask;
mod attach;
mod chat;
mod faults;
mod guests;
mod home;
mod memory;
mod operations;
mod process;
mod serve;
mod stopping;
mod terminal;
