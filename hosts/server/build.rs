//! Lists the files of the built interface, so that the library can carry them.

use std::{
    env,
    fmt::Write as _,
    fs, io,
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
    let root = folder.canonicalize().unwrap_or(folder);
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    // Copies, so that an interface that is built anew meanwhile does not break the compilation.
    let copies = out.join("files");
    if copies.exists() {
        fs::remove_dir_all(&copies)?;
    }
    fs::create_dir_all(&copies)?;
    let mut named: Vec<(String, PathBuf)> =
        files.into_iter().filter_map(|file| Some((name(&root, &file)?, file))).collect();
    // By name, as it is looked up by name.
    named.sort();
    let mut rows = String::new();
    for (number, (name, file)) in named.iter().enumerate() {
        let copy = copies.join(number.to_string());
        fs::copy(file, &copy)?;
        let copy = copy.display().to_string();
        writeln!(rows, "    ({name:?}, include_bytes!({copy:?})),").map_err(io::Error::other)?;
    }
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

/// The path under which the page asks for a file.
fn name(root: &Path, file: &Path) -> Option<String> {
    Some(format!("/{}", file.strip_prefix(root).ok()?.to_str()?.replace('\\', "/")))
}
