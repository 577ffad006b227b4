//! Lists the files of the built interface, so that the library can carry them.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    // A missing folder is an interface that was not built yet; the page then says how to build it.
    if folder.is_dir() {
        collect(&folder.canonicalize()?, &mut files)?;
    }
    files.sort();
    let root = folder.canonicalize().unwrap_or(folder);
    let rows: String = files.iter().filter_map(|file| row(&root, file)).collect();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    #[expect(clippy::disallowed_methods, reason = "a build script writes to its own OUT_DIR")]
    fs::write(out.join("files.rs"), format!("&[\n{rows}]\n"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn row(root: &Path, file: &Path) -> Option<String> {
    let name = file.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
    Some(format!("    ({:?}, include_bytes!({:?})),\n", format!("/{name}"), file.to_str()?))
}
