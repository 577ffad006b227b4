//! Models: the last answer of the Models API of each endpoint.

use rusqlite::{Connection, params};
use serde_json::Value;

use super::column;
use crate::StoreError;

/// What an endpoint last said of its models.
#[derive(Clone, Debug, PartialEq)]
pub struct CachedModels {
    /// The models, as the caller gave them.
    pub models: Value,
    /// When they were fetched.
    pub fetched_at: i64,
}

/// Reads what is known of an endpoint's models.
pub fn get(c: &Connection, endpoint: &str) -> Result<Option<CachedModels>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT models, fetched_at FROM models WHERE endpoint = ?1")?;
    let mut rows = statement.query([endpoint])?;
    rows.next()?
        .map(|row| {
            let fetched_at = row.get("fetched_at")?;
            Ok(CachedModels { models: column::json(row, "models")?, fetched_at })
        })
        .transpose()
}

/// Keeps what an endpoint said of its models.
pub fn set(
    c: &Connection,
    endpoint: &str,
    models: &Value,
    fetched_at: i64,
) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO models (endpoint, models, fetched_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (endpoint) DO UPDATE SET models = excluded.models,
           fetched_at = excluded.fetched_at",
    )?
    .execute(params![endpoint, serde_json::to_string(models)?, fetched_at])?;
    Ok(())
}

/// Forgets an endpoint's models.
pub fn delete(c: &Connection, endpoint: &str) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM models WHERE endpoint = ?1")?.execute([endpoint])?;
    Ok(())
}
