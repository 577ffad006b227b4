//! When files are written: soon after something changed, and all of them when a person asks.

use std::sync::PoisonError;
use std::time::Duration;

use atelier_api::failed;
use atelier_files::{FilesError, Folder, Kept};
use atelier_rpc::{Change, Code, Error, Events, Result};
use atelier_store::{Store, tables::mirror};
use atelier_vocabulary::{ConversationId, MirrorEvent};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::{Instant, sleep, timeout};

use super::Mirror;
use super::one::{Done, Undone, one};
use crate::failure;

/// How long it must be quiet before files are written, and how long they wait where it never is.
const QUIET: Duration = Duration::from_millis(1_500);
const LONGEST: Duration = Duration::from_secs(15);
/// How long it waits before it tries a folder again that could not be written.
const AGAIN: Duration = Duration::from_mins(1);
/// How many that are behind are looked up at once.
const AT_ONCE: u32 = 100;
/// How often a person is told how far it is.
const TOLD_EVERY: usize = 20;
/// What makes files stale.
const TAGS: &[&str] = &["Conversations", "Messages", "Projects", "Store"];

impl Mirror {
    /// Writes what is behind, and then, as long as it is run, what changes.
    pub async fn follow(self) {
        let mut changes = self.changes.subscribe();
        loop {
            self.catch_up().await;
            let failing =
                self.told.lock().unwrap_or_else(PoisonError::into_inner).problem.is_some();
            tokio::select! {
                () = next(&mut changes) => {}
                () = sleep(AGAIN), if failing => {}
            }
            let end = Instant::now() + LONGEST;
            while Instant::now() < end && timeout(QUIET, next(&mut changes)).await.is_ok() {}
        }
    }

    /// Writes what is behind, and remembers why where that does not go.
    async fn catch_up(&self) {
        let Ok(_turn) = self.turn.acquire().await else { return };
        let before = self.told.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let wrote = match self.write_waiting().await {
            Ok(wrote) => wrote,
            Err(error) => {
                // A store that is not open has nothing to be written.
                tracing::debug!(%error, "the folder mirror could not be brought up to date");
                false
            }
        };
        let after = self.told.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if wrote || before != after {
            let change = Change {
                tags: vec!["Mirror".to_owned()],
                operation: "mirror.rebuild".to_owned(),
                origin: "mirror".to_owned(),
            };
            // Nobody has to listen.
            drop(self.changes.send(change));
        }
    }

    /// Writes what is behind; whether there was anything.
    async fn write_waiting(&self) -> Result<bool> {
        let Some(store) = self.kept()? else { return Ok(false) };
        let known = store.read(mirror::get).await.map_err(failed)?;
        let Some(known) = known.filter(|it| it.behind > 0) else { return Ok(false) };
        let folder = match self.reopen(&known.folder).await {
            Ok(folder) => folder,
            Err(error) => {
                self.cannot(&error);
                return Ok(true);
            }
        };
        let (mut after, mut trouble): (Option<ConversationId>, Option<FilesError>) = (None, None);
        loop {
            let from = after;
            let batch = store.read(move |c| mirror::waiting(c, from, AT_ONCE)).await;
            let batch = batch.map_err(failed)?;
            if batch.is_empty() {
                break;
            }
            for waiting in batch {
                after = Some(waiting.id);
                match self.one(&store, &folder, waiting.id).await {
                    Ok(_) => {}
                    Err(Undone::File(error)) if is_of_one(&error) => trouble = Some(error),
                    Err(Undone::File(error)) => {
                        self.cannot(&error);
                        return Ok(true);
                    }
                    Err(Undone::Other(error)) => return Err(error),
                }
            }
        }
        match trouble {
            Some(error) => self.cannot(&error),
            None => self.tell(None),
        }
        Ok(true)
    }

    /// Looks at every file, for a person who waits for it.
    pub(super) async fn all(&self, events: &Events<MirrorEvent>) -> Result<()> {
        let _turn = self.turn.acquire().await.map_err(|_| failure::lost())?;
        let store = self.kept()?;
        let known = match &store {
            Some(store) => store.read(mirror::get).await.map_err(failed)?,
            None => None,
        };
        let (Some(store), Some(known)) = (store, known) else {
            return Err(Error::new(Code::NotFound, "there is no folder to keep up to date")
                .with_hint("choose one first"));
        };
        let folder = self.reopen(&known.folder).await.map_err(|error| {
            self.cannot(&error);
            failure::of_folder(error)
        })?;
        let everyone = store.read(mirror::everyone).await.map_err(failed)?;
        let of = u32::try_from(everyone.len()).unwrap_or(u32::MAX);
        let (mut written, mut unchanged, mut removed, mut put_aside) = (0, 0, 0, 0);
        for (at, id) in everyone.into_iter().enumerate() {
            if at % TOLD_EVERY == 0 {
                let done = u32::try_from(at).unwrap_or(u32::MAX);
                events.send(MirrorEvent::Progress { done, of }).await?;
            }
            let done = self.one(&store, &folder, id).await.map_err(|undone| match undone {
                Undone::Other(error) => error,
                Undone::File(error) => {
                    self.cannot(&error);
                    failure::of_folder(error)
                }
            })?;
            match done {
                Done::There(Kept::AsItWas) | Done::Gone(Kept::AsItWas) => unchanged += 1,
                Done::There(Kept::Written) => written += 1,
                Done::Gone(Kept::Written) => removed += 1,
                Done::There(Kept::PutAside) => {
                    written += 1;
                    put_aside += 1;
                }
                Done::Gone(Kept::PutAside) => {
                    removed += 1;
                    put_aside += 1;
                }
            }
        }
        self.tell(None);
        events.send(MirrorEvent::Finished { written, unchanged, removed, put_aside }).await
    }

    async fn one(
        &self,
        store: &Store,
        folder: &Folder,
        id: ConversationId,
    ) -> Result<Done, Undone> {
        let done = one(store, folder, id, (self.clock)()).await?;
        if matches!(done, Done::There(Kept::PutAside) | Done::Gone(Kept::PutAside)) {
            self.told.lock().unwrap_or_else(PoisonError::into_inner).put_aside += 1;
        }
        Ok(done)
    }

    fn cannot(&self, error: &FilesError) {
        let failure: &dyn std::error::Error = error;
        tracing::warn!(error = failure, "the folder mirror is not written");
        self.tell(Some((error.to_string(), failure::folder_hint(error))));
    }
}

/// Waits for the next change that makes a file stale.
async fn next(changes: &mut Receiver<Change>) {
    loop {
        match changes.recv().await {
            Ok(change) => {
                let stale = change.tags.iter().any(|tag| TAGS.contains(&tag.as_str()));
                if stale || change.operation == "mirror.configure" {
                    return;
                }
            }
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Whether something is wrong with one name alone, so that the others can go on.
fn is_of_one(error: &FilesError) -> bool {
    matches!(
        error,
        FilesError::Link { .. }
            | FilesError::NotAFile { .. }
            | FilesError::Conflict { .. }
            | FilesError::BadPath { .. }
    )
}
