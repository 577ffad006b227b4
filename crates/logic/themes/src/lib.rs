//! Colour roles, themes read from JSON and CSS, and contrast.
//!
//! A theme is a set of opaque colours for known roles, and nothing else: of a style sheet, whatever is no
//! such colour is left out and named. The roles and their usual values are those of the window's own
//! sheet. It reads no file and keeps nothing.

mod base;
mod built_in;
mod color;
mod contrast;
mod css;
mod pack;

use std::collections::BTreeMap;

pub use base::{is_role, roles};
pub use built_in::built_in;
pub use color::Color;
pub use contrast::{Pair, Weak, weak_pairs};
pub use css::read_css;
pub use pack::{PackError, read_pack, write_pack};

/// The most themes of one file.
pub const MOST_THEMES: usize = 16;
/// The most things left out of a file that are named.
pub(crate) const MOST_NAMED: usize = 50;

/// The colours of roles.
pub type Tokens = BTreeMap<String, Color>;

/// What a theme stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The light theme.
    Light,
    /// The dark theme.
    Dark,
}

/// A theme as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is called; empty where the file does not say.
    pub name: String,
    /// Who made it; may be empty.
    pub author: String,
    /// What it stands on.
    pub base: Base,
    /// Its colours. All other roles have the base's.
    pub tokens: Tokens,
}

/// What a file of themes holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The themes.
    pub themes: Vec<Draft>,
    /// What was left out, each a sentence for a person.
    pub left_out: Vec<String>,
}

impl Reading {
    /// Notes that something was left out, as long as there is room for it.
    pub(crate) fn leave_out(&mut self, why: String) {
        if self.left_out.len() < MOST_NAMED {
            self.left_out.push(why);
        }
    }
}

/// A word of a file as it can be shown: short, and without what steers a screen.
pub(crate) fn shown(word: &str) -> String {
    let plain: String = word.chars().filter(|it| !it.is_control()).take(40).collect();
    if plain.len() < word.len() { format!("{plain}…") } else { plain }
}
