//! Reads histories of ChatGPT, Claude, Open WebUI, Claude Code and Atelier, piece by piece.
//!
//! A [`Reader`] is fed bytes and the names of the files they come from, and hands back whole
//! conversations. It holds one conversation at a time and never more than a fixed number of bytes,
//! whatever comes in. It opens no file, reads no clock and draws no random number: ids are made of
//! where a message comes from, so that the same history always gives the same ids.
//!
//! What it cannot take it says in a remark; it never fails because of what one conversation holds.

mod atelier;
mod chatgpt;
mod claude;
mod claude_code;
mod fields;
mod ids;
mod library;
mod open_webui;
mod reader;
mod recognise;
mod remarks;
mod splitter;
mod tree;

pub use library::LibraryReader;
pub use reader::{CONVERSATION_BYTES, Found, Reader, Unreadable};
