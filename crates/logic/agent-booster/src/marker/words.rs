//! The words of a mark.

use crate::parts::Parts;

/// Whether the words of a comment stand for what stays.
pub(super) fn is_mark(words: &str) -> bool {
    let words = words.trim().to_ascii_lowercase();
    if words.is_empty() || words.len() > 160 {
        return false;
    }
    let has_dots = words.has("..") || words.has("…");
    let bare = words.bare(".… []()<>-=~*");
    if bare.is_empty() {
        return has_dots;
    }
    let dotted = ["..", "…", "[..", "(..", "[…", "(…", "<..", "--- .."]
        .iter()
        .any(|open| words.starts_with(open));
    (dotted && says_stays(bare)) || is_plain(bare)
}

/// Words that, between dots, stand for what stays.
pub(super) fn says_stays(words: &str) -> bool {
    const STAYS: &[&str] = &[
        "existing",
        "rest",
        "unchanged",
        "remain",
        "same",
        "other",
        "previous",
        "omitted",
        "omit",
        "keep",
        "snip",
        "as before",
        "original",
        "elided",
        "truncated",
        "no change",
        "not changed",
        "untouched",
        "above",
        "below",
        "more",
        "skip",
        "continue",
        "current",
        "code here",
        "code",
        "etc",
        "before",
        "after",
        "methods",
        "functions",
        "imports",
        "fields",
        "content",
        "lines",
        "props",
        "everything",
        "all",
        "unmodified",
        "stays",
        "implementation",
    ];
    STAYS.iter().any(|stays| words.has(stays)) && words.split_whitespace().count() <= 16
}

/// Words that need no dots.
fn is_plain(words: &str) -> bool {
    let words = words.bare(".:! -*()[]");
    let starts = |heads: &[&str]| heads.iter().any(|head| words.starts_with(head));
    let ends = |tails: &[&str]| tails.iter().any(|tail| words.ends_with(tail));
    let count = words.split_whitespace().count();
    if count == 0 || count > 14 {
        return false;
    }
    if matches!(
        words,
        "existing code"
            | "unchanged"
            | "snip"
            | "existing code here"
            | "rest unchanged"
            | "no changes"
            | "no change"
            | "same as before"
            | "unchanged code"
            | "same"
            | "rest of code"
            | "remaining code"
            | "code unchanged"
            | "omitted"
            | "existing"
    ) {
        return true;
    }
    let says_same = [
        "unchanged",
        "same",
        "as before",
        "as is",
        "as-is",
        "untouched",
        "omitted",
        "not changed",
        "existing",
    ]
    .iter()
    .any(|word| words.has(word));
    (starts(&[
        "rest of",
        "the rest of",
        "remainder of",
        "remaining ",
        "existing ",
        "keep existing",
        "keep the rest",
        "keep all",
        "other ",
        "all other ",
        "previous ",
        "unchanged ",
        "same as ",
        "leave ",
        "code omitted",
        "omitted ",
        "skipping ",
    ]) && (says_same
        || starts(&[
            "rest of the",
            "the rest of the",
            "rest of file",
            "rest of code",
            "rest of function",
            "rest of method",
            "rest of class",
            "existing code",
            "existing method",
            "existing import",
            "existing function",
            "existing implementation",
            "existing content",
            "existing field",
            "existing prop",
            "keep existing",
            "keep the rest",
            "remaining code",
            "remaining method",
            "remaining function",
            "remaining implementation",
            "previous code",
            "unchanged code",
            "code omitted",
        ])))
        || (ends(&[
            "unchanged",
            "remains the same",
            "remain the same",
            "stays the same",
            "remain unchanged",
            "remains unchanged",
            "same as before",
            "as before",
            "stay the same",
            "omitted for brevity",
            "unchanged here",
            "goes here unchanged",
        ]) && count <= 10)
}
