//! Every Rust module begins by saying what it is.

use super::{Finding, Tree};

/// Finds Rust files that do not begin with `//!`.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.ending_in(&["rs"])
        .filter(|file| !file.is_generated() && !file.text.starts_with("//!"))
        .map(|file| Finding::new(&file.path, "does not begin with `//!`"))
        .collect()
}

#[cfg(test)]
mod tests {
    //! A silent module is found.

    use super::*;

    #[test]
    fn a_module_without_a_first_word_is_found() {
        let tree = Tree::of(&[("a.rs", "//! Says.\n"), ("b.rs", "use std::fmt;\n//! Late.\n")]);
        assert_eq!(check(&tree), [Finding::new("b.rs", "does not begin with `//!`")]);
    }
}
