//! The divergence that is summed from Zeckendorf indices: V(n) is the sum of the indices of n, U
//! the running sum of V, and S the running sum of U.
//!
//! Sums over whole blocks of numbers below a Fibonacci number follow a recurrence, so that U(n) and
//! S(n) take as many steps as n has Zeckendorf digits, not n.

use crate::{
    BigInt, Error,
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
    pub s: BigInt,
}

impl Divergence {
    /// Computes the sums at `n`, in about a hundred steps for any `n`.
    pub fn at(n: u64) -> Self {
        let v = Zeckendorf::of(n.into()).index_sum();
        let (u, s) = sums(n);
        Self { n, v, u, s }
    }

    /// Steps to the next number; at the largest it stays.
    #[must_use]
    pub fn next(&self) -> Self {
        let Some(n) = self.n.checked_add(1) else { return self.clone() };
        let v = Zeckendorf::of(n.into()).index_sum();
        let u = self.u + u128::from(v);
        Self { n, v, u, s: self.s.plus(&u.into()) }
    }
}

/// Returns S(n), the divergence under the name by which it is asked for.
pub fn bk_divergence(n: u64) -> BigInt {
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
    pub max_s: BigInt,
    /// S(end) / S(end − 1), which falls to 1; none where S(end − 1) is 0.
    pub growth: Option<f64>,
}

/// Measures the sums over `start` to `end`, both included.
///
/// Fails if the range is empty or holds more than [`MAX_METRICS`] numbers.
pub fn convergence_metrics(start: u64, end: u64) -> Result<ConvergenceMetrics, Error> {
    let numbers = count(start, end, MAX_METRICS)?;
    let mut at = Divergence::at(start);
    let (mut total_v, mut total_u, mut total_s) = (0_u128, 0_u128, BigInt::ZERO);
    let mut max_v = 0;
    for step in 0..numbers {
        if step > 0 {
            at = at.next();
        }
        total_v += u128::from(at.v);
        total_u += at.u;
        total_s = total_s.plus(&at.s);
        max_v = max_v.max(at.v);
    }
    let previous = at.s.minus(&at.u.into());
    let growth = (!previous.is_zero()).then(|| at.s.to_f64() / previous.to_f64());
    let numbers = BigInt::from(numbers).to_f64();
    let mean = [total_v.into(), total_u.into(), total_s].map(|sum: BigInt| sum.to_f64() / numbers);
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
        return Err(Error::RangeTooLong { count: above.saturating_add(1), limit });
    }
    Ok(above + 1)
}

/// What is summed over all numbers below a Fibonacci number.
#[derive(Clone)]
struct Block {
    index: u128,
    /// How many numbers there are.
    size: u128,
    /// The sum of V.
    plain: u128,
    /// The sum of each number times its V.
    weighted: BigInt,
}

/// U(n) and S(n).
///
/// Below F(k+1) lie the numbers below F(k), and F(k) + r for every r below F(k−1), whose indices
/// are those of r and k.
fn sums(n: u64) -> (u128, BigInt) {
    let product = |one: u128, other: u128| BigInt::from(one).times(&other.into());
    let above = u128::from(n) + 1;
    let mut blocks: Vec<Block> = Vec::new();
    let mut this = Block { index: 0, size: 1, plain: 0, weighted: BigInt::ZERO };
    let mut before = this.clone();
    for (index, size) in numbers_to(above) {
        (this.index, this.size) = (index.into(), size);
        let (k, smaller) = (this.index, before.size);
        let weighted = this.weighted.plus(&before.weighted);
        let next = Block {
            plain: this.plain + k * smaller + before.plain,
            weighted: weighted
                .plus(&product(size, k * smaller + before.plain))
                .plus(&product(k, smaller * (smaller - 1) / 2)),
            ..this
        };
        blocks.push(this.clone());
        (before, this) = (this, next);
    }
    let (mut plain, mut weighted) = (0, BigInt::ZERO);
    let (mut left, mut prefix, mut indices) = (above, 0, 0);
    for block in blocks.iter().rev() {
        if block.size > left {
            continue;
        }
        let sum = indices * block.size + block.plain;
        let within = product(indices, block.size * (block.size - 1) / 2);
        weighted = weighted.plus(&product(prefix, sum)).plus(&within).plus(&block.weighted);
        plain += sum;
        left -= block.size;
        prefix += block.size;
        indices += block.index;
    }
    (plain, product(above, plain).minus(&weighted))
}
