//! A pack, looked through before libgit2 sees it: how many objects it holds, and how large they become.
//!
//! A pack of some kilobytes can hold objects of gigabytes. Every object says how large it is before it is
//! unpacked, a delta how large its result is; what says too much is refused unread, and what is larger than
//! it says is not read on.

use flate2::{Decompress, FlushDecompress, Status};

use crate::stop::Stop;
use crate::{GitError, Limits};

/// How much is unpacked at once, in bytes.
const AT_ONCE: usize = 16 << 10;
/// As much of a delta as tells how large its result is: two numbers of at most ten bytes.
const DELTA_HEAD: usize = 20;
const CHECKSUM: usize = 20;

const OFFSET_DELTA: u8 = 6;
const NAMED_DELTA: u8 = 7;

/// Looks through a pack that has arrived whole.
pub(crate) fn check(pack: &[u8], limits: &Limits, stop: &Stop) -> Result<(), GitError> {
    let mut at = Place { bytes: pack, next: 0 };
    if at.take(4)? != b"PACK" {
        return Err(GitError::Malformed { what: "what was sent is no pack" });
    }
    let version = at.number()?;
    if !matches!(version, 2 | 3) {
        return Err(GitError::Malformed { what: "the pack is of an unknown version" });
    }
    let objects = at.number()?;
    if objects > limits.objects {
        return Err(GitError::TooMuch { limit: limits.objects.into(), what: "objects" });
    }
    let mut room = Room { limits, left: limits.unpacked };
    for _ in 0..objects {
        stop.check()?;
        object(&mut at, &mut room, stop)?;
    }
    if at.rest().len() == CHECKSUM { Ok(()) } else { Err(GitError::Truncated) }
}

/// How much may still be unpacked.
struct Room<'a> {
    limits: &'a Limits,
    left: u64,
}

impl Room<'_> {
    fn claim(&mut self, size: u64) -> Result<(), GitError> {
        if size > self.limits.object {
            let limit = self.limits.object >> 20;
            return Err(GitError::TooMuch { limit, what: "MiB in one object" });
        }
        self.left = self.left.checked_sub(size).ok_or(GitError::TooMuch {
            limit: self.limits.unpacked >> 20,
            what: "MiB once it is unpacked",
        })?;
        Ok(())
    }
}

fn object(at: &mut Place<'_>, room: &mut Room<'_>, stop: &Stop) -> Result<(), GitError> {
    let first = at.byte()?;
    let kind = (first >> 4) & 7;
    let mut size = u64::from(first & 15);
    if first & 128 != 0 {
        size = at.varint(size, 4)?;
    }
    room.claim(size)?;
    match kind {
        1..=4 => {}
        OFFSET_DELTA => while at.byte()? & 128 != 0 {},
        NAMED_DELTA => drop(at.take(20)?),
        _ => return Err(GitError::Malformed { what: "an object is of an unknown kind" }),
    }
    let head = inflate(at, size, stop)?;
    if matches!(kind, OFFSET_DELTA | NAMED_DELTA) {
        let mut head = Place { bytes: &head, next: 0 };
        let _base = head.varint(0, 0)?;
        room.claim(head.varint(0, 0)?)?;
    }
    Ok(())
}

/// Passes what is packed, and returns its beginning.
fn inflate(at: &mut Place<'_>, size: u64, stop: &Stop) -> Result<Vec<u8>, GitError> {
    let malformed = || GitError::Malformed { what: "an object is not as large as it says" };
    let mut state = Decompress::new(true);
    let mut out = vec![0; AT_ONCE];
    let mut head = Vec::new();
    loop {
        let (read, made) = (state.total_in(), state.total_out());
        let status = state
            .decompress(at.rest(), &mut out, FlushDecompress::None)
            .map_err(|_| GitError::Malformed { what: "an object cannot be unpacked" })?;
        let (took, gave) = (state.total_in() - read, state.total_out() - made);
        at.skip(took)?;
        if head.len() < DELTA_HEAD {
            let gave = usize::try_from(gave).unwrap_or(AT_ONCE).min(DELTA_HEAD);
            head.extend_from_slice(out.get(..gave).unwrap_or_default());
        }
        if state.total_out() > size {
            return Err(malformed());
        }
        match status {
            Status::StreamEnd if state.total_out() == size => return Ok(head),
            Status::StreamEnd => return Err(malformed()),
            Status::Ok | Status::BufError if took == 0 && gave == 0 => {
                return Err(GitError::Truncated);
            }
            Status::Ok | Status::BufError => stop.check()?,
        }
    }
}

/// Where in a pack one reads.
struct Place<'a> {
    bytes: &'a [u8],
    next: usize,
}

impl<'a> Place<'a> {
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.next..).unwrap_or_default()
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], GitError> {
        let taken = self.rest().get(..count).ok_or(GitError::Truncated)?;
        self.next += count;
        Ok(taken)
    }

    fn skip(&mut self, count: u64) -> Result<(), GitError> {
        let count = usize::try_from(count).map_err(|_| GitError::Truncated)?;
        self.take(count).map(drop)
    }

    fn byte(&mut self) -> Result<u8, GitError> {
        self.take(1)?.first().copied().ok_or(GitError::Truncated)
    }

    fn number(&mut self) -> Result<u32, GitError> {
        let bytes = self.take(4)?.try_into().map_err(|_| GitError::Truncated)?;
        Ok(u32::from_be_bytes(bytes))
    }

    /// A number of which each byte holds seven bits, the lowest first, on top of `begun` with `bits` bits.
    fn varint(&mut self, begun: u64, bits: u32) -> Result<u64, GitError> {
        let (mut value, mut shift) = (begun, bits);
        loop {
            let byte = self.byte()?;
            if shift > 56 {
                return Err(GitError::Malformed { what: "an object is larger than can be" });
            }
            value |= u64::from(byte & 127) << shift;
            shift += 7;
            if byte & 128 == 0 {
                return Ok(value);
            }
        }
    }
}
