//! The IPC surface on Tauri's mock runtime: real command dispatch and the real access lists,
//! without a display.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "a test that cannot set itself up has failed"
)]

mod access;
mod calls;
mod harness;
#[path = "../support/probe.rs"]
mod probe;
