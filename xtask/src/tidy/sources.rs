//! The files of the project that are kept, or will be: what git tracks and does not ignore.

use crate::{error::Result, files, process::Step, workplace::Workplace};

/// A text file of the project.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Its path below the root, with `/` between folders.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) text: String,
}

impl Source {
    /// The ending after the last dot.
    pub(crate) fn ending(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// Whether it was written by a program.
    pub(crate) fn is_generated(&self) -> bool {
        self.path.contains("/generated/")
            || matches!(self.path.as_str(), "docs/openapi.json" | "docs/operations.md")
            || self.is_lock()
    }

    /// Whether a package manager wrote it.
    pub(crate) fn is_lock(&self) -> bool {
        self.path.ends_with("Cargo.lock") || self.path.ends_with("package-lock.json")
    }

    /// Whether it is there for tests only.
    pub(crate) fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let folders = ["tests", "testing", "fixtures", "e2e"];
        self.path.split('/').any(|folder| folders.contains(&folder))
            || name == "tests.rs"
            || name.contains(".test.")
            || name.ends_with("_tests.rs")
            || name.starts_with("test_") && self.ending() == "py"
    }
}

/// The files of the project.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    /// The files, by path.
    pub(crate) files: Vec<Source>,
    /// The paths of all, of those too that are no text.
    pub(crate) paths: Vec<String>,
}

impl Tree {
    /// Reads what git lists; files that are no text are left out.
    pub(crate) fn read(workplace: &Workplace) -> Result<Self> {
        // The folder may belong to another user, as it does where root builds a clone.
        let trust = format!("safe.directory={}", workplace.root.display());
        let list = Step::new("lists files", "git")
            .args(["-c", &trust, "ls-files", "--cached", "--others", "--exclude-standard", "-z"])
            .within(&workplace.root)
            .capture()?;
        let mut found = Self::default();
        for path in list.split('\0').filter(|path| !path.is_empty()) {
            let whole = workplace.root.join(path);
            // Listed, but deleted or a link: nothing to look at.
            if !whole.is_file() {
                continue;
            }
            found.paths.push(path.to_owned());
            let text = files::read(&whole)?;
            if !text.contains('\0') {
                found.files.push(Source { path: path.to_owned(), text });
            }
        }
        Ok(found)
    }

    /// The files whose names end in one of `endings`.
    pub(crate) fn ending_in(&self, endings: &'static [&str]) -> impl Iterator<Item = &Source> {
        self.files.iter().filter(move |file| endings.contains(&file.ending()))
    }
}

#[cfg(test)]
impl Tree {
    /// Returns the tree that holds the files given as path and text.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let source = |&(path, text): &(&str, &str)| Source { path: path.into(), text: text.into() };
        let paths = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        Self { files: files.iter().map(source).collect(), paths }
    }
}
