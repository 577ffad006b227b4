//! An attachment as a block of a message: the block names it, and does not hold its bytes.

use atelier_vocabulary::{Attachment, AttachmentKind, ContentBlock};
use serde_json::{Map, Value};

/// What `source.type` says of a block whose bytes are here.
const ATTACHMENT: &str = "attachment";

/// Returns the block that stands for an attachment in its message.
pub(crate) fn block(attachment: &Attachment) -> ContentBlock {
    let mut source = Map::new();
    source.insert("type".to_owned(), Value::from(ATTACHMENT));
    if let Ok(Value::Object(fields)) = serde_json::to_value(attachment) {
        source.extend(fields);
    }
    let mut block = Map::new();
    let kind = match attachment.kind {
        AttachmentKind::Image => "image",
        AttachmentKind::Pdf
        | AttachmentKind::Text
        | AttachmentKind::Office
        | AttachmentKind::Mention => "document",
    };
    block.insert("type".to_owned(), Value::from(kind));
    block.insert("source".to_owned(), Value::Object(source));
    block.into()
}

/// The attachment for which a block stands; none where it is another block.
pub(crate) fn attached(block: &ContentBlock) -> Option<Attachment> {
    let source = block.raw().get("source")?;
    if source.get("type")?.as_str()? != ATTACHMENT {
        return None;
    }
    serde_json::from_value(source.clone()).ok()
}

/// Whether a block stands for an attachment, readable or not.
pub(crate) fn is_attached(block: &ContentBlock) -> bool {
    let kind = block.raw().get("source").and_then(|source| source.get("type")?.as_str());
    kind == Some(ATTACHMENT)
}
