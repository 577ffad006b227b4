//! A transparent relay: another program's request goes to the endpoint with the real key.

use atelier_claude_wire::{FailureClass, auth};
use atelier_vocabulary::ApiVersion;
use bytes::Bytes;
use futures_util::Stream;
use http::header::{
    AUTHORIZATION, CONNECTION, CONTENT_LENGTH, COOKIE, EXPECT, FORWARDED, HOST, HeaderName, ORIGIN,
    PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, REFERER, SET_COOKIE, TE, TRAILER, TRANSFER_ENCODING,
    UPGRADE,
};
use http::{HeaderMap, Method, StatusCode};
use reqwest::{Request, Response};

use crate::send::{add_key, silent};
use crate::trouble::transport;
use crate::{ClaudeError, Client};

/// Another program's request.
#[derive(Clone, Debug)]
pub struct Forward {
    /// Its method.
    pub method: Method,
    /// Its path on the endpoint, beginning with a slash, and its query.
    pub path_and_query: String,
    /// Its headers. Those that show a key or belong to the one connection are left behind.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

/// The endpoint's response to another program's request.
#[derive(Debug)]
pub struct Forwarded {
    /// Its status, whatever it is.
    pub status: StatusCode,
    /// Its headers, without those that belong to the one connection, and without its length.
    pub headers: HeaderMap,
    response: Response,
    idle: std::time::Duration,
}

impl Client {
    /// Passes a request on, once, with the real key in place of whatever it carries. The version
    /// it names decides how the key is shown; without one, the endpoint's is added.
    pub async fn forward(
        &self,
        key: Option<&str>,
        request: Forward,
    ) -> Result<Forwarded, ClaudeError> {
        let url = self.inner.address.join(&request.path_and_query).ok_or_else(|| {
            ClaudeError::Options {
                message: "The request would lead to another address, so it was not sent."
                    .to_owned(),
            }
        })?;
        let mut headers = request.headers;
        strip(&mut headers, &OF_REQUESTS);
        let named = headers.get("anthropic-version").map(|version| {
            if version.as_bytes() == b"2023-06-01" {
                ApiVersion::V20230601
            } else {
                ApiVersion::V20261021
            }
        });
        let version = named.unwrap_or_else(|| {
            let version = self.api_version();
            let name = atelier_claude_wire::version_header(version);
            headers.insert("anthropic-version", http::HeaderValue::from_static(name));
            version
        });
        add_key(&mut headers, auth(version), key)?;
        let mut sent = Request::new(request.method, url);
        *sent.headers_mut() = headers;
        if !request.body.is_empty() {
            *sent.body_mut() = Some(reqwest::Body::from(request.body));
        }
        // An answer without streaming may take as long as one with it has no silence.
        let limit = self.inner.options.total_timeout;
        let response = tokio::time::timeout(limit, self.inner.http.execute(sent))
            .await
            .map_err(|_| silent(limit))?
            .map_err(|error| transport(&error))?;
        let mut headers = response.headers().clone();
        strip(&mut headers, &OF_RESPONSES);
        Ok(Forwarded {
            status: response.status(),
            headers,
            response,
            idle: self.inner.options.idle_timeout,
        })
    }
}

impl Forwarded {
    /// Waits for the next chunk of the body. None at its end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, ClaudeError> {
        let broken =
            |class, detail: String| ClaudeError::Answer { class, detail, request_id: None };
        match tokio::time::timeout(self.idle, self.response.chunk()).await {
            Ok(Ok(chunk)) => Ok(chunk),
            Ok(Err(_)) => Err(broken(FailureClass::Truncated, "the connection broke".to_owned())),
            Err(_) => {
                let detail = format!("nothing arrived for {:?}", self.idle);
                Err(broken(FailureClass::Timeout, detail))
            }
        }
    }

    /// The body as a stream of chunks. It ends after an error.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, ClaudeError>> + Send + 'static {
        futures_util::stream::unfold(Some(self), async |body| {
            let mut body = body?;
            match body.chunk().await {
                Ok(Some(chunk)) => Some((Ok(chunk), Some(body))),
                Ok(None) => None,
                Err(error) => Some((Err(error), None)),
            }
        })
    }
}

/// Headers that belong to one connection.
const OF_CONNECTIONS: [HeaderName; 6] =
    [CONNECTION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE, CONTENT_LENGTH];

/// What of a request stays behind: who sent it, what it showed as its key, where it came from.
const OF_REQUESTS: [HeaderName; 10] = [
    AUTHORIZATION,
    HeaderName::from_static("x-api-key"),
    COOKIE,
    HOST,
    ORIGIN,
    REFERER,
    FORWARDED,
    EXPECT,
    PROXY_AUTHORIZATION,
    HeaderName::from_static("x-forwarded-for"),
];

/// What of a response stays behind: what it keeps about its client.
const OF_RESPONSES: [HeaderName; 2] = [SET_COOKIE, PROXY_AUTHENTICATE];

/// Takes out the headers of the connection, those that `connection` lists, and others.
fn strip(headers: &mut HeaderMap, others: &[HeaderName]) {
    let listed: Vec<HeaderName> = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    let more = [HeaderName::from_static("keep-alive"), HeaderName::from_static("proxy-connection")];
    for name in listed.iter().chain(&OF_CONNECTIONS).chain(others).chain(&more) {
        headers.remove(name);
    }
}
