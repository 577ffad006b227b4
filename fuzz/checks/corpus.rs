//! The inputs that fuzzing began with or found, tried again on the ordinary compiler.

use std::path::Path;

/// Hands every file of `fuzz/corpus/TARGET` to `check`; there must be one.
pub(crate) fn each(target: &str, check: impl Fn(&[u8])) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3);
    let folder = root.map(|root| root.join("fuzz/corpus").join(target)).unwrap_or_default();
    let files: Vec<_> = std::fs::read_dir(&folder).into_iter().flatten().flatten().collect();
    let mut tried = 0;
    for path in files.iter().map(std::fs::DirEntry::path).filter(|path| path.is_file()) {
        let data = std::fs::read(&path);
        assert!(data.is_ok(), "{} cannot be read: {data:?}", path.display());
        check(&data.unwrap_or_default());
        tried += 1;
    }
    assert!(tried > 0, "there is no seed in {}", folder.display());
}
