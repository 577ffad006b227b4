//! Sending a request, and asking again for as long as no byte of an answer has arrived.

use std::time::{Duration, UNIX_EPOCH};

use atelier_claude_wire::{ApiError, FailureClass, Trouble};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method};
use reqwest::{Request, Response};
use serde_json::{Map, Value};

use crate::trouble::transport;
use crate::{ClaudeError, Client, Wait};

/// The most bytes of an error's body, and of an answer without streaming, that are read.
const ERROR_BYTES: usize = 1 << 20;
const ANSWER_BYTES: usize = 32 << 20;

/// A request that can be sent several times.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Option<Bytes>,
    pub(crate) expect: Expect,
}

/// What kind of answer is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    /// Server-sent events.
    Events,
    /// JSON, at once.
    Json,
    /// JSON, once an answer has been made.
    SlowJson,
}

impl Client {
    /// Sends a call until it is answered with a success, or asking again is of no use.
    pub(crate) async fn send(
        &self,
        key: Option<&str>,
        call: &Call,
        on_wait: &mut (dyn FnMut(Wait) + Send),
    ) -> Result<Response, ClaudeError> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let error = match self.send_once(key, call).await {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            let trouble = match &error {
                ClaudeError::Api { error } => Trouble::Response(error),
                ClaudeError::Transport { class, .. } => Trouble::NoResponse(*class),
                ClaudeError::Options { .. }
                | ClaudeError::Request { .. }
                | ClaudeError::Answer { .. } => return Err(error),
            };
            let Some(ms) = self.inner.options.retry.wait_ms(attempt, trouble, random()) else {
                return Err(error);
            };
            let delay = Duration::from_millis(ms);
            on_wait(Wait::before(attempt, delay, &error));
            tokio::time::sleep(delay).await;
        }
    }

    async fn send_once(&self, key: Option<&str>, call: &Call) -> Result<Response, ClaudeError> {
        let request = self.request(key, call)?;
        let limit = self.limit(call.expect);
        let response = tokio::time::timeout(limit, self.inner.http.execute(request))
            .await
            .map_err(|_| silent(limit))?
            .map_err(|error| transport(&error))?;
        if response.status().is_success() {
            return check_type(response, call.expect);
        }
        Err(self.failure(response).await)
    }

    fn request(&self, key: Option<&str>, call: &Call) -> Result<Request, ClaudeError> {
        let url = self.inner.address.join(&call.path).ok_or_else(|| ClaudeError::Options {
            message: "The request would lead to another address, so it was not sent.".to_owned(),
        })?;
        let mut request = Request::new(call.method.clone(), url);
        for (name, value) in &call.headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                request.headers_mut().insert(*name, value);
            }
        }
        let version = self.api_version();
        add_key(request.headers_mut(), atelier_claude_wire::auth(version), key)?;
        *request.body_mut() = call.body.clone().map(reqwest::Body::from);
        Ok(request)
    }

    fn limit(&self, expect: Expect) -> Duration {
        match expect {
            Expect::Events | Expect::Json => self.inner.options.idle_timeout,
            Expect::SlowJson => self.inner.options.total_timeout,
        }
    }

    /// Reads a response that is no success.
    pub(crate) async fn failure(&self, mut response: Response) -> ClaudeError {
        let mut body = Vec::new();
        // A body that breaks off or falls silent is read as far as it goes: the status is enough.
        let read = async {
            while body.len() < ERROR_BYTES
                && let Ok(Some(chunk)) = response.chunk().await
            {
                body.extend_from_slice(&chunk);
            }
        };
        let _in_time = tokio::time::timeout(self.inner.options.idle_timeout, read).await;
        let header = |name: &str| response.headers().get(name)?.to_str().ok();
        let status = response.status().as_u16();
        let error = ApiError::from_response(status, header, &body, now_ms());
        ClaudeError::Api { error: Box::new(error) }
    }

    /// Reads a body whole.
    pub(crate) async fn read(
        &self,
        mut response: Response,
        call: &Call,
    ) -> Result<Vec<u8>, ClaudeError> {
        let request_id = request_id(&response);
        let limit = self.limit(call.expect);
        let broken = |class, detail| {
            Err(ClaudeError::Answer { class, detail, request_id: request_id.clone() })
        };
        let mut body = Vec::new();
        loop {
            match tokio::time::timeout(limit, response.chunk()).await {
                Ok(Ok(Some(chunk))) => body.extend_from_slice(&chunk),
                Ok(Ok(None)) => return Ok(body),
                Ok(Err(_)) => {
                    return broken(FailureClass::Truncated, "the connection broke".to_owned());
                }
                Err(_) => {
                    return broken(FailureClass::Timeout, format!("nothing arrived for {limit:?}"));
                }
            }
            if body.len() > ANSWER_BYTES {
                let detail = format!("it is longer than {ANSWER_BYTES} bytes");
                return broken(FailureClass::Protocol, detail);
            }
        }
    }

    /// Reads a body whole that is to be a JSON object.
    pub(crate) async fn read_object(
        &self,
        response: Response,
        call: &Call,
    ) -> Result<Map<String, Value>, ClaudeError> {
        let request_id = request_id(&response);
        let body = self.read(response, call).await?;
        match atelier_claude_wire::json(&body) {
            Ok(Value::Object(object)) => Ok(object),
            Ok(_) | Err(_) => Err(not_the_api("it is no JSON object", request_id)),
        }
    }
}

/// Puts a key into a header that nothing logs and no connection indexes.
pub(crate) fn add_key(
    headers: &mut HeaderMap,
    auth: atelier_claude_wire::Auth,
    key: Option<&str>,
) -> Result<(), ClaudeError> {
    let Some(key) = key else { return Ok(()) };
    let mut text = String::with_capacity(auth.prefix.len() + key.len());
    text.push_str(auth.prefix);
    text.push_str(key.trim());
    let mut value =
        HeaderValue::from_maybe_shared(Bytes::from(text)).map_err(|_| ClaudeError::Transport {
            class: FailureClass::Authentication,
            detail: "the key holds characters that no key has".to_owned(),
        })?;
    value.set_sensitive(true);
    headers.insert(auth.header, value);
    Ok(())
}

pub(crate) fn request_id(response: &Response) -> Option<String> {
    response.headers().get("request-id")?.to_str().ok().map(str::to_owned)
}

/// The error of an answer that no server of the Messages API gives.
pub(crate) fn not_the_api(detail: &str, request_id: Option<String>) -> ClaudeError {
    ClaudeError::Answer { class: FailureClass::Protocol, detail: detail.to_owned(), request_id }
}

/// Refuses a success of another kind, such as the page of a sign-in portal.
fn check_type(response: Response, expect: Expect) -> Result<Response, ClaudeError> {
    let wanted = match expect {
        Expect::Events => "text/event-stream",
        Expect::Json | Expect::SlowJson => "application/json",
    };
    let given = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let given = given.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if given.eq_ignore_ascii_case(wanted) {
        return Ok(response);
    }
    let request_id = request_id(&response);
    Err(not_the_api(&format!("it is not {wanted}"), request_id))
}

pub(crate) fn silent(limit: Duration) -> ClaudeError {
    ClaudeError::Transport {
        class: FailureClass::Timeout,
        detail: format!("nothing arrived for {limit:?}"),
    }
}

/// A number in 0..1. Without a source of chance, waits are as long as they get.
fn random() -> f64 {
    getrandom::u32().map_or(0.0, |number| f64::from(number) / (f64::from(u32::MAX) + 1.0))
}

/// The time, in ms since 1970, for reading the dates that a server names.
#[expect(
    clippy::disallowed_methods,
    reason = "a date in a header only means something against now"
)]
pub(crate) fn now_ms() -> i64 {
    std::time::SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_millis()).ok())
        .unwrap_or_default()
}
