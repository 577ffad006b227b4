//! Projects: conversations that belong together, with instructions of their own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ProjectId;

/// Conversations that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Project {
    /// Identifies it.
    pub id: ProjectId,
    /// Its name; no two are the same.
    pub name: String,
    /// The colour of its mark.
    pub color: ProjectColor,
    /// What Claude is told in each of its conversations, besides the instructions of the settings.
    pub instructions: String,
    /// How many conversations it holds, without those in the trash.
    #[ts(type = "number")]
    pub conversation_count: u32,
    /// When it was created, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
}

/// The colours of projects: roles that every theme has, told apart by the colour-blind as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProjectColor {
    /// The first colour of charts.
    #[default]
    Orange,
    /// The second.
    Blue,
    /// The third.
    Green,
    /// The fourth.
    Pink,
    /// The fifth.
    Yellow,
    /// The sixth.
    Purple,
}

/// A tag, and how many conversations carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Tag {
    /// The tag, without its case.
    pub name: String,
    /// How many conversations carry it, without those in the trash.
    #[ts(type = "number")]
    pub conversation_count: u32,
}
