//! The archive of an office document: its parts, by name, within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::OfficeError;

/// The most parts. A presentation of a thousand slides has some five thousand.
const MOST_PARTS: usize = 20_000;
/// The most bytes that all parts together unpack to.
const MOST_UNPACKED: u64 = 96 << 20;
/// From how many bytes on a part may not be packed more tightly than [`TIGHTEST`].
const LARGE: u64 = 4 << 20;
/// How tightly XML is packed at most: a sheet of equal cells comes to about sixty.
const TIGHTEST: u64 = 250;

/// The archive of an office document.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive. Its directory is counted before it is read.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, OfficeError> {
        let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(MOST_PARTS + 1).count();
        if entries > MOST_PARTS {
            return Err(OfficeError::TooLarge);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        Ok(Self { zip, left: MOST_UNPACKED })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The name of the first part that begins and ends so, in the order of their names.
    pub(super) fn first_named(&self, begins: &str, ends: &str) -> Option<String> {
        self.names().filter(|name| name.starts_with(begins) && name.ends_with(ends)).min()
    }

    /// The parts that are called `before`, a number, `after`; in the order of the number.
    pub(super) fn numbered(&self, before: &str, after: &str) -> Vec<(u32, String)> {
        let number = |name: &str| -> Option<u32> {
            name.strip_prefix(before)?.strip_suffix(after)?.parse().ok()
        };
        let mut found: Vec<_> =
            self.names().filter_map(|name| Some((number(&name)?, name))).collect();
        found.sort_unstable();
        found.dedup_by_key(|(number, _)| *number);
        found
    }

    /// The names that are text.
    fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned)
    }

    /// Unpacks a part as text; none where there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, OfficeError> {
        let Some(place) = self.zip.index_for_name(name) else { return Ok(None) };
        let part = self.zip.by_index(place).map_err(damaged)?;
        let packed = part.compressed_size();
        // What it declares may be wrong, so reading is limited as well.
        let mut unpacked = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut unpacked).map_err(damaged)?;
        let read = u64::try_from(read).unwrap_or(u64::MAX);
        if read > self.left || (read > LARGE && read / packed.max(1) > TIGHTEST) {
            return Err(OfficeError::TooLarge);
        }
        self.left -= read;
        let unpacked = match unpacked.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) => rest.to_vec(),
            None => unpacked,
        };
        String::from_utf8(unpacked).map(Some).map_err(damaged)
    }
}

fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> OfficeError {
    OfficeError::Damaged(Box::new(error))
}
