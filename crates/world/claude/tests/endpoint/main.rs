//! The client against endpoints of every kind: the simulator, plain servers and TLS servers.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and supervise their own tasks"
)]

mod calls;
mod common;
mod faults;
mod retries;
mod tls;
