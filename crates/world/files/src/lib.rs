//! The one door to a person's files.
//!
//! A [`Folder`] is a handle of a folder that a person chose. What lies in it is reached step by step
//! from that handle, and no step follows a link: neither `..`, nor a link, nor a folder that is
//! swapped for a link meanwhile leads out. Only regular text files are read, and a file is written
//! whole or not at all, and only while it still holds what its writer had read.
//!
//! It decides nothing about who may use it, keeps no record, and never writes into `.git`. It makes
//! no folder, but for files of its own that it [keeps](Folder::keep) in one.
//!
//! Beside that stands what a person names outside of any folder: a [`NewFile`] for what they take out, which
//! never overwrites unasked, and a [`History`] of another program, which is only read.

mod blocking;
mod chosen;
mod chosen_error;
mod error;
mod folder;
mod hash;
mod history;
mod keep;
mod list;
mod new_file;
mod path;
mod read;
mod roots;
mod suggest;
mod swap;
mod write;

pub use chosen::ChosenFile;
pub use chosen_error::ChosenError;
pub use error::FilesError;
pub use folder::Folder;
pub use hash::ContentHash;
pub use history::{History, HistoryChunk};
pub use keep::{IsOurs, Kept};
pub use list::{ListLimits, Listing};
pub use new_file::{Existing, NewFile, placed};
pub use path::FilePath;
pub use read::{MAX_BYTES, TextFile};
pub use roots::KeepOut;
pub use suggest::suggest;
pub use write::{CutOff, Replacement, Settled};
