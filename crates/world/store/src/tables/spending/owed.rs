//! What was spent in one store, and is to be written down in another.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::believed;
use crate::StoreError;

/// Rows on their way to another store of the same version.
pub struct Owed {
    /// The last of them, where they come from.
    last: i64,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

/// Reads all that was written down here; none where nothing was.
pub fn owed(c: &Connection) -> Result<Option<Owed>, StoreError> {
    let mut statement = c.prepare_cached("SELECT * FROM spending ORDER BY seq")?;
    // The first column counts here, and otherwise there.
    let columns: Vec<String> = statement.column_names().skip(1).map(str::to_owned).collect();
    let (mut last, mut rows) = (None, Vec::new());
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        last = Some(row.get(0)?);
        let values = (1..=columns.len()).map(|at| row.get(at));
        rows.push(values.collect::<rusqlite::Result<_>>()?);
    }
    Ok(last.map(|last| Owed { last, columns, rows }))
}

/// Writes down what was spent elsewhere. An answer that is written down here already stays as it is.
pub fn settle(c: &Connection, owed: &Owed) -> Result<(), StoreError> {
    let names = owed.columns.join(", ");
    let places = vec!["?"; owed.columns.len()].join(", ");
    let mut insert = c.prepare_cached(&format!(
        "INSERT INTO spending ({names}) VALUES ({places}) ON CONFLICT (message_id) DO NOTHING"
    ))?;
    let at = owed.columns.iter().position(|column| column == "at");
    for row in &owed.rows {
        let mut row = row.clone();
        if let Some(Value::Integer(time)) = at.and_then(|at| row.get_mut(at)) {
            *time = believed(c, *time)?;
        }
        insert.execute(params_from_iter(row))?;
    }
    Ok(())
}

/// Forgets what is written down elsewhere.
pub fn settled(c: &Connection, owed: &Owed) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM spending WHERE seq <= ?1")?.execute([owed.last])?;
    Ok(())
}
