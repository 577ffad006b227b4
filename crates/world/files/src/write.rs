//! Replacing what a file holds.
//!
//! The new text is written into a file beside the old one and put on the disk; then the two change
//! places in one step, and what came out is compared with what should have been there. If it is
//! something else, they change back: whoever wrote meanwhile keeps what they wrote.

use std::io::Write as _;

use cap_fs_ext::MetadataExt as _;
use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt as _};
use cap_std::fs::{Dir, Metadata, OpenOptions};

use crate::error::of_system;
use crate::folder::parent;
use crate::read::{self, MAX_BYTES};
use crate::swap::{self, Swapped};
use crate::{ContentHash, FilePath, FilesError};

/// How often two who write at once may change places before the last text beside is left there.
const EXCHANGES: u32 = 16;

/// What is to be written, and in the place of what.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// The file.
    pub path: FilePath,
    /// The hash of what it must hold.
    pub expected: ContentHash,
    /// What it is to hold.
    pub text: String,
    /// What tells this replacement from others: letters, digits and `-`. The file beside is named
    /// for it, so that one that was cut off is found again.
    pub mark: String,
}

/// A replacement that may have been cut off.
#[derive(Clone, Debug)]
pub struct CutOff {
    /// The file.
    pub path: FilePath,
    /// The hash of what it held.
    pub before: ContentHash,
    /// The hash of what it was to hold.
    pub after: ContentHash,
    /// The mark of the replacement.
    pub mark: String,
}

/// What a replacement that was cut off has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The file holds what it held before.
    Before,
    /// The file holds what it was to hold.
    After,
    /// The file holds something else, or is gone.
    Other,
}

/// The file that a replacement writes beside the file at `path`.
fn beside(path: &FilePath, mark: &str) -> Result<FilePath, FilesError> {
    let mark: String =
        mark.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').take(64).collect();
    let name = format!(".atelier-{mark}.tmp");
    let way = path.as_str().rsplit_once('/').map(|(way, _)| way);
    FilePath::parse(&way.map_or_else(|| name.clone(), |way| format!("{way}/{name}")))
}

pub(crate) fn replace(root: &Dir, it: &Replacement) -> Result<ContentHash, FilesError> {
    if it.text.len() as u64 > MAX_BYTES {
        return Err(FilesError::TooLarge { path: it.path.to_string(), limit: MAX_BYTES });
    }
    let dir = parent(root, &it.path)?;
    let met = expect(&dir, &it.path, it.expected)?;
    let path = || it.path.to_string();
    if met.permissions().readonly() {
        return Err(FilesError::ReadOnly { path: path() });
    }
    if met.nlink() > 1 {
        return Err(FilesError::SeveralNames { path: path() });
    }
    let beside = beside(&it.path, &it.mark)?;
    if let Err(error) = write_beside(&dir, &beside, it, &met) {
        // Only what was written here; where the system cannot even do that, it is found later.
        drop(dir.remove_file(beside.name()));
        return Err(error);
    }
    let after = ContentHash::of(it.text.as_bytes());
    if let Err(error) = put(&dir, &beside, it) {
        // Only what is ours: what came out in an exchange stays, should it not have gone back.
        if hash(&dir, &beside).ok().flatten() == Some(after) {
            drop(dir.remove_file(beside.name()));
        }
        return Err(error);
    }
    Ok(after)
}

/// Checks that the file holds what is expected, and returns what the system knows of it.
fn expect(dir: &Dir, path: &FilePath, expected: ContentHash) -> Result<Metadata, FilesError> {
    let conflict = |found| FilesError::Conflict { path: path.to_string(), found };
    match read::bytes(dir, path) {
        Ok((bytes, met)) => match ContentHash::of(&bytes) {
            found if found == expected => Ok(met),
            found => Err(conflict(Some(found))),
        },
        Err(FilesError::NotFound { .. } | FilesError::TooLarge { .. }) => Err(conflict(None)),
        Err(error) => Err(error),
    }
}

/// Writes the new text into a file of its own, with the rights of the old one, and onto the disk.
fn write_beside(
    dir: &Dir,
    beside: &FilePath,
    it: &Replacement,
    met: &Metadata,
) -> Result<(), FilesError> {
    let failed = |source| of_system(it.path.as_str(), source);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).follow(FollowSymlinks::No);
    #[cfg(unix)]
    {
        use cap_std::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = dir.open_with(beside.name(), &options).map_err(failed)?;
    file.write_all(it.text.as_bytes()).map_err(failed)?;
    own_alike(&file, it, met)?;
    file.set_permissions(met.permissions()).map_err(failed)?;
    file.sync_all().map_err(failed)
}

/// Gives the new file the owner of the old one.
#[cfg(unix)]
fn own_alike(file: &cap_std::fs::File, it: &Replacement, met: &Metadata) -> Result<(), FilesError> {
    use cap_std::fs::MetadataExt as _;
    use rustix::fs::{Gid, Uid};

    let new = file.metadata().map_err(|source| of_system(it.path.as_str(), source))?;
    if (new.uid(), new.gid()) == (met.uid(), met.gid()) {
        return Ok(());
    }
    let (owner, group) = (Uid::from_raw(met.uid()), Gid::from_raw(met.gid()));
    let changed = rustix::fs::fchown(file, Some(owner), Some(group));
    changed.map_err(|_| FilesError::Owner { path: it.path.to_string() })
}

/// Gives the new file the owner of the old one, which this system does by itself.
#[cfg(not(unix))]
fn own_alike(
    _file: &cap_std::fs::File,
    _it: &Replacement,
    _met: &Metadata,
) -> Result<(), FilesError> {
    Ok(())
}

/// Puts the finished file in the place of the old one, if that still is what it was.
fn put(dir: &Dir, beside: &FilePath, it: &Replacement) -> Result<(), FilesError> {
    let failed = |source| of_system(it.path.as_str(), source);
    let (new, old) = (beside.name(), it.path.name());
    match swap::exchange(dir, new, old).map_err(failed)? {
        Swapped::Exchanged => {
            if let Err(error) = expect(dir, beside, it.expected) {
                // Back at once: what came out is somebody's, not ours to replace.
                put_back(dir, beside, it)?;
                return Err(about(&error, &it.path));
            }
            dir.remove_file(new).map_err(failed)?;
        }
        Swapped::NotHere => {
            expect(dir, &it.path, it.expected)?;
            dir.rename(new, dir, old).map_err(failed)?;
        }
    }
    // The change is made; that a power cut could take it back is no reason to say it was not.
    drop(swap::sync(dir));
    Ok(())
}

/// Undoes an exchange, in which something came out that nobody expected.
///
/// What comes out now should be what was put in. If it is not, somebody has written in between, and
/// that is the newest: it goes back in, and so on.
fn put_back(dir: &Dir, beside: &FilePath, it: &Replacement) -> Result<(), FilesError> {
    let failed = |source| of_system(it.path.as_str(), source);
    let mut inside = Some(ContentHash::of(it.text.as_bytes()));
    let mut out = hash(dir, beside)?;
    for _ in 0..EXCHANGES {
        swap::exchange(dir, beside.name(), it.path.name()).map_err(failed)?;
        let came_out = hash(dir, beside)?;
        if came_out == inside {
            drop(dir.remove_file(beside.name()));
            return Ok(());
        }
        (inside, out) = (out, came_out);
    }
    Ok(())
}

/// A conflict, whatever came out in the file's place.
fn about(error: &FilesError, path: &FilePath) -> FilesError {
    let found = match error {
        FilesError::Conflict { found, .. } => *found,
        // A link, a folder, a file that is too large: none of them is what was expected.
        _ => None,
    };
    FilesError::Conflict { path: path.to_string(), found }
}

pub(crate) fn settle(root: &Dir, it: &CutOff) -> Result<Settled, FilesError> {
    let dir = match parent(root, &it.path) {
        Ok(dir) => dir,
        Err(error) => return unless_gone(error).map(|()| Settled::Other),
    };
    let settled = match hash(&dir, &it.path)? {
        Some(found) if found == it.after => Settled::After,
        Some(found) if found == it.before => Settled::Before,
        _ => Settled::Other,
    };
    let beside = beside(&it.path, &it.mark)?;
    let left = hash(&dir, &beside)?;
    // Beside a file that is as it was lies at most a part of the new text. Else it may be something
    // that came out in the exchange, and that nobody else has.
    let known = left.is_some_and(|left| left == it.after || left == it.before);
    if known || (left.is_some() && settled == Settled::Before) {
        drop(dir.remove_file(beside.name()));
    }
    Ok(settled)
}

/// The hash of what the entry `path` of `dir` holds; none where it is no regular file.
fn hash(dir: &Dir, path: &FilePath) -> Result<Option<ContentHash>, FilesError> {
    match read::bytes(dir, path) {
        Ok((bytes, _)) => Ok(Some(ContentHash::of(&bytes))),
        Err(error) => unless_gone(error).map(|()| None),
    }
}

/// Passes on what says nothing about the file: another time it may be read.
fn unless_gone(error: FilesError) -> Result<(), FilesError> {
    match error {
        FilesError::Io { .. } | FilesError::Denied { .. } => Err(error),
        // It is gone, or no regular file of a size that is read.
        _ => Ok(()),
    }
}
