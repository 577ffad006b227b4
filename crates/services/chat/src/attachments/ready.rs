//! What is attached, at the moment it is sent: a file that is mentioned is read then.

use atelier_rpc::{Error, Result};
use atelier_store::tables::attachments;
use atelier_vocabulary::{Attachment, AttachmentId, AttachmentKind, ConversationId};

use super::{Attachments, Going, already_sent, examine};
use crate::store;

impl Attachments {
    /// What is to go with a message, ready to be sent: files that are mentioned are read now.
    pub(crate) async fn ready(
        &self,
        conversation: ConversationId,
        ids: &[AttachmentId],
    ) -> Result<Going> {
        if ids.is_empty() {
            return Ok(Going::default());
        }
        // One that is named twice goes once.
        let mut wanted: Vec<AttachmentId> = Vec::with_capacity(ids.len());
        for id in ids {
            if !wanted.contains(id) {
                wanted.push(*id);
            }
        }
        let of_draft = move |c: &atelier_store::Connection| {
            wanted.iter().map(|id| attachments::of_draft(c, conversation, *id)).collect()
        };
        let found: Vec<Option<Attachment>> = store::read(&self.slot, of_draft).await?;
        let found: Option<Vec<Attachment>> = found.into_iter().collect();
        self.as_sent(found.ok_or_else(already_sent)?).await
    }

    /// Attachments as they are sent now: files that are mentioned are read.
    pub(crate) async fn as_sent(&self, attachments: Vec<Attachment>) -> Result<Going> {
        let mut ready = Vec::with_capacity(attachments.len());
        for attachment in attachments {
            ready.push(match attachment.kind {
                AttachmentKind::Mention => self.snapshot(attachment).await?,
                AttachmentKind::Image
                | AttachmentKind::Pdf
                | AttachmentKind::Text
                | AttachmentKind::Office => attachment,
            });
        }
        Ok(Going(ready))
    }

    /// What waits in a draft, as far as it is known before it is sent.
    pub(crate) async fn waiting(&self, conversation: Option<ConversationId>) -> Result<Going> {
        self.of_draft(conversation).await.map(Going)
    }

    /// A mentioned file as it is at this moment.
    async fn snapshot(&self, attachment: Attachment) -> Result<Attachment> {
        let (Some(folder), Some(path)) = (attachment.folder_id, attachment.path.clone()) else {
            return Ok(attachment);
        };
        let text = (self.read_file)(folder, path.clone()).await.map_err(|error| {
            let message = format!("“{path}” cannot be read now: {}", error.message);
            Error::new(error.code, message)
                .with_hint("take the mention away, or bring the file back; nothing was sent")
        })?;
        let stored = self.blobs.keep(text.as_bytes()).await?;
        Ok(Attachment {
            hash: Some(stored.hash),
            bytes: stored.bytes,
            characters: Some(examine::characters(&text)),
            estimated_tokens: Some(examine::tokens_of_text(&text)),
            ..attachment
        })
    }
}
