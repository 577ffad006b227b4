//! The gallery: theme files that lie in a folder, read when somebody looks and never before.

use std::{path::Path, time::Duration};

use atelier_api::theme::{GalleryFile, ReadThemes, THEME_BYTES, ThemeGallery};
use atelier_files::{FilePath, FilesError, Folder, KeepOut, ListLimits};

/// How many files are looked at, and for how long.
const LIMITS: ListLimits = ListLimits { files: 200, time: Duration::from_secs(2) };

/// Reads what can be installed from `folder`. A folder that is not there holds nothing.
pub(super) async fn read(folder: &Path) -> ThemeGallery {
    let mut gallery = ThemeGallery {
        folder: folder.display().to_string(),
        files: Vec::new(),
        refused: Vec::new(),
    };
    // It is Atelier's own, so nothing of it has to be kept out.
    let keep_out = KeepOut { home: None, own: Vec::new() };
    let Ok(opened) = Folder::reopen(folder, keep_out).await else { return gallery };
    let Ok(listing) = opened.list(LIMITS).await else { return gallery };
    if !listing.complete {
        gallery.refused.push(format!("Only the first {} files were looked at.", LIMITS.files));
    }
    for path in listing.files.into_iter().filter(is_theme) {
        let name = path.as_str().to_owned();
        match one(&opened, path).await {
            Ok(file) => gallery.files.push(file),
            Err(why) => gallery.refused.push(format!("`{name}`: {why}.")),
        }
    }
    gallery
}

/// What to call the file of a theme.
pub(super) fn file_name(name: &str) -> String {
    let plain = |it: char| if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { '-' };
    let words: String = name.chars().map(plain).collect();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    let stem = if words.is_empty() { "theme".to_owned() } else { words.join("-") };
    format!("{stem}.atelier-theme.json")
}

fn is_theme(path: &FilePath) -> bool {
    is_theme_name(path.name())
}

/// Whether a file of this name can hold a theme.
pub(super) fn is_theme_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".json", ".css"].iter().any(|end| name.ends_with(end))
}

async fn one(folder: &Folder, path: FilePath) -> Result<GalleryFile, String> {
    let file_name = path.as_str().to_owned();
    let text = folder.read(path).await.map_err(|error: FilesError| error.to_string())?.text;
    shown_file(file_name, text)
}

/// A file as it can be looked at before it is installed, or why it is none of themes.
pub(super) fn shown_file(file_name: String, text: String) -> Result<GalleryFile, String> {
    if text.len() > THEME_BYTES {
        return Err("it is too large for a theme".to_owned());
    }
    let last = file_name.rsplit('/').next().unwrap_or_default();
    let stem = last.split('.').next().unwrap_or_default().to_owned();
    let name = Some(stem).filter(|it| !it.is_empty() && it.len() <= 100);
    let input = ReadThemes { text, name };
    let reading = super::read(&input).map_err(|error| error.message)?;
    if reading.themes.is_empty() {
        return Err("it gives no colour to any role".to_owned());
    }
    Ok(GalleryFile { file_name, themes: super::shown(&reading.themes), text: input.text })
}
