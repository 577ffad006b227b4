//! Files that Atelier alone writes, kept in a folder of a person's.
//!
//! A file is written beside its name and takes its place in one step. What comes out is looked at: where a
//! person has edited it, it stays, under a name beside. So whatever happens meanwhile, nothing that anybody
//! wrote is lost, and a process that ends in between leaves a whole file.

use std::io::Write as _;

use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _};
use cap_std::fs::{Dir, OpenOptions};

use crate::blocking::blocking;
use crate::error::of_system;
use crate::folder::parent;
use crate::swap::{self, Swapped};
use crate::{FilePath, FilesError, Folder, read};

/// How many files that a person edited lie beside one name.
const MOST_ASIDE: u32 = 99;

/// Tells a file that is as Atelier wrote it from one that a person edited.
pub type IsOurs = fn(&[u8]) -> bool;

/// What became of a file that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was right already.
    AsItWas,
    /// It is as it should be now.
    Written,
    /// It is as it should be now, and what a person had made of it lies beside it.
    PutAside,
}

impl Folder {
    /// Lets a file hold these bytes, whole or not at all. The folder that holds it is made where it is absent;
    /// what stands there and is not `is_ours` is put aside.
    ///
    /// Errors: [`FilesError::Link`], [`FilesError::NotAFile`] for what else has the name.
    pub async fn keep(
        &self,
        path: FilePath,
        bytes: Vec<u8>,
        is_ours: IsOurs,
    ) -> Result<Kept, FilesError> {
        let root = self.dir();
        blocking(move || keep(&root, &path, &bytes, is_ours)).await
    }

    /// Removes a file that is `is_ours`; one that is not is put aside, and none at all is as it should be.
    pub async fn withdraw(&self, path: FilePath, is_ours: IsOurs) -> Result<Kept, FilesError> {
        let root = self.dir();
        blocking(move || withdraw(&root, &path, is_ours)).await
    }
}

fn keep(root: &Dir, path: &FilePath, bytes: &[u8], is_ours: IsOurs) -> Result<Kept, FilesError> {
    make_way(root, path)?;
    let dir = parent(root, path)?;
    let failed = |source| of_system(path.as_str(), source);
    let found = look(&dir, path, is_ours, Some(bytes))?;
    if found == Found::Wanted {
        return Ok(Kept::AsItWas);
    }
    let beside = beside(path)?;
    write_beside(&dir, &beside, bytes).map_err(|source| {
        // A part of it is of no use; where even that cannot go, the next writing takes its place.
        drop(dir.remove_file(beside.name()));
        failed(source)
    })?;
    let mut kept = Kept::Written;
    if found == Found::Edited {
        put_aside(&dir, path.name(), path)?;
        kept = Kept::PutAside;
    }
    if found == Found::Ours && swap_in(&dir, &beside, path)? {
        // What came out may have been edited since it was looked at.
        if look(&dir, &beside, is_ours, None)? == Found::Ours {
            dir.remove_file(beside.name()).map_err(failed)?;
        } else {
            put_aside(&dir, beside.name(), path)?;
            kept = Kept::PutAside;
        }
    } else {
        dir.rename(beside.name(), &dir, path.name()).map_err(failed)?;
    }
    settle(&dir);
    Ok(kept)
}

fn withdraw(root: &Dir, path: &FilePath, is_ours: IsOurs) -> Result<Kept, FilesError> {
    let dir = match parent(root, path) {
        Ok(dir) => dir,
        Err(FilesError::NotFound { .. }) => return Ok(Kept::AsItWas),
        Err(error) => return Err(error),
    };
    let failed = |source| of_system(path.as_str(), source);
    let beside = beside(path)?;
    // What a writing that was cut off has left.
    drop(dir.remove_file(beside.name()));
    let kept = match look(&dir, path, is_ours, None)? {
        Found::Absent => return Ok(Kept::AsItWas),
        Found::Edited => {
            put_aside(&dir, path.name(), path)?;
            Kept::PutAside
        }
        Found::Ours | Found::Wanted => {
            dir.remove_file(path.name()).map_err(failed)?;
            Kept::Written
        }
    };
    settle(&dir);
    Ok(kept)
}

/// Puts the names in `dir` on the disk, where the system can. What was done is done: that a power cut could
/// take it back is no reason to say it was not.
fn settle(dir: &Dir) {
    drop(dir.open(".").and_then(|it| it.sync_all()));
}

/// What stands at a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Absent,
    /// What is wanted there.
    Wanted,
    /// What Atelier wrote.
    Ours,
    /// What a person made of it.
    Edited,
}

fn look(
    dir: &Dir,
    path: &FilePath,
    is_ours: IsOurs,
    wanted: Option<&[u8]>,
) -> Result<Found, FilesError> {
    match read::whole(dir, path) {
        Ok(bytes) if wanted == Some(&bytes) => Ok(Found::Wanted),
        Ok(bytes) if is_ours(&bytes) => Ok(Found::Ours),
        Ok(_) | Err(FilesError::TooLarge { .. }) => Ok(Found::Edited),
        Err(FilesError::NotFound { .. }) => Ok(Found::Absent),
        Err(error) => Err(error),
    }
}

/// Makes the folders on the way to a file where they are absent.
fn make_way(root: &Dir, path: &FilePath) -> Result<(), FilesError> {
    let failed = |source| of_system(path.as_str(), source);
    let mut dir = root.try_clone().map_err(failed)?;
    for name in path.folders() {
        if let Err(error) = dir.symlink_metadata(name) {
            if error.kind() != std::io::ErrorKind::NotFound {
                return Err(failed(error));
            }
            dir.create_dir(name).map_err(failed)?;
        }
        dir = dir.open_dir_nofollow(name).map_err(|source| match dir.symlink_metadata(name) {
            Ok(met) if met.is_symlink() => FilesError::Link { path: path.as_str().to_owned() },
            _ => failed(source),
        })?;
    }
    Ok(())
}

/// The name under which a file is written before it has its own.
fn beside(path: &FilePath) -> Result<FilePath, FilesError> {
    let way = path.as_str().rsplit_once('/').map(|(way, _)| way);
    let name = format!(".{}.unfinished", path.name());
    FilePath::parse(&way.map_or_else(|| name.clone(), |way| format!("{way}/{name}")))
}

/// Writes a file that only its owner can read, and waits until it is on the disk.
fn write_beside(dir: &Dir, beside: &FilePath, bytes: &[u8]) -> std::io::Result<()> {
    match dir.remove_file(beside.name()) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        // What a writing that was cut off has left is gone, or there was none.
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).follow(FollowSymlinks::No);
    #[cfg(unix)]
    {
        use cap_std::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = dir.open_with(beside.name(), &options)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Lets the finished file and the one of its name change places; whether the system could.
fn swap_in(dir: &Dir, beside: &FilePath, path: &FilePath) -> Result<bool, FilesError> {
    match swap::exchange(dir, beside.name(), path.name()) {
        Ok(Swapped::Exchanged) => Ok(true),
        Ok(Swapped::NotHere) => Ok(false),
        // Gone since it was looked at.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(of_system(path.as_str(), error)),
    }
}

/// Gives the entry `name` a name beside that of `path`, which nothing has yet.
fn put_aside(dir: &Dir, name: &str, path: &FilePath) -> Result<(), FilesError> {
    let failed = |source| of_system(path.as_str(), source);
    let stem = path.name().strip_suffix(".md").unwrap_or(path.name());
    for number in 1..=MOST_ASIDE {
        let aside = match number {
            1 => format!("{stem}.edited-by-hand.md"),
            more => format!("{stem}.edited-by-hand {more}.md"),
        };
        match dir.symlink_metadata(&aside) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return dir.rename(name, dir, &aside).map_err(failed);
            }
            Err(error) => return Err(failed(error)),
        }
    }
    Err(FilesError::Conflict { path: path.as_str().to_owned(), found: None })
}
