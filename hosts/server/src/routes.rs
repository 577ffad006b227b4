//! The routes, and the stack that stands before all of them.

use std::sync::Arc;

use atelier_rpc::Code;
use axum::{
    Json, Router,
    extract::Request,
    middleware,
    response::{IntoResponse, Response},
    routing::{get, head, post},
};
use http::{StatusCode, header};
use serde_json::json;

use crate::{
    admit::{RequestId, admit},
    api, artifact, blobs, downloads, files, messages,
    refusal::{Dialect, Refusal},
    server::Shared,
};

/// The description of the operations, as `cargo xtask codegen` writes it.
const OPENAPI: &str = include_str!("../../../docs/openapi.json");

/// Every route of the server, behind its one stack.
pub(crate) fn all(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/api/openapi.json", get(openapi))
        .route("/api/hello", head(StatusCode::OK).get(StatusCode::OK))
        .route("/api/{operation}", post(api::run))
        .route("/blobs", post(blobs::take))
        .route(artifact::PATH, get(artifact::give))
        .route("/blobs/{hash}", get(blobs::give))
        .route("/downloads", post(downloads::wish))
        .route("/downloads/{secret}", get(downloads::give))
        .route("/v1/messages", post(messages::pass))
        .route("/v1/messages/count_tokens", post(messages::pass))
        .route("/v1/models", get(messages::pass))
        .route("/v1/models/{id}", get(messages::pass))
        .fallback(files::serve)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), admit))
        .with_state(shared)
}

async fn health() -> Response {
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })).into_response()
}

async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

async fn wrong_method(request: Request) -> Response {
    let id = request.extensions().get::<RequestId>().map_or("", |id| &id.0);
    let refusal = Refusal::new(
        StatusCode::METHOD_NOT_ALLOWED,
        Code::InvalidInput,
        format!("`{}` does not take {}", request.uri().path(), request.method()),
    );
    refusal.answer(Dialect::of(request.uri().path()), id)
}
