//! A file that a person named, to be read from its beginning to its end.

use std::fs::{self, File, Metadata};
use std::path::{Path, PathBuf};

use crate::{ChosenError, KeepOut};

/// A regular file that a person named, open for reading.
#[derive(Debug)]
pub struct ChosenFile {
    /// The file.
    pub file: File,
    /// Its name, without the folders that lead to it.
    pub name: String,
    /// How many bytes it has now.
    pub bytes: u64,
}

impl ChosenFile {
    /// Opens the file at `path`, which begins at the root. Links are followed: the person named it.
    ///
    /// Errors: [`ChosenError`] where there is none, where it is no regular file, and where it belongs
    /// to Atelier.
    pub fn open(path: &Path, keep_out: &KeepOut) -> Result<Self, ChosenError> {
        let failed = |error| ChosenError::of(path, error);
        let (real, met) = found(path, keep_out)?;
        // Looked at before it is opened: to open a pipe would wait for its writer.
        if !met.is_file() {
            return Err(ChosenError::NotAFile { path: path.display().to_string() });
        }
        let file = File::open(&real).map_err(failed)?;
        let bytes = file.metadata().map_err(failed)?.len();
        let name = path.file_name().or(real.file_name()).unwrap_or_default();
        Ok(Self { file, name: name.to_string_lossy().into_owned(), bytes })
    }
}

/// Where a path that begins at the root leads, by all its links, and what is there.
///
/// Errors: [`ChosenError`] where there is nothing, and where it belongs to Atelier.
pub(crate) fn found(path: &Path, keep_out: &KeepOut) -> Result<(PathBuf, Metadata), ChosenError> {
    let failed = |error| ChosenError::of(path, error);
    if !path.is_absolute() {
        return Err(ChosenError::NotInFull { path: path.display().to_string() });
    }
    let real = fs::canonicalize(path).map_err(failed)?;
    if keep_out.is_own(&real) {
        return Err(ChosenError::Own { path: path.display().to_string() });
    }
    let met = fs::metadata(&real).map_err(failed)?;
    Ok((real, met))
}
