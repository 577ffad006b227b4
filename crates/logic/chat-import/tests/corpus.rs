//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/histories.rs"]
mod histories;

#[test]
fn any_history_is_read_soundly() {
    corpus::each("histories", histories::check);
}
