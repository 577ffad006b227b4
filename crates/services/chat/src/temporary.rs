//! Temporary conversations: a second store, in memory, that is there while there is one of them.
//!
//! All that is done in them is done by the services of all conversations, over that store; see
//! [`Temporary::holds`]. Here they begin, are kept, and end. What they cost is written down where
//! everything is, by [`carry`].

use std::{sync::Arc, time::Duration};

use atelier_api::{
    failed,
    temporary::{BeginTemporary, EndTemporary, KeepTemporary, TemporaryApi},
};
use atelier_rpc::{Call, Code, Error, NoInput, Result};
use atelier_store::{
    Durability, Slot, Store, Transaction,
    tables::{
        conversations::{self, Listing},
        drafts, moving, spending,
    },
};
use atelier_vocabulary::{Conversation, ConversationId, ConversationState};
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

use crate::{
    Blobs, Clock, Runs, error,
    runs::{Place, Stop},
    store,
};

/// How long an end waits for the answer that is arriving.
const STOPPING: Duration = Duration::from_secs(5);
/// The most temporary conversations at a time: they are in memory.
const MOST: u32 = 100;

/// Begins and ends temporary conversations.
#[derive(Clone)]
pub struct Temporary {
    /// Where the store in memory stands, while there is a temporary conversation.
    pub slot: Slot,
    /// Where the store of what is kept stands.
    pub kept: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// The answers that are arriving, in temporary conversations too.
    pub runs: Runs,
    /// The requests of answers in them.
    pub sent: crate::SentRequests,
    /// One begins, moves or ends at a time.
    pub turn: Arc<Semaphore>,
}

impl TemporaryApi for Temporary {
    async fn begin(&self, _call: Call, input: BeginTemporary) -> Result<Conversation> {
        let _turn = self.turn().await?;
        let now = (self.clock)();
        let store = self.open(now).await?;
        let conversation = Conversation {
            model: input.model,
            effort: input.effort,
            ..Conversation::empty(ConversationId::from(Uuid::now_v7()), now)
        };
        let row = conversation.clone();
        let begin = move |c: &Transaction<'_>| {
            if conversations::list(c, &all())?.items.len() >= MOST as usize {
                return Ok(false);
            }
            conversations::insert(c, &row)?;
            Ok(true)
        };
        if !store.write(Durability::Normal, begin).await.map_err(failed)? {
            let message = format!("there are {MOST} temporary conversations, which is the most");
            return Err(Error::new(Code::InvalidInput, message).with_hint("end some first"));
        }
        // Taken last: what does not begin leaves it where it is.
        if input.with_draft
            && let Err(error) = self.take_draft(&store, conversation.id, now).await
        {
            self.remove(conversation.id).await?;
            return Err(error);
        }
        Ok(conversation)
    }

    async fn list(&self, _call: Call, _input: NoInput) -> Result<Vec<Conversation>> {
        let Ok(store) = self.slot.get() else { return Ok(Vec::new()) };
        let page = store.read(|c| conversations::list(c, &all())).await.map_err(failed)?;
        Ok(page.items)
    }

    async fn keep(&self, _call: Call, input: KeepTemporary) -> Result<Conversation> {
        let _turn = self.turn().await?;
        let id = input.id;
        // As long as it is held, no answer begins here.
        let Some(_place) = self.runs.try_enter(id) else { return Err(arriving()) };
        let pack = store::read(&self.slot, move |c| moving::pack(c, id)).await;
        let parcel = pack.ok().flatten().ok_or_else(|| error::no_conversation(id))?;
        let unpack = move |c: &Transaction<'_>| {
            moving::unpack(c, &parcel)?;
            conversations::get(c, id)
        };
        let kept = store::write(&self.kept, unpack).await?;
        self.remove(id).await?;
        kept.ok_or_else(|| error::no_conversation(id))
    }

    async fn end(&self, _call: Call, input: EndTemporary) -> Result<Conversation> {
        let _turn = self.turn().await?;
        let id = input.id;
        let found = store::read(&self.slot, move |c| conversations::get(c, id)).await;
        let found = found.ok().flatten().ok_or_else(|| error::no_conversation(id))?;
        let _place = self.stopped(id).await;
        self.remove(id).await?;
        Ok(Conversation { state: ConversationState::Idle, ..found })
    }
}

impl Temporary {
    /// Whether one of these ids is that of a temporary conversation, or of what waits in one.
    pub async fn holds(&self, ids: Vec<Uuid>) -> bool {
        let Ok(store) = self.slot.get() else { return false };
        !ids.is_empty() && store.read(move |c| moving::holds(c, &ids)).await.unwrap_or_default()
    }

    /// Where a conversation stands. Errors: it stands nowhere.
    pub async fn place_of(&self, id: ConversationId) -> Result<Slot> {
        if self.holds(vec![id.into()]).await {
            return Ok(self.slot.clone());
        }
        let there = store::read(&self.kept, move |c| conversations::get(c, id)).await?;
        there.map(|_| self.kept.clone()).ok_or_else(|| error::no_conversation(id))
    }

    /// The blobs of temporary conversations, where these bytes are among them.
    pub async fn blobs_with(&self, kept: &Blobs, hash: &str) -> Option<Blobs> {
        self.slot.get().ok()?;
        let blobs = Blobs { slot: self.slot.clone(), ..kept.clone() };
        blobs.size(hash).await.ok()??;
        Some(blobs)
    }

    /// Ends all of them.
    pub async fn end_all(&self) {
        let Ok(_turn) = self.turn().await else { return };
        let Ok(store) = self.slot.get() else { return };
        self.settle().await;
        self.sent.forget_all();
        self.slot.fail(NONE);
        if let Err(error) = store.close().await {
            tracing::warn!(%error, "a store in memory was not closed");
        }
    }

    async fn turn(&self) -> Result<SemaphorePermit<'_>> {
        let closed = |_| Error::new(Code::Internal, "temporary conversations cannot be had now");
        self.turn.acquire().await.map_err(closed)
    }

    /// Makes the text that belongs to no conversation yet the draft of this one.
    async fn take_draft(&self, store: &Store, id: ConversationId, now: i64) -> Result<()> {
        let draft = store::write(&self.kept, |c| drafts::take(c, None)).await?;
        let text = draft.clone();
        let save = move |c: &Transaction<'_>| drafts::save(c, Some(id), &text, now);
        let saved = store.write(Durability::Normal, save).await.map_err(failed);
        if saved.is_err() {
            store::write(&self.kept, move |c| drafts::save(c, None, &draft, now)).await?;
        }
        saved
    }

    /// The store in memory, which is made where there is none.
    async fn open(&self, now: i64) -> Result<Store> {
        if let Ok(store) = self.slot.get() {
            return Ok(store);
        }
        let store = Store::in_memory(now).await.map_err(failed)?;
        self.slot.put(store.clone());
        Ok(store)
    }

    /// Stops the answer that is arriving, and takes the place where the next would.
    async fn stopped(&self, id: ConversationId) -> Option<Place> {
        if let Some(run) = self.runs.get(id) {
            run.stop(Stop::Unwanted);
        }
        tokio::time::timeout(STOPPING, self.runs.enter(id)).await.ok()
    }

    /// Writes down what is still to be written down of what was spent.
    async fn settle(&self) {
        if let Err(error) = carry(&self.slot, &self.kept).await {
            tracing::warn!(%error, "what a temporary conversation cost was not written down");
        }
    }

    /// Removes a conversation from memory, and the store with the last.
    async fn remove(&self, id: ConversationId) -> Result<()> {
        let remove = move |c: &Transaction<'_>| {
            moving::remove(c, id)?;
            Ok(conversations::list(c, &Listing { limit: 1, ..all() })?.items.is_empty())
        };
        self.sent.forget(id);
        self.settle().await;
        let store = self.slot.get().map_err(failed)?;
        let last = store.write(Durability::Normal, remove).await.map_err(failed)?;
        if last {
            self.slot.fail(NONE);
            store.close().await.map_err(failed)?;
        }
        Ok(())
    }
}

/// Why there is no store in memory.
pub const NONE: &str = "there is no temporary conversation";

/// Writes what was spent in temporary conversations down where everything is. What cannot be written
/// now is tried again with the next.
pub(crate) async fn carry(from: &Slot, ledger: &Slot) -> Result<()> {
    let Some(owed) = store::read(from, spending::owed).await? else { return Ok(()) };
    let owed = Arc::new(owed);
    let rows = Arc::clone(&owed);
    store::write(ledger, move |c| spending::settle(c, &rows)).await?;
    store::write(from, move |c| spending::settled(c, &owed)).await
}

fn all() -> Listing<'static> {
    Listing { limit: MOST, ..Listing::default() }
}

fn arriving() -> Error {
    Error::new(Code::Conflict, "an answer is arriving in this conversation")
        .with_hint("stop it, or wait until it has ended; then it can be kept")
}
