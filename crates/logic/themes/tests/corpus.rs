//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/theme_css.rs"]
mod theme_css;

#[test]
fn only_colours_come_out_of_any_file() {
    corpus::each("theme_css", theme_css::check);
}
