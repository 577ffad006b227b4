//! `/v1`: the Messages API, passed on with the key from the keychain.
//!
//! The caller's own credentials stop here, and so does all that speaks of the connection or of the
//! browser. The answer's body is not touched.

use std::sync::Arc;

use atelier_rpc::Code;
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use bytes::Bytes;
use futures_util::StreamExt;
use http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};

use crate::{
    Forwarded,
    admit::RequestId,
    intake,
    refusal::{Dialect, Refusal},
    server::Shared,
};

/// The most bytes of a request: what the Messages API itself takes.
pub(crate) const MESSAGE_BYTES: usize = 32 << 20;
/// The most characters behind the question mark.
const QUERY_CHARS: usize = 2_048;

/// Headers that belong to one connection, not to the request.
const HOP_BY_HOP: &[&str] = &[
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];
/// Headers of a request that are the caller's business with us alone.
const OURS: &[&str] = &[
    "authorization",
    "x-api-key",
    "host",
    "content-length",
    "cookie",
    "origin",
    "referer",
    "expect",
    "forwarded",
    "via",
];
/// Beginnings of such headers.
const OURS_BEGIN: &[&str] = &["sec-", "x-forwarded-", "access-control-"];
/// Headers of an answer that would speak to the caller's browser in our name.
const THEIRS: &[&str] = &["set-cookie", "alt-svc", "strict-transport-security", "clear-site-data"];

/// Passes a request on, and its answer back.
pub(crate) async fn pass(
    State(shared): State<Arc<Shared>>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let answer = forward(&shared, request).await;
    answer.unwrap_or_else(|refusal| refusal.answer(Dialect::Messages, &id.0))
}

async fn forward(shared: &Shared, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let target = target(&parts.uri)?;
    let body = if parts.method == Method::POST {
        intake::read(&parts.headers, body, MESSAGE_BYTES).await?
    } else {
        Bytes::new()
    };
    let mut headers = parts.headers;
    strip(&mut headers, OURS, OURS_BEGIN);
    let closed = || Refusal::from(atelier_rpc::Error::cancelled());
    let answer = tokio::select! {
        answer = (shared.doors.forward)(parts.method, target, headers, body) => answer?,
        () = shared.closing.cancelled() => return Err(closed()),
    };
    let Forwarded { status, headers, body } = answer;
    // A stream that the server's end cuts off has no `message_stop`, so nobody takes it for whole.
    let body = body.take_until(shared.closing.clone().cancelled_owned());
    let mut response = Response::new(Body::from_stream(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    strip(response.headers_mut(), THEIRS, &["access-control-"]);
    Ok(response)
}

/// The path and the query to ask the endpoint for, free of anything that a URL parser would fold.
fn target(uri: &Uri) -> Result<String, Refusal> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:".contains(c);
    let segments = uri.path().split('/').skip(1);
    let fits = |part: &str| !part.is_empty() && part.chars().all(plain) && !part.starts_with('.');
    if !segments.clone().all(fits) {
        let message = "there is no such model";
        return Err(Refusal::new(StatusCode::NOT_FOUND, Code::NotFound, message));
    }
    match uri.query() {
        None => Ok(uri.path().to_owned()),
        Some(query) if query.len() <= QUERY_CHARS => Ok(format!("{}?{query}", uri.path())),
        Some(_) => Err(Refusal::new(
            StatusCode::BAD_REQUEST,
            Code::InvalidInput,
            format!("the query has more than {QUERY_CHARS} characters"),
        )),
    }
}

/// Removes what belongs to the connection (also what `connection` names), and what is in the lists.
fn strip(headers: &mut HeaderMap, names: &[&str], beginnings: &[&str]) {
    let connection: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    let unwanted = |name: &HeaderName| {
        let text = name.as_str();
        HOP_BY_HOP.contains(&text)
            || names.contains(&text)
            || beginnings.iter().any(|beginning| text.starts_with(beginning))
            || connection.contains(name)
    };
    let remove: Vec<HeaderName> = headers.keys().filter(|name| unwanted(name)).cloned().collect();
    for name in remove {
        headers.remove(name);
    }
}
