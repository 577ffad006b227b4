//! Attachments: what goes along with a message beside its text.
//!
//! Bytes come in through [`Blobs`], and are attached to a draft by their hash. What they are is read
//! from themselves. With the message they become blocks that name them; the bytes are put in their
//! place when a request leaves, and never stand in a message.

mod blobs;
mod block;
mod cite;
mod collect;
mod examine;
mod file;
mod fill;
mod going;
mod ready;
mod spoken;
mod way;

use std::sync::Arc;

use atelier_api::attachment::{
    AddAttachment, AddFile, AttachmentApi, AttachmentLimits, AttachmentText, CollectedBlobs,
    ListAttachments, MOST_ATTACHMENTS, MentionFile, ReadAttachment, RemoveAttachment,
};
use atelier_files::KeepOut;
use atelier_rpc::{BoxFuture, Call, Code, Error, NoInput, Result};
use atelier_store::{
    Slot,
    tables::{attachments, conversations},
};
use atelier_vocabulary::{Attachment, AttachmentId, AttachmentKind, ConversationId, FolderId};
use tokio::sync::Semaphore;
use uuid::Uuid;

pub use self::blobs::{Blobs, FILE_BYTES, Intake, StoredBlob};
pub(crate) use self::{
    block::{attached, block, is_attached},
    cite::citing,
    fill::Target,
    going::{Drawer, Going},
    spoken::refusal,
};
use crate::{Clock, error, store};

/// From how many characters on a pasted text is attached instead.
const PASTE: u32 = 10_000;
/// The most bytes of a text that a page is shown.
const SHOWN: usize = 256 << 10;

/// Reads the text of a file in an open folder.
pub type ReadFile =
    Arc<dyn Fn(FolderId, String) -> BoxFuture<'static, Result<String>> + Send + Sync>;

/// Keeps what is attached. Clones are the same ones.
#[derive(Clone)]
pub struct Attachments {
    /// The bytes.
    pub blobs: Blobs,
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// Reads files that are mentioned.
    pub read_file: ReadFile,
    /// What no file is read from.
    pub keep_out: KeepOut,
    /// How many files are looked at once: each may take much memory for a moment.
    pub room: Arc<Semaphore>,
}

impl AttachmentApi for Attachments {
    async fn list(&self, _call: Call, input: ListAttachments) -> Result<Vec<Attachment>> {
        self.of_draft(input.conversation_id).await
    }

    async fn add(&self, call: Call, input: AddAttachment) -> Result<Attachment> {
        self.check_room(input.conversation_id).await?;
        let name = atelier_material::clean_name(&input.name);
        let looked_at = tokio::select! {
            looked_at = self.examine(&name, &input.hash) => looked_at?,
            () = call.cancelled() => return Err(Error::cancelled()),
        };
        let attachment = Attachment { name, ..looked_at };
        self.keep(input.conversation_id, attachment).await
    }

    async fn add_file(&self, call: Call, input: AddFile) -> Result<Attachment> {
        let AddFile { conversation_id, path } = input;
        self.check_room(conversation_id).await?;
        let (name, stored) = tokio::select! {
            taken = self.take_in(&path) => taken?,
            () = call.cancelled() => return Err(Error::cancelled()),
        };
        self.add(call, AddAttachment { conversation_id, hash: stored.hash, name }).await
    }

    async fn mention(&self, _call: Call, input: MentionFile) -> Result<Attachment> {
        self.check_room(input.conversation_id).await?;
        let text = (self.read_file)(input.folder_id, input.path.clone()).await?;
        let name = atelier_material::clean_name(&input.path);
        if text.trim().is_empty() {
            return Err(Error::new(Code::InvalidInput, format!("“{name}” is empty")));
        }
        let attachment = Attachment {
            name,
            bytes: u64::try_from(text.len()).unwrap_or(u64::MAX),
            characters: Some(examine::characters(&text)),
            estimated_tokens: Some(examine::tokens_of_text(&text)),
            folder_id: Some(input.folder_id),
            path: Some(input.path),
            ..self.empty(AttachmentKind::Mention, "text/plain")
        };
        self.keep(input.conversation_id, attachment).await
    }

    async fn remove(&self, _call: Call, input: RemoveAttachment) -> Result<Attachment> {
        // What waits with a queued message stays with it: there may be nothing else in it.
        let removed = store::write(&self.slot, move |c| attachments::detach(c, input.id)).await?;
        removed.ok_or_else(|| gone("what was attached is not in this draft any more"))
    }

    async fn text(&self, _call: Call, input: ReadAttachment) -> Result<AttachmentText> {
        let (bytes, complete) = self.blobs.beginning(&input.hash, SHOWN).await?;
        let mut text = atelier_material::text(&bytes).or_else(|error| {
            // What is cut off within a character is none of its fault.
            let whole = (1..4).find_map(|cut| {
                let end = bytes.len().checked_sub(cut).filter(|_| !complete)?;
                atelier_material::text(bytes.get(..end)?).ok()
            });
            whole.ok_or_else(|| Error::new(Code::InvalidInput, error.to_string()))
        })?;
        text.truncate(text.trim_end().len());
        Ok(AttachmentText { text, complete })
    }

    async fn limits(&self, _call: Call, _input: NoInput) -> Result<AttachmentLimits> {
        Ok(AttachmentLimits {
            file_bytes: FILE_BYTES,
            attachments: u32::try_from(MOST_ATTACHMENTS).unwrap_or(u32::MAX),
            paste_characters: PASTE,
        })
    }

    async fn collect(&self, _call: Call, _input: NoInput) -> Result<CollectedBlobs> {
        self.collect_unused().await
    }
}

impl Attachments {
    async fn of_draft(&self, conversation: Option<ConversationId>) -> Result<Vec<Attachment>> {
        let list = move |c: &atelier_store::Connection| attachments::list(c, conversation);
        store::read(&self.slot, list).await
    }

    async fn check_room(&self, conversation: Option<ConversationId>) -> Result<()> {
        if self.of_draft(conversation).await?.len() < MOST_ATTACHMENTS {
            return Ok(());
        }
        let message =
            format!("a message takes {MOST_ATTACHMENTS} attachments, and this one has them");
        Err(Error::new(Code::InvalidInput, message).with_hint("send these first"))
    }

    async fn keep(
        &self,
        conversation: Option<ConversationId>,
        attachment: Attachment,
    ) -> Result<Attachment> {
        let row = attachment.clone();
        let insert = move |c: &atelier_store::Transaction<'_>| {
            if let Some(id) = conversation
                && conversations::get(c, id)?.is_none()
            {
                return Ok(Err(error::no_conversation(id)));
            }
            attachments::insert(c, conversation, &row).map(Ok)
        };
        store::write(&self.slot, insert).await??;
        Ok(attachment)
    }

    /// An attachment of which nothing is known yet.
    fn empty(&self, kind: AttachmentKind, media_type: &str) -> Attachment {
        Attachment {
            id: AttachmentId::from(Uuid::now_v7()),
            name: String::new(),
            kind,
            media_type: media_type.to_owned(),
            hash: None,
            bytes: 0,
            text_hash: None,
            characters: None,
            width: None,
            height: None,
            pages: None,
            estimated_tokens: None,
            note: None,
            folder_id: None,
            path: None,
            created_at: (self.clock)(),
        }
    }
}

/// The error of an attachment that went with another message meanwhile.
pub(crate) fn already_sent() -> Error {
    gone("what was attached was sent or taken away meanwhile").with_hint("look at the draft again")
}

fn gone(message: &str) -> Error {
    Error::new(Code::NotFound, message)
}
