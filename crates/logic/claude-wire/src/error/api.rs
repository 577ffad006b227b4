//! An error that the API reports, in a response or inside a stream.

use std::time::UNIX_EPOCH;

use serde_json::Value;

use super::{FailureClass, RateLimits};

/// The most characters of the API's own words that are kept.
const MESSAGE_CHARACTERS: usize = 2_000;
/// The longest wait that the API can ask for, in ms: what the official SDKs accept.
const LONGEST_MS: f64 = 2_147_483_647.0;

/// An error that the API reports, in a response or inside a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiError {
    /// The HTTP status; none inside a stream.
    pub status: Option<u16>,
    /// The API's `error.type`; empty where it gave none.
    pub kind: String,
    /// The API's `error.details.error_code`.
    pub error_code: Option<String>,
    /// The API's own words; empty where it gave none.
    pub message: String,
    /// The API's id for the request, for support.
    pub request_id: Option<String>,
    /// How long the API asks to wait, in ms.
    pub retry_after_ms: Option<u64>,
    /// Whether the API says that asking again makes sense (`x-should-retry`).
    pub should_retry: Option<bool>,
    /// What is left of the limits.
    pub limits: RateLimits,
}

impl ApiError {
    /// Reads a response that is no success. `header` looks one up by its lower-case name; `now_ms`
    /// is the time in ms since 1970. Any body will do: proxies answer with pages of their own.
    pub fn from_response<'a>(
        status: u16,
        header: impl Fn(&str) -> Option<&'a str>,
        body: &[u8],
        now_ms: i64,
    ) -> Self {
        let mut error = Self::from_event(body);
        error.status = Some(status);
        if let Some(id) = header("request-id") {
            error.request_id = Some(id.to_owned());
        }
        error.should_retry = match header("x-should-retry") {
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(_) | None => None,
        };
        error.retry_after_ms = retry_after(header("retry-after-ms"), header("retry-after"), now_ms);
        error.limits = RateLimits::from_headers(header);
        error
    }

    /// Reads the data of an `error` event, or the body of a response.
    pub fn from_event(body: &[u8]) -> Self {
        let body = crate::json(body).unwrap_or_default();
        let error = body.get("error").unwrap_or(&Value::Null);
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let message = text(error.get("message")).unwrap_or_default();
        Self {
            kind: text(error.get("type")).unwrap_or_default(),
            error_code: text(error.get("details").and_then(|details| details.get("error_code"))),
            message: message.chars().take(MESSAGE_CHARACTERS).collect(),
            request_id: text(body.get("request_id")),
            ..Self::default()
        }
    }

    /// What kind of thing went wrong. The code decides before the type, the type before the status.
    pub fn class(&self) -> FailureClass {
        match self.error_code.as_deref() {
            Some(code) if code.ends_with("spend_limit_reached") => {
                return FailureClass::SpendLimit;
            }
            Some(_) | None => {}
        }
        match self.kind.as_str() {
            "authentication_error" => FailureClass::Authentication,
            "billing_error" => FailureClass::NoCredit,
            "permission_error" => FailureClass::Permission,
            "not_found_error" => FailureClass::NotFound,
            "conflict_error" => FailureClass::Conflict,
            "request_too_large" => FailureClass::TooLarge,
            "rate_limit_error" => FailureClass::RateLimit,
            "timeout_error" => FailureClass::Timeout,
            "overloaded_error" => FailureClass::Overloaded,
            "invalid_request_error" => FailureClass::InvalidRequest,
            "api_error" => FailureClass::Server,
            _ => self.class_of_status(),
        }
    }

    fn class_of_status(&self) -> FailureClass {
        match self.status {
            Some(401) => FailureClass::Authentication,
            Some(402) => FailureClass::NoCredit,
            Some(403) => FailureClass::Permission,
            Some(404) => FailureClass::NotFound,
            Some(408 | 504) => FailureClass::Timeout,
            Some(409) => FailureClass::Conflict,
            Some(413) => FailureClass::TooLarge,
            Some(429) => FailureClass::RateLimit,
            Some(529) => FailureClass::Overloaded,
            Some(400..=499) => FailureClass::InvalidRequest,
            // A redirect or a strange success is no answer of the API.
            Some(..400) => FailureClass::Protocol,
            Some(500..) | None => FailureClass::Server,
        }
    }
}

/// How long the API asks to wait, in ms.
fn retry_after(in_ms: Option<&str>, in_seconds: Option<&str>, now_ms: i64) -> Option<u64> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let wait = match in_ms.and_then(number).filter(|ms| *ms > 0.0) {
        Some(ms) => ms,
        None => match number(in_seconds?) {
            Some(seconds) => seconds * 1_000.0,
            None => until(in_seconds?, now_ms)?,
        },
    };
    if wait > 0.0 && wait <= LONGEST_MS {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range is checked above"
        )]
        return Some(wait.ceil() as u64);
    }
    None
}

/// The time until an HTTP date, in ms.
fn until(date: &str, now_ms: i64) -> Option<f64> {
    let at = httpdate::parse_http_date(date.trim()).ok()?.duration_since(UNIX_EPOCH).ok()?;
    let ms = i64::try_from(at.as_millis()).ok()?.checked_sub(now_ms)?;
    i32::try_from(ms).ok().map(f64::from)
}
