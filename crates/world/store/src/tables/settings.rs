//! Settings: what a person chose, by key. Never a secret.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use serde_json::Value;

use super::column;
use crate::StoreError;

/// Reads a setting.
pub fn get(c: &Connection, key: &str) -> Result<Option<Value>, StoreError> {
    let mut statement = c.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
    let mut rows = statement.query([key])?;
    rows.next()?.map(|row| column::json(row, "value")).transpose()
}

/// Reads every setting.
pub fn all(c: &Connection) -> Result<BTreeMap<String, Value>, StoreError> {
    let mut statement = c.prepare_cached("SELECT key, value FROM settings")?;
    let mut rows = statement.query([])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        found.insert(row.get("key")?, column::json(row, "value")?);
    }
    Ok(found)
}

/// Keeps a setting.
pub fn set(c: &Connection, key: &str, value: &Value, now: i64) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO settings (key, value, updated_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
    )?
    .execute(params![key, serde_json::to_string(value)?, now])?;
    Ok(())
}

/// Removes a setting; an absent one is fine.
pub fn delete(c: &Connection, key: &str) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM settings WHERE key = ?1")?.execute([key])?;
    Ok(())
}
