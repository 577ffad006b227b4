//! The line to a server: what may be asked over it, and how much may come.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderValue, LOCATION};
use reqwest::{RequestBuilder, Response, Url};
use tokio::sync::watch;

use crate::{GitError, Limits, Progress, Step};

/// How often a server may send on to another place of its own.
const TURNS: usize = 3;
/// How much arrives before it is told, in bytes.
const TELL_EVERY: u64 = 64 << 10;
const REFS: &str = "/info/refs";

/// The line to a server.
pub(crate) struct Line<'a> {
    http: &'a reqwest::Client,
    base: Url,
    limits: Limits,
    received: u64,
    progress: &'a watch::Sender<Progress>,
}

impl<'a> Line<'a> {
    pub(crate) fn new(
        http: &'a reqwest::Client,
        base: &Url,
        limits: Limits,
        progress: &'a watch::Sender<Progress>,
    ) -> Self {
        Self { http, base: base.clone(), limits, received: 0, progress }
    }

    /// Asks what there is. A server may send on to another of its own addresses, and nowhere else.
    pub(crate) async fn refs(&mut self) -> Result<Vec<u8>, GitError> {
        for _ in 0..=TURNS {
            let mut url = self.below(REFS);
            url.set_query(Some("service=git-upload-pack"));
            let response = self.send(self.http.get(url)).await?;
            if response.status().is_redirection() {
                self.base = self.sent_to(&response)?;
                continue;
            }
            let mut body = Vec::new();
            let keep = |bytes: &[u8]| {
                body.extend_from_slice(bytes);
                Ok(())
            };
            self.receive(response, "advertisement", Step::Asking, keep).await?;
            return Ok(body);
        }
        Err(GitError::Elsewhere { to: self.host() })
    }

    /// Asks for a pack, and hands on what comes.
    pub(crate) async fn pack(
        &mut self,
        ask: String,
        take: impl FnMut(&[u8]) -> Result<(), GitError>,
    ) -> Result<(), GitError> {
        let kind = HeaderValue::from_static("application/x-git-upload-pack-request");
        let request = self.http.post(self.below("/git-upload-pack"));
        let response = self.send(request.header(CONTENT_TYPE, kind).body(ask)).await?;
        if response.status().is_redirection() {
            return Err(GitError::Elsewhere { to: place_of(&response) });
        }
        self.receive(response, "result", Step::Receiving, take).await
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, GitError> {
        let answer = in_time(self.limits.silence, request.send()).await?;
        answer.map_err(|error| GitError::unreachable(&self.host(), error))
    }

    async fn receive(
        &mut self,
        mut response: Response,
        kind: &str,
        step: Step,
        mut take: impl FnMut(&[u8]) -> Result<(), GitError>,
    ) -> Result<(), GitError> {
        match response.status().as_u16() {
            200 => {}
            status @ (401 | 403 | 404 | 410) => return Err(GitError::NotPublic { status }),
            status => return Err(GitError::Status { status }),
        }
        let said = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        if said != Some(format!("application/x-git-upload-pack-{kind}").as_bytes()) {
            return Err(GitError::NotGit);
        }
        let mut told = self.received;
        loop {
            let chunk = in_time(self.limits.silence, response.chunk()).await?;
            let chunk = chunk.map_err(|error| broken(&self.host(), error))?;
            let Some(chunk) = chunk else { break };
            self.received += chunk.len() as u64;
            if self.received > self.limits.received {
                let limit = self.limits.received >> 20;
                return Err(GitError::TooMuch { limit, what: "MiB arrived" });
            }
            take(&chunk)?;
            if self.received - told >= TELL_EVERY {
                told = self.received;
                self.progress.send_replace(Progress { step, received: told });
            }
        }
        self.progress.send_replace(Progress { step, received: self.received });
        Ok(())
    }

    fn below(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{path}", self.base.path().trim_end_matches('/')));
        url
    }

    /// Where the repository lies to which a server sends on.
    fn sent_to(&self, response: &Response) -> Result<Url, GitError> {
        let elsewhere = || GitError::Elsewhere { to: place_of(response) };
        let to = location(response).ok_or_else(elsewhere)?;
        let same = to.origin() == self.base.origin()
            && to.username().is_empty()
            && to.password().is_none()
            && to.query() == Some("service=git-upload-pack");
        let path = to.path().strip_suffix(REFS).filter(|_| same).ok_or_else(elsewhere)?;
        let mut base = self.base.clone();
        base.set_path(path);
        Ok(base)
    }

    fn host(&self) -> String {
        self.base.host_str().unwrap_or_default().to_owned()
    }
}

fn location(response: &Response) -> Option<Url> {
    let text = response.headers().get(LOCATION)?.to_str().ok()?;
    response.url().join(text).ok()
}

/// The host that a server sends on to, or what it says instead of one.
fn place_of(response: &Response) -> String {
    let place = location(response).and_then(|url| url.host_str().map(str::to_owned));
    place.unwrap_or_else(|| "nowhere".to_owned())
}

/// What a body that ends too early is called.
fn broken(host: &str, error: reqwest::Error) -> GitError {
    if error.is_body() || error.is_decode() {
        return GitError::Truncated;
    }
    GitError::unreachable(host, error)
}

async fn in_time<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, GitError> {
    tokio::time::timeout(limit, work).await.map_err(|_| GitError::Silent { limit })
}
