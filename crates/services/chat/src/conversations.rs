//! Conversations: the operations on them, over the store.

use std::{
    sync::{Arc, atomic::AtomicU32},
    time::Duration,
};

use atelier_api::conversation::{
    ConfigureConversation, ConversationApi, CreateConversation, DeleteConversation,
    FollowConversation, ForkConversation, GetConversation, ListConversations, ListMessages,
    RegenerateMessage, RenameConversation, RestoreConversation, SendMessage, StopConversation,
};
use atelier_rpc::{Call, Error, Events, Result};
use atelier_store::{
    Connection, Slot, StoreError, Transaction,
    tables::{
        branches,
        conversations::{self, Listing, Shelf},
        messages,
    },
};
use atelier_vocabulary::{
    BranchPage, Conversation, ConversationId, Page, Settings, TitleSource, TurnEvent,
};
use tokio::sync::watch;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

use crate::{
    Attachments, Clock, Connections, Models, Patterns, Runs, Tools, error,
    runs::Stop,
    store,
    temporary::carry,
    turn::{Ask, Caller},
};

/// How many conversations a page holds unless told.
const CONVERSATIONS: u32 = 50;
/// How many messages a page holds unless told.
const MESSAGES: u32 = 50;

/// How long a stop waits for the answer to end.
const STOPPING: Duration = Duration::from_secs(5);

/// Keeps conversations and runs turns in them.
#[derive(Clone)]
pub struct Conversations {
    /// Where the store stands.
    pub slot: Slot,
    /// Where what was spent is written down, where that is another store than the one above.
    pub ledger: Option<Slot>,
    /// Tells the time.
    pub clock: Clock,
    /// The settings in force.
    pub settings: watch::Receiver<Settings>,
    /// The way to the endpoint.
    pub connections: Connections,
    /// The models of the endpoint.
    pub models: Models,
    /// What learns from answers.
    pub patterns: Patterns,
    /// What goes along with messages.
    pub attachments: Attachments,
    /// The tools that Claude may be told of.
    pub tools: Tools,
    /// What may be spent.
    pub budgets: crate::BudgetKeeper,
    /// The answers that may be given again.
    pub cache: crate::AnswerCache,
    /// The requests of the last answers.
    pub sent: crate::SentRequests,
    /// What the endpoint has counted.
    pub counts: crate::Counts,
    /// Where turns run, so that they outlive their caller by the moment they need to end well.
    pub tasks: TaskTracker,
    /// Cancelled when the application ends.
    pub stop: CancellationToken,
    /// The answers that are arriving.
    pub runs: Runs,
    /// How many answers are arriving.
    pub activity: Arc<AtomicU32>,
}

impl ConversationApi for Conversations {
    async fn list(&self, _call: Call, input: ListConversations) -> Result<Page<Conversation>> {
        let read = move |connection: &Connection| {
            let listing = Listing {
                cursor: input.cursor.as_deref(),
                limit: input.limit.unwrap_or(CONVERSATIONS),
                shelf: match (input.trashed, input.archived) {
                    (true, _) => Shelf::Trashed,
                    (false, true) => Shelf::Archived,
                    (false, false) => Shelf::Listed,
                },
                pinned: input.pinned,
                project: input.project_id,
                tag: input.tag.as_deref(),
                title: input.title.as_deref(),
            };
            conversations::list(connection, &listing)
        };
        self.read(read).await
    }

    async fn get(&self, _call: Call, input: GetConversation) -> Result<Conversation> {
        let found = self.read(move |connection| conversations::get(connection, input.id)).await?;
        found.ok_or_else(|| error::no_conversation(input.id))
    }

    async fn messages(&self, call: Call, input: ListMessages) -> Result<BranchPage> {
        self.get(call, GetConversation { id: input.id }).await?;
        let limit = input.limit.unwrap_or(MESSAGES);
        let read = move |connection: &Connection| {
            let page = messages::branch(connection, input.id, input.before, limit)?;
            let forks = branches::forks(connection, &page.items)?;
            Ok(BranchPage { items: page.items, next_cursor: page.next_cursor, forks })
        };
        self.read(read).await
    }

    async fn create(&self, _call: Call, input: CreateConversation) -> Result<Conversation> {
        let now = (self.clock)();
        let titled = input.title.is_some();
        let conversation = Conversation {
            title: input.title.unwrap_or_default(),
            title_source: if titled { TitleSource::Person } else { TitleSource::Auto },
            model: input.model,
            effort: input.effort,
            ..Conversation::empty(ConversationId::from(Uuid::now_v7()), now)
        };
        let row = conversation.clone();
        self.write(move |transaction| conversations::insert(transaction, &row)).await?;
        Ok(conversation)
    }

    async fn rename(&self, _call: Call, input: RenameConversation) -> Result<Conversation> {
        let now = (self.clock)();
        let title = input.title.trim().to_owned();
        if title.is_empty() {
            return Err(Error::new(atelier_rpc::Code::InvalidInput, "a title needs a word in it"));
        }
        self.change(input.id, move |transaction| {
            conversations::rename(transaction, input.id, &title, TitleSource::Person, now)
        })
        .await
    }

    async fn configure(&self, _call: Call, input: ConfigureConversation) -> Result<Conversation> {
        let now = (self.clock)();
        self.change(input.id, move |transaction| {
            let model = input.model.as_deref();
            conversations::configure(transaction, input.id, model, input.effort, now)
        })
        .await
    }

    async fn delete(&self, _call: Call, input: DeleteConversation) -> Result<Conversation> {
        let now = (self.clock)();
        self.change(input.id, move |transaction| conversations::trash(transaction, input.id, now))
            .await
    }

    async fn restore(&self, _call: Call, input: RestoreConversation) -> Result<Conversation> {
        let now = (self.clock)();
        self.change(input.id, move |transaction| conversations::restore(transaction, input.id, now))
            .await
    }

    async fn fork(&self, _call: Call, input: ForkConversation) -> Result<Conversation> {
        self.copy_up_to(input.id, input.message_id).await
    }

    async fn follow(
        &self,
        call: Call,
        input: FollowConversation,
        events: Events<TurnEvent>,
    ) -> Result<()> {
        self.followed(call, input.id, events).await
    }

    async fn stop(&self, call: Call, input: StopConversation) -> Result<Conversation> {
        if let Some(run) = self.runs.get(input.id) {
            run.stop(Stop::Unwanted);
            // Until it has ended, what is read would say that it goes on.
            let idle = async {
                self.runs.idle(input.id).await;
                Ok(())
            };
            drop(call.within(STOPPING, idle).await);
        }
        self.get(call, GetConversation { id: input.id }).await
    }

    async fn send(&self, call: Call, input: SendMessage, events: Events<TurnEvent>) -> Result<()> {
        let SendMessage { text, attachments, instead_of, .. } = input;
        let detached = input.detached;
        let ask = Ask::Say { text, attachments, instead_of };
        self.answer(input.id, ask, Caller { call, events, detached }).await
    }

    async fn regenerate(
        &self,
        call: Call,
        input: RegenerateMessage,
        events: Events<TurnEvent>,
    ) -> Result<()> {
        let detached = input.detached;
        let ask = Ask::Again { of: input.message_id, model: input.model, effort: input.effort };
        self.answer(input.id, ask, Caller { call, events, detached }).await
    }
}

impl Conversations {
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T> {
        store::read(&self.slot, work).await
    }

    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T> {
        let done = store::write(&self.slot, work).await?;
        if let Some(ledger) = &self.ledger
            && let Err(error) = carry(&self.slot, ledger).await
        {
            tracing::warn!(%error, "what was spent is not written down yet");
        }
        Ok(done)
    }

    pub(crate) async fn change(
        &self,
        id: ConversationId,
        work: impl FnOnce(&Transaction<'_>) -> Result<Option<Conversation>, StoreError> + Send + 'static,
    ) -> Result<Conversation> {
        self.write(work).await?.ok_or_else(|| error::no_conversation(id))
    }
}
