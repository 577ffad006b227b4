//! A memory that learns from outcomes: what was asked, what was answered, and whether it helped.
//!
//! It reads no file, starts no task, asks no clock and no network, and knows no model: times and
//! tables of word vectors are handed in. [`ReasoningBank`] holds [`Pattern`]s and recalls those
//! like a question: by words (BM25 over an inverted index), by meaning (vectors), and by what the
//! best of them say in turn. Success moves a pattern up among its equals; it never makes up for
//! being about something else. Records go out and come in; what is needed to find them is
//! rebuilt.

mod bank;
mod embed;
mod error;
mod index;
mod limits;
mod numbered;
mod order;
mod pattern;
mod recall;
mod text;
mod vectors;
mod worth;

pub use bank::{
    Export, ImportReport, Loading, New, Outcome, Reason, ReasoningBank, Refused, Review, Stats,
    Stored, Verdict,
};
pub use embed::{Meaning, Table, TableError};
pub use error::BankError;
pub use limits::Limits;
pub use pattern::{NotAScope, NotAnId, Outcomes, Pattern, PatternId, Scope, Source};
pub use recall::{Matched, Query, Reach, Recall, Threshold, Why};
pub use text::{Language, terms, words};
pub use vectors::{Nearest, Vectors};
pub use worth::{Decay, success_rate};
