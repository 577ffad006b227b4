//! Identifiers: a newtype over a UUID for each kind of thing, so that two cannot be swapped.

/// Declares an identifier type.
macro_rules! id {
    ($(#[doc = $doc:literal])* $Name:ident) => {
        $(#[doc = $doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS,
        )]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $Name(uuid::Uuid);

        impl From<uuid::Uuid> for $Name {
            fn from(uuid: uuid::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$Name> for uuid::Uuid {
            fn from(id: $Name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $Name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id! {
    /// Identifies a conversation (a UUID, version 7, so that ids sort by age).
    ConversationId
}

id! {
    /// Identifies a message (a UUID, version 7, so that ids sort by age).
    MessageId
}

id! {
    /// Identifies a pattern (a UUID, version 8, made of what the pattern says).
    PatternId
}

id! {
    /// Identifies a folder that a person opened (a UUID, version 7).
    FolderId
}

id! {
    /// Identifies a change to a file (a UUID, version 7, so that ids sort by age).
    EditId
}

id! {
    /// Identifies a template (a UUID, version 7, so that ids sort by age).
    TemplateId
}

id! {
    /// Identifies an import of histories (a UUID, version 7, so that ids sort by age).
    ImportId
}

id! {
    /// Identifies an attachment (a UUID, version 7, so that ids sort by age).
    AttachmentId
}

id! {
    /// Identifies a project (a UUID, version 7).
    ProjectId
}

id! {
    /// Identifies a queued message (a UUID, version 7).
    QueuedId
}
