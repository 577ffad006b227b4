//! What a model cannot take, and what stands in its place.

use atelier_rpc::{Code, Error};
use atelier_vocabulary::{Attachment, AttachmentKind, Model};

/// Why a model cannot take an attachment; none where it can, or where nobody knows.
pub(crate) fn refusal(attachment: &Attachment, facts: Option<&Model>) -> Option<Error> {
    let facts = facts?;
    let what = match attachment.kind {
        AttachmentKind::Image if !facts.takes_images => "pictures",
        AttachmentKind::Pdf if !facts.takes_pdf => "PDF documents",
        AttachmentKind::Image
        | AttachmentKind::Pdf
        | AttachmentKind::Text
        | AttachmentKind::Office
        | AttachmentKind::Mention => return None,
    };
    let message = format!("{} takes no {what}; nothing was sent", facts.display_name);
    let hint = format!("take “{}” away, or choose another model", attachment.name);
    Some(Error::new(Code::InvalidInput, message).with_hint(hint))
}

/// What Claude is told in place of an attachment that does not go along.
pub(super) fn left_out(name: &str, why: &str) -> String {
    format!("[“{name}” was attached here. It is left out: {why}.]")
}
