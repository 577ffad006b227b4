//! How far a secret value goes.

use std::ops::Range;

use super::name::{Lead, Reach, lead_again};
use super::{GONE, blank, run, skip_blanks, unsafe_to_show};

/// A quotation mark, with the backslashes before it that strings in strings need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quote {
    mark: char,
    slashes: usize,
    /// In bytes, with the backslashes.
    pub(super) length: usize,
}

/// The quotation mark that the text starts with.
pub(super) fn quote(text: &str) -> Option<Quote> {
    let slashes = run(text, |c| c == '\\');
    let mark = text.get(slashes..)?.chars().next()?;
    matches!(mark, '"' | '\'' | '`').then_some(Quote { mark, slashes, length: slashes + 1 })
}

/// Whether a character at the end of a value belongs to what stands around it.
pub(super) fn closes(c: char) -> bool {
    matches!(c, ',' | ';' | ')' | ']' | '}')
}

/// Where the value stands that a name leads to; `None` where it is empty.
pub(super) fn after(text: &str, mut lead: Lead) -> Option<Range<usize>> {
    while let Some(next) = lead_again(text, lead.start) {
        lead = next;
    }
    let rest = text.get(lead.start..)?;
    let prefix = usize::from(rest.starts_with(['b', 'B']));
    match quote(rest.get(prefix..)?) {
        Some(quote) => quoted(text, lead.start + prefix + quote.length, quote),
        None => unquoted(text, lead),
    }
}

/// The value between quotation marks, without the names and schemes that it begins with.
fn quoted(text: &str, start: usize, quote: Quote) -> Option<Range<usize>> {
    let end = closing(text, start, quote);
    let text = text.get(..end)?;
    let mut secret = start;
    while let Some(next) = lead_again(text, secret) {
        secret = next.start;
    }
    (start < end).then_some(secret..end)
}

/// Where the string ends that has been opened with `quote`: at its own mark, at one of a string
/// around it, or with the text.
fn closing(text: &str, start: usize, quote: Quote) -> usize {
    let mut slashes = 0;
    for (place, c) in text.get(start..).unwrap_or_default().char_indices() {
        let place = start + place;
        if c == '\\' {
            slashes += 1;
            continue;
        }
        // Each string within a string doubles the backslashes, and adds one for the mark.
        let own = slashes % (2 * (quote.slashes + 1)) == quote.slashes;
        let apostrophe = quote.mark != '"' && followed_by_letter(text, place + c.len_utf8());
        if c == quote.mark && !apostrophe && (own || slashes < quote.slashes) {
            return place - slashes.min(quote.slashes);
        }
        slashes = 0;
    }
    text.len()
}

/// The value without quotation marks: words, brackets with what is in them, and no more.
fn unquoted(text: &str, lead: Lead) -> Option<Range<usize>> {
    let start = lead.start;
    if text.get(start..)?.starts_with(GONE) {
        // Taken out before, if nothing has been added to it.
        let end = start + GONE.len();
        let around = end + run(text.get(end..)?, closes);
        if ends(text, around) {
            return Some(start..end);
        }
    }
    let mut at = start;
    // What is before here belongs to the value, whatever it ends with.
    let mut solid = start;
    loop {
        let rest = text.get(at..)?;
        if ends(text, at) {
            if !goes_on(text, start, at, lead.reach) {
                break;
            }
            at = skip_blanks(text, at);
            continue;
        }
        let first = rest.chars().next()?;
        if matches!(first, '(' | '[' | '{') {
            at = group(text, at);
            solid = at;
        } else if first == '\\' {
            at += run(rest, |c| c == '\\');
        } else {
            at += first.len_utf8();
        }
    }
    let loose = text.get(solid..at)?.trim_end_matches(|c| closes(c) || c == ' ');
    let end = solid + loose.len();
    (start < end).then_some(start..end)
}

/// Whether a word ends at `at`: with the text, before a blank, or at a mark that closes a string.
fn ends(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    rest.is_empty()
        || blank(rest).is_some()
        || quote(rest).is_some_and(|quote| !followed_by_letter(text, at + quote.length))
}

/// Whether a value whose word ends at `at` has another word.
fn goes_on(text: &str, start: usize, at: usize, reach: Reach) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    if blank(rest).is_none() || skip_blanks(text, at) == text.len() {
        return false;
    }
    let word = text.get(start..at).unwrap_or_default();
    // What ends with a colon is yet another name.
    if word.ends_with(':') {
        return true;
    }
    let (gap, next) = text.split_at_checked(skip_blanks(text, at)).unwrap_or_default();
    let breaks = gap.get(at..).is_some_and(|gap| gap.contains(|c| unsafe_to_show(c) || c == '\\'));
    reach == Reach::Phrase && !breaks && !word.ends_with([',', ';']) && !is_field(next)
}

/// Whether the text starts with the name of a field and its equals sign.
fn is_field(text: &str) -> bool {
    let name = run(text, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    name > 0 && text.get(name..).is_some_and(|rest| rest.starts_with('='))
}

/// Where the brackets end that are open at `at`; the end of the text, if they stay open.
fn group(text: &str, mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some(quote) = text.get(at..).and_then(quote) {
            at += quote.length;
            if quote.mark == '"' {
                at = closing(text, at, quote);
                at += text.get(at..).and_then(self::quote).map_or(0, |quote| quote.length);
            }
            continue;
        }
        at += if first == '\\' {
            run(text.get(at..).unwrap_or_default(), |c| c == '\\')
        } else {
            first.len_utf8()
        };
        match first {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth <= 1 => return at,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

fn followed_by_letter(text: &str, at: usize) -> bool {
    text.get(at..).unwrap_or_default().starts_with(char::is_alphanumeric)
}
