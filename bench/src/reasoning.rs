//! The reasoningbank: how well it finds, beside BM25, and how fast, beside JavaScript.

mod bm25;
mod cranfield;
mod quality;
mod scan;
mod speed;
mod texts;

use std::{io::Write as _, path::Path};

use atelier_reasoningbank::{Meaning, ReasoningBank, Table};

use crate::{child::Programs, row::Row};

/// How many numbers of each word vector are kept: all that the table has.
const LENGTH: usize = 256;

pub(crate) fn measure(_: &Programs) -> Result<Vec<Row>, String> {
    let table = table();
    if let Err(reason) = &table {
        eprintln!("measuring without a table of word vectors: {reason}");
    }
    let table = table.ok();
    let mut rows = quality::measure(table.as_ref())?;
    let Some(table) = table else {
        rows.push(Row::informs("speed of finding (the table is missing)", f64::NAN, "ms"));
        return Ok(rows);
    };
    rows.extend(scan::measure(&table)?);
    rows.extend(speed::measure(&table)?);
    Ok(rows)
}

/// The table of word vectors, from the package that carries it.
fn table() -> Result<Table, String> {
    let told = python(&["table"])?;
    let file = |name: &str| {
        let path = told[name].as_str().ok_or("the table's place is missing")?;
        std::fs::read(path).map_err(|error| format!("{path}: {error}"))
    };
    let table = Table::from_safetensors(&file("weights")?, &file("tokenizer")?, LENGTH);
    table.map_err(|error| error.to_string())
}

/// A bank that knows meaning from this table.
fn bank(table: &Table, limits: atelier_reasoningbank::Limits) -> Result<ReasoningBank, String> {
    let mut bank = ReasoningBank::new(limits);
    let meaning = Meaning::Table(Box::new(table.clone()));
    bank.set_meaning(meaning).map_err(|error| error.to_string())?;
    Ok(bank)
}

/// Runs the script that has the models, and returns the JSON it printed.
fn python(arguments: &[&str]) -> Result<serde_json::Value, String> {
    #[expect(clippy::disallowed_methods, reason = "the benchmark's own setting")]
    let python = std::env::var("ATELIER_ANCHORS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let path = crate::child::root().join("bench/anchors/reasoning-models.py");
    let mut all = vec![text(&path)?];
    all.extend(arguments);
    let (printed, _) = crate::child::run(python, &all, &[])?;
    serde_json::from_str(&printed).map_err(|error| format!("no JSON: {error}: {printed}"))
}

fn text(path: &Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| format!("{} is not text", path.display()))
}

/// Writes what a script reads.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let written = std::fs::File::create(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| format!("{}: {error}", path.display()))
}

/// A row whose value must be at least so many times its anchor's.
fn at_least(name: &str, value: f64, unit: &'static str, beside: (&str, f64), times: f64) -> Row {
    let row = Row::informs(name, value, unit).beside(beside.0, beside.1);
    Row { limit: format!("≥ {times} ×"), holds: Some(value >= times * beside.1), ..row }
}

/// A row whose value must be at least this.
fn no_less(name: &str, value: f64, unit: &'static str, least: f64) -> Row {
    let row = Row::informs(name, value, unit);
    Row { limit: format!("≥ {least} {unit}"), holds: Some(value >= least), ..row }
}
