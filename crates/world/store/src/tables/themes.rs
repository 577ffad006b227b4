//! Themes that a person installed or made.

use std::collections::BTreeMap;

use atelier_vocabulary::ThemeBase;
use rusqlite::{Connection, Row, params};

use super::column;
use crate::StoreError;

/// An installed theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTheme {
    /// Identifies it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who made it; may be empty.
    pub author: String,
    /// What it stands on.
    pub base: ThemeBase,
    /// The values, `#rrggbb` by role.
    pub tokens: BTreeMap<String, String>,
}

/// Lists the installed themes, by name.
pub fn list(c: &Connection) -> Result<Vec<StoredTheme>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT id, name, author, base, tokens FROM themes ORDER BY name, id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Reads an installed theme.
pub fn get(c: &Connection, id: &str) -> Result<Option<StoredTheme>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT id, name, author, base, tokens FROM themes WHERE id = ?1")?;
    let mut rows = statement.query([id])?;
    rows.next()?.map(read).transpose()
}

/// Keeps a theme, in place of the one with its id.
pub fn save(c: &Connection, theme: &StoredTheme, now: i64) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO themes (id, name, author, base, tokens, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, author = excluded.author, base = excluded.base,
           tokens = excluded.tokens, updated_at = excluded.updated_at",
    )?
    .execute(params![
        theme.id,
        theme.name,
        theme.author,
        column::to_word(&theme.base)?,
        serde_json::to_string(&theme.tokens)?,
        now,
    ])?;
    Ok(())
}

/// Removes a theme, and returns whether it was there.
pub fn delete(c: &Connection, id: &str) -> Result<bool, StoreError> {
    Ok(c.prepare_cached("DELETE FROM themes WHERE id = ?1")?.execute([id])? > 0)
}

fn read(row: &Row<'_>) -> Result<StoredTheme, StoreError> {
    Ok(StoredTheme {
        id: row.get("id")?,
        name: row.get("name")?,
        author: row.get("author")?,
        base: column::word(row, "base")?,
        tokens: column::json(row, "tokens")?,
    })
}
