//! What is under way: the answers that are arriving, and what waits behind them.

use std::collections::HashMap;

use atelier_app::App;
use atelier_rpc::Result;
use atelier_vocabulary::{
    BranchPage, Conversation, ConversationId, ConversationState, MessageId, Page, QueuedMessage,
};
use serde_json::json;

use crate::asking::ask;

/// How many of the conversations that changed last are looked at, as the sidebar does.
const LOOKED_AT: u32 = 50;
/// How many the tray shows.
const RECENT: usize = 5;

/// What is under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Work {
    /// The conversations in which an answer is arriving, temporary ones too.
    pub(crate) arriving: Vec<ConversationId>,
    /// The conversations that changed last, with their titles; no temporary one.
    pub(crate) recent: Vec<(ConversationId, String)>,
    /// The last message of each conversation that is looked at.
    pub(crate) heads: HashMap<ConversationId, MessageId>,
}

impl Work {
    /// Looks.
    ///
    /// # Errors
    /// Fails while the store is locked, or gone.
    pub(crate) async fn look(app: &App) -> Result<Self> {
        let kept: Page<Conversation> =
            ask(app, "conversation.list", json!({ "limit": LOOKED_AT })).await?;
        let temporary: Vec<Conversation> = ask(app, "temporary.list", json!({})).await?;
        let all = || kept.items.iter().chain(&temporary);
        let arriving = all().filter(|it| it.state == ConversationState::Streaming);
        Ok(Self {
            heads: all().filter_map(|it| Some((it.id, it.head_id?))).collect(),
            arriving: arriving.map(|it| it.id).collect(),
            recent: kept.items.iter().take(RECENT).map(|it| (it.id, it.title.clone())).collect(),
        })
    }

    /// The conversations in which an answer ended since `before`, however short it was.
    pub(crate) fn ended_since<'a>(
        &'a self,
        before: &'a Self,
    ) -> impl Iterator<Item = ConversationId> + 'a {
        let ended = |(id, head): &(&ConversationId, &MessageId)| {
            let is_new = before.arriving.contains(id) || before.heads.get(id) != Some(head);
            is_new && !self.arriving.contains(id)
        };
        self.heads.iter().filter(ended).map(|(id, _)| *id)
    }

    /// How many messages wait behind the answers, and would go by themselves.
    pub(crate) async fn waiting(&self, app: &App) -> u32 {
        let mut waiting = 0;
        for id in &self.arriving {
            let queue = ask(app, "queue.list", json!({ "conversation_id": id })).await;
            let queue: Vec<QueuedMessage> = queue.unwrap_or_default();
            let going = queue.iter().filter(|message| message.held.is_none()).count();
            waiting += u32::try_from(going).unwrap_or(u32::MAX);
        }
        waiting
    }

    /// How many answers are arriving.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.arriving.len()).unwrap_or(u32::MAX)
    }
}

/// Whether the last answer of a conversation failed, or broke off by itself.
pub(crate) async fn failed(app: &App, id: ConversationId) -> bool {
    let page: Result<BranchPage> =
        ask(app, "conversation.messages", json!({ "id": id, "limit": 1 })).await;
    let last = page.ok().and_then(|page| page.items.into_iter().next_back());
    last.is_some_and(|message| message.failure.is_some())
}

/// Stops every answer that is arriving. What has arrived is kept, and what waits behind it waits on.
pub(crate) async fn stop_all(app: &App) {
    let Ok(work) = Work::look(app).await else { return };
    for id in work.arriving {
        let stopped = ask::<Conversation>(app, "conversation.stop", json!({ "id": id })).await;
        if let Err(error) = stopped {
            tracing::warn!(%error, "an answer was not stopped");
        }
    }
}
