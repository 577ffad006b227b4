//! Reading a file of text.

use std::io::Read as _;

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt as _, OpenOptionsSyncExt as _};
use cap_std::fs::{Dir, File, Metadata, OpenOptions};

use crate::error::of_system;
use crate::folder::{check_regular, parent, regular};
use crate::{ContentHash, FilePath, FilesError};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 5 << 20;
/// The largest file of Atelier's own that is read, in bytes.
const OWN_BYTES: u64 = 256 << 20;

/// What a file of text holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its text, line ends and a byte order mark as they are.
    pub text: String,
    /// The hash of its bytes.
    pub hash: ContentHash,
}

pub(crate) fn read(root: &Dir, path: &FilePath) -> Result<(TextFile, Metadata), FilesError> {
    let dir = parent(root, path)?;
    let (bytes, met) = bytes(&dir, path)?;
    let hash = ContentHash::of(&bytes);
    let text = text(bytes, path)?;
    Ok((TextFile { text, hash }, met))
}

/// Reads the bytes of the entry `path` of `dir`, which must be a regular file.
pub(crate) fn bytes(dir: &Dir, path: &FilePath) -> Result<(Vec<u8>, Metadata), FilesError> {
    limited(dir, path, MAX_BYTES)
}

/// Reads a file that Atelier wrote, which may be larger than what a person edits.
pub(crate) fn whole(dir: &Dir, path: &FilePath) -> Result<Vec<u8>, FilesError> {
    limited(dir, path, OWN_BYTES).map(|(bytes, _)| bytes)
}

fn limited(dir: &Dir, path: &FilePath, limit: u64) -> Result<(Vec<u8>, Metadata), FilesError> {
    // Looked at before it is opened, since opening alone can do something to a device.
    regular(dir, path)?;
    let failed = |source| of_system(path.as_str(), source);
    let file = dir.open_with(path.name(), &reading()).map_err(failed)?;
    // And after, since it may be another by now.
    let met = file.metadata().map_err(failed)?;
    check_regular(&met, path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(met.len().min(limit)).unwrap_or(0));
    take(file, &mut bytes, limit).map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(FilesError::TooLarge { path: path.as_str().to_owned(), limit });
    }
    Ok((bytes, met))
}

/// Reads at most one byte more than the limit.
fn take(file: File, bytes: &mut Vec<u8>, limit: u64) -> std::io::Result<usize> {
    file.take(limit + 1).read_to_end(bytes)
}

/// How a file is opened: no link is followed, and nothing waits for a pipe.
fn reading() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).follow(FollowSymlinks::No).nonblock(true);
    options
}

fn text(bytes: Vec<u8>, path: &FilePath) -> Result<String, FilesError> {
    let refuse = |what| FilesError::NotText { path: path.as_str().to_owned(), what };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(refuse("holds text in UTF-16"));
    }
    if bytes.contains(&0) {
        return Err(refuse("holds no text"));
    }
    String::from_utf8(bytes).map_err(|_| refuse("holds text in another encoding"))
}
