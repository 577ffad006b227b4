//! Writes what is generated from the contract: the TypeScript client's types and table, the
//! OpenAPI document and the list of operations. All are committed, and CI fails on drift.

mod markdown;
mod openapi;
mod typescript;

use std::path::Path;

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

/// Writes every generated file whose text differs, and returns the paths of those that did.
pub(crate) fn write(root: &Path) -> std::io::Result<Vec<&'static str>> {
    let mut changed = Vec::new();
    for file in all() {
        let path = root.join(file.path);
        if std::fs::read(&path).is_ok_and(|old| old == file.text.as_bytes()) {
            continue;
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, file.text)?;
        changed.push(file.path);
    }
    Ok(changed)
}

/// Returns the paths of generated files that are not as they should be.
pub(crate) fn stale(root: &Path) -> Vec<&'static str> {
    let is_stale = |file: &Generated| {
        std::fs::read(root.join(file.path)).map_or(true, |old| old != file.text.as_bytes())
    };
    all().into_iter().filter(is_stale).map(|file| file.path).collect()
}
