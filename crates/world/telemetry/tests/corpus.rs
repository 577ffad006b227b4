//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/redact.rs"]
mod redact;

#[test]
fn no_key_comes_out_of_any_text() {
    corpus::each("redact", redact::check);
}
