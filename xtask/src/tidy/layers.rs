//! The folder tree is the architecture: dependencies point downward only.

mod table;

use std::path::Path;

use serde_json::Value;

use self::table::{Layer, may_use, outsider};
use super::Finding;

/// A package of the workspace, as far as the rules look at it.
#[derive(Clone, Debug)]
pub(super) struct Package {
    /// Its folder below the root, with `/` between folders.
    folder: String,
    /// What it depends on.
    needs: Vec<Need>,
}

/// One dependency.
#[derive(Clone, Debug)]
struct Need {
    name: String,
    /// The folder below the root, when it is one of ours.
    folder: Option<String>,
    /// Whether only tests need it.
    for_tests: bool,
}

/// Reads the packages out of `cargo metadata`.
pub(super) fn packages(metadata: &Value, root: &Path) -> Vec<Package> {
    let list = |value: &Value, key: &str| {
        value.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let below = |path: &str| {
        let path = Path::new(path).strip_prefix(root).unwrap_or(Path::new(path));
        path.to_string_lossy().replace('\\', "/")
    };
    list(metadata, "packages")
        .iter()
        .map(|package| {
            let manifest = text(package, "manifest_path").unwrap_or_default();
            let folder = Path::new(&manifest).parent().unwrap_or(Path::new(""));
            let need = |need: &Value| Need {
                name: text(need, "name").unwrap_or_default(),
                folder: text(need, "path").map(|path| below(&path)),
                for_tests: text(need, "kind").as_deref() == Some("dev"),
            };
            let needs = list(package, "dependencies").iter().map(need).collect();
            Package { folder: below(&folder.to_string_lossy()), needs }
        })
        .collect()
}

/// Finds dependencies that the table does not allow.
pub(super) fn check(packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in packages {
        let Some(from) = Layer::of(&package.folder) else {
            findings.push(Finding::new(&package.folder, "is in no layer of the table"));
            continue;
        };
        for need in &package.needs {
            let refused = match need.folder.as_deref() {
                Some(folder) => {
                    let to = Layer::of(folder);
                    let allowed = to.is_some_and(|to| may_use(from, to, need.for_tests));
                    (!allowed).then(|| format!("may not use {folder}"))
                }
                None => outsider(from, &need.name, need.for_tests),
            };
            findings.extend(refused.map(|what| Finding::new(&package.folder, what)));
        }
    }
    findings
}

#[cfg(test)]
mod tests;
