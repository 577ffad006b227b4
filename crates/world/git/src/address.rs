//! The address of a repository: HTTPS, or plain HTTP to this computer.

use std::net::IpAddr;

use reqwest::Url;

use crate::GitError;

/// The longest address, in bytes.
const LONGEST: usize = 500;

/// The address of a repository, checked: HTTPS, or plain HTTP to loopback, without a name, a password, a
/// query or a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// Checks `text`. Two texts that mean one place give equal addresses.
    ///
    /// Errors: [`GitError::Address`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, GitError> {
        let refuse = |why| Err(GitError::Address { why });
        let text = text.trim();
        if text.len() > LONGEST {
            return refuse("is too long");
        }
        if text.chars().any(|it| it.is_control() || it.is_whitespace() || it == '\\') {
            return refuse("has characters that no address has");
        }
        let Ok(mut url) = Url::parse(text) else {
            return refuse("is no URL; it should look like https://example.org/somebody/themes");
        };
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return refuse("is not encrypted; use https"),
            _ => return refuse("has to begin with https://"),
        }
        if url.host_str().is_none_or(str::is_empty) {
            return refuse("names no host");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("holds a name or a password; only public repositories can be read");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse("may not hold `?` or `#`");
        }
        let path = url.path().trim_end_matches('/').to_owned();
        if path.is_empty() {
            return refuse("names a host, but no repository on it");
        }
        url.set_path(&path);
        Ok(Self(url))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whom it leads to, with the port where it is not the usual one. Names in other scripts read `xn--`.
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// What a person calls the repository: the last two names of its path.
    pub fn name(&self) -> String {
        let names: Vec<&str> = self.0.path().split('/').filter(|it| !it.is_empty()).collect();
        let last = names.get(names.len().saturating_sub(2)..).unwrap_or_default().join("/");
        last.strip_suffix(".git").unwrap_or(&last).to_owned()
    }

    pub(crate) fn url(&self) -> &Url {
        &self.0
    }
}

fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}
