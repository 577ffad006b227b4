//! Tables: one row an item, columns as wide as they need to be.

use serde_json::Value;

use super::value::{cell, heading};

/// The widest cell; longer text is cut.
const WIDEST: usize = 60;

/// Returns a table of `rows`, with `columns` or with all simple fields of the first row.
pub(super) fn table(rows: &[Value], columns: Option<&[&str]>, now: i64) -> String {
    let Some(first) = rows.first() else { return "nothing\n".to_owned() };
    let simple = || {
        let fields = first.as_object().into_iter().flatten();
        fields.filter(|(_, value)| !value.is_object()).map(|(name, _)| name.as_str()).collect()
    };
    let columns: Vec<&str> = columns.map_or_else(simple, <[&str]>::to_vec);
    if columns.is_empty() {
        let lines: Vec<String> = rows.iter().map(|row| cell("", row, now) + "\n").collect();
        return lines.concat();
    }
    let mut lines = vec![columns.iter().map(|name| heading(name)).collect::<Vec<_>>()];
    lines.extend(rows.iter().map(|row| {
        let field = |name: &&str| super::value::in_row(name, row, now);
        columns.iter().map(field).map(|text| cut(&text)).collect()
    }));
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    lines.iter().map(|line| join(line, &widths)).collect()
}

fn join(line: &[String], widths: &[usize]) -> String {
    let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
    format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
}

/// The text on one line, and not too long.
fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= WIDEST {
        return line;
    }
    line.chars().take(WIDEST - 1).chain(['…']).collect()
}
