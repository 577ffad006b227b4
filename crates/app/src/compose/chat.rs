//! What is about conversations.

use std::sync::{Arc, atomic::AtomicU32};

use atelier_api::{
    aside, attachment, budget, cache, context, conversation, draft, message, model, pattern,
    project, queue, search, template, tool, usage,
};
use atelier_chat::{
    AnswerCache, Attachments, BudgetKeeper, Connections, Conversations, Counts, Drafts, Gists,
    Ledger, Memory, Models, Patterns, Pending, Projects, Runs, Search, SentRequests, Templates,
    Tools,
};
use atelier_rpc::Router;
use atelier_system::Activity;

use super::ground::Ground;

/// What others need of it.
pub(super) struct Chat {
    pub(super) models: Models,
    pub(super) budgets: BudgetKeeper,
    pub(super) conversations: Arc<Conversations>,
    /// How many answers are arriving.
    pub(super) activity: Activity,
}

/// Registers it.
pub(super) fn register(
    router: &mut Router,
    ground: &Ground,
    connections: Connections,
    attachments: Attachments,
) -> Chat {
    let (slot, clock) = (&ground.slot, &ground.clock);
    let activity = Arc::new(AtomicU32::new(0));
    let models = Models {
        connections: connections.clone(),
        slot: slot.clone(),
        clock: Arc::clone(clock),
        last: Arc::default(),
    };
    let budgets = BudgetKeeper {
        slot: slot.clone(),
        place: slot.clone(),
        clock: Arc::clone(clock),
        changes: router.changes(),
        pending: Pending::default(),
    };
    let patterns = Patterns {
        slot: slot.clone(),
        clock: Arc::clone(clock),
        settings: ground.keeper.watch(),
        changes: router.changes(),
        memory: Memory::default(),
    };
    let cache = AnswerCache {
        settings: ground.keeper.watch(),
        slot: slot.clone(),
        clock: Arc::clone(clock),
        changes: router.changes(),
        held: Arc::default(),
    };
    ground.tasks.spawn(cache.clone().keep_in_step(ground.stop.clone()));
    let sent = SentRequests::new(slot.clone());
    ground
        .tasks
        .spawn(sent.clone().keep_in_step(router.changes().subscribe(), ground.stop.clone()));
    let tools = Tools::new(ground.keeper.watch());
    let conversations = Arc::new(Conversations {
        attachments: attachments.clone(),
        slot: slot.clone(),
        ledger: None,
        clock: Arc::clone(clock),
        settings: ground.keeper.watch(),
        connections,
        models: models.clone(),
        patterns: patterns.clone(),
        tools: tools.clone(),
        budgets: budgets.clone(),
        cache: cache.clone(),
        sent: sent.clone(),
        counts: Counts::default(),
        tasks: ground.tasks.clone(),
        stop: ground.stop.clone(),
        runs: Runs::default(),
        activity: Arc::clone(&activity),
    });
    aside::aside::register(router, Arc::clone(&conversations));
    attachment::attachment::register(router, Arc::new(attachments));
    budget::budget::register(router, Arc::new(budgets.clone()));
    cache::cache::register(router, Arc::new(cache));
    context::context::register(router, Arc::clone(&conversations));
    message::message::register(router, Arc::clone(&conversations));
    model::model::register(router, Arc::new(models.clone()));
    pattern::pattern::register(router, Arc::new(patterns));
    queue::queue::register(router, Arc::clone(&conversations));
    conversation::conversation::register(router, Arc::clone(&conversations));
    tool::tool::register(router, Arc::new(tools));
    shelves(router, ground);
    Chat { models, budgets, conversations, activity }
}

/// Registers what keeps conversations in order, and what is kept beside them.
fn shelves(router: &mut Router, ground: &Ground) {
    let (slot, clock) = (&ground.slot, &ground.clock);
    let projects = Arc::new(Projects {
        slot: slot.clone(),
        clock: Arc::clone(clock),
        tasks: ground.tasks.clone(),
        stop: ground.stop.clone(),
    });
    let search = Search {
        slot: slot.clone(),
        clock: Arc::clone(clock),
        tasks: ground.tasks.clone(),
        stop: ground.stop.clone(),
        filling: Arc::default(),
        gists: Gists::default(),
    };
    ground.tasks.spawn(search.clone().fill_later());
    let drafts = Drafts { slot: slot.clone(), clock: Arc::clone(clock) };
    let templates = Templates { slot: slot.clone(), clock: Arc::clone(clock) };
    let ledger = Ledger { slot: slot.clone(), clock: Arc::clone(clock) };
    draft::draft::register(router, Arc::new(drafts));
    project::project::register(router, Arc::clone(&projects));
    project::shelf::register(router, projects);
    search::search::register(router, Arc::new(search));
    template::template::register(router, Arc::new(templates));
    usage::usage::register(router, Arc::new(ledger));
}
