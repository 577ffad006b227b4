//! Files that the API keeps: sent once, piece by piece, and named from then on.

use std::io;

use atelier_claude_wire::{FailureClass, KeptFile, auth, kept_file, version_header};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method};
use reqwest::{Body, Request};

use crate::send::{Call, Expect, add_key, not_the_api, request_id, silent};
use crate::trouble::transport;
use crate::{ClaudeError, Client};

/// A file to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// How many bytes follow.
    pub bytes: u64,
    /// After how many seconds the API removes it; from 3,600 to 7,776,000.
    pub expires_in_seconds: u32,
}

impl Client {
    /// Sends a file for the API to keep. It is sent once: nothing is asked again.
    ///
    /// Errors: those of the endpoint. Where `pieces` yields an error, or other than
    /// [`Upload::bytes`], the request breaks off.
    pub async fn upload(
        &self,
        key: Option<&str>,
        upload: &Upload,
        pieces: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
    ) -> Result<KeptFile, ClaudeError> {
        let url = self.inner.address.join("/v1/files").ok_or_else(|| ClaudeError::Options {
            message: "The file would lead to another address, so it was not sent.".to_owned(),
        })?;
        let parts = Parts::of(upload)?;
        let version = self.api_version();
        let mut headers = HeaderMap::new();
        headers.insert("anthropic-version", HeaderValue::from_static(version_header(version)));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let media = format!("multipart/form-data; boundary={}", parts.boundary);
        let length = parts.before.len() as u64 + upload.bytes + parts.after.len() as u64;
        for (name, value) in [(CONTENT_TYPE, media), (CONTENT_LENGTH, length.to_string())] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        add_key(&mut headers, auth(version), key)?;
        let mut request = Request::new(Method::POST, url);
        *request.headers_mut() = headers;
        let whole = |bytes: String| futures_util::stream::iter([Ok(Bytes::from(bytes))]);
        let body = whole(parts.before).chain(pieces).chain(whole(parts.after));
        *request.body_mut() = Some(Body::wrap_stream(body));
        let limit = self.inner.options.total_timeout;
        let response = tokio::time::timeout(limit, self.inner.http.execute(request))
            .await
            .map_err(|_| silent(limit))?
            .map_err(|error| transport(&error))?;
        let call = Call {
            method: Method::POST,
            path: "/v1/files".to_owned(),
            headers: Vec::new(),
            body: None,
            expect: Expect::Json,
        };
        if !response.status().is_success() {
            return Err(self.failure(response).await);
        }
        let id = request_id(&response);
        let fields = self.read_object(response, &call).await?;
        kept_file(&fields).ok_or_else(|| not_the_api("the file has no id", id))
    }
}

/// What stands before and after the bytes of the file.
struct Parts {
    boundary: String,
    before: String,
    after: String,
}

impl Parts {
    fn of(upload: &Upload) -> Result<Self, ClaudeError> {
        let mut random = [0_u8; 16];
        // Bytes of the file must not be able to hold it.
        getrandom::fill(&mut random).map_err(|_| ClaudeError::Transport {
            class: FailureClass::Connect,
            detail: "the operating system gave no random bytes".to_owned(),
        })?;
        let boundary = format!("atelier-{:032x}", u128::from_be_bytes(random));
        let name: String =
            upload.name.chars().filter(|it| !it.is_control() && !"\"\\".contains(*it)).collect();
        let (media, seconds) = (&upload.media_type, upload.expires_in_seconds);
        let before = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"expires_in_seconds\"\r\n\r\n\
             {seconds}\r\n--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; \
             filename=\"{name}\"\r\ncontent-type: {media}\r\n\r\n"
        );
        let after = format!("\r\n--{boundary}--\r\n");
        Ok(Self { boundary, before, after })
    }
}
