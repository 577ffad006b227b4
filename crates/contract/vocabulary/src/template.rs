//! Templates: texts with variables that a person keeps, to fill in again and again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::TemplateId;

/// A text with variables, as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Template {
    /// Identifies it.
    pub id: TemplateId,
    /// What it is called; no two have the same name.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// The words it is filed under.
    pub tags: Vec<String>,
    /// The text, with variables such as `{{name: text = you}}`.
    pub body: String,
    /// How often its text was changed, from 1.
    pub version: u32,
    /// How often it was filled in.
    #[ts(type = "number")]
    pub uses: u64,
    /// When it was last filled in, in ms since 1970.
    #[ts(type = "number | null")]
    pub last_used_at: Option<i64>,
    /// When it was made, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
    /// When it was last changed, in ms since 1970.
    #[ts(type = "number")]
    pub updated_at: i64,
}

/// The text of a template as it once was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TemplateVersion {
    /// Its number, from 1.
    pub version: u32,
    /// The text.
    pub body: String,
    /// When it was written, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
}

/// Something that a template asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TemplateVariable {
    /// What it is called.
    pub name: String,
    /// What it takes.
    pub kind: VariableKind,
    /// What it is unless told; none where it must be told. A day may be `today`.
    pub default: Option<String>,
}

/// What a variable of a template takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum VariableKind {
    /// A line of text.
    Text,
    /// Text of several lines.
    Multiline,
    /// A number.
    Number,
    /// One of several texts.
    Choice {
        /// The texts, in the order they were written.
        options: Vec<String>,
    },
    /// A day, as `2026-11-21`.
    Date,
    /// `true` or `false`, which is written as `yes` or `no`.
    Boolean,
}

/// Why the text of a template cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TemplateFault {
    /// The line, from 1.
    pub line: u32,
    /// The character in the line, from 1.
    pub column: u32,
    /// What is wrong, and what to do.
    pub message: String,
}
