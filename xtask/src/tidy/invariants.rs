//! Every invariant of ARCHITECTURE.md names tests that exist.

use std::collections::HashSet;

use super::{Finding, Source, Tree};

const PAGE: &str = "ARCHITECTURE.md";
const MARK: &str = "**Invariant:**";
const TESTED_BY: &str = "Tested by ";

/// Finds invariants that name no test, or one that does not exist.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let Some(page) = tree.files.iter().find(|file| file.path == PAGE) else {
        return vec![Finding::new(PAGE, "is missing")];
    };
    let tests: HashSet<String> = tree.files.iter().flat_map(tests).collect();
    let mut findings = Vec::new();
    for paragraph in page.text.split("\n\n").filter(|text| text.contains(MARK)) {
        let text = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        let says: String = text.chars().take(60).collect();
        let Some((_, named)) = text.split_once(TESTED_BY) else {
            findings.push(Finding::new(PAGE, format!("names no test: {says}…")));
            continue;
        };
        // Between backticks stand the names.
        for name in named.split('`').skip(1).step_by(2).filter(|name| !tests.contains(*name)) {
            findings.push(Finding::new(PAGE, format!("there is no test `{name}`: {says}…")));
        }
    }
    findings
}

/// The names of the tests in a file: functions in Rust, titles in TypeScript.
fn tests(file: &Source) -> Vec<String> {
    match file.ending() {
        "rs" => rust_tests(&file.text),
        "ts" | "tsx" | "mjs" => titles(&file.text),
        _ => Vec::new(),
    }
}

fn rust_tests(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim_start) {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            is_test = true;
        }
        let call = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        if let Some((name, _)) = call.and_then(|rest| rest.split_once('(')) {
            if is_test {
                found.push(name.to_owned());
            }
            is_test = false;
        }
    }
    found
}

fn titles(text: &str) -> Vec<String> {
    let starts = ["it(\"", "test(\"", "it('", "test('"];
    let title = |at: usize, start: &str| {
        text.get(at + start.len()..)?.split(['"', '\'']).next().map(str::to_owned)
    };
    starts
        .iter()
        .flat_map(|start| text.match_indices(start).filter_map(|(at, _)| title(at, start)))
        .collect()
}

#[cfg(test)]
mod tests {
    //! Invariants without a test, or with one that is gone, are found.

    use super::*;

    fn found(page: &str) -> Vec<String> {
        let rust = "#[tokio::test(start_paused = true)]\nasync fn it_holds() {}\nfn helper() {}\n";
        let script = "test(\"the page holds\", () => {});";
        let tree = Tree::of(&[("ARCHITECTURE.md", page), ("a.rs", rust), ("b.test.ts", script)]);
        check(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn an_invariant_names_tests_that_exist() {
        assert!(found("**Invariant:** A.\nTested by `it_holds` and `the page holds`.").is_empty());
        assert_eq!(found("**Invariant:** A."), ["names no test: **Invariant:** A.…"]);
        let gone = found("Text.\n\n**Invariant:** B. Tested by `gone`.\n\nMore.");
        assert_eq!(gone, ["there is no test `gone`: **Invariant:** B. Tested by `gone`.…"]);
        assert_eq!(found("**Invariant:** C. Tested by `helper`.").len(), 1, "that is no test");
    }
}
