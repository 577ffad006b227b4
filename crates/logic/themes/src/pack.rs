//! Theme packs: files of themes, as JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Base, Color, Draft, MOST_THEMES, Reading, Tokens, is_role, shown};

/// What a pack says it is.
const FORMAT: &str = "atelier-theme";

/// Why a pack cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// It is no JSON of this shape.
    #[error("the file is no theme pack: {source}")]
    Shape {
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// It is of another kind, or of a later version.
    #[error("the file is no theme pack of version 1")]
    Format,
    /// It holds more themes than a pack may.
    #[error("a theme pack holds at most {MOST_THEMES} themes; this one holds {count}")]
    TooMany {
        /// How many it holds.
        count: usize,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    format: String,
    version: u32,
    #[serde(default)]
    author: String,
    themes: Vec<Written>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    base: Base,
    tokens: BTreeMap<String, String>,
}

/// Reads a pack. What is no colour of a known role is left out and named.
///
/// Errors: [`PackError`] where it is no pack at all.
pub fn read_pack(text: &str) -> Result<Reading, PackError> {
    let pack: Pack = serde_json::from_str(text).map_err(|source| PackError::Shape { source })?;
    if pack.format != FORMAT || pack.version != 1 {
        return Err(PackError::Format);
    }
    if pack.themes.len() > MOST_THEMES {
        return Err(PackError::TooMany { count: pack.themes.len() });
    }
    let mut reading = Reading::default();
    for Written { name, base, tokens: written } in pack.themes {
        let mut tokens = Tokens::new();
        for (role, value) in written {
            match Color::from_hex(&value) {
                _ if !is_role(&role) => {
                    reading.leave_out(format!("`{}` is no colour role.", shown(&role)));
                }
                Some(color) => drop(tokens.insert(role, color)),
                None => reading.leave_out(format!(
                    "`{}` is not given a colour such as `#1b212a`.",
                    shown(&role)
                )),
            }
        }
        let author = plain(&pack.author);
        reading.themes.push(Draft { name: plain(&name), author, base, tokens });
    }
    Ok(reading)
}

/// Writes themes down as a pack.
///
/// Errors: none that can happen; JSON is made of texts only.
pub fn write_pack(themes: &[Draft]) -> Result<String, serde_json::Error> {
    let written = |theme: &Draft| Written {
        name: theme.name.clone(),
        base: theme.base,
        tokens: theme.tokens.iter().map(|(role, it)| (role.clone(), it.to_string())).collect(),
    };
    let author = themes.first().map(|it| it.author.clone()).unwrap_or_default();
    let themes = themes.iter().map(written).collect();
    let pack = Pack { format: FORMAT.to_owned(), version: 1, author, themes };
    Ok(serde_json::to_string_pretty(&pack)? + "\n")
}

/// A name as it can be shown: one line, at most 100 bytes.
fn plain(name: &str) -> String {
    let mut kept = String::new();
    for sign in name.trim().chars().filter(|it| !it.is_control()) {
        if kept.len() + sign.len_utf8() > 100 {
            break;
        }
        kept.push(sign);
    }
    kept
}
