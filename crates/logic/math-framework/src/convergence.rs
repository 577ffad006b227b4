//! Whether a sequence converges, how fast, and where to: the usual diagnostics.

use crate::Error;

/// Returns the differences between neighbors: the residuals of a fixed-point iteration.
pub fn residuals(sequence: &[f64]) -> Vec<f64> {
    sequence.iter().zip(sequence.iter().skip(1)).map(|(one, next)| next - one).collect()
}

/// Estimates the rate of linear convergence: how many times shorter the last step was than the one
/// before. Below 1 it converges, the lower the faster; 0 if it has arrived.
///
/// None for fewer than three values, or when it did not move before the last step.
pub fn rate_of_convergence(sequence: &[f64]) -> Option<f64> {
    let steps = residuals(sequence);
    let [.., before, last] = steps.as_slice() else { return None };
    let rate = last.abs() / before.abs();
    rate.is_finite().then_some(rate)
}

/// Estimates the order of convergence from the last three steps: about 1 is linear, 2 quadratic.
///
/// None for fewer than four values, or where a step is 0 or two are of the same length.
pub fn order_of_convergence(sequence: &[f64]) -> Option<f64> {
    let steps = residuals(sequence);
    let [.., first, second, third] = steps.as_slice() else { return None };
    let order = (third / second).abs().ln() / (second / first).abs().ln();
    order.is_finite().then_some(order)
}

/// Speeds up linear convergence by Aitken's delta-squared process: one value for every three. Where
/// the second difference is 0 the last of the three stands.
pub fn aitken(sequence: &[f64]) -> Vec<f64> {
    let triples = sequence.windows(3).filter_map(|three| <[f64; 3]>::try_from(three).ok());
    let better = |[first, second, third]: [f64; 3]| {
        let bend = third - 2.0 * second + first;
        let value = first - (second - first).powi(2) / bend;
        if value.is_finite() { value } else { third }
    };
    triples.map(better).collect()
}

/// Returns the Gelman–Rubin statistic of several chains: the potential scale reduction. Near 1 they
/// agree; above 1.1 they are usually said not to.
///
/// Fails unless there are two chains or more, all of the same length of two or more, all finite.
/// Infinite if the chains are constant and differ, 1 if all values are the same.
pub fn gelman_rubin(chains: &[Vec<f64>]) -> Result<f64, Error> {
    let length = chains.first().map_or(0, Vec::len);
    if chains.len() < 2 || length < 2 {
        return Err(Error::TooFewChains);
    }
    if let Some(odd) = chains.iter().find(|chain| chain.len() != length) {
        return Err(Error::DifferentLengths { one: length, other: odd.len() });
    }
    if chains.iter().flatten().any(|value| !value.is_finite()) {
        return Err(Error::NotANumber { what: "a value of a chain" });
    }
    let means: Vec<f64> = chains.iter().map(|chain| mean(chain)).collect();
    let variances: Vec<f64> = chains.iter().map(|chain| variance(chain)).collect();
    let (between, within) = (variance(&means), mean(&variances));
    if between == 0.0 && within == 0.0 {
        return Ok(1.0);
    }
    let steps = length_of(length);
    Ok(((steps - 1.0) / steps + between / within).sqrt())
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / length_of(values.len())
}

/// The sample variance.
fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    squares / (length_of(values.len()) - 1.0)
}

#[expect(clippy::cast_precision_loss, reason = "no slice here has 2^53 values")]
fn length_of(length: usize) -> f64 {
    length as f64
}
