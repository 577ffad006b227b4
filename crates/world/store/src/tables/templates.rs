//! Templates and their versions. The text that is in use is the newest version.

use atelier_vocabulary::{Template, TemplateId, TemplateVersion};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::column::{self, Key};
use crate::StoreError;

const COLUMNS: &str =
    "id, name, description, tags, body, version, uses, last_used_at, created_at, updated_at";

/// Lists all templates: those used most first, then by name.
pub fn list(c: &Connection) -> Result<Vec<Template>, StoreError> {
    let mut statement = c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM templates ORDER BY uses DESC, name_folded, id"
    ))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// How many templates there are.
pub fn count(c: &Connection) -> Result<u64, StoreError> {
    let count: i64 = c.query_row("SELECT count(*) FROM templates", [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Reads a template.
pub fn get(c: &Connection, id: TemplateId) -> Result<Option<Template>, StoreError> {
    let mut statement =
        c.prepare_cached(&format!("SELECT {COLUMNS} FROM templates WHERE id = ?1"))?;
    let mut rows = statement.query([id.key()])?;
    rows.next()?.map(read).transpose()
}

/// Reads the template of that name, whatever its case.
pub fn named(c: &Connection, name: &str) -> Result<Option<Template>, StoreError> {
    let mut statement =
        c.prepare_cached(&format!("SELECT {COLUMNS} FROM templates WHERE name_folded = ?1"))?;
    let mut rows = statement.query([name.to_lowercase()])?;
    rows.next()?.map(read).transpose()
}

/// Keeps a template as it is now, and its text as the version that it says.
pub fn save(c: &Connection, template: &Template) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO templates (id, name, name_folded, description, tags, body, version, uses,
                                last_used_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, name_folded = excluded.name_folded,
           description = excluded.description, tags = excluded.tags, body = excluded.body,
           version = excluded.version, updated_at = excluded.updated_at",
    )?
    .execute(params![
        template.id.key(),
        template.name,
        template.name.to_lowercase(),
        template.description,
        serde_json::to_string(&template.tags)?,
        template.body,
        template.version,
        i64::try_from(template.uses).unwrap_or(i64::MAX),
        template.last_used_at,
        template.created_at,
        template.updated_at,
    ])?;
    c.prepare_cached(
        "INSERT INTO template_versions (template_id, version, body, created_at)
         VALUES (?1, ?2, ?3, ?4) ON CONFLICT (template_id, version) DO NOTHING",
    )?
    .execute(params![
        template.id.key(),
        template.version,
        template.body,
        template.updated_at
    ])?;
    Ok(())
}

/// Counts that a template was used.
pub fn used(c: &Connection, id: TemplateId, now: i64) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE templates SET uses = uses + 1, last_used_at = ?2 WHERE id = ?1")?
        .execute(params![id.key(), now])?;
    Ok(())
}

/// Removes a template with its versions, and returns whether it was there.
pub fn delete(c: &Connection, id: TemplateId) -> Result<bool, StoreError> {
    Ok(c.prepare_cached("DELETE FROM templates WHERE id = ?1")?.execute([id.key()])? > 0)
}

/// Lists the versions of a template, the newest first.
pub fn versions(c: &Connection, id: TemplateId) -> Result<Vec<TemplateVersion>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT version, body, created_at FROM template_versions
         WHERE template_id = ?1 ORDER BY version DESC",
    )?;
    let versions = statement.query_map([id.key()], version_of)?.collect::<rusqlite::Result<_>>()?;
    Ok(versions)
}

/// Reads one version of a template.
pub fn version(
    c: &Connection,
    id: TemplateId,
    version: u32,
) -> Result<Option<TemplateVersion>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT version, body, created_at FROM template_versions
         WHERE template_id = ?1 AND version = ?2",
    )?;
    Ok(statement.query_row(params![id.key(), version], version_of).optional()?)
}

/// Removes all but the newest `keep` versions of a template.
pub fn prune(c: &Connection, id: TemplateId, keep: u32) -> Result<(), StoreError> {
    c.prepare_cached(
        "DELETE FROM template_versions WHERE template_id = ?1
           AND version <= (SELECT max(version) FROM template_versions WHERE template_id = ?1) - ?2",
    )?
    .execute(params![id.key(), keep])?;
    Ok(())
}

fn version_of(row: &Row<'_>) -> rusqlite::Result<TemplateVersion> {
    Ok(TemplateVersion {
        version: row.get("version")?,
        body: row.get("body")?,
        created_at: row.get("created_at")?,
    })
}

fn read(row: &Row<'_>) -> Result<Template, StoreError> {
    Ok(Template {
        id: column::id(row, "id")?,
        name: row.get("name")?,
        description: row.get("description")?,
        tags: column::json(row, "tags")?,
        body: row.get("body")?,
        version: row.get("version")?,
        uses: row.get::<_, i64>("uses")?.unsigned_abs(),
        last_used_at: row.get("last_used_at")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

impl Key for TemplateId {
    fn key(self) -> [u8; 16] {
        uuid::Uuid::from(self).into_bytes()
    }
}
