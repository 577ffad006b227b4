//! What is under way, in memory: a request is over by the time that the program is started again.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use atelier_vocabulary::ConversationId;

/// What the requests under way may still cost, and what a person has let pass.
#[derive(Clone, Default)]
pub struct Pending(Arc<Mutex<Open>>);

#[derive(Default)]
pub(super) struct Open {
    pub(super) next: u64,
    pub(super) reserved: HashMap<u64, (Option<ConversationId>, i64)>,
    pub(super) allowed: HashMap<ConversationId, Allowed>,
}

/// What a person has let pass.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Allowed {
    /// The next turn.
    Next,
    /// The turn that runs, its rounds of tools included.
    Running,
}

impl Pending {
    pub(super) fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the requests under way may still cost, in a conversation or all of them.
    pub(super) fn reserved(&self, conversation: Option<ConversationId>) -> i64 {
        let open = self.open();
        let counts =
            open.reserved.values().filter(|(of, _)| conversation.is_none() || *of == conversation);
        counts.map(|(_, amount)| *amount).fold(0, i64::saturating_add)
    }
}
