//! Sequences: exact numbers as text, one list a column.

use atelier_math_framework::{
    self as math, Divergence, MAX_METRICS, STABLE, Trajectory, Zeckendorf, convergence,
    detect_stable_points,
};
use serde_json::{Value, json};

use super::{
    super::ToolFailure,
    question::{Range, Way},
};

/// The most rows of a table, and points of a trajectory.
const ROWS: u64 = 200;
/// The most decimal digits of an answer.
const DIGITS: usize = 10_000;
/// How many points of a long range are drawn.
const SAMPLES: u64 = 48;
/// How many neighbors are looked at on either side of a point, unless told.
const WINDOW: usize = 3;
/// The largest index of which the length is worth working out.
const LARGEST: u64 = 1_000_000;

pub(super) fn fibonacci(range: Range) -> Result<Value, ToolFailure> {
    indexed("fibonacci", range, math::fibonacci_range)
}

pub(super) fn lucas(range: Range) -> Result<Value, ToolFailure> {
    indexed("lucas", range, math::lucas_range)
}

fn indexed(
    function: &str,
    range: Range,
    numbers: fn(u64, u64) -> Result<Vec<String>, math::Error>,
) -> Result<Value, ToolFailure> {
    let (n, to) = range.ends();
    let count = count(n, to, ROWS)?;
    // F(n) and L(n) have about a fifth as many digits as n is large.
    let digits = usize::try_from(to.min(LARGEST).saturating_mul(count) / 5).unwrap_or(usize::MAX);
    if to > LARGEST || digits > DIGITS {
        let text = format!(
            "The answer would have about {digits} digits or more; up to {DIGITS} fit. Ask for a smaller \
             index or fewer numbers."
        );
        return Err(ToolFailure(text));
    }
    let numbers = numbers(n, to)?;
    Ok(json!({ "function": function, "n": n, "to": to, "numbers": numbers }))
}

pub(super) fn zeckendorf(number: u128) -> Value {
    let sum = Zeckendorf::of(number);
    let parts: Vec<String> = sum.parts().iter().map(ToString::to_string).collect();
    json!({
        "function": "zeckendorf",
        "number": number.to_string(),
        "indices": sum.indices(),
        "parts": parts,
        "binary": sum.binary(),
        "is_fibonacci": math::is_fibonacci(number),
    })
}

pub(super) fn bk_divergence(range: Range) -> Result<Value, ToolFailure> {
    let (n, to) = range.ends();
    count(n, to, ROWS)?;
    let sums: Vec<Divergence> = (n..=to).map(Divergence::at).collect();
    Ok(json!({ "function": "bk_divergence", "n": n, "to": to, "points": columns(&sums) }))
}

pub(super) fn convergence_metrics(n: u64, to: u64) -> Result<Value, ToolFailure> {
    let metrics = math::convergence_metrics(n, to)?;
    let above = to - n;
    let samples = above.min(SAMPLES - 1);
    let at = |step: u64| Divergence::at(n + above * step / samples.max(1));
    let samples: Vec<Divergence> = (0..=samples).map(at).collect();
    let growth: Vec<Option<f64>> = samples.iter().map(growth).collect();
    let numbers: Vec<u64> = samples.iter().map(|sums| sums.n).collect();
    let [v, u, s] = metrics.mean;
    Ok(json!({
        "function": "convergence_metrics",
        "n": n,
        "to": to,
        "mean": { "v": v, "u": u, "s": s },
        "max": {
            "v": metrics.max_v,
            "u": metrics.max_u.to_string(),
            "s": metrics.max_s.text(),
        },
        "growth": metrics.growth,
        "samples": { "n": numbers, "growth": growth },
        "most_numbers": MAX_METRICS,
    }))
}

/// S(n) / S(n − 1), where there is one.
fn growth(sums: &Divergence) -> Option<f64> {
    let previous = sums.n.checked_sub(1).map(math::bk_divergence)?;
    (!previous.is_zero()).then(|| sums.s.to_f64() / previous.to_f64())
}

pub(super) fn trajectory(asked: &Way) -> Result<Value, ToolFailure> {
    let (n, to) = (asked.n.0, asked.to.0);
    count(n, to, ROWS)?;
    let window = asked.window.unwrap_or(WINDOW);
    let threshold = asked.threshold.unwrap_or(STABLE);
    let trajectory = Trajectory::new(n, to)?;
    let stable = detect_stable_points(&trajectory, window, threshold)?;
    let stable: Vec<Value> =
        stable.iter().map(|point| json!({ "n": point.sums.n, "score": point.score })).collect();
    let sums: Vec<Divergence> = trajectory.points().iter().map(|it| it.sums.clone()).collect();
    Ok(json!({
        "function": "trajectory",
        "n": n,
        "to": to,
        "axes": "natural logarithms of V, U and S",
        "points": columns(&sums),
        "path_length": trajectory.path_length(),
        "window": window,
        "threshold": threshold,
        "stable_points": stable,
    }))
}

pub(super) fn sequence_convergence(values: &[f64]) -> Result<Value, ToolFailure> {
    let most = usize::try_from(ROWS).unwrap_or(usize::MAX);
    if !(3..=most).contains(&values.len()) {
        return Err(ToolFailure(format!("`values` needs 3 to {ROWS} numbers.")));
    }
    Ok(json!({
        "function": "sequence_convergence",
        "values": values,
        "residuals": convergence::residuals(values),
        "rate": convergence::rate_of_convergence(values),
        "order": convergence::order_of_convergence(values),
        "aitken": convergence::aitken(values),
    }))
}

fn columns(sums: &[Divergence]) -> Value {
    let text = |of: &dyn Fn(&Divergence) -> String| sums.iter().map(of).collect::<Vec<_>>();
    json!({
        "n": sums.iter().map(|it| it.n).collect::<Vec<_>>(),
        "v": sums.iter().map(|it| it.v).collect::<Vec<_>>(),
        "u": text(&|it| it.u.to_string()),
        "s": text(&|it| it.s.text()),
    })
}

/// How many numbers a range holds, if they are neither none nor too many.
fn count(n: u64, to: u64, most: u64) -> Result<u64, ToolFailure> {
    match to.checked_sub(n) {
        None => Err(ToolFailure(format!("The range from {n} to {to} is empty: `to` comes first."))),
        Some(above) if above < most => Ok(above + 1),
        Some(above) => {
            let many = u128::from(above) + 1;
            Err(ToolFailure(format!("The range holds {many} numbers; up to {most} fit.")))
        }
    }
}
