//! What tests say they prove: a comment `rows: 3.079, 4.011` above a test, or a name such as
//! `row_4_011_busy_timeout`.

use super::table::is_id;
use crate::tidy::{Source, Tree};

const ENDINGS: &[&str] = &["rs", "ts", "tsx", "mjs", "py"];
const NAME: &str = "row_";

/// One test that names one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The row.
    pub(super) row: String,
    /// File and line.
    pub(super) place: String,
    /// The test's own name, as far as it can be told.
    pub(super) test: String,
}

/// Finds every mention in the tree.
pub(super) fn mentions(tree: &Tree) -> Vec<Mention> {
    // The tests of this very command speak of rows without proving any.
    let others = |file: &&Source| !file.path.starts_with("xtask/src/rows");
    tree.ending_in(ENDINGS).filter(others).flat_map(in_file).collect()
}

fn in_file(file: &Source) -> Vec<Mention> {
    let mut found = Vec::new();
    let lines: Vec<&str> = file.text.lines().map(str::trim_start).collect();
    for (at, line) in lines.iter().enumerate() {
        let named = in_comment(line).into_iter().chain(in_name(line));
        for row in named {
            let place = format!("{}:{}", file.path, at + 1);
            let below = lines.get(at..).unwrap_or_default();
            let test = below.iter().find_map(|line| test_name(line)).unwrap_or_default();
            found.push(Mention { row, place, test });
        }
    }
    found
}

/// The ids of a comment line that begins with `rows:`.
fn in_comment(line: &str) -> Vec<String> {
    let comment = ["//", "#", "*"].iter().find_map(|start| line.strip_prefix(start));
    let Some(list) = comment.and_then(|text| text.trim_start().strip_prefix("rows:")) else {
        return Vec::new();
    };
    list.split([',', ' ']).map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// The id in a test's name.
fn in_name(line: &str) -> Option<String> {
    let name = test_name(line)?;
    let mut parts = name.strip_prefix(NAME)?.split('_');
    let id = format!("{}.{}", parts.next()?, parts.next()?);
    is_id(&id).then_some(id)
}

/// The name of the function, or the title, that a line begins.
fn test_name(line: &str) -> Option<String> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    if let Some(rest) = line.strip_prefix("fn ").or_else(|| line.strip_prefix("def ")) {
        return rest.split(['(', '<']).next().map(str::to_owned);
    }
    let starts = ["it(", "test(", "it.each(", "test.each(", "describe(", "scenario("];
    if !starts.iter().any(|start| line.starts_with(start)) {
        return None;
    }
    let quoted = line.split(['"', '\'', '`']).nth(1)?;
    Some(quoted.to_owned())
}
