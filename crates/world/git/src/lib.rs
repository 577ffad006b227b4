//! What a git repository elsewhere holds at its HEAD: read over HTTPS, bounded, without a checkout.
//!
//! A [`Fetch`] asks for the newest commit alone and hands back the wanted files of its tree as text. The
//! protocol is spoken here, over an HTTP client that is handed in; libgit2 gets a pack that was looked
//! through before, and gives back trees and blobs. No repository is ever opened, so there is no
//! configuration, hook, filter, alternate, submodule or variable of the environment to heed, and no name
//! out of a tree ever becomes a name on the disk.
//!
//! It keeps nothing: the pack lies in a folder for as long as it is read.

mod address;
mod advert;
mod answer;
mod ask;
mod error;
mod fetch;
mod harvest;
mod limits;
mod line;
mod name;
mod pack;
mod packet;
mod stop;

pub use address::Address;
pub use error::GitError;
pub use fetch::{ARRIVING, Fetch, Fetched, Progress, Step};
pub use harvest::{FileText, LeftOut, Snapshot, Why};
pub use limits::Limits;
pub use name::fault;
