//! What something was built from, in a number: built again only where that is another.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
};

use crate::{
    error::{Result, check},
    files,
    workplace::Workplace,
};

/// Lies beside what was built.
const NAME: &str = "built-from";

/// Whether what lies in `folder` was built from what `stamp` stands for.
pub(super) fn is_fresh(folder: &Path, stamp: &str) -> bool {
    files::read(&folder.join(NAME)).is_ok_and(|before| before == stamp)
}

/// Notes what was built from.
pub(super) fn note(folder: &Path, stamp: &str) -> Result<()> {
    files::write(&folder.join(NAME), stamp)
}

/// Returns the stamp of files and folders below the root, and of the locked packages that the
/// packages named depend on.
pub(super) fn stamp(workplace: &Workplace, paths: &[&str], packages: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        let path = workplace.root.join(path);
        let mut all: Vec<PathBuf> = if path.is_dir() { files::below(&path)? } else { vec![path] };
        all.sort();
        for file in all {
            file.hash(&mut hasher);
            files::read(&file)?.hash(&mut hasher);
        }
    }
    let lock = files::read(&workplace.root.join("Cargo.lock"))?;
    locked(&lock, packages)?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

/// The entries of a lock file for packages and all that they depend on.
fn locked<'a>(lock: &'a str, packages: &[&str]) -> Result<BTreeSet<&'a str>> {
    let entries: Vec<&str> = lock.split("[[package]]").skip(1).collect();
    let of = |name: &str| {
        let line = format!("name = \"{name}\"");
        let is_it = move |entry: &&&str| entry.lines().any(|it| it == line);
        entries.iter().filter(is_it).copied().collect::<Vec<_>>()
    };
    let mut found = BTreeSet::new();
    let mut wanted: Vec<String> = packages.iter().map(|&name| name.to_owned()).collect();
    while let Some(name) = wanted.pop() {
        let named = of(&name);
        if named.is_empty() {
            return Err(check(format!("Cargo.lock holds no {name}")));
        }
        for entry in named {
            if found.insert(entry) {
                wanted.extend(dependencies(entry));
            }
        }
    }
    Ok(found)
}

/// The names of what an entry depends on.
fn dependencies(entry: &str) -> impl Iterator<Item = String> {
    let list = entry.split_once("dependencies = [").map_or("", |(_, rest)| rest);
    let list = list.split(']').next().unwrap_or_default();
    list.lines().filter_map(|line| {
        let quoted = line.trim().trim_end_matches(',').trim_matches('"');
        // A version follows where there are several.
        quoted.split(' ').next().filter(|name| !name.is_empty()).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    //! Only what a package depends on counts.

    use super::locked;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \
                        \"b\",\n \"c 2.0.0\",\n]\n\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\n\n\
                        [[package]]\nname = \"c\"\nversion = \"2.0.0\"\n\n\
                        [[package]]\nname = \"other\"\nversion = \"1.0.0\"\n";

    #[test]
    fn a_package_counts_with_all_it_depends_on() {
        let found = locked(LOCK, &["a"]).expect("all are there");
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|entry| !entry.contains("other")));
        let bumped = LOCK.replace("\"2.0.0\"\n\n", "\"2.0.1\"\n\n");
        assert_ne!(locked(&bumped, &["a"]).expect("all are there"), found);
        assert!(locked(LOCK, &["none"]).is_err());
    }
}
