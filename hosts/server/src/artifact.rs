//! The empty document that an artifact of an answer is shown in: it holds nothing of ours, and can reach nothing.
//!
//! It is one constant page. What it shows comes from the page around it, as a message; so nothing of
//! an answer is ever kept or served here. Its headers give it an origin of its own, which is nobody's,
//! and take every way out.

use axum::response::{IntoResponse, Response};
use http::header;

/// The document: a script that waits for a text and becomes it.
pub const ARTIFACT: &str = include_str!("artifact/frame.html");

/// Headers of the document, beside who may show it.
///
/// `Connection-Allowlist` closes what no content policy does: WebRTC, preconnections, and names that
/// are looked up ahead.
pub const ARTIFACT_HEADERS: &[(&str, &str)] = &[
    ("content-type", "text/html; charset=utf-8"),
    ("connection-allowlist", "()"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("origin-agent-cluster", "?1"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-dns-prefetch-control", "off"),
    (
        "permissions-policy",
        "accelerometer=(), ambient-light-sensor=(), autoplay=(), bluetooth=(), browsing-topics=(), \
         camera=(), clipboard-read=(), clipboard-write=(), compute-pressure=(), \
         display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), \
         gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), \
         keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
         otp-credentials=(), payment=(), picture-in-picture=(), \
         publickey-credentials-create=(), publickey-credentials-get=(), \
         screen-wake-lock=(), serial=(), storage-access=(), usb=(), web-share=(), \
         window-management=(), xr-spatial-tracking=()",
    ),
];

/// Returns the content policy of the document, which only `ancestors` may show.
pub fn artifact_policy(ancestors: &str) -> String {
    format!(
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; \
         img-src data: blob:; font-src data:; connect-src 'none'; frame-src 'none'; \
         worker-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; \
         frame-ancestors {ancestors}; sandbox allow-scripts"
    )
}

/// The path of the document.
pub(crate) const PATH: &str = "/artifact";

/// Hands the document out.
pub(crate) async fn give() -> Response {
    let policy = [(header::CONTENT_SECURITY_POLICY, artifact_policy("'self'"))];
    let mut response = (policy, ARTIFACT).into_response();
    let headers = response.headers_mut();
    for (name, value) in ARTIFACT_HEADERS {
        headers.insert(*name, http::HeaderValue::from_static(value));
    }
    response
}
