//! A request on its way out: the blocks that stand for attachments become what the API takes.
//!
//! Small files go along as base64, each time. Large ones are sent once to the endpoint's Files API,
//! and named from then on. What is not kept any more, or what this model does not take, is left out,
//! and Claude is told so.

use std::{borrow::Cow, collections::HashMap};

use atelier_claude::ClaudeError;
use atelier_claude_wire::{
    MAX_IMAGES, MaterialSource, MessagesRequest, document_block, image_block,
};
use atelier_store::{Durability, Transaction, tables::uploads};
use atelier_vocabulary::{Attachment, AttachmentKind, ContentBlock, MessageFailure, Model};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    Attachments, attached,
    block::is_attached,
    cite::as_marked,
    refusal,
    spoken::left_out,
    way::{Way, needed, sends_text},
};
use crate::Connection;

/// Where a request goes, and who answers it.
#[derive(Clone, Copy)]
pub(crate) struct Target<'a> {
    /// The way to the endpoint.
    pub(crate) connection: &'a Connection,
    /// The name under which it is remembered.
    pub(crate) endpoint: &'a str,
    /// The facts about the model, where there are any.
    pub(crate) facts: Option<&'a Model>,
}

impl Attachments {
    /// Returns the request with the bytes of its attachments in their place. Where it has none, it is
    /// the request itself. Errors: the words for the message that then fails.
    pub(crate) async fn filled<'a>(
        &self,
        request: &'a MessagesRequest,
        target: Target<'_>,
    ) -> Result<Cow<'a, MessagesRequest>, MessageFailure> {
        let blocks = request.messages.iter().flat_map(|message| &message.content);
        if !blocks.clone().any(is_attached) {
            return Ok(Cow::Borrowed(request));
        }
        let all: Vec<Attachment> = blocks.filter_map(attached).collect();
        let fitting: Vec<&Attachment> =
            all.iter().filter(|it| refusal(it, target.facts).is_none()).collect();
        let images = fitting.iter().filter(|it| it.kind == AttachmentKind::Image).count();
        // The newest pictures go along; more than this many the API does not take.
        let mut too_many = images.saturating_sub(MAX_IMAGES);
        let ways = self.ways(&fitting, target).await?;
        let mut request = request.clone();
        for message in &mut request.messages {
            for block in &mut message.content {
                if !is_attached(block) {
                    continue;
                }
                let Some(attachment) = attached(block) else {
                    *block = ContentBlock::text(left_out("a file", "its description is damaged"));
                    continue;
                };
                let is_image = attachment.kind == AttachmentKind::Image;
                let crowded = is_image && too_many > 0;
                too_many -= usize::from(crowded);
                let sent = if crowded {
                    let why =
                        format!("a request takes {MAX_IMAGES} pictures, and newer ones follow");
                    ContentBlock::text(left_out(&attachment.name, &why))
                } else {
                    sent(&attachment, &ways, target.facts)
                };
                *block = as_marked(block, sent);
            }
        }
        Ok(Cow::Owned(request))
    }

    /// Forgets a file that the endpoint says it does not keep, and returns whether there was one, so
    /// that the request may be made once more.
    pub(crate) async fn forgot(
        &self,
        request: &MessagesRequest,
        error: &ClaudeError,
        endpoint: &str,
    ) -> bool {
        let Some(error) = error.api().filter(|it| matches!(it.status, Some(400 | 404))) else {
            return false;
        };
        let blocks = request.messages.iter().flat_map(|message| &message.content);
        let ids: Vec<String> = blocks
            .filter_map(|block| block.raw().get("source")?.get("file_id")?.as_str())
            .filter(|id| error.message.contains(*id))
            .map(str::to_owned)
            .collect();
        let (endpoint, any) = (endpoint.to_owned(), !ids.is_empty());
        let forget = move |c: &Transaction<'_>| {
            ids.iter().try_for_each(|id| uploads::forget(c, &endpoint, id))
        };
        if let (true, Ok(store)) = (any, self.slot.get()) {
            return store.write(Durability::Normal, forget).await.is_ok();
        }
        false
    }
}

/// What is sent for an attachment.
fn sent(
    attachment: &Attachment,
    ways: &HashMap<String, Way>,
    facts: Option<&Model>,
) -> ContentBlock {
    let out = |why: &str| ContentBlock::text(left_out(&attachment.name, why));
    if refusal(attachment, facts).is_some() {
        return out("the model that answers now does not take it");
    }
    let source = match needed(attachment).and_then(|hash| ways.get(hash)) {
        Some(Way::Kept(id)) => MaterialSource::File(id.clone()),
        Some(Way::Along(bytes)) if sends_text(attachment) => {
            MaterialSource::Text(String::from_utf8_lossy(bytes).into_owned())
        }
        Some(Way::Along(bytes)) => MaterialSource::Base64 {
            media_type: attachment.media_type.clone(),
            data: STANDARD.encode(bytes),
        },
        Some(Way::Gone) | None => return out("its content is not kept here any more"),
    };
    match attachment.kind {
        AttachmentKind::Image => image_block(source),
        AttachmentKind::Pdf
        | AttachmentKind::Text
        | AttachmentKind::Office
        | AttachmentKind::Mention => {
            document_block(source, attachment.path.as_deref().unwrap_or(&attachment.name))
        }
    }
}
