//! Changing a file, in an order in which nothing is lost.
//!
//! 1. What the file holds goes into the journal, on the disk, as an edit that is begun.
//! 2. The file is replaced, if it still holds that.
//! 3. The journal says that the edit was made, or drops it where it was not.
//!
//! Whenever the process ends, what the file held before is in the file or in the journal. An edit
//! that is found begun is looked at in the file, and then made or dropped.

use atelier_api::failed;
use atelier_files::{ContentHash, CutOff, FilePath, Folder, Replacement, Settled};
use atelier_rpc::{Origin, Result};
use atelier_store::{Durability, tables::file_edits, tables::folders};
use atelier_vocabulary::{EditId, EditState, FileEdit};
use uuid::Uuid;

use crate::{Workspace, error};

/// Who asked for a change.
pub(crate) struct Asked {
    /// The door.
    pub(crate) origin: Origin,
    /// The operation.
    pub(crate) made_by: &'static str,
    /// The edit that it takes back.
    pub(crate) undoes: Option<EditId>,
}

/// The file to change, what its caller saw in it, and what it is to hold.
pub(crate) struct Wanted {
    pub(crate) path: FilePath,
    pub(crate) expected: ContentHash,
    pub(crate) text: String,
}

impl Workspace {
    /// Changes a file. The change runs to its end whether or not its caller still waits.
    pub(crate) async fn change(
        &self,
        folder: Folder,
        wanted: Wanted,
        asked: Asked,
    ) -> Result<FileEdit> {
        let this = self.clone();
        let whole = async move { this.change_now(&folder, wanted, asked).await };
        self.tasks.spawn(whole).await.map_err(|_| error::lost())?
    }

    async fn change_now(&self, folder: &Folder, wanted: Wanted, asked: Asked) -> Result<FileEdit> {
        let _turn = self.turns.acquire().await.map_err(|_| error::lost())?;
        let Wanted { path, expected, text } = wanted;
        let seen = folder.read(path.clone()).await.map_err(error::of_files)?;
        if seen.hash != expected {
            return Err(error::changed(path.as_str()));
        }
        let after = ContentHash::of(text.as_bytes());
        let mut edit = FileEdit {
            id: EditId::from(Uuid::now_v7()),
            folder: folder.path().display().to_string(),
            path: path.as_str().to_owned(),
            made_at: (self.clock)(),
            origin: asked.origin.to_string(),
            made_by: asked.made_by.to_owned(),
            undoes: asked.undoes,
            hash_before: seen.hash.to_string(),
            hash_after: after.to_string(),
            state: EditState::Begun,
            text_kept: true,
        };
        let store = self.slot.get().map_err(failed)?;
        let (id, row) = (edit.id, edit.clone());
        let begin =
            move |c: &atelier_store::Transaction<'_>| file_edits::begin(c, &row, &seen.text);
        store.write(Durability::Full, begin).await.map_err(failed)?;
        let mark = id.to_string();
        let replaced = folder.replace(Replacement { path, expected, text, mark }).await;
        let now = (self.clock)();
        let noted = match &replaced {
            Ok(_) => store.write(Durability::Full, move |c| file_edits::made(c, id, now)).await,
            Err(_) => store.write(Durability::Full, move |c| file_edits::drop_begun(c, id)).await,
        };
        if let Err(error) = noted {
            // It stands there as begun, and is looked at again the next time.
            tracing::warn!(%error, "the journal does not say yet what became of an edit");
        }
        replaced.map_err(error::of_files)?;
        edit.state = EditState::Made;
        Ok(edit)
    }

    /// Looks at the edits that were begun and not finished, unless one is being made just now.
    pub(crate) async fn settle_if_free(&self) -> Result<()> {
        let Ok(_turn) = self.turns.try_acquire() else { return Ok(()) };
        let store = self.slot.get().map_err(failed)?;
        for edit in store.read(file_edits::begun).await.map_err(failed)? {
            let id = edit.id;
            let now = (self.clock)();
            match self.found(&edit).await {
                Some(Settled::After) => {
                    let made =
                        move |c: &atelier_store::Transaction<'_>| file_edits::made(c, id, now);
                    store.write(Durability::Full, made).await.map_err(failed)?;
                }
                Some(Settled::Before) => {
                    let drop =
                        move |c: &atelier_store::Transaction<'_>| file_edits::drop_begun(c, id);
                    store.write(Durability::Full, drop).await.map_err(failed)?;
                }
                // Nobody can say; what was before stays in the journal.
                Some(Settled::Other) | None => {}
            }
        }
        Ok(())
    }

    /// What an edit that was begun has left; none where its folder cannot be looked at.
    async fn found(&self, edit: &FileEdit) -> Option<Settled> {
        let store = self.slot.get().ok()?;
        let path = edit.folder.clone();
        store.read(move |c| folders::at(c, &path)).await.ok()??;
        let folder = self.reopen(&edit.folder).await.ok()?;
        let cut = CutOff {
            path: FilePath::parse(&edit.path).ok()?,
            before: edit.hash_before.parse().ok()?,
            after: edit.hash_after.parse().ok()?,
            mark: edit.id.to_string(),
        };
        folder.settle(cut).await.ok()
    }
}
