//! The one door to a person's files.
//!
//! A [`Folder`] is a handle of a folder that a person chose. What lies in it is reached step by step
//! from that handle, and no step follows a link: neither `..`, nor a link, nor a folder that is
//! swapped for a link meanwhile leads out. Only regular text files are read, and a file is written
//! whole or not at all, and only while it still holds what its writer had read.
//!
//! It decides nothing about who may use it, keeps no record, and never writes into `.git`. It makes
//! no folder and no new file.

mod blocking;
mod error;
mod folder;
mod hash;
mod list;
mod path;
mod read;
mod roots;
mod suggest;
mod swap;
mod write;

pub use error::FilesError;
pub use folder::Folder;
pub use hash::ContentHash;
pub use list::{ListLimits, Listing};
pub use path::FilePath;
pub use read::{MAX_BYTES, TextFile};
pub use roots::KeepOut;
pub use suggest::suggest;
pub use write::{CutOff, Replacement, Settled};
