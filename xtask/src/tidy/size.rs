//! No file is longer than 250 lines, tests apart.

use super::{Finding, Source, Tree};

const LIMIT: usize = 250;
const ENDINGS: &[&str] = &["rs", "ts", "tsx", "css", "mjs"];

/// Finds files that should be split by idea.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.ending_in(ENDINGS)
        .filter(|file| !file.is_generated() && !file.is_test())
        .map(|file| (file, lines(file)))
        .filter(|(_, lines)| *lines > LIMIT)
        .map(|(file, lines)| Finding::new(&file.path, format!("{lines} lines; {LIMIT} may be")))
        .collect()
}

/// Counts lines up to an inline test module.
fn lines(file: &Source) -> usize {
    let mut lines = file.text.lines().peekable();
    let mut count = 0;
    while let Some(line) = lines.next() {
        let opens = |next: &&str| next.starts_with("mod ") && next.ends_with('{');
        if file.ending() == "rs" && line == "#[cfg(test)]" && lines.peek().is_some_and(opens) {
            break;
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    //! Long files are found, long tests are not.

    use super::*;

    // rows: 2.02
    #[test]
    fn a_file_of_251_lines_is_too_long() {
        let (fits, long) = ("x\n".repeat(250), "x\n".repeat(251));
        let tree = Tree::of(&[("a/src/fits.rs", &fits), ("a/src/long.rs", &long)]);
        assert_eq!(check(&tree), [Finding::new("a/src/long.rs", "251 lines; 250 may be")]);
    }

    #[test]
    fn tests_fixtures_and_generated_files_may_be_long() {
        let long = "x\n".repeat(999);
        let inline = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
        let tree = Tree::of(&[
            ("a/tests/it.rs", &long),
            ("a/src/b/tests.rs", &long),
            ("ui/src/lib/x.test.ts", &long),
            ("packages/client/generated/types.ts", &long),
            ("a/src/inline.rs", &inline),
        ]);
        assert_eq!(check(&tree), []);
    }
}
