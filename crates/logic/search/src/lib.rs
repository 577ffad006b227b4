//! What searching is made of: the words of a text, the query language, words like others, snippets.
//!
//! Nothing here reads a clock, holds an index or touches the disk. A text and a query are cut into
//! words by the same function, so that whoever stores these words finds what a person sees.

mod date;
mod fold;
mod marks;
mod near;
mod query;
mod snippet;
mod word;

pub use fold::{count_folded, fold};
pub use near::{allowed_distance, distance_within};
pub use query::{Clock, Condition, Filter, Holds, Query, Role, Standing, Term};
pub use snippet::{Part, Wanted, snippet};
pub use word::{Word, is_unspaced, line_of_words, words};
