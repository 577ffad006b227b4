//! Attachments on their way from a draft into a message.

use atelier_rpc::Error;
use atelier_store::{StoreError, Transaction, tables::attachments};
use atelier_vocabulary::{Attachment, ContentBlock, ConversationId, Model, QueuedId};

use super::{already_sent, block, refusal};

/// Where attachments wait until their message is sent.
#[derive(Clone, Copy)]
pub(crate) enum Drawer {
    /// In the draft of a conversation.
    Draft(ConversationId),
    /// With a queued message.
    Queue(QueuedId),
}

/// What goes along with a message, ready to be sent.
#[derive(Default)]
pub(crate) struct Going(pub(super) Vec<Attachment>);

impl Going {
    /// Why it cannot go along; none where it can. Nothing is changed.
    pub(crate) fn refused(
        &self,
        transaction: &Transaction<'_>,
        drawer: Drawer,
        facts: Option<&Model>,
    ) -> Result<Option<Error>, StoreError> {
        for attachment in &self.0 {
            let waits = match drawer {
                Drawer::Draft(id) => attachments::of_draft(transaction, id, attachment.id)?,
                Drawer::Queue(id) => {
                    let queued = attachments::queued(transaction, id)?;
                    queued.into_iter().find(|it| it.id == attachment.id)
                }
            };
            if waits.is_none() {
                return Ok(Some(already_sent()));
            }
            if let Some(error) = refusal(attachment, facts) {
                return Ok(Some(error));
            }
        }
        Ok(None)
    }

    /// Takes it out of its draft, with the message that has it from now on.
    pub(crate) fn leave(&self, transaction: &Transaction<'_>) -> Result<(), StoreError> {
        self.0.iter().try_for_each(|it| attachments::remove(transaction, it.id).map(drop))
    }

    /// The blocks of a message: documents before the question, so that they are read first and stay in
    /// the endpoint's cache. A blank text is left out.
    pub(crate) fn with(&self, mut carried: Vec<ContentBlock>, text: &str) -> Vec<ContentBlock> {
        carried.extend(self.0.iter().map(block));
        if !text.trim().is_empty() {
            carried.push(ContentBlock::text(text));
        }
        carried
    }

    /// What the message is about: its text, or the name of what goes along with none.
    pub(crate) fn about<'a>(&'a self, text: &'a str) -> &'a str {
        let name = self.0.first().map(|it| it.name.as_str());
        name.filter(|_| text.trim().is_empty()).unwrap_or(text)
    }
}
