//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#![expect(clippy::panic, reason = "what must not happen fails the check")]

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/json.rs"]
mod json;
#[path = "../../../../fuzz/checks/operation_input.rs"]
mod operation_input;
#[path = "../../../../fuzz/checks/operation_words.rs"]
mod operation_words;

#[test]
fn any_input_is_taken_whole_or_refused() {
    corpus::each("operation_input", operation_input::check);
}

#[test]
fn the_input_of_every_operation_is_tried() {
    assert_eq!(operation_input::untried(), Vec::<&str>::new());
}
