//! Folders: which parts of the disk a person opened.

use std::path::PathBuf;

use atelier_api::failed;
use atelier_api::folder::{CloseFolder, ClosedFolder, FolderApi, OpenFolder, SuggestFolders};
use atelier_rpc::{Call, NoInput, Result};
use atelier_store::{Durability, tables::folders};
use atelier_vocabulary::{Folder, FolderId};
use uuid::Uuid;

use crate::{Workspace, error};

/// How many folders are suggested unless told.
const SUGGESTED: u32 = 20;

impl FolderApi for Workspace {
    async fn list(&self, _call: Call, _input: NoInput) -> Result<Vec<Folder>> {
        self.slot.get().map_err(failed)?.read(folders::list).await.map_err(failed)
    }

    async fn suggest(&self, _call: Call, input: SuggestFolders) -> Result<Vec<String>> {
        let limit = usize::try_from(input.limit.unwrap_or(SUGGESTED)).unwrap_or(usize::MAX);
        let home = self.keep_out.home.clone();
        atelier_files::suggest(&input.path, home, limit).await.map_err(error::of_files)
    }

    async fn open(&self, _call: Call, input: OpenFolder) -> Result<Folder> {
        let path = self.written_in_full(input.path.trim());
        let chosen = atelier_files::Folder::choose(&path, self.keep_out.clone()).await;
        let chosen = chosen.map_err(error::of_files)?;
        let folder = Folder {
            id: FolderId::from(Uuid::now_v7()),
            path: chosen.path().display().to_string(),
            opened_at: (self.clock)(),
        };
        let store = self.slot.get().map_err(failed)?;
        store.write(Durability::Full, move |c| folders::open(c, &folder)).await.map_err(failed)
    }

    async fn close(&self, _call: Call, input: CloseFolder) -> Result<ClosedFolder> {
        let store = self.slot.get().map_err(failed)?;
        let close = move |c: &atelier_store::Transaction<'_>| folders::close(c, input.folder_id);
        let was_open = store.write(Durability::Full, close).await.map_err(failed)?;
        Ok(ClosedFolder { was_open })
    }
}

impl Workspace {
    /// Opens a folder for one piece of work.
    pub(crate) async fn folder(&self, id: FolderId) -> Result<atelier_files::Folder> {
        let store = self.slot.get().map_err(failed)?;
        let known = store.read(move |c| folders::get(c, id)).await.map_err(failed)?;
        self.reopen(&known.ok_or_else(|| error::no_folder(id))?.path).await
    }

    /// Opens the folder at `path` again, which a person opened before.
    pub(crate) async fn reopen(&self, path: &str) -> Result<atelier_files::Folder> {
        let keep_out = self.keep_out.clone();
        atelier_files::Folder::reopen(path.as_ref(), keep_out).await.map_err(error::of_files)
    }

    /// A path with the home folder in the place of `~`.
    fn written_in_full(&self, path: &str) -> PathBuf {
        match (path.strip_prefix('~'), &self.keep_out.home) {
            (Some(""), Some(home)) => home.clone(),
            (Some(rest), Some(home)) if rest.starts_with(std::path::is_separator) => {
                home.join(rest.trim_start_matches(std::path::is_separator))
            }
            _ => PathBuf::from(path),
        }
    }
}
