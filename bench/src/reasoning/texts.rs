//! Texts as people write them: what is said in the sources of installed packages, read when the
//! benchmark runs.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

/// The shortest paragraph that counts, in bytes.
const SHORTEST: usize = 40;
/// Where a longer one is cut.
const LONGEST: usize = 1_200;

/// Returns `count` different paragraphs, always the same ones where the same packages are
/// installed. Where there are too few, they come again with a word of their own.
pub(super) fn paragraphs(count: usize) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    list(&sources()?, &mut files);
    files.sort();
    let mut found = Vec::new();
    let mut known = HashSet::new();
    for file in files {
        let Ok(bytes) = std::fs::read(file) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        for paragraph in documented(&text) {
            if known.insert(paragraph.clone()) {
                found.push(paragraph);
            }
        }
        if found.len() >= count * 2 {
            break;
        }
    }
    if found.is_empty() {
        return Err("no package with documentation is installed".to_owned());
    }
    let real = found.len();
    while found.len() < count {
        let again = format!("{} variant{}", found[found.len() % real], found.len());
        found.push(again);
    }
    // Neighbors come from one file; spread them.
    let step = found.len() / count;
    Ok(found.into_iter().step_by(step.max(1)).take(count).collect())
}

/// Where cargo keeps the sources of packages.
fn sources() -> Result<PathBuf, String> {
    #[expect(clippy::disallowed_methods, reason = "where cargo is, its environment says")]
    let home = std::env::var("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|_| std::env::var("HOME").map(|home| Path::new(&home).join(".cargo")));
    home.map(|home| home.join("registry/src")).map_err(|error| error.to_string())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}

/// Returns the paragraphs of a source's documentation.
fn documented(source: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut paragraph = String::new();
    for line in source.lines() {
        let line = line.trim_start();
        let said = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        let words = said.map(str::trim).filter(|words| !words.is_empty());
        if let Some(words) = words {
            paragraph.push_str(words);
            paragraph.push(' ');
            continue;
        }
        if paragraph.len() >= SHORTEST {
            paragraph.truncate(paragraph.floor_char_boundary(LONGEST));
            paragraphs.push(paragraph.trim_end().to_owned());
        }
        paragraph.clear();
    }
    paragraphs
}
