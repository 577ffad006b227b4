//! What stands before every route: who may come in, and how many at once.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use atelier_rpc::{Code, Origin};
use axum::{
    body::{Body, HttpBody},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use http_body::{Frame, SizeHint};
use tokio::sync::OwnedSemaphorePermit;
use tracing::Instrument;

use crate::{
    artifact, downloads, files,
    refusal::{Dialect, Refusal},
    server::Shared,
};

/// The name of the header that tells requests apart, as the Messages API calls it.
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// The id of one request, for its answer and for the log.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) String);

/// Lets a request through to its route, or says why not.
pub(crate) async fn admit(
    State(shared): State<Arc<Shared>>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = format!("req_{}", uuid::Uuid::now_v7().simple());
    let path = request.uri().path().to_owned();
    let dialect = Dialect::of(&path);
    // A body whose length was given twice over may hide a second request, so the connection ends.
    let close = request.headers().contains_key(header::TRANSFER_ENCODING);
    // The rest of such a path is a secret.
    let shown = if path.starts_with(downloads::BELOW) { downloads::BELOW } else { path.as_str() };
    let span = tracing::info_span!("http", id, method = %request.method(), path = shown);
    let answer = async {
        let permit = match check(&shared, &request) {
            Ok((origin, permit)) => {
                if let Some(origin) = origin {
                    request.extensions_mut().insert(origin);
                }
                permit
            }
            Err(refusal) => {
                tracing::info!(status = refusal.status.as_u16(), "refused");
                return refusal.answer(dialect, &id);
            }
        };
        request.extensions_mut().insert(RequestId(id.clone()));
        let response = next.run(request).await;
        tracing::debug!(status = response.status().as_u16(), "answered");
        response.map(|body| Body::new(Held { body, _permit: permit }))
    };
    let mut response = answer.instrument(span).await;
    mark(response.headers_mut(), &id, close);
    response
}

/// The checks, in order: shape, host, origin, token, room.
fn check(
    shared: &Shared,
    request: &Request,
) -> Result<(Option<Origin>, OwnedSemaphorePermit), Refusal> {
    let (uri, headers) = (request.uri(), request.headers());
    if uri.scheme().is_some() || uri.authority().is_some() || !uri.path().starts_with('/') {
        let message = "the request names a whole address where a path belongs";
        return Err(Refusal::new(StatusCode::BAD_REQUEST, Code::InvalidInput, message));
    }
    let host = host(shared.port, headers)
        .ok_or_else(|| forbidden("the request names another host than this machine and port"))?;
    if !own_origin(host, headers) {
        return Err(forbidden("the request comes from another site"));
    }
    let origin = credentials(uri, headers).find_map(|token| shared.tokens.origin(token));
    if origin.is_none() && !public(request.method(), uri) {
        let message = "the access token is missing or wrong";
        return Err(Refusal::new(StatusCode::UNAUTHORIZED, Code::PermissionDenied, message));
    }
    let permit = Arc::clone(&shared.room).try_acquire_owned().map_err(|_| {
        let message = "too many requests at once; nothing was done";
        Refusal::new(StatusCode::SERVICE_UNAVAILABLE, Code::Unavailable, message)
    })?;
    Ok((origin, permit))
}

/// The one host the request names, if it is this machine and this port, letter for letter.
fn host(port: u16, headers: &HeaderMap) -> Option<&str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok()?;
    if hosts.next().is_some() {
        return None;
    }
    let (name, named_port) = host.rsplit_once(':')?;
    let ours = ["127.0.0.1", "localhost", "[::1]"].contains(&name);
    // Compared as text, so that neither `+80` nor `080` passes for a port.
    (ours && named_port == port.to_string()).then_some(host)
}

/// Whether the request comes from no site at all, or from our own page.
fn own_origin(host: &str, headers: &HeaderMap) -> bool {
    let ours = |origin: &HeaderValue| {
        origin.to_str().is_ok_and(|origin| origin.strip_prefix("http://") == Some(host))
    };
    // Opening the page from a link is a navigation of another site's, and harmless.
    let navigates = headers.get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
    let fetched_by_us = |site: &HeaderValue| site == "same-origin" || site == "none" || navigates;
    headers.get_all(header::ORIGIN).iter().all(ours)
        && headers.get_all("sec-fetch-site").iter().all(fetched_by_us)
}

/// The tokens that the request brings, wherever its dialect keeps them.
fn credentials<'a>(uri: &Uri, headers: &'a HeaderMap) -> impl Iterator<Item = &'a str> {
    let bearer = headers.get_all(header::AUTHORIZATION).iter().filter_map(|value| {
        let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(token)
    });
    let speaks_messages = Dialect::of(uri.path()) == Dialect::Messages;
    let keys = headers.get_all("x-api-key").iter().filter(move |_| speaks_messages);
    bearer.chain(keys.filter_map(|key| key.to_str().ok()))
}

/// Whether anybody on this machine may ask: the interface's own files, the empty document of
/// artifacts, a download whose address is a secret of its own, and whether we are there.
fn public(method: &Method, uri: &Uri) -> bool {
    let reads = method == Method::GET || method == Method::HEAD;
    let open = matches!(uri.path(), "/health" | "/api/hello" | artifact::PATH)
        || uri.path().starts_with(downloads::BELOW);
    reads && (open || files::exists(uri.path()))
}

fn forbidden(message: &str) -> Refusal {
    Refusal::new(StatusCode::FORBIDDEN, Code::PermissionDenied, message)
}

/// Adds what every answer carries, and leaves what a route has said itself.
fn mark(headers: &mut HeaderMap, id: &str, close: bool) {
    for (name, value) in files::COMMON_HEADERS {
        headers.entry(*name).or_insert(HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.entry(REQUEST_ID).or_insert(id);
    }
    if close {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
}

/// A body that keeps its place until it has been sent or dropped.
struct Held {
    body: Body,
    _permit: OwnedSemaphorePermit,
}

impl HttpBody for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
