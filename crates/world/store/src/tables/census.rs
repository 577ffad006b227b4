//! How much each table holds, for a report of the store's state.

use crate::{Connection, StoreError};

/// Counts the rows of every table of the schema, by name. Tables that an index keeps for itself are
/// left out.
pub fn rows(c: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    let mut statement = c.prepare(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut counted = Vec::new();
    for name in names {
        let name = name?;
        // A name of our own schema, quoted all the same.
        let count = format!("SELECT count(*) FROM \"{}\"", name.replace('"', "\"\""));
        let rows: i64 = c.query_row(&count, [], |row| row.get(0))?;
        counted.push((name, u64::try_from(rows).unwrap_or(0)));
    }
    Ok(counted)
}

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::{connection, migrations};

    #[test]
    fn every_table_is_counted_and_none_that_is_not_ours() {
        let mut c = connection::open_in_memory().unwrap();
        migrations::run(&mut c, migrations::ALL, 0, 1).unwrap();
        c.execute("INSERT INTO drafts (key, text, updated_at) VALUES ('a', 'b', 1)", []).unwrap();
        let counted = rows(&c).unwrap();
        assert!(counted.contains(&("drafts".to_owned(), 1)), "{counted:?}");
        assert!(counted.contains(&("messages".to_owned(), 0)), "{counted:?}");
        let migrations = migrations::ALL.len() as u64;
        assert!(counted.contains(&("schema_migrations".to_owned(), migrations)), "{counted:?}");
        assert!(counted.iter().all(|(name, _)| !name.starts_with("sqlite_")), "{counted:?}");
    }
}
