//! The gate that every line passes: keys are taken out, control characters are escaped.

mod name;
mod value;

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// What stands in the place of a secret.
const GONE: &str = "[redacted]";

/// The text without anything shaped like a key, and with control characters escaped.
///
/// Taken out are `sk-ant-…`, what follows `Bearer`, the values of fields and headers that are named
/// like secrets, and runs of 64 hexadecimal digits, which is how a master key is written. A value
/// goes whole: between its quotes, its brackets, or up to the end of its word. Where it is not
/// plain what belongs to a value, more is taken out rather than less.
///
/// Doing it twice changes nothing more, and the time it takes grows with the length only.
pub fn redact(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < text.len() {
        if let Some(secret) = secret_at(text, at) {
            out.push_str(text.get(copied..at).unwrap_or_default());
            let kept = text.get(at..secret.start).unwrap_or_default();
            kept.chars().for_each(|c| show(&mut out, c));
            out.push_str(GONE);
            at = secret.end;
            copied = at;
            continue;
        }
        let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if unsafe_to_show(next) {
            out.push_str(text.get(copied..at).unwrap_or_default());
            show(&mut out, next);
            copied = at + next.len_utf8();
        }
        at += next.len_utf8();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where the secret stands that begins, or is named, at `at`. It is never empty.
fn secret_at(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let first = rest.bytes().next()?.to_ascii_lowercase();
    if first == b's'
        && let Some(key) = after(rest, "sk-ant-")
    {
        let length = run(key, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let start = at + rest.len() - key.len();
        return (length > 0).then_some(start..start + length);
    }
    if first.is_ascii_hexdigit() && !text.get(..at)?.ends_with(is_word) {
        let length = run(rest, |c| c.is_ascii_hexdigit());
        if length == 64 && !rest.get(length..)?.starts_with(is_word) {
            return Some(at..at + length);
        }
    }
    let lead = name::lead(text, at)?;
    value::after(text, lead)
}

/// What follows an ASCII word that the text starts with, whatever the case.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}

/// The length in bytes of the characters at the start that fit.
fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !fits(c)).unwrap_or(text.len())
}

/// Whether a character is part of a word.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The length in bytes of a blank, or of what [`redact`] writes for one that moves the cursor.
///
/// That both count alike is what makes redacting twice the same as redacting once.
fn blank(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    ["\\u{9}", "\\u{a}", "\\u{b}", "\\u{c}", "\\u{d}", "\\u{85}", "\\u{2028}", "\\u{2029}"]
        .iter()
        .find(|escape| text.starts_with(**escape))
        .map(|escape| escape.len())
}

/// The offset of what is no blank, from `at` on.
fn skip_blanks(text: &str, mut at: usize) -> usize {
    while let Some(length) = text.get(at..).and_then(blank) {
        at += length;
    }
    at
}

/// Writes a character so that it does no harm.
fn show(out: &mut String, c: char) {
    if unsafe_to_show(c) {
        // Writing to a string does not fail.
        let _infallible = write!(out, "{}", c.escape_unicode());
    } else {
        out.push(c);
    }
}

/// Whether a character could move the cursor, change colours, or turn the direction of the text.
fn unsafe_to_show(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests;
