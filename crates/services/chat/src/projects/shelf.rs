//! Where conversations stand: pinned, archived, tagged, in a project, gone for good.

use atelier_api::project::{
    ArchiveConversations, AssignConversations, EraseConversations, Erased, PinConversations,
    ShelfApi, TagConversation,
};
use atelier_rpc::{Call, Code, Error, NoInput, Result};
use atelier_store::{
    Durability, Store, StoreError, Transaction,
    tables::{conversations, projects, search},
};
use atelier_vocabulary::{Conversation, ConversationId, Tag};

use super::{Projects, no_project};
use crate::{error, store};

/// How many conversations are deleted for good in one write.
const AT_ONCE: u32 = 20;

impl ShelfApi for Projects {
    async fn tags(&self, _call: Call, _input: NoInput) -> Result<Vec<Tag>> {
        store::read(&self.slot, conversations::tags).await
    }

    async fn pin(&self, _call: Call, input: PinConversations) -> Result<Vec<Conversation>> {
        let at = input.pinned.then(|| (self.clock)());
        self.change(input.ids, move |c, id| conversations::pin(c, id, at)).await
    }

    async fn archive(&self, _call: Call, input: ArchiveConversations) -> Result<Vec<Conversation>> {
        let at = input.archived.then(|| (self.clock)());
        self.change(input.ids, move |c, id| conversations::archive(c, id, at)).await
    }

    async fn assign(&self, _call: Call, input: AssignConversations) -> Result<Vec<Conversation>> {
        if let Some(id) = input.project_id {
            let known = store::read(&self.slot, move |c| projects::get(c, id)).await?;
            known.ok_or_else(|| no_project(id))?;
        }
        self.change(input.ids, move |c, id| conversations::assign(c, id, input.project_id)).await
    }

    async fn tag(&self, _call: Call, input: TagConversation) -> Result<Conversation> {
        let mut tags = Vec::new();
        for tag in &input.tags {
            let words: Vec<&str> = tag.split_whitespace().collect();
            let tag = words.join(" ").to_lowercase();
            if tag.is_empty() || tag.chars().any(char::is_control) {
                return Err(Error::new(Code::InvalidInput, "a tag needs a word in it"));
            }
            tags.push(tag);
        }
        let changed =
            self.change(vec![input.id], move |c, id| conversations::tag(c, id, &tags)).await?;
        changed.into_iter().next().ok_or_else(|| error::no_conversation(input.id))
    }

    async fn erase(&self, _call: Call, input: EraseConversations) -> Result<Erased> {
        let erased = self.erased(input.ids).await?;
        self.tidy();
        Ok(Erased { conversations: erased })
    }

    async fn empty_trash(&self, call: Call, _input: NoInput) -> Result<Erased> {
        let mut conversations = 0;
        loop {
            let next = store::read(&self.slot, |c| conversations::trashed(c, AT_ONCE)).await?;
            if next.is_empty() || call.is_cancelled() {
                break;
            }
            conversations += self.erased(next).await?;
        }
        self.tidy();
        Ok(Erased { conversations })
    }
}

impl Projects {
    /// Changes all of these conversations, or none where one is not there.
    async fn change(
        &self,
        ids: Vec<ConversationId>,
        work: impl Fn(&Transaction<'_>, ConversationId) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<Vec<Conversation>> {
        let work = move |c: &Transaction<'_>| {
            for id in &ids {
                if conversations::get(c, *id)?.is_none() {
                    return Ok(Err(error::no_conversation(*id)));
                }
            }
            let mut changed = Vec::new();
            for id in ids {
                work(c, id)?;
                changed.extend(conversations::get(c, id)?);
            }
            Ok(Ok(changed))
        };
        store::write(&self.slot, work).await?
    }

    async fn erased(&self, ids: Vec<ConversationId>) -> Result<u32> {
        store::write(&self.slot, move |c| {
            let mut erased = 0;
            for id in ids {
                erased += u32::from(conversations::erase(c, id)?);
            }
            Ok(erased)
        })
        .await
    }

    /// Rewrites the index beside everything else, so that what was deleted leaves the file.
    fn tidy(&self) {
        let Ok(store) = self.slot.get() else { return };
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            let tidied = tokio::select! {
                tidied = purged(&store) => tidied,
                () = stop.cancelled() => Ok(()),
            };
            if let Err(error) = tidied {
                tracing::warn!(%error, "the index was not tidied; it is at the next deletion");
            }
        });
    }
}

async fn purged(store: &Store) -> Result<(), StoreError> {
    let mut first = true;
    while store.write(Durability::Normal, move |c| search::purge(c, first)).await? {
        first = false;
    }
    Ok(())
}
