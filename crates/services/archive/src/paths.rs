//! Paths as a person writes them.

use std::path::{Path, PathBuf};

use crate::{Archive, KeepOut};

/// A path with the home folder in the place of `~`.
pub(crate) fn in_full(keep_out: &KeepOut, path: &str) -> PathBuf {
    let path = path.trim();
    match (path.strip_prefix('~'), &keep_out.home) {
        (Some(""), Some(home)) => home.clone(),
        (Some(rest), Some(home)) if rest.starts_with(std::path::is_separator) => {
            home.join(rest.trim_start_matches(std::path::is_separator))
        }
        _ => PathBuf::from(path),
    }
}

impl Archive {
    /// A path with the home folder in the place of `~`.
    pub(crate) fn in_full(&self, path: &str) -> PathBuf {
        in_full(&self.keep_out, path)
    }

    /// A path of this name that nothing has yet, where a person looks for what was saved.
    pub(crate) fn free_name(&self, name: &str) -> PathBuf {
        let home = self.keep_out.home.clone().unwrap_or_default();
        let downloads = home.join("Downloads");
        let folder = if downloads.is_dir() { downloads } else { home };
        let path = Path::new(name);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let mut free = folder.join(name);
        for number in 2..100 {
            if free.symlink_metadata().is_err() {
                break;
            }
            free = folder.join(format!("{stem} {number}.{ending}"));
        }
        free
    }
}
