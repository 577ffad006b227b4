//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/templates.rs"]
mod templates;

#[test]
fn any_text_is_read() {
    corpus::each("templates", templates::check);
}
