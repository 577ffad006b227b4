//! The scheme `artifact`: the empty document that an artifact of an answer is shown in.
//!
//! Whatever is asked for, the answer is that one constant document; nothing of an answer of Claude's
//! passes here. Its policy gives it an origin that is nobody's, so that no command is ever its own.

use atelier_server::{ARTIFACT, ARTIFACT_HEADERS, artifact_policy};
use tauri::{
    Url,
    http::{Request, Response, header},
};

/// The scheme.
pub(crate) const SCHEME: &str = "artifact";

/// The pages that may show the document: our own, as the systems spell it.
const ANCESTORS: &str = "tauri: http://tauri.localhost https://tauri.localhost";

/// Answers a request of a frame.
pub(crate) fn answer(_request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let mut response = Response::new(ARTIFACT.as_bytes().to_vec());
    let headers = response.headers_mut();
    for (name, value) in ARTIFACT_HEADERS {
        headers.insert(*name, header::HeaderValue::from_static(value));
    }
    // The page is of another scheme, and asks of what it embeds that it allows that.
    let embedded = header::HeaderValue::from_static("cross-origin");
    headers.insert("cross-origin-resource-policy", embedded);
    if let Ok(policy) = header::HeaderValue::from_str(&artifact_policy(ANCESTORS)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Whether an address is that document, where a frame of the page may be.
pub(crate) fn is_document(url: &Url) -> bool {
    let place = if cfg!(windows) {
        matches!(url.scheme(), "http" | "https") && url.host_str() == Some("artifact.localhost")
    } else {
        url.scheme() == SCHEME && url.host_str() == Some("localhost")
    };
    let bare = url.query().is_none() && url.fragment().is_none() && url.path() == "/";
    place && bare && url.port().is_none() && url.username().is_empty()
}

#[cfg(test)]
mod tests;
