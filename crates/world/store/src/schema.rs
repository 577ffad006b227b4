//! The schema that the migrations lead to, compared with what a file really has.

use std::path::Path;

use rusqlite::Connection;

use crate::StoreError;

/// What [`describe`] says of a store with every migration, kept beside the migrations.
const EXPECTED: &str = include_str!("../migrations/schema.sql");

/// Refuses a file whose tables, indexes, views or triggers are not exactly those of the migrations.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let found = describe(connection).map_err(|error| StoreError::from(error).about(path))?;
    if found == EXPECTED {
        return Ok(());
    }
    let differs = found
        .split("\n\n")
        .find(|object| !EXPECTED.contains(object))
        .and_then(|object| object.lines().next())
        .unwrap_or("something is missing");
    Err(StoreError::ForeignSchema { path: path.to_owned(), detail: differs.to_owned() })
}

/// Every object of the schema as SQL, sorted by name; `SQLite`'s own left out.
pub(crate) fn describe(connection: &Connection) -> rusqlite::Result<String> {
    let mut statement = connection.prepare(
        "SELECT sql FROM sqlite_master
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type DESC, name",
    )?;
    let objects: Vec<String> =
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(objects.iter().map(|object| format!("{object};\n")).collect::<Vec<_>>().join("\n"))
}
