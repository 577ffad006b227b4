//! Reading and writing the project's own files.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::error::{Error, Result};

/// Returns the text of `path`; bytes that are no UTF-8 are replaced.
pub(crate) fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|source| failed(path, source))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes `text` to `path`, and makes the folders above it.
#[expect(clippy::disallowed_methods, reason = "the paths are this tool's own")]
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    }
    std::fs::write(path, text).map_err(|source| failed(path, source))
}

/// Removes the folder `path` and all in it; an absent one is fine.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(failed(path, source)),
        _ => Ok(()),
    }
}

/// Returns how many bytes `path` holds; a folder holds what its files hold.
pub(crate) fn size(path: &Path) -> Result<u64> {
    let about = std::fs::metadata(path).map_err(|source| failed(path, source))?;
    if !about.is_dir() {
        return Ok(about.len());
    }
    below(path)?.iter().map(|file| size(file)).sum()
}

/// Returns when the newest file at or below the paths was last changed; absent ones do not count.
pub(crate) fn newest(paths: &[PathBuf]) -> Result<Option<SystemTime>> {
    let mut newest = None;
    for path in paths.iter().filter(|path| path.exists()) {
        let files = if path.is_dir() { below(path)? } else { vec![path.clone()] };
        for file in files {
            let changed = std::fs::metadata(&file).and_then(|about| about.modified());
            newest = newest.max(Some(changed.map_err(|source| failed(&file, source))?));
        }
    }
    Ok(newest)
}

/// Returns every file below `folder`, installed npm packages left out.
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|source| failed(folder, source))?;
    for entry in entries {
        let path = entry.map_err(|source| failed(folder, source))?.path();
        if path.file_name().is_some_and(|name| name == "node_modules") {
            continue;
        }
        if path.is_dir() {
            files.extend(below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}
