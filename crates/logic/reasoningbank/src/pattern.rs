//! A pattern: what was asked, what was answered, and what came of it.

mod scope;

use std::{
    fmt::{self, Write as _},
    str::FromStr,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use self::scope::{NotAScope, Scope};
use crate::text::lower;

/// What was learned once: a message, the response to it, and how well that went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// Follows from scope, message and response, so that the same pattern has one id everywhere.
    pub id: PatternId,
    /// Where it may be recalled.
    pub scope: Scope,
    /// What was asked.
    pub message: String,
    /// What was answered; may be empty.
    pub response: String,
    /// How well it went when it was learned, from 0 (failed) to 1 (succeeded).
    pub score: f32,
    /// Who taught it.
    #[serde(default)]
    pub source: Source,
    /// The conversation it was learned in, for a link back to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// When it was learned, in Unix milliseconds.
    pub created_at: i64,
    /// What came of using it.
    #[serde(default)]
    pub outcomes: Outcomes,
    /// Never forgotten to make room, and never decaying.
    #[serde(default)]
    pub pinned: bool,
    /// Called wrong by a person: it is not recalled until they decide.
    #[serde(default)]
    pub suspended: bool,
}

/// What came of using a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcomes {
    /// How often it helped.
    pub wins: u32,
    /// How often it did not.
    pub losses: u32,
    /// How often it was learned again, word for word.
    pub repeats: u32,
    /// When it was last used or learned again, in Unix milliseconds.
    pub last_used_at: Option<i64>,
}

/// Who taught a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A message and its answer, as they passed.
    #[default]
    Conversation,
    /// A person, on purpose.
    Person,
    /// An import.
    Import,
}

/// Names a pattern, as a UUID (version 8) made from its content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatternId(u128);

impl PatternId {
    /// Returns the id of what is said in `scope`. Case, spaces and the final full stop do not count.
    pub fn of(scope: &Scope, message: &str, response: &str) -> Self {
        let (kind, name): (u8, &str) = match scope {
            Scope::Global => (0, ""),
            Scope::Project(name) => (1, name),
            Scope::Conversation(name) => (2, name),
        };
        let mut hash = Sha256::new();
        hash.update([kind]);
        for part in [name, &normal(message), &normal(response)] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let mut bytes = [0; 16];
        for (to, from) in bytes.iter_mut().zip(hash.finalize()) {
            *to = from;
        }
        let bits = u128::from_be_bytes(bytes);
        let version = (bits & !(0xf << 76)) | (8 << 76);
        Self((version & !(0b11 << 62)) | (0b10 << 62))
    }

    /// Returns the bits of the UUID.
    pub fn as_u128(self) -> u128 {
        self.0
    }
}

/// What is left when the same words count as the same text.
fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        for letter in word.chars() {
            normal.push(lower(letter));
        }
    }
    while matches!(normal.as_bytes(), [.., b'.' | b'!' | b'?' | b' ']) {
        normal.pop();
    }
    normal
}

impl fmt::Display for PatternId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for digit in 0..32_u32 {
            if matches!(digit, 8 | 12 | 16 | 20) {
                f.write_char('-')?;
            }
            let bits = (self.0 >> (124 - 4 * digit)) & 0xf;
            f.write_char(char::from_digit(bits as u32, 16).unwrap_or('0'))?;
        }
        Ok(())
    }
}

impl fmt::Debug for PatternId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no id of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no id of a pattern")]
pub struct NotAnId {
    text: String,
}

impl FromStr for PatternId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { text: text.chars().take(64).collect() };
        let dashes = [8, 13, 18, 23].iter().all(|at| text.as_bytes().get(*at) == Some(&b'-'));
        let mut bits = 0_u128;
        for letter in text.chars().filter(|it| *it != '-') {
            bits = bits << 4 | u128::from(letter.to_digit(16).ok_or_else(wrong)?);
        }
        let digits = text.bytes().filter(|it| *it != b'-').count();
        if text.len() == 36 && dashes && digits == 32 { Ok(Self(bits)) } else { Err(wrong()) }
    }
}

impl Serialize for PatternId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PatternId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
