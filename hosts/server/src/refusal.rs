//! Refusals: the shapes in which a caller learns that something did not work.

use atelier_rpc::{Code, Error};
use axum::{Json, response::IntoResponse, response::Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

/// Which language the caller speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Atelier's own: `{code, message, hint}`.
    Atelier,
    /// The Messages API's: `{type: "error", error: {type, message}, request_id}`.
    Messages,
}

impl Dialect {
    /// The language that belongs to `path`.
    pub(crate) fn of(path: &str) -> Self {
        if path == "/v1" || path.starts_with("/v1/") { Self::Messages } else { Self::Atelier }
    }
}

/// Something that did not work, before it is put in the caller's language.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// The status of the answer.
    pub(crate) status: StatusCode,
    /// What happened.
    pub(crate) error: Error,
}

impl Refusal {
    /// A refusal with a status of its own.
    pub(crate) fn new(status: StatusCode, code: Code, message: impl Into<String>) -> Self {
        Self { status, error: Error::new(code, message) }
    }

    /// The answer, in the caller's language.
    pub(crate) fn answer(self, dialect: Dialect, request_id: &str) -> Response {
        let Self { status, error } = self;
        let mut response = match dialect {
            Dialect::Atelier => (status, Json(error)).into_response(),
            Dialect::Messages => {
                let status = messages_status(status, error.code);
                let message = match &error.hint {
                    Some(hint) => format!("{} ({hint})", error.message),
                    None => error.message,
                };
                let body = json!({
                    "type": "error",
                    "error": { "type": messages_type(status), "message": message },
                    "request_id": request_id,
                });
                (status, Json(body)).into_response()
            }
        };
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self { status: status(error.code), error }
    }
}

/// The status of an operation's error, as `docs/openapi.json` lists them.
fn status(code: Code) -> StatusCode {
    match code {
        Code::InvalidInput => StatusCode::UNPROCESSABLE_ENTITY,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::PermissionDenied => StatusCode::FORBIDDEN,
        Code::NeedsKey | Code::Locked | Code::Conflict => StatusCode::CONFLICT,
        Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        // 499 is not registered; proxies have long used it for a client that gave up.
        Code::Cancelled => StatusCode::from_u16(499).unwrap_or(StatusCode::BAD_REQUEST),
        Code::TimedOut => StatusCode::GATEWAY_TIMEOUT,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The status that a Messages API client understands best.
fn messages_status(status: StatusCode, code: Code) -> StatusCode {
    match code {
        Code::InvalidInput if status == StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
        // The client cannot mend this by sending again, so it is not a 5xx.
        Code::NeedsKey | Code::Locked => StatusCode::UNAUTHORIZED,
        _ => status,
    }
}

fn messages_type(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        504 => "timeout_error",
        400..=499 => "invalid_request_error",
        _ => "api_error",
    }
}
