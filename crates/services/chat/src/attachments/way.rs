//! How bytes go along with a request: within it, or kept by the endpoint and named.

use std::{
    collections::{HashMap, HashSet},
    io,
};

use atelier_api::failed;
use atelier_claude::{ClaudeError, Upload};
use atelier_store::{Connection as Rows, Durability, Transaction, tables::uploads};
use atelier_vocabulary::{Attachment, AttachmentKind, MessageFailure};
use bytes::Bytes;

use super::{Attachments, Target};
use crate::error;

/// From how many bytes on a file is sent to the Files API, and how many go along in all.
const ALONG: u64 = 4 << 20;
const ALL_ALONG: u64 = 20 << 20;
/// How long an endpoint keeps what it is sent: a week, in seconds. A request may take an hour.
const KEPT: u32 = 7 * 24 * 60 * 60;
const HOUR: i64 = 60 * 60 * 1000;

/// How the bytes of a blob go along.
pub(super) enum Way {
    Along(Vec<u8>),
    Kept(String),
    /// They are not here any more.
    Gone,
}

impl Attachments {
    /// How each blob goes along: what is large, and the largest while there is too much, is kept by
    /// the endpoint.
    pub(super) async fn ways(
        &self,
        attachments: &[&Attachment],
        target: Target<'_>,
    ) -> Result<HashMap<String, Way>, MessageFailure> {
        let mut blobs: Vec<(u64, &Attachment, &str)> = Vec::new();
        let mut seen = HashSet::new();
        for attachment in attachments {
            let Some(hash) = needed(attachment).filter(|hash| seen.insert(*hash)) else { continue };
            let bytes = self.blobs.size(hash).await.map_err(unread)?.unwrap_or(0);
            blobs.push((bytes, attachment, hash));
        }
        blobs.sort_by_key(|(bytes, ..)| *bytes);
        let mut ways = HashMap::new();
        let mut along = 0;
        for (bytes, attachment, hash) in blobs {
            let small = bytes <= ALONG && along + bytes <= ALL_ALONG;
            let way = if small {
                self.along(hash).await?
            } else {
                self.kept(hash, bytes, attachment, target, along).await?
            };
            if let Way::Along(bytes) = &way {
                along += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            }
            ways.insert(hash.to_owned(), way);
        }
        Ok(ways)
    }

    async fn along(&self, hash: &str) -> Result<Way, MessageFailure> {
        let found = self.blobs.whole(hash).await.map_err(unread)?;
        Ok(found.map_or(Way::Gone, Way::Along))
    }

    /// Has the endpoint keep a blob, if it does not already. An endpoint that keeps no files gets it
    /// along, if there is room.
    async fn kept(
        &self,
        hash: &str,
        bytes: u64,
        attachment: &Attachment,
        target: Target<'_>,
        along: u64,
    ) -> Result<Way, MessageFailure> {
        let (endpoint, named) = (target.endpoint.to_owned(), hash.to_owned());
        let until = (self.clock)() + HOUR;
        let find = move |c: &Rows| uploads::get(c, &endpoint, &named, until);
        let store = self.slot.get().map_err(|error| unread(failed(error)))?;
        if let Some(id) = store.read(find).await.map_err(|error| unread(failed(error)))? {
            return Ok(Way::Kept(id));
        }
        let as_text = sends_text(attachment);
        let upload = Upload {
            name: attachment.name.clone(),
            media_type: if as_text { "text/plain" } else { &attachment.media_type }.to_owned(),
            bytes,
            expires_in_seconds: KEPT,
        };
        let pieces = pieces(self.clone(), hash.to_owned());
        let (client, key) = (&target.connection.client, target.connection.key());
        match client.upload(key, &upload, pieces).await {
            Ok(kept) => {
                let (endpoint, hash) = (target.endpoint.to_owned(), hash.to_owned());
                let (id, expires) = (kept.id.clone(), (self.clock)() + i64::from(KEPT) * 1000);
                let note =
                    move |c: &Transaction<'_>| uploads::put(c, &endpoint, &hash, &id, expires);
                if let Err(error) = store.write(Durability::Normal, note).await {
                    tracing::debug!(%error, "it is not remembered that the endpoint has a file");
                }
                Ok(Way::Kept(kept.id))
            }
            Err(error) if keeps_no_files(&error) && along + bytes <= ALL_ALONG => {
                self.along(hash).await
            }
            Err(error) if keeps_no_files(&error) => Err(MessageFailure {
                class: "files_unsupported".to_owned(),
                message: format!(
                    "“{}” is too large to go along with the request, and this endpoint keeps no files. \
                     Your message is kept: take the file out of it, or choose another endpoint.",
                    attachment.name
                ),
                retryable: false,
                retry_at: None,
            }),
            Err(error) => Err(error::failure(&error, (self.clock)())),
        }
    }
}

/// The blob that is sent for an attachment.
pub(super) fn needed(attachment: &Attachment) -> Option<&str> {
    attachment.text_hash.as_deref().or(attachment.hash.as_deref())
}

pub(super) fn sends_text(attachment: &Attachment) -> bool {
    !matches!(attachment.kind, AttachmentKind::Image | AttachmentKind::Pdf)
}

/// Whether an endpoint answers as one that has no Files API.
fn keeps_no_files(error: &ClaudeError) -> bool {
    error.api().is_some_and(|it| matches!(it.status, Some(404 | 405 | 501)))
}

/// The pieces of a blob, one after another.
fn pieces(
    attachments: Attachments,
    hash: String,
) -> impl futures_util::Stream<Item = io::Result<Bytes>> + Send + 'static {
    futures_util::stream::unfold(Some((attachments, hash, 0)), async |state| {
        let (attachments, hash, seq) = state?;
        match attachments.blobs.piece(&hash, seq).await {
            Ok(Some(piece)) => Some((Ok(Bytes::from(piece)), Some((attachments, hash, seq + 1)))),
            Ok(None) => None,
            Err(error) => Some((Err(io::Error::other(error.message)), None)),
        }
    })
}

#[expect(clippy::needless_pass_by_value, reason = "it takes what `map_err` hands over")]
fn unread(error: atelier_rpc::Error) -> MessageFailure {
    MessageFailure {
        class: "attachment".to_owned(),
        message: format!(
            "What is attached could not be read: {}. Your message is kept.",
            error.message
        ),
        retryable: true,
        retry_at: None,
    }
}
