//! Projects: conversations that belong together.

use atelier_search::fold;
use atelier_vocabulary::{Project, ProjectColor, ProjectId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::column::{self, Key};
use crate::StoreError;

/// What a project is read from.
const SELECT: &str = "
    SELECT p.*, (SELECT count(*) FROM conversations AS c
      WHERE c.project_id = p.id AND c.trashed_at IS NULL) AS conversation_count
    FROM projects AS p";

/// What is new about a project; none stays as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Change<'a> {
    /// Its name.
    pub name: Option<&'a str>,
    /// Its colour.
    pub color: Option<ProjectColor>,
    /// What Claude is told in its conversations.
    pub instructions: Option<&'a str>,
}

/// Adds a project; its count is not read. Returns false, and adds nothing, where another has the name.
pub fn insert(c: &Connection, project: &Project) -> Result<bool, StoreError> {
    let added = c
        .prepare_cached(
            "INSERT OR IGNORE INTO projects (id, name, name_folded, color, instructions, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            project.id.key(),
            project.name,
            fold(&project.name),
            column::to_word(&project.color)?,
            project.instructions,
            project.created_at,
        ])?;
    Ok(added > 0)
}

/// Reads a project.
pub fn get(c: &Connection, id: ProjectId) -> Result<Option<Project>, StoreError> {
    let mut statement = c.prepare_cached(&format!("{SELECT} WHERE p.id = ?1"))?;
    let mut rows = statement.query([id.key()])?;
    rows.next()?.map(read).transpose()
}

/// Reads the project of that name, whatever its case and accents.
pub fn named(c: &Connection, name: &str) -> Result<Option<Project>, StoreError> {
    let mut statement = c.prepare_cached(&format!("{SELECT} WHERE p.name_folded = ?1"))?;
    let mut rows = statement.query([fold(name)])?;
    rows.next()?.map(read).transpose()
}

/// What Claude is told in the conversations of a project; empty where there is none.
pub fn instructions(c: &Connection, id: Option<ProjectId>) -> Result<String, StoreError> {
    let Some(id) = id else { return Ok(String::new()) };
    let mut statement = c.prepare_cached("SELECT instructions FROM projects WHERE id = ?1")?;
    Ok(statement.query_row([id.key()], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// Reads all projects by name.
pub fn list(c: &Connection) -> Result<Vec<Project>, StoreError> {
    let mut statement = c.prepare_cached(&format!("{SELECT} ORDER BY p.name_folded"))?;
    let mut rows = statement.query([])?;
    let mut projects = Vec::new();
    while let Some(row) = rows.next()? {
        projects.push(read(row)?);
    }
    Ok(projects)
}

/// Changes a project. Returns false, and changes nothing, where another has the name.
pub fn update(c: &Connection, id: ProjectId, change: &Change<'_>) -> Result<bool, StoreError> {
    let folded = change.name.map(fold);
    let color = change.color.map(|color| column::to_word(&color)).transpose()?;
    let taken = c
        .prepare_cached("SELECT 1 FROM projects WHERE name_folded = ?2 AND id <> ?1")?
        .query_row(params![id.key(), folded], |_| Ok(()))
        .optional()?;
    if taken.is_some() {
        return Ok(false);
    }
    c.prepare_cached(
        "UPDATE projects SET name = coalesce(?2, name), name_folded = coalesce(?3, name_folded),
           color = coalesce(?4, color), instructions = coalesce(?5, instructions)
         WHERE id = ?1",
    )?
    .execute(params![id.key(), change.name, folded, color, change.instructions])?;
    Ok(true)
}

/// Deletes a project; its conversations stay, without one.
pub fn delete(c: &Connection, id: ProjectId) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM projects WHERE id = ?1")?.execute([id.key()])?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Project, StoreError> {
    Ok(Project {
        id: column::id(row, "id")?,
        name: row.get("name")?,
        color: column::word(row, "color")?,
        instructions: row.get("instructions")?,
        conversation_count: row.get("conversation_count")?,
        created_at: row.get("created_at")?,
    })
}
