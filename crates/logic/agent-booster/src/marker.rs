//! The marks that stand for code that stays: "… existing code …" in any wording and any comment.

mod words;

use self::words::{Sense, says_stays, sense};
use crate::parts::Parts;
use crate::write::both;

/// What a line of an edit is, as far as marks go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// An ordinary line.
    None,
    /// The whole line is a mark.
    Whole,
    /// The whole line may be a mark, or a remark like any other.
    Doubtful,
    /// A mark stands between what comes before and after it on the line.
    Within(String, String),
}

/// Reads `line` for a mark.
pub(crate) fn mark(line: &str) -> Mark {
    let trimmed = line.trim();
    if !may_be(trimmed) {
        return Mark::None;
    }
    if let Some(words) = comment(trimmed) {
        // What Python writes between quotes is text, unless dots say else.
        let is_text = trimmed.opens("\"") && !words.has("..") && !words.has("…");
        return match sense(words) {
            _ if is_text => Mark::None,
            Sense::Stays => Mark::Whole,
            Sense::Doubt => Mark::Doubtful,
            Sense::Remark => Mark::None,
        };
    }
    if is_bare(trimmed) {
        return Mark::Whole;
    }
    for (open, close) in [("/*", "*/"), ("{/*", "*/}"), ("<!--", "-->")] {
        if let Some((before, rest)) = trimmed.cut(open)
            && let Some((words, after)) = rest.cut(close)
            && sense(words) == Sense::Stays
        {
            return Mark::Within(before.trim_end().to_owned(), after.trim_start().to_owned());
        }
    }
    for open in ["//", "#"] {
        if let Some((before, words)) = trimmed.cut_last(open)
            && before.closes_among("{ :(")
            && sense(words) == Sense::Stays
        {
            return Mark::Within(before.trim_end().to_owned(), String::new());
        }
    }
    if let Some((before, after)) =
        ["{ ... }", "{...}", "{ … }"].iter().find_map(|dots| trimmed.cut(dots))
        && before.trim_end().closes_among(")=>")
    {
        return Mark::Within(both(before, "{"), both("}", after));
    }
    Mark::None
}

/// Whether a line has any sign that a mark needs: most have none, and are not looked at longer.
fn may_be(line: &str) -> bool {
    let mut before = 0;
    let is_sign = |byte: u8| {
        let is_second = byte == b'.' && before == b'.';
        before = byte;
        // The last is how an ellipsis begins.
        is_second || matches!(byte, b'/' | b'#' | b'<' | 0xe2)
    };
    line.opens_among("\"(-;%") || line.bytes().any(is_sign)
}

/// The words of a line that is nothing but a comment.
fn comment(line: &str) -> Option<&str> {
    const ROUND: &[(&str, &str)] = &[
        ("{/*", "*/}"),
        ("/**", "*/"),
        ("/*", "*/"),
        ("<!--", "-->"),
        ("\"\"\"", "\"\"\""),
        ("(*", "*)"),
        ("{#", "#}"),
        ("[//]: # (", ")"),
    ];
    for (open, close) in ROUND {
        if let Some(words) = line.past(open).and_then(|rest| rest.until(close)) {
            return (!words.has(close)).then_some(words);
        }
    }
    let line = line.past("{").map_or(line, |rest| if rest.opens("//") { rest } else { line });
    ["//", "#", "--", ";", "%"].iter().find_map(|open| {
        let words = line.past(open)?;
        Some(words.bare_start("/#-;!"))
    })
}

/// Dots alone, or in brackets, or round words that say what is left out.
fn is_bare(line: &str) -> bool {
    let inner = line.bare("[]()<>{}\", ");
    let has_dots = |text: &str| text.opens("...") || text.opens("…");
    let dots_only =
        |text: &str| !text.is_empty() && text.chars().all(|c| matches!(c, '.' | '…' | ' '));
    if dots_only(line) && (line.has("...") || line.has("…")) {
        return true;
    }
    // In brackets or after dots: words that leave no doubt.
    let ends = inner.closes("...") || inner.closes("…");
    has_dots(inner)
        && ends
        && says_stays(&inner.to_ascii_lowercase())
        && inner.chars().all(|c| c.is_alphanumeric() || " .…-_'’/,".chars().any(|sign| sign == c))
}

#[cfg(test)]
mod tests;
