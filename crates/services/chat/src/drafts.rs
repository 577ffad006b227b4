//! Drafts: what a person has typed and not sent.

use atelier_api::{
    draft::{Draft, DraftApi, GetDraft, SaveDraft},
    failed,
};
use atelier_rpc::{Call, Result};
use atelier_store::{Durability, Slot, tables};

use crate::{Clock, error, store};

/// Keeps drafts.
#[derive(Clone)]
pub struct Drafts {
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
}

impl DraftApi for Drafts {
    async fn get(&self, _call: Call, input: GetDraft) -> Result<Draft> {
        let read = move |connection: &atelier_store::Connection| {
            tables::drafts::get(connection, input.conversation_id)
        };
        let text = store::read(&self.slot, read).await?;
        Ok(Draft { text })
    }

    async fn save(&self, _call: Call, input: SaveDraft) -> Result<Draft> {
        let now = (self.clock)();
        let text = input.text.clone();
        let write = move |transaction: &atelier_store::Transaction<'_>| {
            // What is typed in a conversation goes with it.
            if let Some(id) = input.conversation_id
                && tables::conversations::get(transaction, id)?.is_none()
            {
                return Ok(Err(error::no_conversation(id)));
            }
            tables::drafts::save(transaction, input.conversation_id, &text, now).map(Ok)
        };
        self.slot
            .get()
            .map_err(failed)?
            .write(Durability::Normal, write)
            .await
            .map_err(failed)??;
        Ok(Draft { text: input.text })
    }
}
