//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/edits.rs"]
mod edits;

#[test]
fn any_edit_is_applied_or_refused_and_the_rest_is_kept() {
    corpus::each("edits", edits::check);
}
