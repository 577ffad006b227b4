//! The base URL that calls go to: HTTPS, or plain HTTP to loopback.

use std::net::IpAddr;

use atelier_vocabulary::EndpointKind;
use reqwest::Url;

use crate::{ClaudeError, ClientOptions};

/// Anthropic's own API.
const ANTHROPIC: &str = "https://api.anthropic.com";

/// The checked base URL that calls go to.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    base: Url,
    /// The base without a slash at its end.
    text: String,
}

impl Address {
    pub(crate) fn of(options: &ClientOptions) -> Result<Self, ClaudeError> {
        let given = options.base_url.as_deref().or(options.endpoint.base_url.as_deref());
        let text = match (options.endpoint.kind, given) {
            (EndpointKind::Anthropic, _) if options.base_url.is_none() => ANTHROPIC,
            (_, Some(url)) => url,
            (EndpointKind::Anthropic, None) => ANTHROPIC,
            (EndpointKind::Simulator, None) => {
                return Err(refuse("The simulator is not running, so it has no address."));
            }
            (EndpointKind::Custom, None) => {
                return Err(refuse("The endpoint has no address. Enter its base URL in Settings."));
            }
        };
        Self::parse(text)
    }

    pub(crate) fn parse(text: &str) -> Result<Self, ClaudeError> {
        let wrong = "The endpoint's address is not a URL. It should look like https://example.com.";
        let base = Url::parse(text.trim()).map_err(|_| refuse(wrong))?;
        match base.scheme() {
            "https" => {}
            "http" if is_loopback(&base) => {}
            "http" => {
                return Err(refuse(
                    "The endpoint's address is not encrypted, so the key would be readable on the \
                     way. Use https; plain http is for this computer only.",
                ));
            }
            _ => return Err(refuse(wrong)),
        }
        if base.host_str().is_none_or(str::is_empty) {
            return Err(refuse(wrong));
        }
        if !base.username().is_empty() || base.password().is_some() {
            return Err(refuse(
                "The endpoint's address holds a name or a password. Save the key in Settings instead.",
            ));
        }
        if base.query().is_some() || base.fragment().is_some() {
            return Err(refuse("The endpoint's address may not hold `?` or `#`."));
        }
        let text = base.as_str().trim_end_matches('/').to_owned();
        Ok(Self { base, text })
    }

    /// The base without a slash at its end.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback(&self.base)
    }

    /// Whether it is spoken to without TLS; then it is loopback.
    pub(crate) fn is_plain(&self) -> bool {
        self.base.scheme() == "http"
    }

    /// The URL of a path on the endpoint. None where the path would lead elsewhere.
    pub(crate) fn join(&self, path_and_query: &str) -> Option<Url> {
        if !path_and_query.starts_with('/') || path_and_query.contains('\\') {
            return None;
        }
        let url = Url::parse(&format!("{}{path_and_query}", self.text)).ok()?;
        let inside = url.origin() == self.base.origin()
            && url.username().is_empty()
            && url.password().is_none()
            && url.fragment().is_none()
            // The parser has resolved what climbs out of the base.
            && url.path().starts_with(self.base.path());
        inside.then_some(url)
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost") => true,
        Some(host) => host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .parse()
            .is_ok_and(|ip: IpAddr| ip.is_loopback()),
        None => false,
    }
}

fn refuse(message: &str) -> ClaudeError {
    ClaudeError::Options { message: message.to_owned() }
}
