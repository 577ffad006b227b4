//! Words that differ are found, in bounded time, and nothing of a line is lost.

use std::time::Instant;

use atelier_difference::{Budget, Parts, parts};
use proptest::prelude::*;

/// A line with what changed in brackets; `=` before one that was not compared.
fn shown(parts: &Parts<'_>) -> String {
    if parts.is_empty() {
        return "=".to_owned();
    }
    let each = parts
        .iter()
        .map(|part| if part.changed { format!("[{}]", part.text) } else { part.text.to_owned() });
    each.collect()
}

fn all(removed: &[&str], added: &[&str]) -> (Vec<String>, Vec<String>) {
    let (before, after) = parts(removed, added, &mut Budget::default());
    (before.iter().map(shown).collect(), after.iter().map(shown).collect())
}

#[test]
fn the_words_that_differ_are_marked_on_either_side() {
    for (old, new, before, after) in [
        ("let total = 4;", "let total = 5;", "let total = [4];", "let total = [5];"),
        (
            "fn greet(name: &str)",
            "fn greet(name: String)",
            "fn greet(name: [&str])",
            "fn greet(name: [String])",
        ),
        ("keep one two here", "keep 1 2 here", "keep [one two] here", "keep [1 2] here"),
        ("same words here", "same words here now", "same words here", "same words here[ now]"),
        ("grüße an alle", "Grüße an alle", "[grüße] an alle", "[Grüße] an alle"),
        ("a 👩‍👩‍👧 b c", "a 👩‍👩‍👦 b c", "a [👩‍👩‍👧] b c", "a [👩‍👩‍👦] b c"),
    ] {
        let (gone, come) = all(&[old], &[new]);
        assert_eq!((gone[0].as_str(), come[0].as_str()), (before, after));
    }
}

#[test]
fn as_many_lines_are_compared_one_by_one_and_others_together() {
    let (gone, come) = all(&["a = 1;", "b = 2;"], &["a = 3;", "b = 4;"]);
    assert_eq!(gone, ["a = [1];", "b = [2];"]);
    assert_eq!(come, ["a = [3];", "b = [4];"]);
    let (gone, come) = all(&["call(first, second)"], &["call(", "  first,", "  third)"]);
    assert_eq!(gone, ["call(first,[ second])"]);
    assert_eq!(come.concat().replace(['[', ']'], ""), "call(  first,  third)");
    assert!(come[2].contains("[third]") || come[2].contains("[  third]"), "{come:?}");
}

#[test]
fn what_has_too_little_in_common_or_is_too_long_is_left_whole() {
    assert_eq!(all(&["let total = 4;"], &["return None // nothing"]).0, ["="]);
    assert_eq!(all(&["   "], &["x"]).0, ["="]);
    assert_eq!(all(&[""], &["x"]), (vec!["=".to_owned()], vec!["=".to_owned()]));
    let long = "word ".repeat(1_000);
    let longer = format!("{long}end");
    assert_eq!(all(&[&long], &[&longer]).0, ["="]);
    assert_eq!(all(&[], &["new"]).1, ["="]);
}

#[test]
fn a_long_difference_takes_a_bounded_time() {
    let line = |step: usize| -> String {
        let words = (0..190_usize).map(|at| (at * step % 191).to_string());
        words.collect::<Vec<_>>().join(" ")
    };
    let (old, new): (Vec<String>, Vec<String>) =
        (0..5_000_usize).map(|at| (line(at + 1), line(at + 2))).unzip();
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let begun = Instant::now();
    let (before, after) = parts(&old, &new, &mut Budget::default());
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    assert_eq!((before.len(), after.len()), (5_000, 5_000));
    assert!(before.last().unwrap().is_empty(), "the budget was spent before");
}

proptest! {
    #[test]
    fn the_parts_of_a_line_are_the_line(
        removed in prop::collection::vec("[a-c éß👩\u{301}\u{200d}\t.=\n]{0,12}", 0..5),
        added in prop::collection::vec("\\PC{0,12}", 0..5),
    ) {
        let old: Vec<&str> = removed.iter().map(|line| line.trim_end_matches('\n')).collect();
        let old: Vec<&str> = old.iter().map(|line| line.split('\n').next().unwrap()).collect();
        let new: Vec<&str> = added.iter().map(String::as_str).collect();
        for new in [&new, &old] {
            let (before, after) = parts(&old, new, &mut Budget::default());
            prop_assert_eq!((before.len(), after.len()), (old.len(), new.len()));
            for (line, parts) in old.iter().zip(&before).chain(new.iter().zip(&after)) {
                let joined: String = parts.iter().map(|part| part.text).collect();
                prop_assert!(parts.is_empty() || joined == **line, "{joined:?} of {line:?}");
                prop_assert!(parts.windows(2).all(|two| two[0].changed != two[1].changed));
            }
        }
    }
}
