//! The math framework: Fibonacci numbers beside GMP, FLINT and JavaScript, equilibria beside lrsnash
//! and Gambit, and whether all of them find the same.

mod fibonacci;
mod games;
mod nash;

use std::time::{Duration, Instant};

use crate::{
    child::{Programs, cpu},
    row::Row,
};

pub(crate) fn measure(_: &Programs) -> Result<Vec<Row>, String> {
    let mut rows = fibonacci::measure()?;
    rows.extend(nash::measure()?);
    Ok(rows)
}

/// The processor time that `work` takes, in milliseconds: the least of some rounds, each repeated for
/// as long as the system's own clock needs to tell.
fn least<T>(rounds: u32, mut work: impl FnMut() -> T) -> f64 {
    let spent = (0..rounds).map(|_| {
        let (begun, before, mut times) = (Instant::now(), cpu(), 0.0);
        while times < 1.0 || begun.elapsed() < TELLING {
            std::hint::black_box(work());
            times += 1.0;
        }
        cpu().saturating_sub(before).as_secs_f64() * 1e3 / times
    });
    spent.fold(f64::INFINITY, f64::min)
}

/// How long a measurement lasts at least.
const TELLING: Duration = Duration::from_millis(40);

/// The Python that has the anchors; `cargo xtask bench` says which.
fn python() -> String {
    #[expect(clippy::disallowed_methods, reason = "the benchmark's own setting")]
    let named = std::env::var("ATELIER_ANCHORS_PYTHON");
    named.unwrap_or_else(|_| "python3".to_owned())
}

/// Runs a Python script of `bench/anchors`, and returns the JSON it printed.
fn python_script(name: &str, arguments: &[&str]) -> Result<serde_json::Value, String> {
    let path = crate::child::root().join("bench/anchors").join(name);
    let mut all = vec![path.to_str().ok_or("the path is not text")?];
    all.extend(arguments);
    let (text, _) = crate::child::run(python(), &all, &[])?;
    serde_json::from_str(&text).map_err(|error| format!("{name} printed no JSON: {error}: {text}"))
}

/// A row that cannot be compared, and why.
fn alone(row: Row, reason: &str) -> Row {
    let reason = reason.lines().last().unwrap_or_default();
    let reason: String = reason.chars().filter(|letter| *letter != '|').take(80).collect();
    Row { limit: format!("no anchor: {reason}"), ..row }
}
