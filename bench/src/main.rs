//! Measures every budget beside its anchor, in one run: `cargo xtask bench`.
//!
//! A ratio decides where there is an anchor; an absolute time only informs, or decides where the
//! budget is absolute. Nothing here is a test: a budget that does not hold is printed as such, and
//! the exit code says so.

#![expect(clippy::indexing_slicing, reason = "a field that is missing in JSON reads as null")]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a table is what it is for")]

mod answer;
mod booster;
mod chat;
mod child;
mod cli;
mod far_end;
mod fill;
mod import;
mod long;
mod maths;
mod mirror;
mod reasoning;
mod row;
mod rows;
mod search;
mod sizes;
mod soak;
mod start;
mod store;
mod stream;
mod window;

use std::process::ExitCode;

use crate::{child::Programs, row::Row, rows::Wanted};

/// What measures a group of budgets.
type Group = (&'static str, fn(&Programs) -> Result<Vec<Row>, String>);

const GROUPS: &[Group] = &[
    ("stream", stream::measure),
    ("chat", chat::measure),
    ("store", store::measure),
    ("search", search::measure),
    ("mirror", mirror::measure),
    ("start", start::measure),
    ("import", import::measure),
    ("cli", cli::measure),
    ("sizes", sizes::measure),
    ("maths", maths::measure),
    ("reasoning", reasoning::measure),
    ("window", window::measure),
    ("answer", answer::measure),
    ("booster", booster::measure),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["inner-key-save"] => return inner(store::save_keys()),
        ["inner-start"] => return inner(start::open_both()),
        ["inner-import", folder, export, pass, enough] => {
            return inner(import::take(folder, export, pass, enough));
        }
        ["fill", folder, count, passphrase] => return inner(fill::one(folder, count, passphrase)),
        _ => {}
    }
    let known: Vec<&str> = GROUPS.iter().map(|(name, _)| *name).collect();
    let wanted = match Wanted::read(arguments.into_iter(), &known) {
        Ok(wanted) => wanted,
        Err(usage) => {
            eprintln!("error: {usage}");
            return ExitCode::from(2);
        }
    };
    let programs = Programs::beside_this();
    let mut rows = Vec::new();
    let mut failed = false;
    let mut add = |name: &str, measure: &dyn Fn() -> Result<Vec<Row>, String>| {
        eprintln!("measuring: {name}");
        match measure() {
            Ok(measured) => rows.extend(measured),
            Err(reason) => {
                failed = true;
                eprintln!("error: {name} could not be measured: {reason}");
            }
        }
    };
    for (name, measure) in GROUPS.iter().filter(|(name, _)| wanted.includes(name)) {
        add(name, &|| measure(&programs));
    }
    if let Some(minutes) = wanted.soak {
        add("soak", &|| soak::measure(&programs, minutes));
    }
    print!("{}", rows::table(&rows));
    if let Err(error) = wanted.write(&rows) {
        eprintln!("error: the rows could not be written: {error}");
        failed = true;
    }
    let broken = rows.iter().filter(|row| row.holds == Some(false)).count();
    println!("{} budgets, {broken} of them not held", rows.len());
    if failed || broken > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Prints what a measure found that had to run in a session of its own.
fn inner(measured: Result<serde_json::Value, String>) -> ExitCode {
    match measured {
        Ok(measured) => {
            println!("{measured}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::FAILURE
        }
    }
}
