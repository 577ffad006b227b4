//! Reads from a test runner's output which tests failed, with the first words of why, and which
//! passed only when they were tried again.

/// How many lines are told of one run.
const MOST: usize = 24;
/// How many characters are told of one error.
const LONGEST: usize = 1_000;

/// Returns the lines worth repeating at the end of a long run.
pub(crate) fn named(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut told: Vec<String> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let rest = lines.get(at + 1..).unwrap_or_default();
        let Some(news) =
            failed_in_vitest(line, rest).or_else(|| failed_in_rust(line)).or_else(|| again(line))
        else {
            continue;
        };
        if !told.contains(&news) {
            told.push(news);
        }
    }
    told.truncate(MOST);
    told
}

/// `FAIL  |window| scenarios/a.test.ts > one > two`, and the error below it.
fn failed_in_vitest(line: &str, rest: &[&str]) -> Option<String> {
    let name = line.strip_prefix("FAIL ")?.trim();
    let test = name.contains(" > ").then_some(name)?;
    let says = |line: &&str| line.contains("Error:") || line.contains("Error :");
    let Some(at) = rest.iter().take(2).position(says) else {
        return Some(format!("failed: {test}"));
    };
    // An error of several lines, such as what a program printed, ends where the places begin.
    let why: Vec<&str> = rest.iter().skip(at).copied().take_while(|line| tells(line)).collect();
    let why: String = why.join(" | ").chars().take(LONGEST).collect();
    Some(format!("failed: {test}: {why}"))
}

/// Whether a line is of the error itself: not of the next failure, and not of where it was thrown.
fn tells(line: &str) -> bool {
    !line.is_empty() && !line.starts_with('❯') && !line.starts_with("FAIL ")
}

/// `FAIL [   0.013s] (7/9) a-crate tests::name` of nextest, `test tests::name ... FAILED` of cargo.
fn failed_in_rust(line: &str) -> Option<String> {
    let of_nextest = ["FAIL [", "TIMEOUT [", "SIGABRT [", "SIGSEGV ["].iter().find_map(|word| {
        let (_, name) = line.strip_prefix(word)?.split_once(']')?;
        Some(name.trim())
    });
    let of_cargo = || line.strip_prefix("test ")?.strip_suffix(" ... FAILED");
    of_nextest.or_else(of_cargo).map(|name| format!("failed: {name}"))
}

/// `✓ |window| scenarios/a.test.ts > one 812ms (retry x1)`.
fn again(line: &str) -> Option<String> {
    let (name, _) = line.strip_prefix('✓')?.split_once("(retry x")?;
    Some(format!("passed at the second try: {}", name.trim()))
}

#[cfg(test)]
mod tests {
    //! What the three runners print of a failure.

    use super::named;

    #[test]
    fn a_failed_test_is_named_with_its_reason() {
        let text = " FAIL  |window| scenarios/access.test.ts > axe > in menus\nError: a dialog goes: not within 15000 ms\n \
                    FAIL  |window| scenarios/access.test.ts > axe > in menus\nError: a dialog goes: not within 15000 ms\n";
        let told = named(text);
        assert_eq!(
            told,
            ["failed: |window| scenarios/access.test.ts > axe > in menus: \
                           Error: a dialog goes: not within 15000 ms"]
        );
    }

    #[test]
    fn an_error_of_several_lines_is_told_whole_and_bounded() {
        let text = " FAIL  |page| a.test.ts > opens\nError: driver ended; it printed:\nport not available\n \
                    ❯ Child.failure harness/child.ts:139:12\n";
        assert_eq!(
            named(text),
            ["failed: |page| a.test.ts > opens: \
                           Error: driver ended; it printed: | port not available"]
        );
        let endless = format!(" FAIL  |page| a.test.ts > opens\nError: {}\n", "x".repeat(5_000));
        assert!(named(&endless).iter().all(|line| line.len() < 1_100));
    }

    #[test]
    fn rust_tests_are_named() {
        let text = "        FAIL [   0.013s] (3/9) atelier-chat turn::ends\ntest files::opens ... FAILED\n";
        assert_eq!(named(text), ["failed: (3/9) atelier-chat turn::ends", "failed: files::opens"]);
    }

    #[test]
    fn a_second_try_is_told() {
        let text = " ✓ |window| scenarios/a.test.ts > works 812ms (retry x1)\n ✓ |window| b.test.ts > works 8ms\n";
        let told = named(text);
        assert_eq!(told, ["passed at the second try: |window| scenarios/a.test.ts > works 812ms"]);
    }
}
