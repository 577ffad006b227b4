//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/search_query.rs"]
mod search_query;

#[test]
fn any_text_is_a_query_and_is_shown_in_one_safe_line() {
    corpus::each("search_query", search_query::check);
}
