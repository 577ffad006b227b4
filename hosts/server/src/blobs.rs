//! `/blobs`: the bytes of attachments, which are too many to travel as JSON.
//!
//! `POST /blobs?conversation=ID` takes bytes in and answers with their SHA-256; `GET /blobs/{hash}` hands them out.
//! They stand behind the permissions of the operations that they belong to. A browser is told to show
//! nothing but pictures of them, and to keep none.

use std::{sync::Arc, time::Duration};

use atelier_app::{Blobs, FILE_BYTES, PlaceOfBlobs};
use atelier_rpc::{Code, Error, Origin};
use axum::{
    Extension, Json,
    body::Body,
    extract::{Path, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::stream;
use http::{HeaderMap, StatusCode, Uri, header};
use http_body_util::BodyExt;
use serde_json::json;

use crate::{
    admit::RequestId,
    doors::kept_elsewhere,
    refusal::{Dialect, Refusal},
    server::Shared,
};

/// The operation whose permission is asked for before bytes are taken in, or handed out.
pub(crate) const TAKING: &str = "attachment.add";
pub(crate) const GIVING: &str = "attachment.list";

/// How long the next part of a body may take to arrive. Everything comes from this machine.
const SILENCE: Duration = Duration::from_secs(30);

/// The policy of bytes that are handed out: nothing in them may run, wherever they are opened.
pub(crate) const NOTHING_RUNS: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// Headers of bytes that are handed out.
const HEADERS: &[(&str, &str)] =
    &[("content-security-policy", NOTHING_RUNS), ("content-disposition", "attachment")];

/// Takes bytes in.
pub(crate) async fn take(
    State(shared): State<Arc<Shared>>,
    Extension(id): Extension<RequestId>,
    Extension(origin): Extension<Origin>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let taken = async {
        let announced = headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok());
        let announced = announced.and_then(|length| length.parse().ok());
        if announced.is_some_and(|bytes| bytes > FILE_BYTES) {
            return Err(too_large());
        }
        let blobs = admitted(&shared, &origin, TAKING)?;
        receive(&blobs.of(uri.query()).await?, announced, body).await
    };
    tokio::select! {
        taken = taken => taken.unwrap_or_else(|refusal: Refusal| refusal.answer(Dialect::Atelier, &id.0)),
        () = shared.closing.cancelled() => {
            Refusal::from(Error::cancelled()).answer(Dialect::Atelier, &id.0)
        }
    }
}

async fn receive(
    blobs: &PlaceOfBlobs,
    announced: Option<u64>,
    mut body: Body,
) -> Result<Response, Refusal> {
    let mut intake = blobs.begin(announced).await?;
    let mut left = FILE_BYTES;
    loop {
        let part = match tokio::time::timeout(SILENCE, body.frame()).await {
            Ok(None) => break,
            Ok(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
            Ok(Some(Err(_))) => return Err(broken("the file did not arrive whole")),
            Err(_) => return Err(broken("nothing more of the file arrived")),
        };
        let bytes = u64::try_from(part.len()).unwrap_or(u64::MAX);
        left = left.checked_sub(bytes).ok_or_else(too_large)?;
        intake.take(&part).await?;
    }
    let stored = intake.finish().await?;
    let answer = json!({ "hash": stored.hash, "bytes": stored.bytes });
    Ok(Json(answer).into_response())
}

/// Hands bytes out.
pub(crate) async fn give(
    State(shared): State<Arc<Shared>>,
    Extension(id): Extension<RequestId>,
    Extension(origin): Extension<Origin>,
    hash: Result<Path<String>, PathRejection>,
) -> Response {
    // What is no text names nothing.
    let hash = hash.map(|Path(hash)| hash).unwrap_or_default();
    let given = async {
        let blobs = admitted(&shared, &origin, GIVING)?;
        let size = if is_hash(&hash) { blobs.size(&hash).await? } else { None };
        let size = size.ok_or_else(|| Error::new(Code::NotFound, "there are no such bytes"))?;
        let first = blobs.piece(&hash, 0).await?.unwrap_or_default();
        let media = media_type(&first);
        let first = Bytes::from(first);
        let rest = stream::unfold(Some((blobs, hash, 1)), async |state| {
            let (blobs, hash, seq) = state?;
            match blobs.piece(&hash, seq).await {
                Ok(Some(piece)) => Some((Ok(Bytes::from(piece)), Some((blobs, hash, seq + 1)))),
                Ok(None) => None,
                Err(error) => Some((Err(std::io::Error::other(error.message)), None)),
            }
        });
        let body = stream::StreamExt::chain(stream::iter([Ok(first)]), rest);
        let length =
            [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_LENGTH, size.to_string())];
        Ok::<_, Refusal>((length, Body::from_stream(body)).into_response())
    };
    let mut response =
        given.await.unwrap_or_else(|refusal| refusal.answer(Dialect::Atelier, &id.0));
    for (name, value) in HEADERS {
        response.headers_mut().insert(*name, http::HeaderValue::from_static(value));
    }
    response
}

/// The bytes, where the caller may have them.
fn admitted(shared: &Shared, origin: &Origin, operation: &str) -> Result<Blobs, Refusal> {
    shared.doors.permit(origin, operation)?;
    let blobs = shared.doors.blobs.clone();
    blobs.ok_or_else(|| kept_elsewhere("files", "attach files there").into())
}

/// What a browser may take the bytes for: a picture, or nothing in particular.
pub fn media_type(beginning: &[u8]) -> &'static str {
    match beginning {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => "application/octet-stream",
    }
}

/// Whether a text is a SHA-256 as they are written here.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it))
}

fn too_large() -> Refusal {
    let message = format!("a file may have {} MiB; nothing of it was kept", FILE_BYTES >> 20);
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, Code::InvalidInput, message)
}

fn broken(message: &str) -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        Code::InvalidInput,
        format!("{message}; nothing of it was kept"),
    )
}
