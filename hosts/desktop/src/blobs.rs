//! The scheme `blobs`: bytes of attachments between the page and the core, which are too many for JSON.
//!
//! `POST blobs://localhost/?conversation=ID` takes bytes in and answers with their SHA-256; `GET blobs://localhost/HASH`
//! hands them out. Only a page of our own in a window that may call the operations is answered.

use std::sync::Arc;

use atelier_app::{Blobs, FILE_BYTES};
use atelier_rpc::{Code, Error, Result};
use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Method, Request, Response, StatusCode, header},
};

use crate::{shell::Shell, windows};

/// The scheme.
pub(crate) const SCHEME: &str = "blobs";

/// The operation whose permission is asked for before bytes are taken in, or handed out.
const TAKING: &str = "attachment.add";
const GIVING: &str = "attachment.list";

/// Answers a request of a page.
pub(crate) fn answer<R: Runtime>(
    context: &UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let label = context.webview_label().to_owned();
    let shell = Arc::clone(&context.app_handle().state::<Arc<Shell>>());
    drop(tauri::async_runtime::spawn(async move {
        let origin = own_origin(&request).map(str::to_owned);
        let answer = if origin.is_some() {
            tokio::select! {
                answer = respond(&shell, &label, request) => answer,
                () = shell.stopping.cancelled() => Err(Error::cancelled()),
            }
        } else {
            Err(Error::new(Code::PermissionDenied, "the request comes from elsewhere"))
        };
        let (status, media, body) = answer.unwrap_or_else(|error| refused(&error));
        let response = Response::builder()
            .status(status)
            .header(header::CONTENT_TYPE, media)
            .header(header::CACHE_CONTROL, "no-store")
            .header("x-content-type-options", "nosniff")
            .header("cross-origin-resource-policy", "cross-origin")
            .header("content-security-policy", "default-src 'none'; sandbox")
            .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.as_deref().unwrap_or("null"))
            .header(header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type")
            .body(body);
        if let Ok(response) = response {
            responder.respond(response);
        }
    }));
}

/// A status, a media type, and the bytes.
type Answer = (StatusCode, &'static str, Vec<u8>);

async fn respond(shell: &Shell, label: &str, request: Request<Vec<u8>>) -> Result<Answer> {
    let opened = shell.application().await?;
    let admitted = |operation: &str| -> Result<Blobs> {
        windows::admit(label, opened.router.operation(operation)?)?;
        opened.blobs.clone().ok_or_else(|| {
            let message = "another Atelier on this machine keeps the files";
            Error::new(Code::Unavailable, message).with_hint("attach files there")
        })
    };
    match *request.method() {
        Method::OPTIONS => Ok((StatusCode::NO_CONTENT, "text/plain", Vec::new())),
        Method::POST => {
            let blobs = admitted(TAKING)?;
            let stored = blobs.of(request.uri().query()).await?.keep(request.body()).await?;
            let answer = serde_json::json!({ "hash": stored.hash, "bytes": stored.bytes });
            Ok((StatusCode::OK, "application/json", answer.to_string().into_bytes()))
        }
        Method::GET => {
            let blobs = admitted(GIVING)?;
            let hash = request.uri().path().trim_start_matches('/');
            let known = atelier_server::is_hash(hash).then(|| blobs.size(hash));
            let size = match known {
                Some(size) => size.await?,
                None => None,
            };
            let size = size.ok_or_else(|| Error::new(Code::NotFound, "there are no such bytes"))?;
            let mut bytes = Vec::with_capacity(usize::try_from(size.min(FILE_BYTES)).unwrap_or(0));
            for seq in 0.. {
                match blobs.piece(hash, seq).await? {
                    Some(piece) => bytes.extend_from_slice(&piece),
                    None => break,
                }
            }
            Ok((StatusCode::OK, atelier_server::media_type(&bytes), bytes))
        }
        _ => Err(Error::new(Code::InvalidInput, "bytes are only taken in or handed out")),
    }
}

fn refused(error: &Error) -> Answer {
    let status = match error.code {
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::PermissionDenied => StatusCode::FORBIDDEN,
        Code::InvalidInput => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    };
    (status, "application/json", serde_json::json!(error).to_string().into_bytes())
}

/// The origin of a request, if it is our own page.
fn own_origin(request: &Request<Vec<u8>>) -> Option<&str> {
    let origin = request.headers().get(header::ORIGIN)?.to_str().ok()?;
    let own: &[&str] = if cfg!(windows) {
        &["http://tauri.localhost", "https://tauri.localhost"]
    } else {
        &["tauri://localhost"]
    };
    own.contains(&origin).then_some(origin)
}

#[cfg(test)]
mod tests;
