//! The folder of the catalogues: one file each, by the hash of its address.

use std::path::{Path, PathBuf};
use std::time::Duration;

use atelier_files::{ContentHash, FilePath, FilesError, Folder, KeepOut, ListLimits};
use atelier_git::{ARRIVING, Address};
use atelier_rpc::{Code, Error, Result};

use super::kept::Kept;

/// Its name in the data folder.
const NAME: &str = "catalogues";
const LIMITS: ListLimits = ListLimits { files: 200, time: Duration::from_secs(2) };

/// The folder of the catalogues. It need not be there until one is fetched.
#[derive(Clone, Debug)]
pub(super) struct Shelf(PathBuf);

/// What identifies the catalogue of an address.
pub(super) fn id_of(address: &Address) -> String {
    ContentHash::of(address.as_str().as_bytes()).to_string()
}

impl Shelf {
    pub(super) fn in_folder(data: &Path) -> Self {
        Self(data.join(NAME))
    }

    /// All that are kept. A file that cannot be read is none.
    pub(super) async fn all(&self) -> Vec<Kept> {
        let Ok(folder) = self.open().await else { return Vec::new() };
        let Ok(listing) = folder.list(LIMITS).await else { return Vec::new() };
        let mut all = Vec::new();
        for path in listing.files {
            let Some(id) = path.as_str().strip_suffix(".json").map(str::to_owned) else { continue };
            all.extend(read(&folder, &id).await);
        }
        all
    }

    /// One of them.
    pub(super) async fn get(&self, id: &str) -> Option<Kept> {
        let folder = self.open().await.ok()?;
        read(&folder, id).await
    }

    /// Makes the folder, and clears away what a process that was killed has left in it. Returns where it is.
    pub(super) async fn make_room(&self) -> Result<PathBuf> {
        let place = self.0.clone();
        let made = tokio::task::spawn_blocking(move || make_room(&place).map(|()| place)).await;
        made.map_err(|_| Error::new(Code::Internal, "the folder of the catalogues is not there"))?
            .map_err(|error| unwritable(&error))
    }

    /// Keeps a catalogue in the place of what was kept before, whole or not at all.
    pub(super) async fn keep(&self, kept: &Kept) -> Result<()> {
        let id = kept.address().map(|it| id_of(&it)).unwrap_or_default();
        let bytes = serde_json::to_vec(kept).map_err(|error| unwritable(&error))?;
        // The folder is not made again: where it is gone, everything was just removed.
        let folder = self.open().await.map_err(|error| unwritable(&error))?;
        let path = file_of(&id).ok_or_else(|| unwritable(&"it has no name"))?;
        folder.keep(path, bytes, |_| true).await.map_err(|error| unwritable(&error))?;
        Ok(())
    }

    /// Removes one of them. Returns whether it was there.
    pub(super) async fn remove(&self, id: &str) -> Result<bool> {
        let (Some(path), Ok(folder)) = (file_of(id), self.open().await) else { return Ok(false) };
        let gone = folder.withdraw(path, |_| true).await.map_err(|error| {
            tracing::warn!(%error, "a catalogue could not be removed");
            Error::new(Code::Unavailable, "the catalogue could not be removed; it is still there")
                .with_hint("look at who may write in the data folder")
        })?;
        Ok(gone != atelier_files::Kept::AsItWas)
    }

    async fn open(&self) -> Result<Folder, FilesError> {
        // It is Atelier's own, so nothing of it has to be kept out.
        Folder::choose(&self.0, KeepOut { home: None, own: Vec::new() }).await
    }
}

async fn read(folder: &Folder, id: &str) -> Option<Kept> {
    let file = folder.read(file_of(id)?).await.ok()?;
    let kept: Kept = serde_json::from_str(&file.text).ok()?;
    // What lies under another name was not put there by Atelier.
    (id_of(&kept.address()?) == id).then_some(kept)
}

/// The file of a catalogue; none where `id` is none.
fn file_of(id: &str) -> Option<FilePath> {
    let is_hash = id.len() == 64 && id.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then(|| FilePath::parse(&format!("{id}.json")).ok())?
}

fn make_room(place: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(place)?;
    for entry in std::fs::read_dir(place)?.filter_map(Result::ok) {
        if entry.file_name().to_string_lossy().starts_with(ARRIVING) {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn unwritable(error: &dyn std::fmt::Display) -> Error {
    tracing::warn!(%error, "a catalogue could not be kept");
    let message = "the catalogue could not be written; what was fetched before stays";
    Error::new(Code::Unavailable, message)
        .with_hint("look whether there is room on the disk, and who may write in the data folder")
}
