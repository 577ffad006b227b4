//! `rows`: which tests prove which row of `docs/acceptance.md`.

mod named;
mod table;

use std::{collections::BTreeMap, fmt::Write as _};

use self::{
    named::{Mention, mentions},
    table::{Row, State, rows},
};
use crate::{
    error::{Error, Result, check as failure},
    files,
    tidy::Tree,
    workplace::Workplace,
};

const PAGE: &str = "docs/acceptance.md";

/// Prints every row with its tests and how many rows of each seed are proved; `--check` prints
/// and fails on what does not fit.
pub(crate) fn run(workplace: &Workplace, arguments: &[String]) -> Result<()> {
    match arguments {
        [] => {
            let (rows, mentions) = read(workplace)?;
            print!("{}", report(&rows, &mentions));
            Ok(())
        }
        [only] if only == "--check" => check(workplace),
        _ => Err(Error::Usage { message: "`rows` takes --check or nothing".to_owned() }),
    }
}

/// Fails when a row marked done has no test, or a test names a row that does not exist.
pub(crate) fn check(workplace: &Workplace) -> Result<()> {
    let (rows, mentions) = read(workplace)?;
    let wrong = misfits(&rows, &mentions);
    if wrong.is_empty() {
        return Ok(());
    }
    Err(failure(format!("{PAGE} and the tests disagree:\n  {}", wrong.join("\n  "))))
}

fn read(workplace: &Workplace) -> Result<(Vec<Row>, Vec<Mention>)> {
    let rows = rows(&files::read(&workplace.root.join(PAGE))?);
    if rows.is_empty() {
        return Err(failure(format!("{PAGE} holds no rows")));
    }
    Ok((rows, mentions(&Tree::read(workplace)?)))
}

fn misfits(rows: &[Row], mentions: &[Mention]) -> Vec<String> {
    let unknown = mentions.iter().filter(|mention| !rows.iter().any(|row| row.id == mention.row));
    let unknown =
        unknown.map(|Mention { row, place, .. }| format!("{place} names {row}: no such row"));
    let is_named = |row: &Row| mentions.iter().any(|mention| mention.row == row.id);
    let unproved = rows.iter().filter(|row| row.state == Some(State::Done) && !is_named(row));
    let unproved = unproved.map(|row| format!("{} is done, but no test names it", row.id));
    let stateless = rows.iter().filter(|row| row.state.is_none());
    let stateless = stateless.map(|row| format!("{} has no state that this program knows", row.id));
    let twice = rows
        .iter()
        .enumerate()
        .filter(|(at, row)| rows.iter().take(*at).any(|earlier| earlier.id == row.id));
    let twice = twice.map(|(_, row)| format!("{} stands twice", row.id));
    unknown.chain(unproved).chain(stateless).chain(twice).collect()
}

fn report(rows: &[Row], mentions: &[Mention]) -> String {
    let mut out = String::new();
    let mut seeds: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for row in rows {
        let tests: Vec<&Mention> =
            mentions.iter().filter(|mention| mention.row == row.id).collect();
        let state = row.state.map_or("?", State::word);
        let _ = writeln!(out, "{:<6} {state:<8} {}", row.id, row.demand);
        for Mention { place, test, .. } in &tests {
            let _ = writeln!(out, "                 {place} {test}");
        }
        let seed = seeds.entry(row.seed()).or_default();
        if row.state != Some(State::Process) {
            seed.0 += 1;
            seed.1 += usize::from(!tests.is_empty());
            seed.2 += usize::from(row.state == Some(State::Done));
        }
    }
    out.push_str("\nseed   rows  named by tests  done\n");
    let mut all = (0, 0, 0);
    for (seed, (count, named, done)) in seeds {
        let _ = writeln!(out, "00{seed}  {count:>6}  {named:>14}  {done:>4}");
        all = (all.0 + count, all.1 + named, all.2 + done);
    }
    let _ = writeln!(out, "all  {:>6}  {:>14}  {:>4}", all.0, all.1, all.2);
    out
}

#[cfg(test)]
mod tests;
