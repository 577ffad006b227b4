//! What a server says of itself: which commit is its HEAD, and what it can do.

use crate::GitError;
use crate::packet::{self, Packet};

/// The HEAD of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// The commit, 40 digits.
    pub(crate) commit: String,
    /// What the server can do, word by word.
    able: Vec<String>,
}

impl Head {
    /// Reads the answer to `info/refs`.
    pub(crate) fn read(mut bytes: &[u8]) -> Result<Self, GitError> {
        let (mut able, mut commit) = (None, None);
        let (mut begun, mut branches) = (false, false);
        loop {
            let Some((packet, length)) = packet::next(bytes)? else {
                return Err(GitError::Truncated);
            };
            bytes = bytes.get(length..).unwrap_or_default();
            let data = match packet {
                Packet::Data(data) => packet::line(data),
                // The first one ends what is said about the service.
                Packet::Flush if !begun && able.is_none() => {
                    begun = true;
                    continue;
                }
                Packet::Flush => break,
            };
            if let Some(words) = data.strip_prefix(b"ERR ") {
                return Err(GitError::refused(words));
            }
            if data.starts_with(b"# service=") || data == b"version 1" {
                continue;
            }
            let mut parts = data.splitn(2, |byte| *byte == 0);
            let named = parts.next().unwrap_or_default();
            if let Some(words) = parts.next()
                && able.is_none()
            {
                able = Some(words_of(words));
            }
            // A repository without a branch has one line, which names none.
            branches |= !named.ends_with(b" capabilities^{}");
            if named.ends_with(b" HEAD") {
                commit = named.get(..40).and_then(id_of);
            }
        }
        let Some(able) = able else { return Err(GitError::Empty) };
        if able.iter().any(|word| word == "object-format=sha256") {
            return Err(GitError::Sha256);
        }
        match commit {
            Some(commit) => Ok(Self { commit, able }),
            None if able.is_empty() => Err(GitError::NotGit),
            None if !branches => Err(GitError::Empty),
            None => Err(GitError::NoHead),
        }
    }

    /// Whether the server can do what `word` says.
    pub(crate) fn can(&self, word: &str) -> bool {
        self.able.iter().any(|it| it == word)
    }
}

fn words_of(words: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(words).split_ascii_whitespace().map(str::to_owned).collect()
}

fn id_of(digits: &[u8]) -> Option<String> {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let named = digits.len() == 40 && digits.iter().all(is_digit);
    named.then(|| String::from_utf8_lossy(digits).into_owned())
}
