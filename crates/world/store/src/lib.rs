//! The encrypted database that everything a person keeps is in.
//!
//! One thread writes, a few read, and callers only await: a closure goes in, its result comes out.
//! The store reads no clock and no keychain: times and the master key are arguments. It shows no
//! SQL to its callers beyond the functions of [`tables`], and it never repairs, truncates or
//! replaces a file that it could not open.

mod connection;
pub mod copy;
mod error;
mod identify;
mod keep;
mod key;
mod migrations;
mod reader;
mod schema;
mod slot;
mod snapshot;
mod store;
pub mod tables;
mod threads;
mod writer;

pub use error::StoreError;
pub use key::MasterKey;
pub use rusqlite::{Connection, Transaction};
pub use slot::{NotOpen, Slot};
pub use store::{OpenOptions, Store};
pub use threads::Identity;
pub use writer::Durability;
