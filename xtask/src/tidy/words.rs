//! Nothing is left unfinished.

use super::{Finding, Tree};

/// Words that mark unfinished work, put together here so that this file holds none of them.
const WORDS: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("HA", "CK"),
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("db", "g!"),
];

/// Finds lines that hold such a word.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| !file.is_lock()) {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(word) = WORDS.iter().find(|word| holds(line, word)) {
                findings.push(Finding::new(format!("{}:{}", file.path, number + 1), *word));
            }
        }
    }
    findings
}

/// Whether `line` holds `word` as a word of its own.
fn holds(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        let is_macro = word.ends_with('!');
        !before.is_some_and(is_part) && (is_macro || !after.is_some_and(is_part))
    })
}

#[cfg(test)]
mod tests {
    //! Each word is found, and only as a word.

    use super::*;

    // rows: 2.01
    #[test]
    fn every_word_is_found_with_its_line() {
        for word in WORDS {
            let text = format!("//! Fine.\nlet x = 1; // {word} later\n");
            let tree = Tree::of(&[("a.rs", &text)]);
            assert_eq!(check(&tree), [Finding::new("a.rs:2", *word)]);
        }
    }

    #[test]
    fn parts_of_longer_words_are_not() {
        let text = ["SHACK", "TODOS_", "XXXX", "todo = \"deny\"", "mydbg!()"].join("\n");
        assert_eq!(check(&Tree::of(&[("a.toml", &text)])), []);
    }
}
