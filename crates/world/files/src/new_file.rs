//! A new file where a person wants one: whole, or not there at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::{ChosenError, KeepOut};

/// What becomes of a file that has the name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Keep,
    /// It is replaced, once the new one is whole.
    Replace,
}

/// A file that is being written beside its name, and gets it when it is finished. Dropping it before
/// leaves nothing behind. Only its owner can read it.
#[derive(Debug)]
pub struct NewFile {
    file: File,
    beside: PathBuf,
    path: PathBuf,
    existing: Existing,
    finished: bool,
}

impl NewFile {
    /// Begins the file. `mark` (letters and digits) tells what is beside it from others.
    ///
    /// Errors: [`ChosenError`]; where `existing` says to keep it, a file of that name is one.
    pub fn create(
        path: &Path,
        existing: Existing,
        keep_out: &KeepOut,
        mark: &str,
    ) -> Result<Self, ChosenError> {
        let path = placed(path, keep_out)?;
        check(&path, existing)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let short: String = name.chars().take(40).collect();
        let beside = path.with_file_name(format!(".{short}.{mark}.unfinished"));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&beside).map_err(|error| ChosenError::of(&path, error))?;
        Ok(Self { file, beside, path, existing, finished: false })
    }

    /// Puts the file on the disk and gives it its name. Returns where it is and its size in bytes.
    ///
    /// Errors: [`ChosenError`]; then nothing is left of it.
    pub fn finish(mut self) -> Result<(PathBuf, u64), ChosenError> {
        let outcome = self.give_name();
        let size = self.file.metadata().map_or(0, |met| met.len());
        outcome.map_err(|error| ChosenError::of(&self.path, error))?;
        self.finished = true;
        Ok((self.path.clone(), size))
    }

    /// The error for what the system said while it was written.
    pub fn failed(&self, source: io::Error) -> ChosenError {
        ChosenError::of(&self.path, source)
    }

    fn give_name(&self) -> io::Result<()> {
        self.file.sync_all()?;
        match self.existing {
            Existing::Replace => fs::rename(&self.beside, &self.path)?,
            Existing::Keep => match fs::hard_link(&self.beside, &self.path) {
                Ok(()) => fs::remove_file(&self.beside)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
                // Some disks know no second name.
                Err(_) if !self.path.exists() => fs::rename(&self.beside, &self.path)?,
                Err(_) => return Err(io::ErrorKind::AlreadyExists.into()),
            },
        }
        let folder = self.path.parent().filter(|_| cfg!(unix));
        folder.map_or(Ok(()), |it| File::open(it).and_then(|it| it.sync_all()))
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.finished {
            // An absent leftover is what is wanted.
            drop(fs::remove_file(&self.beside));
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for NewFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// The path with its folder as it really is, where a file may be written.
///
/// Errors: [`ChosenError`] where there is no such folder, or where it is Atelier's own.
pub fn placed(path: &Path, keep_out: &KeepOut) -> Result<PathBuf, ChosenError> {
    let written = || path.display().to_string();
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(ChosenError::NotAFile { path: written() });
    };
    if !path.is_absolute() {
        return Err(ChosenError::NotInFull { path: written() });
    }
    let real = fs::canonicalize(folder).map_err(|error| ChosenError::of(folder, error))?;
    if !real.is_dir() {
        return Err(ChosenError::NotFound { path: folder.display().to_string() });
    }
    if keep_out.is_own(&real) {
        return Err(ChosenError::Own { path: written() });
    }
    Ok(real.join(name))
}

/// Refuses a name that is taken by what must stay.
fn check(path: &Path, existing: Existing) -> Result<(), ChosenError> {
    let written = || path.display().to_string();
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(ChosenError::of(path, error)),
        Ok(met) if !met.is_file() => Err(ChosenError::NotAFile { path: written() }),
        Ok(_) if existing == Existing::Keep => Err(ChosenError::Exists { path: written() }),
        Ok(_) => Ok(()),
    }
}
