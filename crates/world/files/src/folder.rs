//! A folder that a person chose, as a handle.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_fs_ext::DirExt as _;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata};

use crate::blocking::blocking;
use crate::error::of_system;
use crate::list::{ListLimits, Listing};
use crate::read::TextFile;
use crate::write::{CutOff, Replacement, Settled};
use crate::{FilePath, FilesError, KeepOut, list, read, write};

/// An open folder. What is read or written through it lies below it; clones are the same folder.
#[derive(Clone, Debug)]
pub struct Folder {
    dir: Arc<Dir>,
    path: Arc<Path>,
}

impl Folder {
    /// Opens the folder that a person chose by `path`, which is absolute. Links on the way to it are
    /// theirs and are followed, once; [`Folder::path`] is where they led.
    ///
    /// Errors: [`FilesError::NoFolder`], [`FilesError::NotThisFolder`] for what `keep_out` names.
    pub async fn choose(path: &Path, keep_out: KeepOut) -> Result<Self, FilesError> {
        let chosen = path.to_owned();
        blocking(move || open(&chosen, &keep_out)).await
    }

    /// Opens the folder again that was [chosen](Self::choose) before.
    ///
    /// Errors: those of [`Folder::choose`]; [`FilesError::NotThisFolder`] where a link stands in its
    /// place now.
    pub async fn reopen(path: &Path, keep_out: KeepOut) -> Result<Self, FilesError> {
        let chosen = path.to_owned();
        blocking(move || {
            let folder = open(&chosen, &keep_out)?;
            if *folder.path == *chosen {
                return Ok(folder);
            }
            let path = chosen.display().to_string();
            Err(FilesError::NotThisFolder { path, why: "leads somewhere else than it did" })
        })
        .await
    }

    /// Where it is, without links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The handle of the folder.
    pub(crate) fn dir(&self) -> Arc<Dir> {
        Arc::clone(&self.dir)
    }

    /// Reads a file of text.
    pub async fn read(&self, path: FilePath) -> Result<TextFile, FilesError> {
        let dir = Arc::clone(&self.dir);
        blocking(move || read::read(&dir, &path).map(|(file, _)| file)).await
    }

    /// Replaces what a file holds, whole or not at all, and returns the hash of what it holds then.
    ///
    /// Errors: [`FilesError::Conflict`] where the file does not hold what its writer had read.
    pub async fn replace(
        &self,
        replacement: Replacement,
    ) -> Result<crate::ContentHash, FilesError> {
        let dir = Arc::clone(&self.dir);
        blocking(move || write::replace(&dir, &replacement)).await
    }

    /// Looks at what a replacement that was cut off has left, and clears it away where that loses
    /// nothing.
    pub async fn settle(&self, it: CutOff) -> Result<Settled, FilesError> {
        let dir = Arc::clone(&self.dir);
        blocking(move || write::settle(&dir, &it)).await
    }

    /// Lists its files, those near the top first, without what `.gitignore` and `.ignore` leave out.
    pub async fn list(&self, limits: ListLimits) -> Result<Listing, FilesError> {
        let dir = Arc::clone(&self.dir);
        blocking(move || Ok(list::list(&dir, limits))).await
    }
}

fn open(chosen: &Path, keep_out: &KeepOut) -> Result<Folder, FilesError> {
    let shown = || chosen.display().to_string();
    if !chosen.is_absolute() {
        return Err(FilesError::NotThisFolder { path: shown(), why: "is not written in full" });
    }
    let path = std::fs::canonicalize(chosen).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            FilesError::NoFolder { path: shown() }
        }
        // Whatever else a system may say.
        _ => of_system(&shown(), source),
    })?;
    if path.to_str().is_none() {
        return Err(FilesError::NotThisFolder { path: shown(), why: "has a name that is no text" });
    }
    keep_out.admit(&path)?;
    let dir = open_dir(&path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            FilesError::NoFolder { path: shown() }
        }
        // Whatever else a system may say.
        _ => of_system(&shown(), source),
    })?;
    Ok(Folder { dir: Arc::new(dir), path: path.into() })
}

fn open_dir(path: &PathBuf) -> std::io::Result<Dir> {
    Dir::open_ambient_dir(path, ambient_authority())
}

/// Opens the folder that holds `path`, one name after another, without following a link.
pub(crate) fn parent(root: &Dir, path: &FilePath) -> Result<Dir, FilesError> {
    let failed = |source| of_system(path.as_str(), source);
    let mut dir = root.try_clone().map_err(failed)?;
    for name in path.folders() {
        dir = match dir.open_dir_nofollow(name) {
            Ok(inner) => inner,
            Err(source) => return Err(why_not(&dir, name, path, source)),
        };
    }
    Ok(dir)
}

/// Why a step on the way could not be taken.
fn why_not(dir: &Dir, name: &str, path: &FilePath, source: std::io::Error) -> FilesError {
    let path = path.as_str();
    match dir.symlink_metadata(name) {
        Ok(met) if met.is_symlink() => FilesError::Link { path: path.to_owned() },
        Ok(met) if !met.is_dir() => FilesError::NotFound { path: path.to_owned() },
        _ => of_system(path, source),
    }
}

/// What the system knows of the entry `path` of `dir`, which must be a regular file.
pub(crate) fn regular(dir: &Dir, path: &FilePath) -> Result<Metadata, FilesError> {
    let met = dir.symlink_metadata(path.name());
    let met = met.map_err(|source| of_system(path.as_str(), source))?;
    check_regular(&met, path)?;
    Ok(met)
}

pub(crate) fn check_regular(met: &Metadata, path: &FilePath) -> Result<(), FilesError> {
    let path = path.as_str().to_owned();
    if met.is_symlink() {
        return Err(FilesError::Link { path });
    }
    if met.is_file() {
        return Ok(());
    }
    let kind = if met.is_dir() { "a folder" } else { "a device, a pipe or a socket" };
    Err(FilesError::NotAFile { path, kind })
}
