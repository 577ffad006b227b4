//! Differences: right, readable, bounded.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use atelier_api::booster::DiffKind;
use proptest::prelude::*;

use super::{Difference, LINE_CHARS, LINES, between};

/// The difference as text.
fn text(difference: &Difference) -> String {
    let mut text = String::new();
    for hunk in &difference.hunks {
        writeln!(text, "@@ {} {}", hunk.before, hunk.after).unwrap();
        for line in &hunk.lines {
            let sign = match line.kind {
                DiffKind::Same => ' ',
                DiffKind::Added => '+',
                DiffKind::Removed => '-',
            };
            let note = line.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            writeln!(text, "{sign}{}{note}", line.text).unwrap();
        }
    }
    text
}

#[test]
fn what_stays_comes_and_goes_is_told_with_its_lines() {
    let before = "a\nb\nc\nd\ne\nf\ng\nh\n";
    let after = "a\nB\nc\nd\ne\nf\ng\nh\ni\n";
    let found = between(before, after, 1);
    assert_eq!(text(&found), "@@ 1 1\n a\n-b\n+B\n c\n@@ 8 8\n h\n+i\n");
    assert_eq!((found.added, found.removed, found.is_cut), (2, 1, false));
    assert_eq!(between(before, before, 3).hunks, []);
    assert_eq!(text(&between("", "x", 3)), "@@ 1 1\n+x (no line end)\n");
}

#[test]
fn line_ends_and_a_missing_one_are_told_in_words() {
    let found = between("a\r\nb\r\nc", "a\r\nb\nc\r\n", 0);
    assert_eq!(text(&found), "@@ 2 2\n-b\n-c (no line end)\n+b (ends with LF)\n+c\n");
}

#[test]
fn the_words_that_differ_in_a_line_are_marked_and_joined_they_are_the_line() {
    let found = between("let a = 1;\nlet b = 2;\n", "let a = 3;\nlet b = 2;\nlet c = 4;\n", 3);
    let marked = |line: &atelier_api::booster::DiffLine| -> String {
        let each = line
            .parts
            .iter()
            .map(|part| if part.changed { format!("[{}]", part.text) } else { part.text.clone() });
        each.collect()
    };
    let lines: Vec<String> = found.hunks[0].lines.iter().map(marked).collect();
    assert_eq!(lines, ["let a = [1];", "let a = [3];", "", ""]);
}

#[test]
fn long_lines_and_long_differences_are_bounded() {
    let long = format!("{}\n", "é".repeat(LINE_CHARS + 5));
    let found = between("", &long, 3);
    assert_eq!(found.hunks[0].lines[0].text.chars().count(), LINE_CHARS);
    assert_eq!(found.hunks[0].lines[0].note.as_deref(), Some("5 more characters"));
    let numbers = |step: u32| (0..30_000_u32).map(move |it| (it * step % 30_000).to_string());
    let old = numbers(1).collect::<Vec<_>>().join("\n");
    let new = numbers(7).collect::<Vec<_>>().join("\n");
    let begun = Instant::now();
    let found = between(&old, &new, 3);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let shown: usize = found.hunks.iter().map(|hunk| hunk.lines.len()).sum();
    assert!(found.is_cut && shown == LINES, "{shown}");
}

proptest! {
    #[test]
    fn the_difference_with_all_its_context_holds_both_texts(
        before in "([ab]{0,2}(\n|\r\n)){0,12}[ab]{0,2}",
        after in "([ab]{0,2}(\n|\r\n)){0,12}[ab]{0,2}",
    ) {
        let found = between(&before, &after, 100);
        let lines = |without: DiffKind| -> Vec<String> {
            let kept = found.hunks.iter().flat_map(|hunk| &hunk.lines);
            kept.filter(|line| line.kind != without).map(|line| line.text.clone()).collect()
        };
        let split = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
        for line in found.hunks.iter().flat_map(|hunk| &hunk.lines) {
            let joined: String = line.parts.iter().map(|part| part.text.as_str()).collect();
            prop_assert!(line.parts.is_empty() || joined == line.text, "{line:?}");
        }
        if before != after {
            prop_assert_eq!(lines(DiffKind::Added), split(&before));
            prop_assert_eq!(lines(DiffKind::Removed), split(&after));
        }
    }
}
