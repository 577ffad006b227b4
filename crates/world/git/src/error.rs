//! What can go wrong while a repository is read.

use std::time::Duration;

use atelier_vocabulary::{Failure, FailureKind};

/// What can go wrong while a repository is read. Nothing was kept in any case.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// The address is not one that is fetched from.
    #[error("the address {why}")]
    Address {
        /// What is wrong with it.
        why: &'static str,
    },
    /// The server cannot be reached, or broke off.
    #[error("`{host}` cannot be reached: {why}")]
    Unreachable {
        /// The server.
        host: String,
        /// The innermost cause.
        why: String,
        /// What the HTTP client says.
        #[source]
        source: reqwest::Error,
    },
    /// The server sends whoever asks to another place.
    #[error("the server sends on to `{to}`, which was not asked for")]
    Elsewhere {
        /// The host it names.
        to: String,
    },
    /// There is nothing at the address, or not for everybody.
    #[error("there is no repository at this address, or it is not public (status {status})")]
    NotPublic {
        /// The status of the answer.
        status: u16,
    },
    /// The server refuses for the moment, or has failed.
    #[error("the server answered with status {status}")]
    Status {
        /// The status of the answer.
        status: u16,
    },
    /// Something answers that is no git server.
    #[error("what answers at this address is no git repository")]
    NotGit,
    /// The server says no, in its own words.
    #[error("the server refused: {message}")]
    Refused {
        /// Its words, shortened, on one line.
        message: String,
    },
    /// The repository has no commit.
    #[error("the repository is empty")]
    Empty,
    /// HEAD names a branch that is not there.
    #[error("the repository has branches, but its HEAD names none of them")]
    NoHead,
    /// Objects are named by SHA-256.
    #[error("the repository names its objects by SHA-256, which cannot be read yet")]
    Sha256,
    /// A limit was reached.
    #[error("the repository is too large: more than {limit} {what}")]
    TooMuch {
        /// The limit.
        limit: u64,
        /// Of what.
        what: &'static str,
    },
    /// It took too long.
    #[error("the server took longer than {} s", limit.as_secs())]
    TooSlow {
        /// How long it might have taken.
        limit: Duration,
    },
    /// The server was silent for too long.
    #[error("the server has said nothing for {} s", limit.as_secs())]
    Silent {
        /// How long it might have been silent.
        limit: Duration,
    },
    /// The answer ends too early.
    #[error("the answer of the server broke off")]
    Truncated,
    /// The answer is not what the protocol or the format of packs says.
    #[error("the answer of the server cannot be read: {what}")]
    Malformed {
        /// What is wrong with it.
        what: &'static str,
    },
    /// libgit2 refuses an object.
    #[error("the answer of the server cannot be read: {}", source.message())]
    Objects {
        /// What it says.
        #[from]
        source: git2::Error,
    },
    /// The folder for the pack cannot be written.
    #[error("the folder for what arrives cannot be written: {source}")]
    Scratch {
        /// What the system says.
        #[from]
        source: std::io::Error,
    },
    /// Nobody waits for it any more.
    #[error("the fetch was stopped")]
    Stopped,
    /// The thread that read it has failed, which is a defect.
    #[error("reading what arrived has failed")]
    Panicked,
}

impl GitError {
    /// What went wrong between here and the server.
    pub(crate) fn unreachable(host: &str, source: reqwest::Error) -> Self {
        let mut innermost: &dyn std::error::Error = &source;
        while let Some(cause) = innermost.source() {
            innermost = cause;
        }
        Self::Unreachable { host: host.to_owned(), why: innermost.to_string(), source }
    }

    /// What the server says itself, as it may stand in a message.
    pub(crate) fn refused(words: &[u8]) -> Self {
        let text = String::from_utf8_lossy(words);
        let plain = text.trim().chars().filter(|it| !crate::name::is_unseen(*it));
        Self::Refused { message: plain.take(200).collect() }
    }
}

impl Failure for GitError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Address { .. } => FailureKind::Invalid,
            _ => FailureKind::Unavailable,
        }
    }

    fn hint(&self) -> &str {
        match self {
            Self::Address { .. } | Self::NotGit => {
                "copy the address from the page of the repository"
            }
            Self::Unreachable { .. } => {
                "look whether you are connected, and how the host is written"
            }
            Self::Elsewhere { .. } => "if you trust the other place, enter its address instead",
            Self::NotPublic { .. } => {
                "look how the address is written; only public repositories can be read"
            }
            Self::Empty | Self::NoHead => "ask whoever keeps it to choose a branch that is there",
            Self::Sha256 | Self::TooMuch { .. } => {
                "clone it with git, and put its themes into the folder of the gallery"
            }
            Self::Scratch { .. } => "look whether there is room on the disk",
            Self::Stopped => "fetch it again when you like",
            Self::Malformed { .. } | Self::Objects { .. } => {
                "try again; if it stays so, ask whoever keeps the repository"
            }
            Self::Status { .. }
            | Self::Refused { .. }
            | Self::TooSlow { .. }
            | Self::Silent { .. }
            | Self::Truncated
            | Self::Panicked => "try again later",
        }
    }
}
