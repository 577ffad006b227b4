//! Packets, of which the protocol is made: four digits that say how long one is, and what it holds.

use crate::GitError;

/// A packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packet<'a> {
    /// The end of a part.
    Flush,
    /// What was said.
    Data(&'a [u8]),
}

/// The longest packet, its four digits included.
const LONGEST: usize = 65_520;

/// Reads the packet that `bytes` begin with and says how many bytes it takes; none where it has not arrived
/// whole.
pub(crate) fn next(bytes: &[u8]) -> Result<Option<(Packet<'_>, usize)>, GitError> {
    let malformed = GitError::Malformed { what: "a packet has no length" };
    let Some(digits) = bytes.get(..4) else { return Ok(None) };
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return Err(malformed);
    }
    let text = std::str::from_utf8(digits).unwrap_or_default();
    match usize::from_str_radix(text, 16) {
        Ok(0) => Ok(Some((Packet::Flush, 4))),
        Ok(length @ 4..=LONGEST) => {
            Ok(bytes.get(4..length).map(|data| (Packet::Data(data), length)))
        }
        Ok(_) | Err(_) => Err(malformed),
    }
}

/// What a packet of text says, without the line end.
pub(crate) fn line(data: &[u8]) -> &[u8] {
    data.strip_suffix(b"\n").unwrap_or(data)
}

/// A packet of text.
pub(crate) fn written(text: &str) -> String {
    format!("{:04x}{text}", text.len() + 4)
}
