//! Files: finding, reading, and taking edits back.

use std::time::Duration;

use atelier_api::failed;
use atelier_api::file::{
    FileApi, FileEdits, FileText, FindFiles, ForgottenEdits, FoundFiles, ListEdits, ReadFile,
    UndoEdit,
};
use atelier_files::{FilePath, ListLimits};
use atelier_rpc::{Call, Code, Error, NoInput, Result};
use atelier_store::{Durability, tables::file_edits, tables::folders};
use atelier_vocabulary::{EditState, FileEdit};

use crate::journal::{Asked, Wanted};
use crate::{Workspace, error, fuzzy};

/// How far a folder is looked at for a file.
const LISTED: ListLimits = ListLimits { files: 20_000, time: Duration::from_secs(1) };
/// How many files are returned unless told.
const FOUND: u32 = 20;
/// How many edits a page holds unless told.
const PAGE: u32 = 50;

impl FileApi for Workspace {
    async fn find(&self, _call: Call, input: FindFiles) -> Result<FoundFiles> {
        let folder = self.folder(input.folder_id).await?;
        let listing = folder.list(LISTED).await.map_err(error::of_files)?;
        let limit = usize::try_from(input.limit.unwrap_or(FOUND)).unwrap_or(usize::MAX);
        let paths = listing.files.iter().map(FilePath::as_str);
        let found = fuzzy::find(&input.query, paths, limit);
        Ok(FoundFiles {
            paths: found.into_iter().map(str::to_owned).collect(),
            looked_at: u32::try_from(listing.files.len()).unwrap_or(u32::MAX),
            complete: listing.complete,
        })
    }

    async fn read(&self, _call: Call, input: ReadFile) -> Result<FileText> {
        let path = FilePath::parse(&input.path).map_err(error::of_files)?;
        let folder = self.folder(input.folder_id).await?;
        let file = folder.read(path).await.map_err(error::of_files)?;
        Ok(FileText { hash: file.hash.to_string(), text: file.text })
    }

    async fn edits(&self, _call: Call, input: ListEdits) -> Result<FileEdits> {
        self.settle_if_free().await?;
        let limit = input.limit.unwrap_or(PAGE);
        let store = self.slot.get().map_err(failed)?;
        let list = move |c: &atelier_store::Connection| {
            file_edits::list(c, input.cursor.as_deref(), limit)
        };
        let page = store.read(list).await.map_err(failed)?;
        Ok(FileEdits {
            items: page.items,
            next_cursor: page.next_cursor,
            edits_kept: file_edits::EDITS_KEPT,
            days_kept: file_edits::DAYS_KEPT,
            bytes_kept: file_edits::BYTES_KEPT,
        })
    }

    async fn undo(&self, call: Call, input: UndoEdit) -> Result<FileEdit> {
        self.settle_if_free().await?;
        let store = self.slot.get().map_err(failed)?;
        let id = input.edit_id;
        let read = move |c: &atelier_store::Connection| {
            let Some(edit) = file_edits::get(c, id)? else { return Ok(None) };
            let text = file_edits::text_before(c, id)?;
            let open = folders::at(c, &edit.folder)?;
            Ok(Some((edit, text, open)))
        };
        let known = store.read(read).await.map_err(failed)?;
        let (edit, text, open) = known.ok_or_else(|| error::no_edit(id))?;
        if edit.state == EditState::Undone {
            let message = format!("the edit of `{}` was taken back already", edit.path);
            return Err(Error::new(Code::Conflict, message));
        }
        let Some(text) = text else {
            let message = format!(
                "what `{}` held before this edit is not kept any more; the file stays as it is",
                edit.path
            );
            return Err(Error::new(Code::NotFound, message).with_hint("use version control for it"));
        };
        if open.is_none() {
            let message = format!("the folder `{}` is not open; nothing was changed", edit.folder);
            return Err(
                Error::new(Code::NotFound, message).with_hint("open the folder again first")
            );
        }
        let path = FilePath::parse(&edit.path).map_err(error::of_files)?;
        let folder = self.reopen(&edit.folder).await?;
        let asked = Asked { origin: call.origin, made_by: "file.undo", undoes: Some(id) };
        let expected = edit.hash_after.parse().map_err(error::of_files)?;
        self.change(folder, Wanted { path, expected, text }, asked).await
    }
    async fn forget_edits(&self, _call: Call, _input: NoInput) -> Result<ForgottenEdits> {
        self.settle_if_free().await?;
        let _turn = self.turns.acquire().await.map_err(|_| error::lost())?;
        let store = self.slot.get().map_err(failed)?;
        let gone = store.write(Durability::Full, |c| file_edits::forget(c)).await;
        Ok(ForgottenEdits { edits: gone.map_err(failed)? })
    }
}
