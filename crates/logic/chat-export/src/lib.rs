//! Writes conversations down: as Markdown, as a page of HTML, and as JSON that is read again.
//!
//! It opens no file and reads no clock. A page it writes runs no script and fetches nothing, whatever
//! the conversation holds; text never becomes markup of the page.

mod blocks;
mod html;
mod json;
mod markdown;
mod name;
mod walk;
mod when;

pub use html::html;
pub use json::{Manifest, VERSION, json, line};
pub use markdown::markdown;
pub use name::{archive_name, file_name};
pub use walk::{Step, parents_first, walk};
