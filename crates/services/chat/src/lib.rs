//! Conversations, turns and the tools in them, models, drafts, and what is learned from them.
//!
//! A turn runs on the application's task tracker, so that whatever becomes of the caller, what
//! has arrived is stored and the message reaches an end. Every delta is in the store before it is
//! shown. Nothing here knows which door the caller came through.

mod aside;
mod attachments;
mod beside;
mod budgets;
mod cache;
mod compaction;
mod connection;
mod context;
mod conversations;
mod counting;
mod drafts;
mod erasures;
mod error;
mod messages;
mod models;
mod patterns;
mod projects;
mod queue;
mod recorder;
mod runs;
mod search;
mod sent;
mod store;
mod templates;
mod temporary;
mod title;
mod tools;
mod turn;
mod usage;

pub use attachments::{Attachments, Blobs, FILE_BYTES, Intake, ReadFile, StoredBlob};
pub use budgets::{BudgetKeeper, Passing, Pending};
pub use cache::AnswerCache;
pub use connection::{Connection, Connections, SimulatorUrl};
pub use conversations::Conversations;
pub use counting::Counts;
pub use drafts::Drafts;
pub use models::Models;
pub use patterns::{Memory, Patterns};
pub use projects::Projects;
pub use runs::Runs;
pub use search::{Gists, Search};
pub use sent::SentRequests;
pub use templates::Templates;
pub use temporary::{NONE as NO_TEMPORARY, Temporary};
pub use tools::{ClientTool, ToolFailure, Tools};
pub use usage::Ledger;

/// Tells the time, in ms since 1970.
pub type Clock = std::sync::Arc<dyn Fn() -> i64 + Send + Sync>;
