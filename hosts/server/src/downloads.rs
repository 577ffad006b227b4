//! `/downloads`: exports as files of the browser's own, which no JSON could carry.
//!
//! `POST /downloads` says what is wanted, behind the token, and answers with an address that works once and for a
//! minute; `GET` of that address hands the bytes out as they are written. A browser follows it without the token,
//! which stays where it is: the address is a secret of its own, as long as the token.

use std::{
    collections::HashMap,
    fmt::Write as _,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use atelier_app::{Archive, Wish};
use atelier_rpc::{Code, Error, Origin};
use axum::{
    Extension, Json,
    body::Body,
    extract::{Path, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::stream;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::{
    Token,
    admit::RequestId,
    api,
    blobs::NOTHING_RUNS,
    doors::kept_elsewhere,
    refusal::{Dialect, Refusal},
    server::Shared,
};

/// The operations whose permissions are asked for.
const ONE: &str = "export.conversation";
const ALL: &str = "export.everything";
/// How long an address works that nobody follows.
const WORKS_FOR: Duration = Duration::from_mins(1);
/// How many addresses wait to be followed.
const WAITING: usize = 32;
/// What the addresses stand below.
pub(crate) const BELOW: &str = "/downloads/";

/// What may be downloaded, by the secret in its address.
#[derive(Default)]
pub(crate) struct Tickets(Mutex<HashMap<String, (Wish, Instant)>>);

impl Tickets {
    /// Keeps a wish, and returns the secret; none where too many wait already.
    fn keep(&self, wish: Wish, secret: &Token) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        waiting.retain(|_, (_, until)| *until > now);
        let room = waiting.len() < WAITING;
        if room {
            waiting.insert(secret.expose().to_owned(), (wish, now + WORKS_FOR));
        }
        room
    }

    /// Takes the wish of a secret, which it has no more.
    fn take(&self, secret: &str) -> Option<Wish> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (wish, until) = waiting.remove(secret)?;
        (until > Instant::now()).then_some(wish)
    }
}

/// Takes a wish, and says where its bytes will be.
pub(crate) async fn wish(
    State(shared): State<Arc<Shared>>,
    Extension(id): Extension<RequestId>,
    Extension(origin): Extension<Origin>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let answer = async {
        let wish = read(&api::input(&headers, body).await?)?;
        let operation = match wish {
            Wish::Conversation { .. } => ONE,
            Wish::Everything => ALL,
        };
        shared.doors.permit(&origin, operation)?;
        archive(&shared)?;
        let secret = Token::random().map_err(|it| Error::new(Code::Internal, it.to_string()))?;
        if !shared.tickets.keep(wish, &secret) {
            let message = "too many downloads were asked for and not begun; nothing was written";
            return Err(Error::new(Code::Unavailable, message)
                .with_hint("wait a minute, then ask again")
                .into());
        }
        Ok::<_, Refusal>(Json(json!({ "address": format!("{BELOW}{}", secret.expose()) })))
    };
    match answer.await {
        Ok(answer) => answer.into_response(),
        Err(refusal) => refusal.answer(Dialect::Atelier, &id.0),
    }
}

/// Hands the bytes of a wish out, once.
pub(crate) async fn give(
    State(shared): State<Arc<Shared>>,
    Extension(id): Extension<RequestId>,
    method: Method,
    secret: Result<Path<String>, PathRejection>,
) -> Response {
    let given = async {
        if method != Method::GET {
            // Asking about it must not use it up.
            let message = "a download is fetched with GET";
            return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, Code::InvalidInput, message));
        }
        let gone =
            || Error::new(Code::NotFound, "this download was fetched already, or is too old");
        // What is no text was never one.
        let Path(secret) = secret.map_err(|_| gone())?;
        let wish = shared.tickets.take(&secret).ok_or_else(gone)?;
        let download = archive(&shared)?.download(wish).await?;
        let closing = shared.closing.clone();
        let work = download.work;
        drop(shared.doors.tasks.spawn(async move { closing.run_until_cancelled(work).await }));
        let body = stream::unfold(download.bytes, async |mut bytes| {
            let next = bytes.recv().await?;
            Some((next.map(Bytes::from), bytes))
        });
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(download.media_type)),
            (header::CONTENT_DISPOSITION, disposition(&download.file_name)),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(NOTHING_RUNS)),
        ];
        Ok::<_, Refusal>((headers, Body::from_stream(body)).into_response())
    };
    given.await.unwrap_or_else(|refusal| refusal.answer(Dialect::Atelier, &id.0))
}

fn archive(shared: &Shared) -> Result<Archive, Refusal> {
    let archive = shared.doors.archive.clone();
    archive.ok_or_else(|| kept_elsewhere("conversations", "download them there").into())
}

/// What is wanted: the input of the operation that writes it to a path, without the path.
fn read(input: &Value) -> Result<Wish, Refusal> {
    let unfit = |message: String| {
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, Code::InvalidInput, message)
    };
    if input.is_null() {
        return Ok(Wish::Everything);
    }
    let Some(fields) = input.as_object() else {
        return Err(unfit("the input is no object, in which each field has its name".to_owned()));
    };
    if !fields.keys().all(|it| ["id", "format", "branches"].contains(&it.as_str())) {
        return Err(unfit("there are no other fields than id, format and branches".to_owned()));
    }
    let Some(id) = fields.get("id") else {
        if fields.is_empty() {
            return Ok(Wish::Everything);
        }
        // Whoever forgot the conversation does not mean all of them.
        return Err(unfit(
            "format and branches are those of a conversation; none was named".to_owned(),
        ));
    };
    let field = |name: &str| input.get(name).cloned().unwrap_or(Value::Null);
    let id = serde_json::from_value(id.clone());
    let format = serde_json::from_value(field("format"));
    let branches = match field("branches") {
        Value::Null => Ok(atelier_app::ExportBranches::Shown),
        named => serde_json::from_value(named),
    };
    match (id, format, branches) {
        (Ok(id), Ok(format), Ok(branches)) => Ok(Wish::Conversation { id, format, branches }),
        _ => Err(unfit("a conversation has an id, a format and branches".to_owned())),
    }
}

/// A header that gives the file its name, letter for letter in one form and as far as it goes in the other.
fn disposition(name: &str) -> HeaderValue {
    let plain: String = name
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() || " .-_".contains(it) { it } else { '_' })
        .collect();
    let mut exact = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            exact.push(char::from(byte));
        } else {
            // Writing to a text never fails.
            let _ = write!(exact, "%{byte:02X}");
        }
    }
    let value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}");
    // It is all of letters, digits and signs that a header takes.
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}
