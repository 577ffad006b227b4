//! Carries `atelier-claude-wire` over HTTP to an endpoint that speaks the Messages API.
//!
//! It keeps no key: one is handed in with each call, leaves in a header marked sensitive, and is
//! in no error and no debug output. It follows no redirect, speaks plain HTTP to loopback only,
//! and asks again only as long as no byte of an answer has arrived.

mod address;
mod client;
mod connect;
mod error;
mod forward;
mod options;
mod pins;
mod resolver;
mod send;
mod stream;
mod tls;
mod trouble;
mod upload;
mod wait;

pub use client::{Client, Created};
pub use connect::elsewhere;
pub use error::ClaudeError;
pub use forward::{Forward, Forwarded};
pub use options::{ClientOptions, Proxy};
pub use stream::MessageStream;
pub use upload::Upload;
pub use wait::Wait;
