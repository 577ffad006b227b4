//! The divergence that is summed from Zeckendorf indices: V(n) is the sum of the indices of n, U
//! the running sum of V, and S the running sum of U.
//!
//! Sums over whole blocks of numbers below a Fibonacci number follow a recurrence, so that U(n) and
//! S(n) take as many steps as n has Zeckendorf digits, not n.

use std::ops::{Add, Mul};

use num_bigint::BigUint;
use num_traits::ToPrimitive as _;

use crate::{
    Error,
    zeckendorf::{Zeckendorf, numbers_to},
};

/// The most numbers that [`convergence_metrics`] looks at.
pub const MAX_METRICS: u64 = 1_000_000;

/// The three sums at one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The number.
    pub n: u64,
    /// V(n): the sum of its Zeckendorf indices, F(2) = 1.
    pub v: u32,
    /// U(n): V(1) + … + V(n).
    pub u: u128,
    /// S(n): U(1) + … + U(n).
    pub s: BigUint,
}

impl Divergence {
    /// Computes the sums at `n`, in about a hundred steps for any `n`.
    pub fn at(n: u64) -> Self {
        let v = Zeckendorf::of(n.into()).index_sum();
        // Above this, products no longer fit.
        if n < 1 << 56 {
            let (u, s) = sums::<u128>(n);
            Self { n, v, u, s: s.into() }
        } else {
            let (u, s) = sums::<BigUint>(n);
            Self { n, v, u, s }
        }
    }

    /// Steps to the next number; at the largest it stays.
    #[must_use]
    pub fn next(&self) -> Self {
        let Some(n) = self.n.checked_add(1) else { return self.clone() };
        let v = Zeckendorf::of(n.into()).index_sum();
        let u = self.u + u128::from(v);
        Self { n, v, u, s: &self.s + u }
    }
}

/// Returns S(n), the divergence under the name by which it is asked for.
pub fn bk_divergence(n: u64) -> BigUint {
    Divergence::at(n).s
}

/// What the sums do over a range of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvergenceMetrics {
    /// The first number.
    pub start: u64,
    /// The last.
    pub end: u64,
    /// The sums at the last number.
    pub last: Divergence,
    /// The mean of V, U and S.
    pub mean: [f64; 3],
    /// The largest V.
    pub max_v: u32,
    /// The largest U, which is the last.
    pub max_u: u128,
    /// The largest S, which is the last.
    pub max_s: BigUint,
    /// S(end) / S(end − 1), which falls to 1; none where S(end − 1) is 0.
    pub growth: Option<f64>,
}

/// Measures the sums over `start` to `end`, both included.
///
/// Fails if the range is empty or holds more than [`MAX_METRICS`] numbers.
pub fn convergence_metrics(start: u64, end: u64) -> Result<ConvergenceMetrics, Error> {
    let numbers = count(start, end, MAX_METRICS)?;
    let mut at = Divergence::at(start);
    let (mut total_v, mut total_u, mut total_s) = (0_u128, 0_u128, BigUint::ZERO);
    let mut max_v = 0;
    for step in 0..numbers {
        if step > 0 {
            at = at.next();
        }
        total_v += u128::from(at.v);
        total_u += at.u;
        total_s += &at.s;
        max_v = max_v.max(at.v);
    }
    let previous = &at.s - at.u;
    let growth = (previous != BigUint::ZERO).then(|| float(&at.s) / float(&previous));
    let mean = |total: f64| total / numbers.to_f64().unwrap_or(f64::INFINITY);
    let sums = [total_v.to_f64(), total_u.to_f64(), total_s.to_f64()];
    let mean = sums.map(|total| mean(total.unwrap_or(f64::INFINITY)));
    let (max_u, max_s) = (at.u, at.s.clone());
    Ok(ConvergenceMetrics { start, end, last: at, mean, max_v, max_u, max_s, growth })
}

/// How many numbers a range holds, if it is not empty and they are not too many.
pub(crate) fn count(start: u64, end: u64, limit: u64) -> Result<u64, Error> {
    if end < start {
        return Err(Error::EmptyRange { start, end });
    }
    let above = end - start;
    if above >= limit {
        return Err(Error::RangeTooLong { count: u128::from(above) + 1, limit });
    }
    Ok(above + 1)
}

pub(crate) fn float(number: &BigUint) -> f64 {
    number.to_f64().unwrap_or(f64::INFINITY)
}

/// What is summed over all numbers below a Fibonacci number.
#[derive(Clone)]
struct Block<T> {
    /// The sum of V.
    plain: u128,
    /// The sum of each number times its V.
    weighted: T,
}

/// U(n) and S(n), in numbers that are wide enough.
///
/// Below F(k+1) lie the numbers below F(k), and F(k) + r for every r below F(k−1), whose indices
/// are those of r and k.
fn sums<T>(n: u64) -> (u128, T)
where
    T: Clone + From<u128> + Add<Output = T> + Mul<Output = T> + std::ops::Sub<Output = T>,
{
    let wide = |value: u128| T::from(value);
    let above = u128::from(n) + 1;
    let digits = Zeckendorf::of(above).indices();
    let mut blocks = Vec::new();
    let empty = || Block { plain: 0, weighted: wide(0) };
    let (mut before, mut this, mut smaller) = (empty(), empty(), 1);
    for (index, size) in numbers_to(above) {
        blocks.push((index, size, this.clone()));
        let k = u128::from(index);
        let weighted = this.weighted.clone()
            + wide(k * smaller) * wide(size)
            + wide(size) * wide(before.plain)
            + wide(k) * wide(smaller * (smaller - 1) / 2)
            + before.weighted;
        let next = Block { plain: this.plain + k * smaller + before.plain, weighted };
        (before, this, smaller) = (this, next, size);
    }
    let (mut plain, mut weighted) = (0, wide(0));
    let (mut prefix, mut indices) = (0, 0);
    for (index, size, block) in blocks.into_iter().rev() {
        if digits.contains(&index) {
            let sum = indices * size + block.plain;
            weighted = weighted
                + wide(prefix) * wide(sum)
                + wide(indices) * wide(size * (size - 1) / 2)
                + block.weighted;
            plain += sum;
            prefix += size;
            indices += u128::from(index);
        }
    }
    (plain, wide(above) * wide(plain) - weighted)
}
