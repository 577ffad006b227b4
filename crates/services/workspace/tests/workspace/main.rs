//! The workspace through its router: what is opened, found, previewed, applied and taken back.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::indexing_slicing, reason = "an answer that is not as expected fails the test")]
#![expect(clippy::disallowed_methods, reason = "a test makes what it looks at")]

mod edits;
mod kill;
mod reach;
mod support;
