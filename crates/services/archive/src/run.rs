//! An import under way: what was read is counted, or kept.

use std::path::Path;

use atelier_api::failed;
use atelier_chat_import::Found;
use atelier_rpc::{Call, Error, Events, Result};
use atelier_store::{Durability, Store, StoreError, Transaction, tables::blobs, tables::imports};
use atelier_vocabulary::{Import, ImportEvent, ImportId, ImportSource, LibraryItem, MessageId};
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::blob::Blob;
use crate::library::{Others, Taking, Wanted};
use crate::progress::{Far, Say, Steps};
use crate::reading::Batch;
use crate::tally::{Seen, Tally};

/// Whether what is read is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It is only counted.
    Inspect,
    /// It is taken in.
    TakeIn(Wanted),
}

/// An import that is under way.
pub(crate) struct Run<'a> {
    store: &'a Store,
    others: &'a Others,
    mode: Mode,
    path: String,
    now: i64,
    say: Say,
    /// What was last said of it.
    far: Far,
    pub(crate) tally: Tally,
    pub(crate) taking: Taking,
    pub(crate) import: Option<ImportId>,
    /// The bytes that are arriving: their hash, and how many pieces have come.
    blob: Option<(String, blobs::Arriving, u32)>,
}

impl<'a> Run<'a> {
    /// Returns an import of `path` that begins at `now`, and is to `say` how far it is.
    pub(crate) fn new(
        store: &'a Store,
        others: &'a Others,
        mode: Mode,
        path: &Path,
        now: i64,
        say: Say,
    ) -> Self {
        let path = path.display().to_string();
        let (tally, taking, far) = (Tally::default(), Taking::default(), Far::default());
        Self { store, others, mode, path, now, say, far, tally, taking, import: None, blob: None }
    }
}

impl Run<'_> {
    /// Keeps, or counts, batch by batch. Stopped, it keeps what the last conversation still lacks.
    pub(crate) async fn keep_all(
        &mut self,
        call: &Call,
        inlet: &mut mpsc::Receiver<Batch>,
        events: &Events<ImportEvent>,
    ) -> Result<()> {
        let mut stopped = false;
        loop {
            let batch = tokio::select! {
                batch = inlet.recv() => batch,
                () = call.cancelled(), if !stopped => { stopped = true; None }
                () = events.closed(), if !stopped => { stopped = true; None }
            };
            let Some(mut batch) = batch else {
                if stopped && self.import.is_some() && !inlet.is_closed() {
                    // The next batch may go on with the last conversation; then it ends.
                    if let Some(mut last) = inlet.recv().await {
                        last.found.truncate(leading(&last));
                        self.keep(last).await?;
                    }
                }
                return if stopped { Err(Error::cancelled()) } else { Ok(()) };
            };
            let bytes = batch.bytes;
            self.far.of = batch.of;
            stopped = stopped || call.is_cancelled();
            if stopped {
                batch.found.truncate(leading(&batch));
            }
            self.keep(batch).await?;
            if stopped {
                return Err(Error::cancelled());
            }
            let conversations = self.tally.conversations();
            self.far = Far { bytes, conversations, ..self.far };
            (self.say)(self.far);
        }
    }

    /// Keeps, or counts, what was found, in one transaction.
    async fn keep(&mut self, batch: Batch) -> Result<()> {
        if let Some(blob) = batch.blob {
            return self.keep_blob(blob).await;
        }
        if let Some(source) = batch.source.filter(|_| !batch.found.is_empty()) {
            self.keep_conversations(source, batch.found, batch.bytes).await?;
        }
        self.keep_items(batch.items).await
    }

    /// Keeps, or counts, what stands beside conversations.
    async fn keep_items(&mut self, items: Vec<LibraryItem>) -> Result<()> {
        match self.mode {
            _ if items.is_empty() => Ok(()),
            Mode::Inspect => self.taking.foresee(self.store, items).await,
            Mode::TakeIn(wanted) => {
                self.taking.take(self.store, self.others, items, wanted, self.now).await
            }
        }
    }

    /// Keeps, or counts, conversations that end where so many `bytes` are read.
    async fn keep_conversations(
        &mut self,
        source: ImportSource,
        mut found: Vec<Found>,
        bytes: u64,
    ) -> Result<()> {
        for conversation in found.iter_mut().map(|it| &mut it.conversation) {
            let ours = conversation.project_id.and_then(|it| self.taking.projects.get(&it));
            conversation.project_id = ours.copied().or(conversation.project_id);
        }
        let seen: Vec<Seen> = found.iter().map(Seen::from).collect();
        let all = found.iter().map(|it| it.messages.len()).sum();
        let mut steps = Steps::new(self.say.clone(), self.far, bytes, all);
        let taken = if self.mode == Mode::Inspect {
            let foresee = move |c: &_| {
                found
                    .iter()
                    .map(|it| {
                        let ids: Vec<MessageId> = it.messages.iter().map(|it| it.id).collect();
                        let foreseen = imports::foresee(c, it.conversation.id, &ids);
                        it.messages.iter().for_each(|message| steps.kept(message));
                        foreseen
                    })
                    .collect::<Result<Vec<_>, StoreError>>()
            };
            self.store.read(foresee).await
        } else {
            let import = self.begun(source).await?;
            let take = move |c: &Transaction<'_>| {
                found
                    .iter()
                    .map(|it| {
                        let Found { conversation, messages, .. } = it;
                        imports::take_in(c, import, conversation, messages, |it| steps.kept(it))
                    })
                    .collect::<Result<Vec<_>, StoreError>>()
            };
            self.store.write(Durability::Normal, take).await
        };
        for (seen, taken) in seen.iter().zip(taken.map_err(failed)?) {
            self.tally.count(seen, taken);
        }
        Ok(())
    }

    /// Keeps bytes that messages refer to, where they are not here yet.
    async fn keep_blob(&mut self, blob: Blob) -> Result<()> {
        let (now, store) = (self.now, self.store);
        match blob {
            Blob::Begin(hash) => {
                let wanted = self.mode != Mode::Inspect;
                let known = hash.clone();
                let here = store.read(move |c| blobs::size(c, &known)).await.map_err(failed)?;
                if wanted && here.is_none() {
                    let begin = move |c: &Transaction<'_>| blobs::begin(c, now);
                    let arriving = store.write(Durability::Normal, begin).await.map_err(failed)?;
                    self.blob = Some((hash, arriving, 0));
                }
                Ok(())
            }
            Blob::Piece(bytes) => {
                let Some((_, arriving, seq)) = &mut self.blob else { return Ok(()) };
                let (arriving, at) = (*arriving, *seq);
                *seq += 1;
                let append = move |c: &Transaction<'_>| blobs::append(c, arriving, at, &bytes);
                store.write(Durability::Normal, append).await.map_err(failed)
            }
            Blob::End(bytes) => {
                let Some((hash, arriving, _)) = self.blob.take() else { return Ok(()) };
                let end = move |c: &Transaction<'_>| match bytes {
                    Some(bytes) => blobs::finish(c, arriving, &hash, bytes, now),
                    None => blobs::abandon(c, arriving),
                };
                store.write(Durability::Normal, end).await.map_err(failed)
            }
        }
    }

    /// The import, which begins with the first that it brings.
    async fn begun(&mut self, source: ImportSource) -> Result<ImportId> {
        if let Some(id) = self.import {
            return Ok(id);
        }
        let import = Import {
            id: ImportId::from(Uuid::now_v7()),
            source,
            path: self.path.clone(),
            started_at: self.now,
            ended_at: None,
            undone_at: None,
            conversations: 0,
            messages: 0,
        };
        let id = import.id;
        let begin = move |c: &Transaction<'_>| imports::begin(c, &import);
        self.store.write(Durability::Normal, begin).await.map_err(failed)?;
        self.import = Some(id);
        Ok(id)
    }

    /// Ends the import down to the disk. None where it brought nothing.
    pub(crate) async fn finish(&mut self, now: i64) -> Result<Option<ImportId>> {
        let Some(id) = self.import else { return Ok(None) };
        let end = move |c: &Transaction<'_>| imports::end(c, id, now);
        let kept = self.store.write(Durability::Full, end).await.map_err(failed)?;
        Ok(Some(id).filter(|_| kept))
    }
}

/// How many of the batch go on with a conversation that an earlier one began.
fn leading(batch: &Batch) -> usize {
    batch.found.iter().take_while(|it| it.continues).count()
}
