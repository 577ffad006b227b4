//! What the environment says: read once, checked, and never shown.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use atelier_app::{Paths, telemetry::Level};
use atelier_server::Token;
use directories::ProjectDirs;
use http::Uri;
use zeroize::Zeroizing;

/// What `--help` says of the variables.
pub(crate) const HELP: &str = "Environment:\n  \
    ANTHROPIC_API_KEY  an API key that goes before a kept one; only read\n  \
    ATELIER_DATA       the data folder, an absolute path\n  \
    ATELIER_ENDPOINT   another server that speaks the Messages API, a base URL\n  \
    ATELIER_LOG        how much is logged: off, error, warn, info or debug\n  \
    ATELIER_TOKEN      the token for programs that `serve` takes, instead of a new one\n  \
    NO_COLOR           no colours";

/// The variables that no other program is to inherit.
pub(crate) const SECRETS: &[&str] = &["ANTHROPIC_API_KEY", "ATELIER_TOKEN"];

/// What the environment says.
pub(crate) struct Environment {
    /// Where things lie.
    pub(crate) paths: Paths,
    /// The base URL that this run uses.
    pub(crate) endpoint: Option<String>,
    /// The API key that this run uses.
    pub(crate) key: Option<Zeroizing<String>>,
    /// The token that programs send to `serve`.
    pub(crate) token: Option<Token>,
    /// How much is logged; none leaves it to the command.
    pub(crate) log: Option<Level>,
}

/// A variable that cannot be used. Its value is not repeated where it may be a secret.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EnvironmentError {
    /// It is not text.
    #[error("{name} holds bytes that are no text")]
    NotText {
        /// The variable.
        name: &'static str,
    },
    /// It is no folder that could be used.
    #[error("ATELIER_DATA is `{value}`, which {why}; give an absolute path to a folder")]
    Data {
        /// Its value.
        value: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// It is no base URL that could be used.
    #[error("ATELIER_ENDPOINT {why}; give a base URL such as https://api.example.com")]
    Endpoint {
        /// What is wrong with it.
        why: &'static str,
    },
    /// It is no API key.
    #[error(
        "ANTHROPIC_API_KEY is no API key: it has spaces or signs that no key has, or a wrong length"
    )]
    Key,
    /// It is no token.
    #[error("ATELIER_TOKEN cannot be used: {source}")]
    Token {
        /// What is wrong with it.
        source: atelier_server::TokenError,
    },
    /// It is no level.
    #[error("ATELIER_LOG is `{value}`; give one of off, error, warn, info, debug")]
    Log {
        /// Its value.
        value: String,
    },
    /// The person has no home folder.
    #[error("there is no home folder to keep data in; say with ATELIER_DATA where to keep it")]
    NoHome,
}

impl Environment {
    /// Reads and checks the variables, which `get` looks up. Empty ones count as absent.
    pub(crate) fn read(
        get: impl Fn(&'static str) -> Option<OsString>,
    ) -> Result<Self, EnvironmentError> {
        let text = |name: &'static str| {
            let value = get(name).filter(|value| !value.is_empty());
            value
                .map(OsString::into_string)
                .transpose()
                .map_err(|_| EnvironmentError::NotText { name })
        };
        let data = get("ATELIER_DATA").filter(|value| !value.is_empty());
        let endpoint = text("ATELIER_ENDPOINT")?;
        let key = text("ANTHROPIC_API_KEY")?.map(Zeroizing::new);
        let log = text("ATELIER_LOG")?;
        let log = log.map(|value| value.parse().map_err(|_| EnvironmentError::Log { value }));
        let log = log.transpose()?;
        let token = text("ATELIER_TOKEN")?.map(Zeroizing::new);
        if let Some(url) = &endpoint {
            check_endpoint(url).map_err(|why| EnvironmentError::Endpoint { why })?;
        }
        if key.as_ref().is_some_and(|key| !is_key(key)) {
            return Err(EnvironmentError::Key);
        }
        let token = token.map(|token| Token::chosen(&token)).transpose();
        let token = token.map_err(|source| EnvironmentError::Token { source })?;
        Ok(Self { paths: paths(data)?, endpoint, key, token, log })
    }
}

/// The folders: the given one with its logs below, or those of the platform.
fn paths(data: Option<OsString>) -> Result<Paths, EnvironmentError> {
    let Some(data) = data.map(PathBuf::from) else {
        let project = ProjectDirs::from("", "", "atelier").ok_or(EnvironmentError::NoHome)?;
        let data = project.data_dir().to_path_buf();
        let logs = project.state_dir().unwrap_or(&data).join("logs");
        return Ok(Paths::new(data, logs).with_home(home()));
    };
    let refuse =
        |path: &Path, why| Err(EnvironmentError::Data { value: path.display().to_string(), why });
    if !data.is_absolute() {
        return refuse(&data, "is not absolute");
    }
    if data.exists() && !data.is_dir() {
        return refuse(&data, "is no folder");
    }
    let logs = data.join("logs");
    Ok(Paths::new(data, logs).with_home(home()))
}

fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|it| it.home_dir().to_path_buf())
}

/// Plain HTTP is for this machine alone: a key must not travel unencrypted.
fn check_endpoint(url: &str) -> Result<(), &'static str> {
    let uri: Uri = url.parse().map_err(|_| "is no URL")?;
    let authority = uri.authority().ok_or("has no host")?;
    if authority.as_str().contains('@') {
        return Err("holds a name or a password");
    }
    if uri.query().is_some() || url.contains('#') {
        return Err("has a query or a fragment");
    }
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if is_loopback(authority.host()) => Ok(()),
        Some("http") => Err("leads to another machine without encryption"),
        _ => Err("is neither https nor http"),
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn is_key(key: &str) -> bool {
    (8..=512).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&'static str, &'static str)]) -> Result<Environment, String> {
        let get =
            |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into());
        Environment::read(get).map_err(|error| error.to_string())
    }

    // rows: 2.64
    #[test]
    fn a_wrong_variable_is_named_and_a_secret_is_not_repeated() {
        for (name, value, says) in [
            ("ATELIER_DATA", "relative/folder", "not absolute"),
            ("ATELIER_DATA", "/dev/null", "no folder"),
            ("ATELIER_ENDPOINT", "api.example.com", "ATELIER_ENDPOINT"),
            ("ATELIER_ENDPOINT", "http://api.example.com", "without encryption"),
            ("ATELIER_ENDPOINT", "https://user:secret-word@example.com", "a password"),
            ("ATELIER_ENDPOINT", "https://example.com?key=secret-word", "query"),
            ("ATELIER_ENDPOINT", "ftp://example.com", "neither https nor http"),
            ("ATELIER_LOG", "loud", "`loud`"),
            ("ANTHROPIC_API_KEY", "secret-word with spaces", "ANTHROPIC_API_KEY"),
            ("ANTHROPIC_API_KEY", "secret", "ANTHROPIC_API_KEY"),
            ("ATELIER_TOKEN", "secret-word", "ATELIER_TOKEN"),
        ] {
            let error = read(&[(name, value)]).map(|_| ()).unwrap_err();
            assert!(error.contains(says) && error.contains(name), "{name}={value}: {error}");
            assert!(!error.contains("secret"), "{name}: the value must not be shown: {error}");
        }
    }

    // rows: 2.64
    #[test]
    fn good_variables_are_taken() {
        let read = read(&[
            ("ATELIER_DATA", "/nowhere/atelier"),
            ("ATELIER_ENDPOINT", "http://127.0.0.1:4000/base"),
            ("ANTHROPIC_API_KEY", "sk-ant-test-0123456789"),
            ("ATELIER_LOG", "debug"),
            ("ATELIER_TOKEN", "0123456789abcdef0123456789abcdef"),
        ])
        .unwrap();
        assert_eq!(read.paths.data, Path::new("/nowhere/atelier"));
        assert_eq!(read.paths.logs, Path::new("/nowhere/atelier/logs"));
        assert_eq!(read.endpoint.as_deref(), Some("http://127.0.0.1:4000/base"));
        assert_eq!(read.key.as_deref().map(String::as_str), Some("sk-ant-test-0123456789"));
        assert!(read.token.is_some() && read.log == Some(Level::Debug));
    }

    #[test]
    fn empty_variables_count_as_absent() {
        let read = read(&[("ANTHROPIC_API_KEY", ""), ("ATELIER_ENDPOINT", "")]).unwrap();
        assert!(read.key.is_none() && read.endpoint.is_none());
    }

    #[test]
    fn loopback_is_told_from_what_looks_like_it() {
        for (host, expected) in [
            ("127.0.0.1", true),
            ("127.8.9.1", true),
            ("[::1]", true),
            ("localhost", true),
            ("127.0.0.1.example.com", false),
            ("localhost.example.com", false),
            ("10.0.0.1", false),
        ] {
            assert_eq!(is_loopback(host), expected, "{host}");
        }
    }
}
