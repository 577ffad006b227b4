//! The files of a folder, for choosing one.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cap_fs_ext::DirExt as _;
use cap_std::fs::Dir;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::path::{FilePath, is_control};
use crate::read;

/// How far to look.
#[derive(Clone, Copy, Debug)]
pub struct ListLimits {
    /// How many files to return.
    pub files: usize,
    /// How long to look.
    pub time: Duration,
}

/// The files of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Their paths, those near the top first.
    pub files: Vec<FilePath>,
    /// Whether these are all there are to see.
    pub complete: bool,
}

/// How deep folders are followed.
const DEPTH: usize = 40;
/// The longest file of rules that is read, in bytes.
const RULES_BYTES: usize = 1 << 18;
/// The files that say what to leave out, the stronger one last.
const RULES: &[&str] = &[".gitignore", ".ignore"];

/// A folder to look into.
struct Place {
    /// Its path with `/` at the end; empty for the root.
    way: String,
    depth: usize,
    rules: Option<Arc<Rules>>,
}

/// What a folder says to leave out, after what the folders above it say.
struct Rules {
    here: Gitignore,
    above: Option<Arc<Self>>,
}

pub(crate) fn list(root: &Dir, limits: ListLimits) -> Listing {
    let begun = Instant::now();
    let mut found = Listing { files: Vec::new(), complete: true };
    let mut waiting = VecDeque::from([Place { way: String::new(), depth: 0, rules: None }]);
    while let Some(place) = waiting.pop_front() {
        let Some(dir) = reach(root, &place.way) else { continue };
        let rules = with_rules_of(&dir, &place);
        let Ok(entries) = dir.entries() else { continue };
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        for entry in entries {
            if begun.elapsed() > limits.time {
                found.complete = false;
                waiting.clear();
                break;
            }
            let Ok(entry) = entry else { continue };
            let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else {
                continue;
            };
            let path = format!("{}{name}", place.way);
            if is_control(&name) || is_left_out(rules.as_deref(), &path, kind.is_dir()) {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file()
                && let Ok(path) = FilePath::parse(&path)
            {
                files.push(path);
            }
        }
        files.sort_unstable();
        folders.sort_unstable();
        found.files.append(&mut files);
        if found.files.len() > limits.files {
            found.files.truncate(limits.files);
            found.complete = false;
            break;
        }
        if place.depth < DEPTH {
            let inner = |path| Place {
                way: format!("{path}/"),
                depth: place.depth + 1,
                rules: rules.clone(),
            };
            waiting.extend(folders.into_iter().map(inner));
        } else if !folders.is_empty() {
            found.complete = false;
        }
    }
    found
}

/// Opens the folder at `way`, one name after another, without following a link.
fn reach(root: &Dir, way: &str) -> Option<Dir> {
    let names = way.split('/').filter(|name| !name.is_empty());
    names.fold(root.try_clone().ok(), |dir, name| dir?.open_dir_nofollow(name).ok())
}

fn with_rules_of(dir: &Dir, place: &Place) -> Option<Arc<Rules>> {
    let mut builder = GitignoreBuilder::new(format!("/{}", place.way.trim_end_matches('/')));
    let mut any = false;
    for name in RULES {
        let Ok(name) = FilePath::parse(name) else { continue };
        let Ok((bytes, _)) = read::bytes(dir, &name) else { continue };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        for line in text.lines().take_while({
            let mut read = 0;
            move |line| {
                read += line.len() + 1;
                read <= RULES_BYTES
            }
        }) {
            // A line that is no pattern says nothing.
            any |= builder.add_line(None, line).is_ok();
        }
    }
    if !any {
        return place.rules.clone();
    }
    let Ok(here) = builder.build() else { return place.rules.clone() };
    Some(Arc::new(Rules { here, above: place.rules.clone() }))
}

/// Whether the nearest rule that speaks of `path` leaves it out.
fn is_left_out(rules: Option<&Rules>, path: &str, is_folder: bool) -> bool {
    let mut next = rules;
    while let Some(rules) = next {
        match rules.here.matched(format!("/{path}"), is_folder) {
            Match::Ignore(_) => return true,
            Match::Whitelist(_) => return false,
            Match::None => next = rules.above.as_deref(),
        }
    }
    false
}
