//! The names after which a value is a secret, and what may stand between the two.

use super::value::{closes, quote};
use super::{GONE, after, blank, skip_blanks};

/// Names that prose hardly has: a value may follow after nothing but a blank.
const PLAIN: &[&str] = &[
    "x-api-key",
    "x_api_key",
    "api-key",
    "api_key",
    "apikey",
    "authorization",
    "bearer",
    "passphrase",
    "password",
    "store-key",
    "store_key",
];

/// Names that are words of prose too: only what is assigned to them is a value.
const ASSIGNED: &[&str] = &[
    "access-key",
    "access_key",
    "api key",
    "master-key",
    "master_key",
    "passwd",
    "private-key",
    "private_key",
    "secret",
    "secret-key",
    "secret_key",
    "signing-key",
    "signing_key",
    "token",
];

/// The words that a credential may begin with.
const SCHEMES: &[&str] = &["bearer", "basic", "token"];

/// Where a value begins, and how far one without quotes goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    pub(super) start: usize,
    pub(super) reach: Reach,
}

/// How far a value without quotes goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the end of the word.
    Word,
    /// Over several words: to the end of the line, or to where the next field begins.
    Phrase,
}

/// Reads a name and what stands between it and its value; `None` where no value follows.
pub(super) fn lead(text: &str, at: usize) -> Option<Lead> {
    let first = text.as_bytes().get(at)?.to_ascii_lowercase();
    if !matches!(first, b'a' | b'b' | b'm' | b'p' | b's' | b't' | b'x') {
        return None;
    }
    let rest = text.get(at..)?;
    let end_of = |name: &&str| after(rest, name).map(|rest| text.len() - rest.len());
    let plain = |name: &&str| {
        let end = end_of(name)?;
        assigned(text, end, reach(name)).or_else(|| bare(text, end))
    };
    let prose = |name: &&str| assigned(text, end_of(name)?, Reach::Word);
    PLAIN.iter().find_map(plain).or_else(|| ASSIGNED.iter().find_map(prose))
}

/// Reads what may stand before a value where one is expected: another name, or a scheme.
pub(super) fn lead_again(text: &str, at: usize) -> Option<Lead> {
    let scheme = |scheme: &&str| {
        let rest = after(text.get(at..)?, scheme)?;
        bare(text, text.len() - rest.len())
    };
    SCHEMES.iter().find_map(scheme).or_else(|| lead(text, at))
}

/// Passphrases have blanks in them, and so have credentials of an unknown scheme.
fn reach(name: &str) -> Reach {
    if matches!(name, "passphrase" | "authorization") { Reach::Phrase } else { Reach::Word }
}

/// `name: value`, `name=value`, `"name": value`, `("name", "value")`, `Name("value")`.
fn assigned(text: &str, end: usize, reach: Reach) -> Option<Lead> {
    let rest = text.get(end..)?;
    if let Some(inner) = rest.strip_prefix('(') {
        let wraps = quote(inner).is_some() || inner.starts_with('[') && !inner.starts_with(GONE);
        return wraps.then_some(Lead { start: end + 1, reach: Reach::Word });
    }
    let quoted = quote(rest).map_or(0, |quote| quote.length);
    let sign = skip_blanks(text, end + quoted);
    let rest = text.get(sign..)?;
    if quoted > 0 && rest.starts_with(',') {
        let start = skip_blanks(text, sign + 1);
        quote(text.get(start..)?)?;
        return Some(Lead { start, reach: Reach::Word });
    }
    // `secret::name` is a path.
    if !rest.starts_with(['=', ':']) || rest.starts_with("::") {
        return None;
    }
    let arrow = usize::from(rest.starts_with("=>"));
    begins(text, skip_blanks(text, sign + 1 + arrow)).map(|start| Lead { start, reach })
}

/// `name value` and `"name" "value"`.
fn bare(text: &str, end: usize) -> Option<Lead> {
    let rest = text.get(end..)?;
    let quoted = quote(rest).map_or(0, |quote| quote.length);
    blank(text.get(end + quoted..)?)?;
    let start = begins(text, skip_blanks(text, end + quoted))?;
    let fits = quoted == 0 || quote(text.get(start..)?).is_some();
    fits.then_some(Lead { start, reach: Reach::Word })
}

/// The place itself, if a value can begin there.
fn begins(text: &str, at: usize) -> Option<usize> {
    let first = text.get(at..)?.chars().next()?;
    (!closes(first)).then_some(at)
}
