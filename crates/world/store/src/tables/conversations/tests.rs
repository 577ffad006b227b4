//! The queries use the indexes that are made for them.
#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::{Expect, expect};
use rusqlite::Connection;

use super::{LIST, LIST_TRASHED};
use crate::tables::messages::BRANCH;
use crate::{connection, migrations};

/// How the database would run a query, a line for each step.
fn plan(connection: &Connection, query: &str) -> String {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
    let mut rows = statement.raw_query();
    let mut plan = String::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push_str(&row.get::<_, String>(3).unwrap());
        plan.push('\n');
    }
    plan
}

fn check(query: &str, expected: &Expect) {
    let mut connection = connection::open_in_memory().unwrap();
    migrations::run(&mut connection, migrations::ALL, 0, 0).unwrap();
    expected.assert_eq(&plan(&connection, query));
}

#[test]
fn lists_and_branches_walk_indexes_and_sort_nothing_large() {
    check(
        LIST,
        &expect![[r#"
            SEARCH c USING INDEX conversations_listed ((updated_at,id)<(?,?))
            CORRELATED SCALAR SUBQUERY 4
            SEARCH t USING PRIMARY KEY (conversation_id=? AND tag=?)
            CORRELATED SCALAR SUBQUERY 1
            SEARCH t USING PRIMARY KEY (conversation_id=?)
            CORRELATED SCALAR SUBQUERY 2
            SEARCH m USING COVERING INDEX messages_streaming (conversation_id=?)
            CORRELATED SCALAR SUBQUERY 3
            SEARCH m USING INDEX messages_unpriced (conversation_id=?)
        "#]],
    );
    check(
        LIST_TRASHED,
        &expect![[r#"
            SEARCH c USING INDEX conversations_trashed ((updated_at,id)<(?,?))
            CORRELATED SCALAR SUBQUERY 4
            SEARCH t USING PRIMARY KEY (conversation_id=? AND tag=?)
            CORRELATED SCALAR SUBQUERY 1
            SEARCH t USING PRIMARY KEY (conversation_id=?)
            CORRELATED SCALAR SUBQUERY 2
            SEARCH m USING COVERING INDEX messages_streaming (conversation_id=?)
            CORRELATED SCALAR SUBQUERY 3
            SEARCH m USING INDEX messages_unpriced (conversation_id=?)
        "#]],
    );
    check(
        BRANCH,
        &expect![[r#"
        CO-ROUTINE branch
        SETUP
        SCAN CONSTANT ROW
        RECURSIVE STEP
        SCAN branch
        SEARCH m USING INDEX sqlite_autoindex_messages_1 (id=?)
        SCAN branch
        SEARCH m USING INDEX sqlite_autoindex_messages_1 (id=?)
        USE TEMP B-TREE FOR ORDER BY
    "#]],
    );
}
