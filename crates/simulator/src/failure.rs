//! Failures as the API writes them.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};

use crate::Failure;

impl Failure {
    pub(crate) fn new(status: u16, message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::of_status(status) }
    }

    /// The body of the response, or the data of the event.
    pub(crate) fn body(&self, request_id: &str) -> Value {
        let mut error = json!({"type": self.kind, "message": self.message});
        if let (Some(code), Some(error)) = (&self.code, error.as_object_mut()) {
            error.insert("details".to_owned(), json!({"error_code": code}));
        }
        json!({"type": "error", "error": error, "request_id": request_id})
    }

    pub(crate) fn response(&self, request_id: &str) -> Response {
        let mut headers = self.headers.clone();
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
        respond(self.status, &headers, Body::from(self.body(request_id).to_string()))
    }
}

/// A response with these headers; those that cannot be sent are left out.
pub(crate) fn respond(status: u16, headers: &[(String, String)], body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// A response of JSON.
pub(crate) fn json_response(value: &Value) -> Response {
    let headers = [("content-type".to_owned(), "application/json".to_owned())];
    respond(200, &headers, Body::from(value.to_string()))
}
