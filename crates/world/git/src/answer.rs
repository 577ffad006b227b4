//! The answer of a server, as it arrives: a few lines, then a pack between other things.

use crate::GitError;
use crate::packet::{self, Packet};

/// The answer, as far as it has arrived.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// What makes no whole packet yet.
    waiting: Vec<u8>,
    pack: Vec<u8>,
    part: Part,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Lines about what the history lacks, and the word that a pack follows.
    #[default]
    Before,
    Pack,
    Over,
}

impl Answer {
    /// Takes what has arrived.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Result<(), GitError> {
        self.waiting.extend_from_slice(bytes);
        let mut read = 0;
        while self.part != Part::Over
            && let Some((packet, length)) =
                packet::next(self.waiting.get(read..).unwrap_or_default())?
        {
            read += length;
            match (self.part, packet) {
                (Part::Before, Packet::Data(data)) => self.part = before(packet::line(data))?,
                (Part::Before, Packet::Flush) | (Part::Over, _) => {}
                (Part::Pack, Packet::Flush) => self.part = Part::Over,
                (Part::Pack, Packet::Data(data)) => match data.split_first() {
                    Some((1, pack)) => self.pack.extend_from_slice(pack),
                    // What it says while it works.
                    Some((2, _)) => {}
                    Some((3, words)) => return Err(GitError::refused(words)),
                    Some(_) | None => {
                        return Err(GitError::Malformed { what: "a packet belongs to nothing" });
                    }
                },
            }
        }
        self.waiting.drain(..read);
        Ok(())
    }

    /// The pack, where all of it has arrived.
    pub(crate) fn pack(self) -> Result<Vec<u8>, GitError> {
        if self.part == Part::Over { Ok(self.pack) } else { Err(GitError::Truncated) }
    }
}

/// What follows a line that stands before the pack.
fn before(line: &[u8]) -> Result<Part, GitError> {
    if let Some(words) = line.strip_prefix(b"ERR ") {
        return Err(GitError::refused(words));
    }
    if line == b"NAK" || line.starts_with(b"ACK ") {
        return Ok(Part::Pack);
    }
    if line.starts_with(b"shallow ") || line.starts_with(b"unshallow ") {
        return Ok(Part::Before);
    }
    Err(GitError::Malformed { what: "there is a line that the protocol does not know" })
}
