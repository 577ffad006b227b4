//! Reads from a test runner's output how many tests passed and failed.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Those that passed.
    pub(crate) passed: u64,
    /// Those that failed.
    pub(crate) failed: u64,
}

impl Counts {
    /// Sums the closing lines of cargo test, cargo nextest and vitest in `text`.
    pub(crate) fn read(text: &str) -> Self {
        text.lines().filter_map(closing).map(of_line).fold(Self::default(), Self::plus)
    }

    /// Adds two counts.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// The part of a closing line that holds the counts; none of any other line.
fn closing(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["test result: ", "Summary [", "Tests  "].iter().find_map(|start| line.strip_prefix(start))
}

/// Every number that stands before the word `passed` or `failed`.
fn of_line(line: &str) -> Counts {
    let mut counts = Counts::default();
    let mut number = None;
    for word in line.split([' ', ',', ';', '|', '(', ')']).filter(|word| !word.is_empty()) {
        match word {
            "passed" => counts.passed += number.take().unwrap_or(0),
            "failed" => counts.failed += number.take().unwrap_or(0),
            other => number = other.parse().ok(),
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    //! The closing lines of the three runners.

    use super::Counts;

    #[test]
    fn the_runners_closing_lines_are_understood() {
        for (text, passed, failed) in [
            ("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured", 12, 0),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2),
            ("     Summary [   1.2s] 30 tests run: 28 passed (1 slow), 2 failed, 4 skipped", 28, 2),
            ("      Tests  11 passed (11)", 11, 0),
            ("      Tests  1 failed | 11 passed (12)", 11, 1),
            (" Test Files  1 failed | 3 passed (4)\n      Tests  4 passed (4)", 4, 0),
            ("5 passed and nothing else on the line", 0, 0),
        ] {
            assert_eq!(Counts::read(text), Counts { passed, failed }, "{text}");
        }
    }
}
