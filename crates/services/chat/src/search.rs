//! Finding messages: in all conversations, and in one.
//!
//! What was stored before there was an index is made findable beside everything else, a few messages
//! at a time, once the application stands or somebody looks for something.

mod similar;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use atelier_api::search::{FindMessages, FindSimilarTo, FindWithin, SearchApi};
use atelier_rpc::{Call, Result};
use atelier_search::{Clock as QueryClock, Query};
use atelier_store::{Durability, Slot, Store, StoreError, tables};
use atelier_vocabulary::{SearchResults, SimilarConversations, TextMatch};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

pub use self::similar::Gists;
use crate::{Clock, error, store};

/// How many conversations are found unless told.
const FOUND: u32 = 20;
/// How many messages are made findable in one write: the store is held for some milliseconds.
const BATCH: u32 = 40;
/// How long others have the store between two of these.
const PAUSE: Duration = Duration::from_millis(15);
/// How long the application stands before the first.
const SETTLES: Duration = Duration::from_secs(4);

/// Finds messages.
#[derive(Clone)]
pub struct Search {
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// Where messages are made findable.
    pub tasks: TaskTracker,
    /// Cancelled when the application ends.
    pub stop: CancellationToken,
    /// Whether they are being made findable now.
    pub filling: Arc<AtomicBool>,
    /// What each conversation is about; empty until it is asked for.
    pub gists: Gists,
}

impl SearchApi for Search {
    async fn find(&self, _call: Call, input: FindMessages) -> Result<SearchResults> {
        let clock = QueryClock {
            now: (self.clock)(),
            utc_offset_minutes: input.utc_offset.unwrap_or_default(),
        };
        let query = Query::parse(&input.query, clock);
        let limit = input.limit.unwrap_or(FOUND);
        let results =
            store::read(&self.slot, move |c| tables::search::find(c, &query, limit)).await?;
        if results.incomplete {
            self.fill();
        }
        Ok(results)
    }

    async fn within(&self, _call: Call, input: FindWithin) -> Result<Vec<TextMatch>> {
        let find = move |c: &atelier_store::Connection| {
            if tables::conversations::get(c, input.id)?.is_none() {
                return Ok(None);
            }
            tables::search::within(c, input.id, &input.text).map(Some)
        };
        let found = store::read(&self.slot, find).await?;
        found.ok_or_else(|| error::no_conversation(input.id))
    }

    async fn similar(&self, _call: Call, input: FindSimilarTo) -> Result<SimilarConversations> {
        self.similar_to(input).await
    }
}

impl Search {
    /// Makes findable what is not yet, once the application has settled.
    pub async fn fill_later(self) {
        tokio::select! {
            () = tokio::time::sleep(SETTLES) => self.fill(),
            () = self.stop.cancelled() => {}
        }
    }

    /// Makes findable what is not yet, beside everything else; one at a time does.
    fn fill(&self) {
        let Ok(store) = self.slot.get() else { return };
        if self.filling.swap(true, Ordering::AcqRel) {
            return;
        }
        let this = self.clone();
        self.tasks.spawn(async move {
            if let Err(error) = this.filled(&store).await {
                tracing::warn!(%error, "older messages are not findable yet");
            }
            this.filling.store(false, Ordering::Release);
        });
    }

    async fn filled(&self, store: &Store) -> Result<(), StoreError> {
        if store.read(tables::search::is_whole).await? {
            return Ok(());
        }
        let fill = |c: &atelier_store::Transaction<'_>| tables::search::backfill(c, BATCH);
        while !self.stop.is_cancelled() && store.write(Durability::Normal, fill).await? {
            tokio::time::sleep(PAUSE).await;
        }
        // What came in small parts is found faster in one.
        let mut first = true;
        while !self.stop.is_cancelled()
            && store.write(Durability::Normal, move |c| tables::search::purge(c, first)).await?
        {
            first = false;
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }
}
