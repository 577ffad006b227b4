//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#![expect(clippy::panic, reason = "what must not happen fails the check")]

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/patterns.rs"]
mod patterns;

#[test]
fn whatever_comes_in_the_bank_stays_whole() {
    corpus::each("patterns", patterns::check);
}
