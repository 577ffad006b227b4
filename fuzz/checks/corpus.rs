//! The inputs that fuzzing began with or found, tried again on the ordinary compiler.

use std::path::Path;

/// Hands every file of `fuzz/corpus/TARGET` to `check`; there must be one.
pub(crate) fn each(target: &str, check: impl Fn(&[u8])) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3);
    let folder = root.map(|root| root.join("fuzz/corpus").join(target)).unwrap_or_default();
    let files: Vec<_> = std::fs::read_dir(&folder).into_iter().flatten().flatten().collect();
    let mut tried = 0;
    for path in files.iter().map(std::fs::DirEntry::path).filter(|path| path.is_file()) {
        match std::fs::read(&path) {
            Ok(data) => check(&data),
            Err(error) => panic!("{} cannot be read: {error}", path.display()),
        }
        tried += 1;
    }
    assert!(tried > 0, "there is no seed in {}", folder.display());
}
