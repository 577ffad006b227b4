//! Writes what is generated from the contract: the TypeScript client's types and table, the
//! `OpenAPI` document and the list of operations. All are committed, and CI fails on drift.

mod markdown;
mod openapi;
mod typescript;

use std::path::Path;

use crate::{error::Result, files, workplace::Workplace};

/// A generated file: its path below the root, and its text.
pub(crate) struct Generated {
    /// Path below the root of the repository.
    pub(crate) path: &'static str,
    /// The whole text.
    pub(crate) text: String,
}

/// Returns every generated file as it should be.
pub(crate) fn all() -> Vec<Generated> {
    let operations: Vec<_> = atelier_api::operations().collect();
    vec![
        Generated {
            path: "packages/client/generated/types.ts",
            text: typescript::types(&operations),
        },
        Generated {
            path: "packages/client/generated/operations.ts",
            text: typescript::operations(&operations),
        },
        Generated { path: "docs/openapi.json", text: openapi::document(&operations) },
        Generated { path: "docs/operations.md", text: markdown::table(&operations) },
    ]
}

/// Writes every generated file whose text differs.
pub(crate) fn run(workplace: &Workplace, _: &[String]) -> Result<()> {
    let changed = stale(&workplace.root);
    for file in all().iter().filter(|file| changed.contains(&file.path)) {
        files::write(&workplace.root.join(file.path), &file.text)?;
    }
    eprintln!("{} generated files changed: {changed:?}", changed.len());
    Ok(())
}

/// Returns the paths of generated files that are not as they should be.
pub(crate) fn stale(root: &Path) -> Vec<&'static str> {
    let is_stale = |file: &Generated| {
        std::fs::read(root.join(file.path)).map_or(true, |old| old != file.text.as_bytes())
    };
    all().into_iter().filter(is_stale).map(|file| file.path).collect()
}

#[cfg(test)]
mod tests {
    //! Drift is seen.

    use super::*;

    // rows: 2.36
    #[test]
    fn a_file_that_differs_or_is_absent_is_stale() {
        let root = tempfile::tempdir().unwrap();
        let every: Vec<_> = all().into_iter().map(|file| file.path).collect();
        assert_eq!(stale(root.path()), every, "nothing is written yet");
        for file in all() {
            files::write(&root.path().join(file.path), &file.text).unwrap();
        }
        assert!(stale(root.path()).is_empty(), "all is as it should be");
        files::write(&root.path().join("docs/operations.md"), "# Operations\n").unwrap();
        assert_eq!(stale(root.path()), ["docs/operations.md"]);
    }
}
