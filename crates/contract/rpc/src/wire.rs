//! The wire: an input is read off it and checked, or refused without a word of it; an output is put on it.

use std::fmt::Write as _;

use garde::Validate;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use crate::{Code, Error, Result};

/// Reads an input off the wire and checks it: the one door through which inputs come.
pub fn decode<T: DeserializeOwned + Validate<Context = ()>>(value: Value) -> Result<T> {
    // No input at all reads as an empty one, so that a bare call of `x.list` works.
    let value = if value.is_null() { Value::Object(serde_json::Map::new()) } else { value };
    if !value.is_object() {
        // A list would be read by the order of the fields, past all that looks for them by name.
        let message = "the input is no object, in which each field has its name";
        return Err(Error::new(Code::InvalidInput, message));
    }
    let input: T = serde_path_to_error::deserialize(value).map_err(|error| {
        let path = place(error.path());
        let inner = without_value(&error.inner().to_string());
        let message = if path.is_empty() { inner } else { format!("`{path}`: {inner}") };
        Error::new(Code::InvalidInput, message)
    })?;
    input.validate().map_err(|report| {
        let list: Vec<String> =
            report.iter().map(|(path, error)| format!("`{path}`: {error}")).collect();
        Error::new(Code::InvalidInput, list.join("; "))
    })?;
    Ok(input)
}

/// Puts an output on the wire.
pub fn encode<T: Serialize>(value: T) -> Result<Value> {
    serde_json::to_value(value).map_err(|error| Error::new(Code::Internal, error.to_string()))
}

/// Where in an input something is wrong. A name that no field of ours could have is left out.
fn place(path: &Path) -> String {
    let mut place = String::new();
    for segment in path {
        let name: &str = match segment {
            Segment::Seq { index } => {
                // Writing to a text never fails.
                let _ = write!(place, "[{index}]");
                continue;
            }
            Segment::Map { key } | Segment::Enum { variant: key } if is_plain(key) => key,
            Segment::Map { .. } | Segment::Enum { .. } | Segment::Unknown => "…",
        };
        if !place.is_empty() {
            place.push('.');
        }
        place.push_str(name);
    }
    place
}

/// Whether a name could be that of a field: short, and of the letters that fields have.
fn is_plain(name: &str) -> bool {
    let letter = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_';
    (1..=40).contains(&name.len()) && name.bytes().all(letter)
}

/// A refusal without what was refused, which may be a secret in the wrong place.
fn without_value(refusal: &str) -> String {
    // What is ours comes last: what was refused may itself speak of what is expected.
    let none = refusal.rfind(", there are no ").filter(|_| refusal.ends_with(" fields"));
    let ours = none.or_else(|| refusal.rfind(", expected "));
    let (refused, wanted) = ours.and_then(|at| refusal.split_at_checked(at)).unwrap_or_default();
    if let Some(name) = refusal.strip_prefix("unknown field `") {
        let name = name.split('`').next().filter(|name| is_plain(name));
        return name.map_or_else(
            || format!("unknown field{wanted}"),
            |name| format!("unknown field `{name}`{wanted}"),
        );
    }
    if refusal.starts_with("unknown variant ") {
        return format!("unknown variant{wanted}");
    }
    match refused.split_once(": ") {
        Some((what, found)) if what.starts_with("invalid ") => {
            let kind = found.split(['"', '`']).next().unwrap_or_default().trim_end();
            format!("{what}: {kind}{wanted}")
        }
        Some(_) | None => refusal.to_owned(),
    }
}
