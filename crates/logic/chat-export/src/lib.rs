//! Writes conversations down: as Markdown, alone or for a folder that is kept up to date, as a page of
//! HTML, and as JSON that is read again.
//!
//! It opens no file and reads no clock. A page it writes runs no script and fetches nothing, whatever
//! the conversation holds; text never becomes markup of the page.

mod blocks;
mod html;
mod json;
mod markdown;
mod mirror;
mod name;
mod served;
mod walk;
mod when;

pub use html::html;
pub use json::{Manifest, VERSION, json, line};
pub use markdown::markdown;
pub use mirror::{is_as_written, mirror_name, mirror_name_in_full, mirrored};
pub use name::{archive_name, file_name, plain_name};
pub use walk::{Step, parents_first, walk};
