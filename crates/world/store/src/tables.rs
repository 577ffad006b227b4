//! The tables, one file each: functions over a connection, to be called in a closure that is given
//! to the store. A transaction is a connection, too. All times are in ms since 1970.

mod column;
mod erasing;
mod paging;

pub mod attachments;
pub mod blobs;
pub mod branches;
pub mod census;
pub mod context_marks;
pub mod conversation_budgets;
pub mod conversations;
pub mod deltas;
pub mod drafts;
pub mod file_edits;
pub mod folders;
pub mod gist;
pub mod imports;
pub mod messages;
pub mod mirror;
pub mod models;
pub mod moving;
pub mod patterns;
pub mod projects;
pub mod queue;
pub mod search;
pub mod settings;
pub mod spending;
pub mod summaries;
pub mod templates;
pub mod themes;
pub mod uploads;
pub mod whole;
