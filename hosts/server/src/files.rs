//! The interface: the files that were built into the binary, and the headers they travel with.

use atelier_rpc::Code;
use axum::{
    extract::Request,
    response::{Html, IntoResponse, Response},
};
use http::{HeaderValue, Method, StatusCode, header};

use crate::{
    admit::RequestId,
    refusal::{Dialect, Refusal},
};

/// Path and content of each file of the interface, sorted by path; empty where it was not built.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// What the page may do: everything from this server, nothing from anywhere else, and no script
/// that did not come as a file.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
    worker-src 'self'; object-src 'none'; base-uri 'none'; frame-src 'self'; \
    frame-ancestors 'none'; form-action 'none'; require-trusted-types-for 'script'; \
    trusted-types app";

/// Headers of the page and its files, beside the common ones.
pub const PAGE_HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// Headers of every answer that has not set them itself.
pub(crate) const COMMON_HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
];

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Atelier</title>\
    <h1>The interface is not in this build</h1><p>The server works, but it was compiled before the \
    interface was. <code>cargo xtask run</code> builds both; by hand it is <code>npm ci</code>, \
    <code>cargo xtask wasm</code>, <code>npm run build --workspace ui</code>, and then the server again.</p></html>";

/// Whether `path` is a file of the interface, or the page itself.
pub(crate) fn exists(path: &str) -> bool {
    path == "/" || find(path).is_some()
}

/// Answers with a file of the interface; every path that is none is not found.
pub(crate) async fn serve(request: Request) -> Response {
    let path = request.uri().path();
    let reads = request.method() == Method::GET || request.method() == Method::HEAD;
    if !reads || !exists(path) {
        let id = request.extensions().get::<RequestId>().map_or("", |id| &id.0);
        let message = format!("there is nothing at `{path}`");
        let refusal = Refusal::new(StatusCode::NOT_FOUND, Code::NotFound, message);
        return refusal.answer(Dialect::of(path), id);
    }
    let name = if path == "/" { "/index.html" } else { path };
    let mut response = match find(name) {
        Some(file) => ([(header::CONTENT_TYPE, media(name))], file).into_response(),
        None => Html(NOT_BUILT).into_response(),
    };
    for (name, value) in PAGE_HEADERS {
        response.headers_mut().insert(*name, HeaderValue::from_static(value));
    }
    // The bundler puts a hash of their content into the names of these.
    let forever = name.starts_with("/assets/");
    let cache = if forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// Returns the files of the interface with their paths, which begin with `/`; none where it was not built.
pub fn page_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.iter().copied()
}

/// Returns a file of the interface by its path, which begins with `/`.
pub fn page_file(path: &str) -> Option<&'static [u8]> {
    find(path)
}

/// Looks a path up letter for letter, so that no spelling of it can lead anywhere else.
fn find(path: &str) -> Option<&'static [u8]> {
    let at = FILES.binary_search_by_key(&path, |(name, _)| name).ok()?;
    FILES.get(at).map(|(_, file)| *file)
}

fn media(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
