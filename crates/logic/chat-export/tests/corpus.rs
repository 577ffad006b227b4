//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/exports.rs"]
mod exports;

#[test]
fn any_conversation_is_written_soundly() {
    corpus::each("exports", exports::check);
}
