//! The folder mirror: every conversation as a Markdown file in a folder that a person named.
//!
//! It goes one way. What changes in the store is noted there by the change itself; what changes in the
//! folder is never read back, and what a person made of a file is put aside before it is written again.

mod one;
mod rounds;

use std::sync::{Arc, Mutex, PoisonError};

use atelier_api::failed;
use atelier_api::mirror::{ConfigureMirror, MirrorApi};
use atelier_files::{FilePath, FilesError, Folder};
use atelier_rpc::{Call, Change, Code, Error, Events, NoInput, Result};
use atelier_store::{Durability, Slot, Store, Transaction, tables::mirror};
use atelier_vocabulary::{MirrorEvent, MirrorProblem, MirrorStatus, StoreState};
use tokio::sync::{Semaphore, broadcast};

use crate::{Clock, KeepOut, failure, paths};

/// The file by which the folder is known again: a disk that is not there leaves an empty folder.
const MARK: &str = ".atelier-mirror";
/// What it says.
const MARK_TEXT: &str = "Atelier keeps a Markdown file of every conversation in this folder. What you change \
     in such a file is not read back.\n";

/// The folder mirror. Clones are the same one.
#[derive(Clone)]
pub struct Mirror {
    slot: Slot,
    clock: Clock,
    keep_out: KeepOut,
    changes: broadcast::Sender<Change>,
    /// One round at a time.
    turn: Arc<Semaphore>,
    told: Arc<Mutex<Told>>,
}

/// What is known since Atelier was started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    put_aside: u32,
    problem: Option<MirrorProblem>,
}

impl Mirror {
    /// Returns the mirror of what stands in `slot`, which writes in no folder that `keep_out` names. It
    /// learns from `changes` that there is something to write.
    pub fn new(
        slot: Slot,
        clock: Clock,
        keep_out: KeepOut,
        changes: broadcast::Sender<Change>,
    ) -> Self {
        let (turn, told) = (Arc::new(Semaphore::new(1)), Arc::default());
        Self { slot, clock, keep_out, changes, turn, told }
    }

    /// The store, where conversations are kept on the disk.
    fn kept(&self) -> Result<Option<Store>> {
        let store = self.slot.get().map_err(failed)?;
        Ok(Some(store).filter(|it| it.state() == StoreState::OnDisk))
    }

    /// Opens the folder again, if it is the one that was chosen.
    async fn reopen(&self, folder: &str) -> Result<Folder, FilesError> {
        let opened = Folder::reopen(folder.as_ref(), self.keep_out.clone()).await?;
        match opened.read(FilePath::parse(MARK)?).await {
            Err(FilesError::NotFound { .. }) => Err(FilesError::NotThisFolder {
                path: folder.to_owned(),
                why: "does not hold what Atelier left there",
            }),
            // Whatever else stands there, it is the folder.
            _ => Ok(opened),
        }
    }

    async fn look(&self) -> Result<MirrorStatus> {
        let store = self.kept()?;
        let known = match &store {
            Some(store) => store.read(mirror::get).await.map_err(failed)?,
            None => None,
        };
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(MirrorStatus {
            possible: store.is_some(),
            files: known.as_ref().map_or(0, |it| it.files),
            behind: known.as_ref().map_or(0, |it| it.behind),
            written_at: known.as_ref().and_then(|it| it.written_at),
            put_aside: told.put_aside,
            problem: told.problem.filter(|_| known.is_some()),
            folder: known.map(|it| it.folder),
        })
    }

    /// Remembers why files are not written, or that they are.
    fn tell(&self, problem: Option<(String, &str)>) {
        let at = (self.clock)();
        let problem =
            problem.map(|(message, hint)| MirrorProblem { message, hint: hint.to_owned(), at });
        self.told.lock().unwrap_or_else(PoisonError::into_inner).problem = problem;
    }
}

impl MirrorApi for Mirror {
    async fn status(&self, _call: Call, _input: NoInput) -> Result<MirrorStatus> {
        self.look().await
    }

    async fn configure(&self, _call: Call, input: ConfigureMirror) -> Result<MirrorStatus> {
        let _turn = self.turn.acquire().await.map_err(|_| failure::lost())?;
        let store = self.kept()?.ok_or_else(|| {
            Error::new(Code::Unavailable, "conversations are in memory only, so none is written")
                .with_hint("keep them on this computer first")
        })?;
        let folder = match &input.folder {
            None => None,
            Some(path) => {
                let path = paths::in_full(&self.keep_out, path);
                let folder = Folder::choose(&path, self.keep_out.clone()).await;
                let folder = folder.map_err(failure::of_folder)?;
                let mark = FilePath::parse(MARK).map_err(failure::of_folder)?;
                // What cannot be written is said now, and not when the first answer has come.
                let marked = folder.keep(mark, MARK_TEXT.as_bytes().to_vec(), |_| true).await;
                marked.map_err(failure::of_folder)?;
                Some(folder.path().display().to_string())
            }
        };
        let choose = move |c: &Transaction<'_>| match &folder {
            Some(folder) => mirror::begin(c, folder),
            None => mirror::end(c),
        };
        store.write(Durability::Full, choose).await.map_err(failed)?;
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Told::default();
        self.look().await
    }

    async fn rebuild(
        &self,
        call: Call,
        _input: NoInput,
        events: Events<MirrorEvent>,
    ) -> Result<()> {
        tokio::select! {
            done = self.all(&events) => done,
            () = call.cancelled() => Err(Error::cancelled()),
            () = events.closed() => Err(Error::cancelled()),
        }
    }
}
