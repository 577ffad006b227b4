//! Real files that this machine has anyway: installed packages and our own sources.

use std::path::{Path, PathBuf};

use atelier_agent_booster::{Grammars, Language, NativeGrammars, parse_language};

use super::rng::Rng;

/// A real file.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) language: Language,
    pub(crate) text: String,
    /// Where it was found, for a failure to be looked into.
    pub(crate) path: PathBuf,
}

/// Written for languages that few packages carry.
const OWN: &[(&str, &str)] = &[
    ("shelf.go", include_str!("fixtures/shelf.go")),
    ("Shelf.java", include_str!("fixtures/Shelf.java")),
    ("panel.jsx", include_str!("fixtures/panel.jsx")),
];

const SMALLEST: usize = 900;
const LARGEST: usize = 60_000;

/// Finds up to `most` files of each language that parse, under `roots`, the same in every run on
/// the same files.
pub(crate) fn find(roots: &[PathBuf], most: usize) -> Vec<Source> {
    let mut paths = Vec::new();
    for root in roots {
        walk(root, 0, &mut paths);
    }
    paths.sort();
    Rng::of(7).shuffle(&mut paths);
    let mut grammars = NativeGrammars::default();
    let mut sources: Vec<Source> = OWN
        .iter()
        .filter_map(|(name, text)| {
            let language = parse_language(name.rsplit('.').next()?)?;
            Some(Source { language, text: (*text).to_owned(), path: PathBuf::from(name) })
        })
        .collect();
    for path in paths {
        let Some(language) = language_of(&path) else { continue };
        if sources.iter().filter(|source| source.language == language).count() >= most {
            continue;
        }
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let parses = |text: &str| match grammars.syntax(language) {
            Some(syntax) => syntax.parse(text).is_some_and(|tree| !tree.has_error()),
            None => language == Language::Text,
        };
        if is_usable(&text) && { parses }(&text) {
            sources.push(Source { language, text, path });
        }
    }
    sources
}

/// Neither tiny nor huge, nor made by a machine for machines.
fn is_usable(text: &str) -> bool {
    let lines = text.lines().count();
    (SMALLEST..=LARGEST).contains(&text.len())
        && lines > 25
        && text.len() / lines < 90
        && text.lines().all(|line| line.len() < 400)
        && !text.contains('\r')
}

fn language_of(path: &Path) -> Option<Language> {
    let name = path.file_name()?.to_str()?;
    if name.ends_with(".min.js")
        || name.ends_with(".min.css")
        || name.ends_with(".d.ts") && name.len() % 3 != 0
    {
        return None;
    }
    parse_language(path.extension()?.to_str()?)
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let path = entry.path();
        if kind.is_dir() && depth < 9 {
            let name = entry.file_name();
            if name != "target" && name != ".git" {
                walk(&path, depth + 1, found);
            }
        } else if kind.is_file() {
            found.push(path);
        }
    }
}
