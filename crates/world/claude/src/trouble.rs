//! What kind of trouble a connection had.

use std::error::Error;
use std::io;

use atelier_claude_wire::FailureClass;

use crate::ClaudeError;
use crate::resolver::LookupError;

/// The error of a request that had no response. Its words name no address and no header.
pub(crate) fn transport(error: &reqwest::Error) -> ClaudeError {
    let class = classify(error);
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    let detail =
        if cause.is::<reqwest::Error>() { class.name().to_owned() } else { cause.to_string() };
    ClaudeError::Transport { class, detail }
}

fn classify(error: &reqwest::Error) -> FailureClass {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(this) = cause {
        if this.is::<LookupError>() {
            return FailureClass::Dns;
        }
        if this.is::<rustls::Error>() {
            return FailureClass::Tls;
        }
        // An `io::Error` does not list what it wraps among its sources.
        if let Some(inner) = this.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            if inner.is::<rustls::Error>() {
                return FailureClass::Tls;
            }
            if inner.is::<LookupError>() {
                return FailureClass::Dns;
            }
        }
        cause = this.source();
    }
    if error.is_timeout() {
        FailureClass::Timeout
    } else if error.is_builder() {
        FailureClass::InvalidRequest
    } else {
        FailureClass::Connect
    }
}
