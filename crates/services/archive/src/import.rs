//! Taking histories in.

use std::path::PathBuf;
use std::sync::Arc;

use atelier_api::failed;
use atelier_api::import::{ImportApi, ReadHistory, UndoImport};
use atelier_rpc::{Call, Change, Events, NoInput, Result};
use atelier_store::{Durability, Transaction, tables::imports};
use atelier_vocabulary::{Import, ImportEvent, ImportId, ImportReport};
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use crate::library::Wanted;
use crate::progress::{Far, Say, telling};
use crate::reading::read;
use crate::run::{Mode, Run};
use crate::{Archive, failure};

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
        let wanted = if input.settings { Wanted::WithSettings } else { Wanted::AsTheyAre };
        self.read_history(call, &input.path, Mode::TakeIn(wanted), events).await
    }

    async fn list(&self, _call: Call, _input: NoInput) -> Result<Vec<Import>> {
        self.slot.get().map_err(failed)?.read(imports::list).await.map_err(failed)
    }

    async fn undo(&self, _call: Call, input: UndoImport) -> Result<Import> {
        // What is still coming in would come after it.
        let Ok(_turn) = self.turn.try_acquire() else { return Err(failure::undone_too_early()) };
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

impl Archive {
    async fn read_history(
        &self,
        call: Call,
        path: &str,
        mode: Mode,
        events: Events<ImportEvent>,
    ) -> Result<()> {
        let Ok(_turn) = self.turn.try_acquire() else { return Err(failure::busy()) };
        let (told, far) = watch::channel(Far::default());
        let say: Say = Arc::new(move |far| {
            // What was said before is of no use any more.
            let _before = told.send_replace(far);
        });
        let work = self.take(&call, self.in_full(path), mode, say, &events);
        let (report, import_id) = telling(work, far, &events).await?;
        events.send(ImportEvent::Finished { report, import_id }).await
    }

    /// Reads a history to its end, and keeps or counts what is in it.
    async fn take(
        &self,
        call: &Call,
        path: PathBuf,
        mode: Mode,
        say: Say,
        events: &Events<ImportEvent>,
    ) -> Result<(ImportReport, Option<ImportId>)> {
        let store = self.slot.get().map_err(failed)?;
        let now = (self.clock)();
        let mut run = Run::new(&store, &self.others, mode, &path, now, say);
        // One batch waits while one is kept: no more of the history is in memory than that.
        let (outlet, mut inlet) = mpsc::channel(1);
        let stop = CancellationToken::new();
        let _stop_with_us = stop.clone().drop_guard();
        let (keep_out, told) = (self.keep_out.clone(), stop.clone());
        let reading =
            tokio::task::spawn_blocking(move || read(&path, &keep_out, now, &outlet, &told));
        let kept = run.keep_all(call, &mut inlet, events).await;
        stop.cancel();
        inlet.close();
        drop(inlet);
        let ending = reading.await.map_err(|_| failure::lost())?;
        let ending = match (kept, ending) {
            (Ok(()), Ok(ending)) => ending,
            (Err(error), _) | (Ok(()), Err(error)) => {
                self.announce(call, &run);
                return Err(error);
            }
        };
        run.tally.report.source = Some(ending.source);
        run.tally.report.remarks = ending.remarks;
        run.tally.report.remarks.append(&mut run.taking.remarks);
        run.tally.report.collections = run.taking.counts;
        let import_id = run.finish((self.clock)()).await?;
        Ok((run.tally.report, import_id))
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
