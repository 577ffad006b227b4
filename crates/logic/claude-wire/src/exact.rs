//! JSON that a tree of values cannot hold: it is kept as its text, and nothing of it is lost.
//!
//! Two things are valid JSON and fit no Rust value: numbers beyond 64 bits, and halves of
//! surrogate pairs (`"\ud83d"`). The official SDKs read on: Python keeps both, JavaScript keeps
//! the halves and rounds the numbers. Here the `input` of a tool request that holds one stays
//! whole, as its text, and goes back as it came. Elsewhere such a number becomes its digits in a
//! string, and half a pair becomes U+FFFD.
//!
//! `serde_json`'s own `arbitrary_precision` is no way: it makes a string of every number in the
//! whole program, and tagged enums that hold numbers can then no longer be read.

mod number;

use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use self::number::{number_fits, starts_number};

/// How deep the arguments of a tool request stand: `{"content": [{"input": …`.
const INPUT_DEPTH: usize = 3;

/// Reads JSON, with what no value can hold kept as text.
///
/// Errors: what is no JSON, or nested too deeply.
pub fn json(data: &[u8]) -> Result<Value, serde_json::Error> {
    if numbers_fit(data) {
        match serde_json::from_slice(data) {
            Err(error) if error.is_syntax() => {}
            read => return read,
        }
    }
    serde_json::from_slice(&mend(data))
}

/// The arguments of a tool request, read from the whole of their text.
pub(crate) enum Input {
    /// They are a tree of values.
    Tree(Value),
    /// No tree can hold them: they stay text.
    Text,
    /// They broke off.
    Unfinished,
}

/// Reads the arguments of a tool request.
///
/// Errors: what is no JSON, or nested too deeply.
pub(crate) fn input(text: &str) -> Result<Input, serde_json::Error> {
    match serde_json::from_str(text) {
        Ok(tree) if numbers_fit(text.as_bytes()) => Ok(Input::Tree(tree)),
        Ok(_) => Ok(Input::Text),
        Err(error) if error.is_eof() => Ok(Input::Unfinished),
        Err(error) if too_deep(&error) => Err(error),
        // This reads without looking at what numbers and strings hold.
        Err(error) => match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => Ok(Input::Text),
            Err(other) if other.is_eof() => Ok(Input::Unfinished),
            Err(_) => Err(error),
        },
    }
}

/// The object that a tool request's arguments are, where they had to stay text.
pub(crate) fn kept_as_text(text: &str) -> Option<&RawValue> {
    let object = text.trim_ascii_start().starts_with('{');
    if object && matches!(input(text), Ok(Input::Text)) {
        serde_json::from_str(text).ok()
    } else {
        None
    }
}

/// `serde_json` has no other way to tell.
fn too_deep(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("recursion limit")
}

/// Whether every number of some JSON is the same after it has been read and written.
fn numbers_fit(json: &[u8]) -> bool {
    let mut at = 0;
    while let Some(byte) = json.get(at) {
        let end = token_end(json, at);
        let token = json.get(at..end).unwrap_or_default();
        if starts_number(*byte) && !number_fits(token) {
            return false;
        }
        at = end;
    }
    true
}

/// Writes what no value can hold as text, and all else as it is. What is no JSON stays none.
fn mend(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len() + 16);
    let mut at = 0;
    let mut depth = 0_usize;
    while let Some(byte) = json.get(at) {
        let end = token_end(json, at);
        let token = json.get(at..end).unwrap_or_default();
        at = end;
        match byte {
            b'"' if token == b"\"input\"" && depth <= INPUT_DEPTH => {
                out.extend_from_slice(token);
                at = mend_input(json, at, &mut out);
            }
            b'"' => mend_string(token, &mut out),
            byte if starts_number(*byte) && !number_fits(token) => {
                out.push(b'"');
                out.extend_from_slice(token);
                out.push(b'"');
            }
            _ => {
                match byte {
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                out.extend_from_slice(token);
            }
        }
    }
    out
}

/// Writes the object after the name `input` as a string if it cannot be a tree, and returns where
/// to go on.
fn mend_input(json: &[u8], at: usize, out: &mut Vec<u8>) -> usize {
    let gap = |at: usize| {
        let blanks =
            json.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_whitespace());
        at + blanks.count()
    };
    let colon = gap(at);
    let start = gap(colon + 1);
    if json.get(colon) != Some(&b':') || json.get(start) != Some(&b'{') {
        return at;
    }
    let end = object_end(json, start);
    let object = json.get(start..end).and_then(|object| std::str::from_utf8(object).ok());
    let Some(object) = object else { return at };
    let kept = matches!(input(object), Ok(Input::Text));
    let Some(text) = kept.then(|| serde_json::to_vec(object).ok()).flatten() else { return at };
    out.push(b':');
    out.extend_from_slice(&text);
    end
}

/// Where the object ends that begins at `start`.
fn object_end(json: &[u8], start: usize) -> usize {
    let mut at = start;
    let mut depth = 0_usize;
    while let Some(byte) = json.get(at) {
        at = token_end(json, at);
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    at
}

/// Writes a string, with U+FFFD for each half of a pair.
fn mend_string(token: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(byte) = token.get(at) {
        let length = match (byte, unit(token, at)) {
            (b'\\', None) => 2,
            (_, None) => 1,
            (_, Some(0xd800..=0xdbff)) if matches!(unit(token, at + 6), Some(0xdc00..=0xdfff)) => {
                12
            }
            (_, Some(0xd800..=0xdfff)) => {
                out.extend_from_slice(b"\\ufffd");
                at += 6;
                continue;
            }
            (_, Some(_)) => 6,
        };
        let end = token.len().min(at + length);
        out.extend_from_slice(token.get(at..end).unwrap_or_default());
        at = end;
    }
}

/// The UTF-16 unit that is escaped at `at`.
fn unit(token: &[u8], at: usize) -> Option<u16> {
    let digits = token.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = std::str::from_utf8(digits).ok()?;
    u16::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
}

/// Where the string or number ends that begins at `at`; anything else is one byte long.
fn token_end(json: &[u8], at: usize) -> usize {
    let rest = json.get(at..).unwrap_or_default();
    let length = match rest.first() {
        Some(b'"') => {
            let mut end = 1;
            loop {
                let text = rest.get(end..).unwrap_or_default();
                match memchr::memchr2(b'"', b'\\', text) {
                    Some(found) if text.get(found) == Some(&b'\\') => end += found + 2,
                    Some(found) => break end + found + 1,
                    None => break rest.len(),
                }
            }
        }
        Some(byte) if starts_number(*byte) => rest
            .iter()
            .take_while(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
            .count(),
        Some(_) => 1,
        None => 0,
    };
    json.len().min(at + length)
}
