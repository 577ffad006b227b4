//! The HTTP door of Atelier: its operations, the Messages API and its interface, on loopback.
//!
//! One stack stands before every route: the host and the origin of the request, its token, its
//! size, its time and how many run at once. A route that is not known to be public needs a token,
//! so one that is added later is closed until somebody opens it. The server never listens beyond
//! this machine, sets no cookie, allows no other origin, and logs no body and no header.

mod admit;
mod api;
mod artifact;
mod blobs;
mod doors;
mod downloads;
mod files;
mod intake;
mod messages;
mod refusal;
mod routes;
mod server;
mod stream;
mod token;

pub use artifact::{ARTIFACT, ARTIFACT_HEADERS, artifact_policy};
pub use blobs::{is_hash, media_type};
pub use doors::{Doors, Forward, Forwarded};
pub use files::{CONTENT_SECURITY_POLICY, PAGE_HEADERS, page_file, page_files};
pub use server::{BindError, Limits, Server, ServerOptions};
pub use token::{Token, TokenError, Tokens};
