//! Taking histories in.

use atelier_api::failed;
use atelier_api::import::{ImportApi, ReadHistory, UndoImport};
use atelier_rpc::{Call, Change, Error, Events, NoInput, Result};
use atelier_store::{Durability, Store, StoreError, Transaction, tables::imports};
use atelier_vocabulary::{Import, ImportEvent, ImportId, ImportSource, MessageId};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::reading::{Batch, read};
use crate::tally::{Seen, Tally};
use crate::{Archive, failure};

/// Whether what is read is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// It is only counted.
    Inspect,
    /// It is taken in.
    TakeIn,
}

impl ImportApi for Archive {
    async fn inspect(
        &self,
        call: Call,
        input: ReadHistory,
        events: Events<ImportEvent>,
    ) -> Result<()> {
        self.read_history(call, &input.path, Mode::Inspect, events).await
    }

    async fn run(&self, call: Call, input: ReadHistory, events: Events<ImportEvent>) -> Result<()> {
        self.read_history(call, &input.path, Mode::TakeIn, events).await
    }

    async fn list(&self, _call: Call, _input: NoInput) -> Result<Vec<Import>> {
        self.slot.get().map_err(failed)?.read(imports::list).await.map_err(failed)
    }

    async fn undo(&self, _call: Call, input: UndoImport) -> Result<Import> {
        let store = self.slot.get().map_err(failed)?;
        let (id, now) = (input.import_id, (self.clock)());
        let undo = move |c: &Transaction<'_>| match imports::get(c, id)? {
            Some(known) if known.undone_at.is_some() => Ok(Some(known)),
            Some(_) => imports::undo(c, id, now),
            None => Ok(None),
        };
        let undone = store.write(Durability::Full, undo).await.map_err(failed)?;
        undone.ok_or_else(|| failure::no_import(id))
    }
}

/// An import that is under way.
struct Run<'a> {
    store: &'a Store,
    mode: Mode,
    path: String,
    now: i64,
    tally: Tally,
    import: Option<ImportId>,
}

impl Archive {
    async fn read_history(
        &self,
        call: Call,
        path: &str,
        mode: Mode,
        events: Events<ImportEvent>,
    ) -> Result<()> {
        let Ok(_turn) = self.turn.try_acquire() else { return Err(failure::busy()) };
        let store = self.slot.get().map_err(failed)?;
        let path = self.in_full(path);
        let now = (self.clock)();
        let mut run = Run {
            store: &store,
            mode,
            path: path.display().to_string(),
            now,
            tally: Tally::default(),
            import: None,
        };
        // One batch waits while one is kept: no more of the history is in memory than that.
        let (outlet, mut inlet) = mpsc::channel(1);
        let stop = CancellationToken::new();
        let _stop_with_us = stop.clone().drop_guard();
        let (keep_out, told) = (self.keep_out.clone(), stop.clone());
        let reading =
            tokio::task::spawn_blocking(move || read(&path, &keep_out, now, &outlet, &told));
        let kept = run.keep_all(&call, &mut inlet, &events).await;
        stop.cancel();
        inlet.close();
        drop(inlet);
        let ending = reading.await.map_err(|_| failure::lost())?;
        let ending = match (kept, ending) {
            (Ok(()), Ok(ending)) => ending,
            (Err(error), _) | (Ok(()), Err(error)) => {
                self.announce(&call, &run);
                return Err(error);
            }
        };
        run.tally.report.source = Some(ending.source);
        run.tally.report.remarks = ending.remarks;
        let import_id = run.finish((self.clock)()).await?;
        events.send(ImportEvent::Finished { report: run.tally.report, import_id }).await
    }

    /// Says what an import that broke off has brought, which no success does.
    fn announce(&self, call: &Call, run: &Run<'_>) {
        if run.import.is_some() {
            let tags = ["Conversations", "Imports", "Messages"].map(str::to_owned).to_vec();
            let change = Change {
                tags,
                operation: "import.run".to_owned(),
                origin: call.origin.to_string(),
            };
            // Nobody has to listen.
            drop(self.changes.send(change));
        }
    }
}

impl Run<'_> {
    /// Keeps, or counts, batch by batch. Stopped, it keeps what the last conversation still lacks.
    async fn keep_all(
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
            let (bytes, of) = (batch.bytes, batch.of);
            stopped = stopped || call.is_cancelled();
            if stopped {
                batch.found.truncate(leading(&batch));
            }
            self.keep(batch).await?;
            if stopped {
                return Err(Error::cancelled());
            }
            let conversations = self.tally.conversations();
            // Whoever does not listen any more is met above.
            let _gone = events.send(ImportEvent::Progress { bytes, of, conversations }).await;
        }
    }

    /// Keeps, or counts, what was found, in one transaction.
    async fn keep(&mut self, batch: Batch) -> Result<()> {
        let Some(source) = batch.source.filter(|_| !batch.found.is_empty()) else { return Ok(()) };
        let found = batch.found;
        let seen: Vec<Seen> = found.iter().map(Seen::from).collect();
        let taken = if self.mode == Mode::Inspect {
            let foresee = move |c: &_| {
                found
                    .iter()
                    .map(|it| {
                        let ids: Vec<MessageId> = it.messages.iter().map(|it| it.id).collect();
                        imports::foresee(c, it.conversation.id, &ids)
                    })
                    .collect::<Result<Vec<_>, StoreError>>()
            };
            self.store.read(foresee).await
        } else {
            let import = self.begun(source).await?;
            let take = move |c: &Transaction<'_>| {
                found
                    .iter()
                    .map(|it| imports::take_in(c, import, &it.conversation, &it.messages))
                    .collect::<Result<Vec<_>, StoreError>>()
            };
            self.store.write(Durability::Normal, take).await
        };
        for (seen, taken) in seen.iter().zip(taken.map_err(failed)?) {
            self.tally.count(seen, taken);
        }
        Ok(())
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
    async fn finish(&mut self, now: i64) -> Result<Option<ImportId>> {
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
