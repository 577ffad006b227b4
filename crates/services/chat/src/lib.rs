//! Conversations, turns and the tools in them, models, drafts, and what is learned from them.
//!
//! A turn runs on the application's task tracker, so that whatever becomes of the caller, what
//! has arrived is stored and the message reaches an end. Every delta is in the store before it is
//! shown. Nothing here knows which door the caller came through.

mod connection;
mod context;
mod conversations;
mod drafts;
mod error;
mod models;
mod patterns;
mod recorder;
mod title;
mod tools;
mod turn;

pub use connection::{Connection, Connections, SimulatorUrl};
pub use conversations::Conversations;
pub use drafts::Drafts;
pub use models::Models;
pub use patterns::{Memory, Patterns};
pub use tools::{ClientTool, ToolFailure, Tools};

/// Tells the time, in ms since 1970.
pub type Clock = std::sync::Arc<dyn Fn() -> i64 + Send + Sync>;
