//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#![expect(clippy::panic, reason = "what must not happen fails the check")]

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/links.rs"]
mod links;
#[path = "../src/links/read.rs"]
mod read;

#[test]
fn any_link_is_read_soundly_or_refused() {
    corpus::each("links", links::check);
}
