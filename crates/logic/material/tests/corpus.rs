//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/documents.rs"]
mod documents;

#[test]
fn whatever_is_attached_is_read_soundly() {
    corpus::each("documents", documents::check);
}
