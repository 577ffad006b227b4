//! Fibonacci numbers to their last decimal digit.

use atelier_math_framework::{bk_divergence, fibonacci};

use super::{alone, least, python_script};
use crate::{child::script, row::Row};

/// Indices, how many times GMP's time may be taken, and how often it is measured.
const SIZES: [(u64, &str, f64, u32); 3] = [
    (100_000, "F(10⁵) to decimal", 2.0, 20),
    (1_000_000, "F(10⁶) to decimal", 2.0, 15),
    (10_000_000, "F(10⁷) to decimal", 1.0, 4),
];

pub(super) fn measure() -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for (index, name, limit, rounds) in SIZES {
        let ours = least(rounds, || fibonacci(index));
        let row = Row::informs(name, ours, "ms");
        let n = index.to_string();
        match python_script("fibonacci.py", &[&n, &rounds.to_string()]) {
            Ok(theirs) => {
                let digits = fibonacci(index).map_err(|error| error.to_string())?;
                let last = theirs["last_digits"].as_str().unwrap_or_default();
                if last.is_empty() || !digits.ends_with(last) {
                    return Err(format!("F({index}) is not what GMP says"));
                }
                let time = |of: &str| theirs[of].as_f64().ok_or(format!("no time of {of}"));
                rows.push(row.clone().within_ratio("GMP", time("gmp")?, limit));
                rows.push(row.within_ratio("FLINT", time("flint")?, limit));
            }
            Err(reason) => rows.push(alone(row, &reason)),
        }
        // A million additions of long numbers take JavaScript seconds.
        if index > 1_000_000 {
            continue;
        }
        let theirs = script("fibonacci.mjs", &[&n, if index > 100_000 { "1" } else { "5" }])?;
        let time = |of: &str| theirs[of].as_f64().ok_or(format!("no time of {of}"));
        let row = Row::informs(name, ours, "ms");
        rows.push(row.clone().within_ratio("JavaScript, adding", time("adding")?, 1.0 / 50.0));
        rows.push(row.beside("JavaScript, doubling", time("doubling")?));
    }
    let sums = least(9, || bk_divergence(10_u64.pow(18)));
    rows.push(Row::informs("bkDivergence(10¹⁸)", sums * 1e3, "µs"));
    Ok(rows)
}
