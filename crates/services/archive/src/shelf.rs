//! The files of backups: their names, their order, and their moving about.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use atelier_vocabulary::{Backup, BackupReason};

/// The name of a backup that was made at a time (ms since 1970).
pub(crate) fn name(made_at: i64, reason: BackupReason) -> String {
    match reason {
        BackupReason::Restore => format!("atelier-{made_at:015}-replaced.backup"),
        BackupReason::Kept | BackupReason::Update => format!("atelier-{made_at:015}.backup"),
    }
}

/// The backups in `folder` and beside `store`, newest first.
pub(crate) fn list(folder: &Path, store: &Path) -> Vec<Backup> {
    let beside = store.file_name().map(|it| format!("{}.snapshot-", it.to_string_lossy()));
    let beside = beside.unwrap_or_default();
    let mut found = entries(folder, |name| {
        let rest = name.strip_prefix("atelier-")?.strip_suffix(".backup")?;
        match rest.strip_suffix("-replaced") {
            Some(time) => Some((time.parse().ok()?, BackupReason::Restore)),
            None => Some((rest.parse().ok()?, BackupReason::Kept)),
        }
    });
    found.extend(entries(store.parent().unwrap_or(Path::new(".")), |name| {
        let (time, _version) = name.strip_prefix(&beside)?.split_once("-v")?;
        Some((time.parse().ok()?, BackupReason::Update))
    }));
    found.sort_by_key(|it| std::cmp::Reverse(it.made_at));
    found
}

fn entries(folder: &Path, read: impl Fn(&str) -> Option<(i64, BackupReason)>) -> Vec<Backup> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let backup = |entry: fs::DirEntry| {
        let met = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        let name = entry.file_name().into_string().ok()?;
        let (made_at, reason) = read(&name)?;
        Some(Backup { name, made_at, bytes: met.len(), reason })
    };
    entries.filter_map(Result::ok).filter_map(backup).collect()
}

/// Removes a backup. One that cannot be removed does no harm.
pub(crate) fn remove(folder: &Path, name: &str) {
    if let Err(error) = fs::remove_file(folder.join(name)) {
        tracing::warn!(%error, "an old backup could not be removed");
    }
}

/// Makes a folder that only its owner can look into, where it is absent.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Moves the store aside, with what lies beside it, and `staged` into its place.
pub(crate) fn swap(store: &Path, aside: &Path, staged: &Path) -> io::Result<()> {
    for rest in ["", "-wal", "-shm"] {
        let from = beside(store, rest);
        if from.exists() {
            fs::rename(&from, beside(aside, rest))?;
        }
    }
    fs::rename(staged, store)?;
    sync(store)
}

/// Moves what was put aside into the place of the store again.
pub(crate) fn back(aside: &Path, store: &Path) -> io::Result<()> {
    for rest in ["", "-wal", "-shm"] {
        let from = beside(aside, rest);
        if from.exists() {
            fs::rename(&from, beside(store, rest))?;
        }
    }
    sync(store)
}

/// Makes renames last through a power cut.
fn sync(of: &Path) -> io::Result<()> {
    let folder = of.parent().filter(|_| cfg!(unix));
    folder.map_or(Ok(()), |it| File::open(it).and_then(|it| it.sync_all()))
}

fn beside(path: &Path, rest: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(rest);
    PathBuf::from(name)
}
