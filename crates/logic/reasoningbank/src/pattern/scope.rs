//! Where a pattern may be recalled.

use std::{fmt, str::FromStr};

/// Where a pattern may be recalled. As text: `global`, `project:NAME`, `conversation:NAME`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// In one conversation.
    Conversation(String),
    /// In all conversations of one project.
    Project(String),
    /// Everywhere.
    #[default]
    Global,
}

impl Scope {
    /// Returns the name of the project or the conversation; empty where it is neither.
    pub fn name(&self) -> &str {
        match self {
            Self::Global => "",
            Self::Project(name) | Self::Conversation(name) => name,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Global => f.write_str("global"),
            Self::Project(name) => write!(f, "project:{name}"),
            Self::Conversation(name) => write!(f, "conversation:{name}"),
        }
    }
}

/// A text that is no scope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no scope; there are `global`, `project:NAME` and `conversation:NAME`")]
pub struct NotAScope {
    text: String,
}

impl FromStr for Scope {
    type Err = NotAScope;

    fn from_str(text: &str) -> Result<Self, NotAScope> {
        match text.split_once(':') {
            None if text == "global" => Ok(Self::Global),
            Some(("project", name)) => Ok(Self::Project(name.to_owned())),
            Some(("conversation", name)) => Ok(Self::Conversation(name.to_owned())),
            None | Some(_) => Err(NotAScope { text: text.chars().take(64).collect() }),
        }
    }
}

impl serde::Serialize for Scope {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Scope {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
