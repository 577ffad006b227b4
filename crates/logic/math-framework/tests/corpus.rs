//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/games.rs"]
mod games;
#[path = "../../../../fuzz/checks/zeckendorf.rs"]
mod zeckendorf;

#[test]
fn any_payoffs_are_refused_or_solved() {
    corpus::each("games", games::check);
}

#[test]
fn any_binary_form_is_refused_or_read() {
    corpus::each("zeckendorf", zeckendorf::check);
}
