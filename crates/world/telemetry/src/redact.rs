//! The gate that every line passes: keys are taken out, control characters are escaped.

use std::borrow::Cow;
use std::fmt::Write;

/// What stands in the place of a secret.
const GONE: &str = "[redacted]";

/// The names after which a value is a secret, in lower case.
const NAMES: &[&str] = &[
    "x-api-key",
    "x_api_key",
    "api-key",
    "api_key",
    "apikey",
    "authorization",
    "passphrase",
    "password",
    "store-key",
    "store_key",
];

/// The words that a credential may begin with.
const SCHEMES: &[&str] = &["bearer", "basic", "token"];

/// The text without anything shaped like a key, and with control characters escaped.
///
/// Taken out are `sk-ant-…`, what follows `Bearer`, the values of fields and headers that are named
/// like secrets, and runs of 64 hexadecimal digits, which is how a master key is written.
pub fn redact(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let boundary = !text.get(..at).unwrap_or_default().ends_with(is_word);
        if let Some((keep, end)) = secret_at(rest, boundary) {
            out.push_str(text.get(copied..at).unwrap_or_default());
            rest.get(..keep).unwrap_or_default().chars().for_each(|c| show(&mut out, c));
            out.push_str(GONE);
            at += end;
            copied = at;
            continue;
        }
        let Some(next) = rest.chars().next() else { break };
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

/// Where a secret begins and ends that `rest` starts with or names, in bytes from its start.
fn secret_at(rest: &str, boundary: bool) -> Option<(usize, usize)> {
    let first = rest.bytes().next()?.to_ascii_lowercase();
    if !matches!(first, b'0'..=b'9' | b'a'..=b'f' | b'p' | b's' | b'x') {
        return None;
    }
    if first == b's' && starts_with(rest, "sk-ant-") {
        let length = run(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        return Some((7, length));
    }
    if first.is_ascii_hexdigit() && boundary {
        let length = run(rest, |c| c.is_ascii_hexdigit());
        let whole = !rest.get(length..).unwrap_or_default().starts_with(is_word);
        if length == 64 && whole {
            return Some((0, length));
        }
    }
    let scheme = SCHEMES.iter().find(|scheme| boundary && starts_with(rest, scheme));
    if let Some(scheme) = scheme.filter(|scheme| **scheme == "bearer") {
        return value_after(rest, scheme.len(), |c| c == ' ' || c == '\t');
    }
    let name = NAMES.iter().find(|name| starts_with(rest, name))?;
    let separator =
        |c: char| c.is_whitespace() || matches!(c, ':' | '=' | '"' | '\'' | '\\' | '(' | '[');
    let (start, end) = value_after(rest, name.len(), separator)?;
    let value = rest.get(start..end).unwrap_or_default();
    if SCHEMES.iter().any(|scheme| value.eq_ignore_ascii_case(scheme)) {
        return value_after(rest, end, separator);
    }
    if value.starts_with("Some(") {
        return value_after(rest, start + "Some".len(), separator);
    }
    Some((start, end))
}

/// Where the value begins and ends that follows `from` and at least one separator.
fn value_after(
    rest: &str,
    from: usize,
    separator: impl Fn(char) -> bool,
) -> Option<(usize, usize)> {
    let tail = rest.get(from..)?;
    let start = run(tail, separator);
    let length = run(tail.get(start..)?, |c| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '"' | '\'' | '\\' | ',' | ';' | ')' | ']' | '}')
    });
    (start > 0 && length > 0).then_some((from + start, from + start + length))
}

/// The length in bytes of the characters at the start that fit.
fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !fits(c)).unwrap_or(text.len())
}

/// Whether the text starts with an ASCII word, whatever the case.
fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Whether a character is part of a word.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
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
