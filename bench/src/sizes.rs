//! What is shipped: the program, the package, the page.

use std::path::{Path, PathBuf};

use crate::{
    child::{Programs, root},
    row::Row,
};

const MB: f64 = 1e6;

pub(crate) fn measure(programs: &Programs) -> Result<Vec<Row>, String> {
    let desktop = size(&programs.path("atelier-desktop"))?;
    let cli = size(&programs.path("atelier"))?;
    let all = root().join("ui/dist");
    let ends = |path: &Path, with| path.extension().is_some_and(|end| end == with);
    let engines = folder(&all, &|path| ends(path, "wasm"))?;
    // Each comes when it is needed, as `ui/budget.mjs` counts it.
    let packed = folder(&all, &|path| ends(path, "gz"))?;
    let languages = folder(&all, &is_language)?;
    let page = folder(&all, &|_| true)? - engines - packed - languages;
    let mut rows = vec![
        Row::at_most("the desktop program", desktop, "MB", 20.0),
        Row::informs("the command line program", cli, "MB"),
        Row::at_most("the page, without what comes on demand", page, "MB", 2.0),
        Row::informs("the engines in the page", engines, "MB"),
        Row::informs("what else comes on demand, packed (grammars, diagrams)", packed, "MB"),
        Row::informs("the languages but English, on demand", languages, "MB"),
    ];
    let packages = programs.path("bundle/deb");
    match newest(&packages) {
        Some(package) => rows.push(Row::at_most("the .deb", size(&package)?, "MB", 10.0)),
        None => rows.push(Row::informs("the .deb (run `cargo xtask dist` first)", f64::NAN, "MB")),
    }
    Ok(rows)
}

fn is_language(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("language-"))
}

#[expect(clippy::cast_precision_loss, reason = "megabytes with two digits")]
fn size(path: &Path) -> Result<f64, String> {
    let data = std::fs::metadata(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(data.len() as f64 / MB)
}

fn folder(path: &Path, counts: &dyn Fn(&Path) -> bool) -> Result<f64, String> {
    let entries =
        std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut sum = 0.0;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            sum += folder(&path, counts)?;
        } else if counts(&path) {
            sum += size(&path)?;
        }
    }
    Ok(sum)
}

fn newest(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?;
    let packages = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let packages = packages.filter(|path| path.extension().is_some_and(|it| it == "deb"));
    packages.max_by_key(|path| path.metadata().and_then(|it| it.modified()).ok())
}
