//! Themes: values for the colour roles of the window.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Values for the colour roles of the window. A role that it does not name has the value of its base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Theme {
    /// Identifies it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who made it; may be empty.
    pub author: String,
    /// What it stands on, and when it can be shown.
    pub base: ThemeBase,
    /// The values, `#rrggbb` by role.
    pub tokens: BTreeMap<String, String>,
    /// Whether it came with Atelier, and can be neither changed nor removed.
    pub is_built_in: bool,
    /// The pairs of colours that are harder to tell apart than they should be.
    pub warnings: Vec<ContrastWarning>,
}

/// What a theme stands on, and when it can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ThemeBase {
    /// The light theme.
    Light,
    /// The dark theme.
    Dark,
}

/// Two colours that occur together and are hard to tell apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ContrastWarning {
    /// The role of what is drawn.
    pub ink: String,
    /// The role of what it is drawn on.
    pub paper: String,
    /// How much they differ, in hundredths: 450 is 4.5 to 1.
    pub ratio: u32,
    /// How much they should differ, in hundredths.
    pub least: u32,
}
