//! What kind of trouble a connection had.

use std::error::Error;
use std::io;

use atelier_claude_wire::FailureClass;
use rustls::pki_types::InvalidDnsNameError;

use crate::ClaudeError;
use crate::resolver::LookupError;

/// The error of a request that had no response. Its words name no address and no header.
pub(crate) fn transport(error: &reqwest::Error) -> ClaudeError {
    let class = classify(error);
    let cause = causes(error).last();
    let detail = match cause {
        Some(cause) if !cause.is::<reqwest::Error>() => cause.to_string(),
        Some(_) | None => class.name().to_owned(),
    };
    ClaudeError::Transport { class, detail }
}

fn classify(error: &reqwest::Error) -> FailureClass {
    for cause in causes(error) {
        if cause.is::<LookupError>() || cause.is::<InvalidDnsNameError>() {
            return FailureClass::Dns;
        }
        if cause.is::<rustls::Error>() {
            return FailureClass::Tls;
        }
        if cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse) {
            return FailureClass::Protocol;
        }
    }
    if error.is_timeout() {
        FailureClass::Timeout
    } else if error.is_builder() {
        FailureClass::InvalidRequest
    } else {
        FailureClass::Connect
    }
}

/// An error and all that lies behind it.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let first: &(dyn Error + 'static) = error;
    std::iter::successors(Some(first), |error: &&(dyn Error + 'static)| {
        let error = *error;
        // An `io::Error` does not list what it wraps among its sources.
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped as &(dyn Error + 'static)),
            None => error.source(),
        }
    })
}
