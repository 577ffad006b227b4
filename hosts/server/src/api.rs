//! `POST /api/{operation}`: every operation, one at a time as JSON or as a stream of events.

use std::sync::Arc;

use atelier_rpc::{Call, CallId, Code, Error, Kind, Origin, Result};
use axum::{
    Extension, Json,
    body::Body,
    extract::{Path, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use serde_json::Value;
use tokio::sync::mpsc;

use crate::{
    admit::RequestId,
    intake,
    refusal::{Dialect, Refusal},
    server::Shared,
    stream,
};

/// The most bytes of an operation's input.
pub(crate) const INPUT_BYTES: usize = 2 << 20;
/// How many events may wait for a client that reads slowly.
const BACKLOG: usize = 64;

/// Runs the operation that the path names.
pub(crate) async fn run(
    State(shared): State<Arc<Shared>>,
    Extension(id): Extension<RequestId>,
    Extension(origin): Extension<Origin>,
    name: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    // What is no text names nothing.
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let answer = answer(&shared, &id, origin, name, &headers, body).await;
    answer.unwrap_or_else(|refusal| refusal.answer(Dialect::Atelier, &id.0))
}

async fn answer(
    shared: &Shared,
    id: &RequestId,
    origin: Origin,
    name: String,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let operation = shared.doors.router.operation(&name)?;
    let input = input(headers, body).await?;
    let cancel = shared.closing.child_token();
    // From here on a client that goes away cancels the call, which then ends in its own time.
    let guard = cancel.clone().drop_guard();
    let call = Call::new(CallId::new(&id.0), origin, cancel.clone());
    let (outlet, inlet) = mpsc::channel(BACKLOG);
    let router = Arc::clone(&shared.doors.router);
    let work =
        shared.doors.tasks.spawn(async move { router.call(call, &name, input, outlet).await });
    match operation.kind {
        Kind::Stream => stream::answer(inlet, work, guard).await,
        Kind::Query | Kind::Command => {
            // Some operations declare that they may take longer: a keychain may ask the person.
            let limit = operation.limit.unwrap_or_default().max(shared.limits.call);
            let Ok(outcome) = tokio::time::timeout(limit, work).await else {
                cancel.cancel();
                return Err(Error::timed_out(limit).into());
            };
            Ok(Json(joined(outcome)?).into_response())
        }
    }
}

/// What a spawned call came to. Panics are caught in the router, so a lost task was cut off.
pub(crate) fn joined(outcome: Result<Result<Value>, tokio::task::JoinError>) -> Result<Value> {
    outcome.unwrap_or_else(|_| Err(Error::cancelled()))
}

/// Reads the input: JSON, or nothing at all.
pub(crate) async fn input(headers: &HeaderMap, body: Body) -> Result<Value, Refusal> {
    let body = intake::read(headers, body, INPUT_BYTES).await?;
    if body.is_empty() {
        return Ok(Value::Null);
    }
    let unfit = |message: String| {
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, Code::InvalidInput, message)
    };
    // Also what a form on another site could never send without being asked first.
    let media = headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
    let media = media.and_then(|media| media.split(';').next()).unwrap_or_default().trim();
    if !media.eq_ignore_ascii_case("application/json") {
        return Err(unfit("the body must be `application/json`".to_owned()));
    }
    serde_json::from_slice(&body).map_err(|error| unfit(format!("the body is not JSON: {error}")))
}
