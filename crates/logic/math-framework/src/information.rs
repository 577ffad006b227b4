//! How far apart two probability distributions are, by the measures' standard names.

use crate::Error;

/// How far the sum of a distribution may be from 1.
pub const SUM_TOLERANCE: f64 = 1e-9;

/// What information is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Natural logarithms.
    Nats,
    /// Logarithms to the base of two.
    Bits,
}

impl Unit {
    fn of(self, nats: f64) -> f64 {
        match self {
            Self::Nats => nats,
            Self::Bits => nats / std::f64::consts::LN_2,
        }
    }
}

/// Returns the Kullback–Leibler divergence of `p` from `q`: Σ p ln(p / q). Infinite where `q` rules
/// out what `p` does not.
///
/// Fails, as all of these do, unless both are distributions over equally many outcomes.
pub fn kullback_leibler(p: &[f64], q: &[f64], unit: Unit) -> Result<f64, Error> {
    Ok(unit.of(checked(p, q)?.map(|(p, q)| relative(p, q)).sum::<f64>().max(0.0)))
}

/// Returns the Jensen–Shannon divergence: the mean of the divergences of both from their mean. At
/// most ln 2, or one bit.
pub fn jensen_shannon_divergence(p: &[f64], q: &[f64], unit: Unit) -> Result<f64, Error> {
    let parts = checked(p, q)?.map(|(p, q)| {
        let mean = f64::midpoint(p, q);
        f64::midpoint(relative(p, mean), relative(q, mean))
    });
    Ok(unit.of(parts.sum::<f64>().max(0.0)))
}

/// Returns the Jensen–Shannon distance, a metric: the square root of the divergence.
pub fn jensen_shannon_distance(p: &[f64], q: &[f64], unit: Unit) -> Result<f64, Error> {
    jensen_shannon_divergence(p, q, unit).map(f64::sqrt)
}

/// Returns the Hellinger distance, between 0 and 1.
pub fn hellinger_distance(p: &[f64], q: &[f64]) -> Result<f64, Error> {
    let squares = checked(p, q)?.map(|(p, q)| (p.sqrt() - q.sqrt()).powi(2));
    Ok((squares.sum::<f64>() / 2.0).sqrt())
}

/// Returns the total variation distance, between 0 and 1: the most by which the probability of any
/// event differs.
pub fn total_variation(p: &[f64], q: &[f64]) -> Result<f64, Error> {
    Ok(checked(p, q)?.map(|(p, q)| (p - q).abs()).sum::<f64>() / 2.0)
}

/// One term of a relative entropy.
fn relative(p: f64, q: f64) -> f64 {
    if p == 0.0 { 0.0 } else { p * (p / q).ln() }
}

fn checked(p: &[f64], q: &[f64]) -> Result<impl Iterator<Item = (f64, f64)>, Error> {
    if p.len() != q.len() {
        return Err(Error::DifferentLengths { one: p.len(), other: q.len() });
    }
    for distribution in [p, q] {
        let sum: f64 = distribution.iter().sum();
        let is_one = (sum - 1.0).abs() <= SUM_TOLERANCE;
        if !is_one || distribution.iter().any(|share| *share < 0.0) {
            return Err(Error::NotADistribution);
        }
    }
    Ok(p.iter().copied().zip(q.iter().copied()))
}
