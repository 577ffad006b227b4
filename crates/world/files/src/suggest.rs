//! Folders that a path which is being typed could mean.

use std::path::{Path, PathBuf};

use crate::FilesError;
use crate::blocking::blocking;

/// How many entries of a folder are looked at.
const LOOKED_AT: usize = 5_000;

/// Returns at most `limit` folders whose path begins with `typed`, sorted. `~` is `home`. Hidden ones
/// come only where the name that is typed begins with a dot.
pub async fn suggest(
    typed: &str,
    home: Option<PathBuf>,
    limit: usize,
) -> Result<Vec<String>, FilesError> {
    let typed = typed.to_owned();
    blocking(move || Ok(find(&typed, home.as_deref(), limit))).await
}

fn find(typed: &str, home: Option<&Path>, limit: usize) -> Vec<String> {
    let typed = match (typed.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with(['/', '\\']) => {
            format!("{}/{}", home.display(), rest.trim_start_matches(['/', '\\']))
        }
        _ => typed.to_owned(),
    };
    let (folder, begun) = match typed.rfind(std::path::is_separator) {
        Some(at) => typed.split_at(at + 1),
        None => return Vec::new(),
    };
    if !Path::new(folder).is_absolute() {
        return Vec::new();
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let begun = begun.to_lowercase();
    let fits = |name: &str| {
        name.to_lowercase().starts_with(&begun)
            && name.starts_with('.') == begun.starts_with('.')
            && !name.chars().any(char::is_control)
    };
    let mut found: Vec<String> = entries
        .take(LOOKED_AT)
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let is_folder = fits(&name) && entry.path().is_dir();
            is_folder.then(|| format!("{folder}{name}"))
        })
        .collect();
    found.sort_unstable_by_key(|path| path.to_lowercase());
    found.truncate(limit);
    found
}
