//! The other place of conversations: in memory. The same services stand there, over a store of its own.

use std::sync::Arc;

use atelier_api::{
    aside, attachment, budget, context, conversation, draft, export, message, queue, search,
    temporary,
};
use atelier_archive::Archive;
use atelier_chat::{
    AnswerCache, Attachments, Blobs, BudgetKeeper, Conversations, Drafts, Patterns, Search,
    SentRequests, Temporary,
};
use atelier_rpc::{Annex, BoxFuture, Code, Error, Operation, Result, Router};
use atelier_store::Slot;
use atelier_vocabulary::Settings;
use serde_json::Value;
use tokio::sync::{Semaphore, broadcast::error::RecvError, watch};
use uuid::Uuid;

use super::ground::Ground;

/// What begins and ends, or asks about, temporary conversations from outside.
const OUTSIDE: &[&str] = &["temporary.", "usage."];

/// What is not possible in one, and why.
const NOT_THERE: &[(&str, &str)] = &[
    ("conversation.delete", "a temporary conversation has no trash: it is ended, or kept"),
    ("conversation.restore", "a temporary conversation has no trash: it is ended, or kept"),
    ("search.similar", "a temporary conversation is compared with no other"),
];

/// Registers what begins and ends temporary conversations, and puts the place they stand in beside the
/// one of all others.
pub(super) fn extend(router: &mut Router, ground: &Ground, kept: &Conversations) -> Temporary {
    let slot = Slot::empty(atelier_chat::NO_TEMPORARY);
    let temporary = Temporary {
        sent: SentRequests::new(slot.clone()),
        slot,
        kept: kept.slot.clone(),
        clock: Arc::clone(&kept.clock),
        runs: kept.runs.clone(),
        turn: Arc::new(Semaphore::new(1)),
    };
    temporary::temporary::register(router, Arc::new(temporary.clone()));
    let place = place(&temporary, ground, kept, router);
    let (end, stop) = (forget_with_everything(&temporary, router), ground.stop.clone());
    ground.tasks.spawn(async move { stop.run_until_cancelled(end).await });
    let blobs = kept.attachments.blobs.clone();
    router.extend_by(Place { router: Arc::new(place), temporary: temporary.clone(), blobs });
    temporary
}

/// Ends all of them when a person has everything removed.
fn forget_with_everything(
    temporary: &Temporary,
    router: &Router,
) -> impl Future<Output = ()> + Send + 'static {
    let (temporary, mut changes) = (temporary.clone(), router.changes().subscribe());
    async move {
        loop {
            match changes.recv().await {
                Ok(change) if change.operation == "reset.everything" => temporary.end_all().await,
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    }
}

/// The services of the place: those of all conversations, over its store.
fn place(there: &Temporary, ground: &Ground, kept: &Conversations, outside: &Router) -> Router {
    let slot = &there.slot;
    let mut place = Router::default();
    let blobs = Blobs { slot: slot.clone(), ..kept.attachments.blobs.clone() };
    let attachments = Attachments { blobs, slot: slot.clone(), ..kept.attachments.clone() };
    let budgets = BudgetKeeper { place: slot.clone(), ..kept.budgets.clone() };
    let conversations = Arc::new(Conversations {
        slot: slot.clone(),
        ledger: Some(kept.slot.clone()),
        attachments: attachments.clone(),
        patterns: Patterns { settings: unlearning(), ..kept.patterns.clone() },
        cache: AnswerCache { settings: unlearning(), ..kept.cache.clone() },
        budgets: budgets.clone(),
        sent: there.sent.clone(),
        ..kept.clone()
    });
    let search = Search {
        slot: slot.clone(),
        clock: Arc::clone(&ground.clock),
        tasks: ground.tasks.clone(),
        stop: ground.stop.clone(),
        filling: Arc::default(),
        gists: atelier_chat::Gists::default(),
    };
    let archive = Archive::new(
        slot.clone(),
        Arc::clone(&ground.clock),
        ground.keep_out(),
        ground.keeper.watch(),
        outside.changes(),
    );
    let drafts = Drafts { slot: slot.clone(), clock: Arc::clone(&ground.clock) };
    aside::aside::register(&mut place, Arc::clone(&conversations));
    attachment::attachment::register(&mut place, Arc::new(attachments));
    budget::budget::register(&mut place, Arc::new(budgets));
    context::context::register(&mut place, Arc::clone(&conversations));
    draft::draft::register(&mut place, Arc::new(drafts));
    export::export::register(&mut place, Arc::new(archive));
    message::message::register(&mut place, Arc::clone(&conversations));
    queue::queue::register(&mut place, Arc::clone(&conversations));
    conversation::conversation::register(&mut place, conversations);
    search::search::register(&mut place, Arc::new(search));
    place
}

/// Settings under which nothing is learned and no answer is remembered.
fn unlearning() -> watch::Receiver<Settings> {
    let settings = Settings { learning: false, answer_cache: false, ..Settings::default() };
    watch::Sender::new(settings).subscribe()
}

/// The place of temporary conversations, and what knows which they are.
struct Place {
    router: Arc<Router>,
    temporary: Temporary,
    blobs: Blobs,
}

impl Annex for Place {
    fn answers<'a>(
        &'a self,
        operation: &'static Operation,
        input: &'a Value,
    ) -> BoxFuture<'a, Result<Option<Arc<Router>>>> {
        Box::pin(async move {
            let outside = OUTSIDE.iter().any(|domain| operation.name.starts_with(domain));
            if outside || !self.stands_here(input).await {
                return Ok(None);
            }
            let reason = NOT_THERE.iter().find(|(name, _)| *name == operation.name);
            if let Some((_, reason)) = reason {
                return Err(refused(reason));
            }
            if self.router.operation(operation.name).is_err() {
                return Err(refused("this is not possible with a temporary conversation"));
            }
            Ok(Some(Arc::clone(&self.router)))
        })
    }
}

impl Place {
    /// Whether a call is about what stands here: by the ids that it names, or by bytes alone.
    async fn stands_here(&self, input: &Value) -> bool {
        let ids = ids(input);
        match input.get("hash").and_then(Value::as_str) {
            Some(hash) if ids.is_empty() => {
                self.temporary.blobs_with(&self.blobs, hash).await.is_some()
            }
            Some(_) | None => self.temporary.holds(ids).await,
        }
    }
}

/// The ids that a call names: in fields that are called so.
fn ids(input: &Value) -> Vec<Uuid> {
    let id = |value: &Value| value.as_str().and_then(|text| text.parse::<Uuid>().ok());
    let fields = input.as_object().into_iter().flatten();
    let named = fields.filter(|(name, _)| {
        let name = name.as_str();
        name == "id" || name == "ids" || name.ends_with("_id") || name.ends_with("_ids")
    });
    let values = named.flat_map(|(_, value)| match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    });
    values.filter_map(id).collect()
}

fn refused(reason: &str) -> Error {
    Error::new(Code::InvalidInput, reason).with_hint("keep it first, where you want that")
}
