//! Fibonacci and Lucas numbers, exactly and in decimal, by doubling: as many steps as the index has
//! bits.

use crate::{Error, decimal::Decimal};

/// The largest index of which a number is computed: it has 2,089,877 digits.
pub const MAX_INDEX: u64 = 10_000_000;
/// The most decimal digits that a range may have together.
pub const MAX_RANGE_DIGITS: usize = 4_000_000;

/// Returns F(n) in decimal: F(0) = 0, F(1) = 1, and each the sum of the two before it.
///
/// Fails if `n` is above [`MAX_INDEX`].
pub fn fibonacci(n: u64) -> Result<String, Error> {
    let half = pair(checked(n)? / 2);
    Ok(half.fibonacci_of_double(n % 2 == 1).text())
}

/// Returns L(n) in decimal: L(0) = 2, L(1) = 1, and each the sum of the two before it.
///
/// Fails if `n` is above [`MAX_INDEX`].
pub fn lucas(n: u64) -> Result<String, Error> {
    let half = pair(checked(n)? / 2);
    Ok(half.lucas_of_double(n % 2 == 1).text())
}

/// Returns F(start) to F(end), both included; nothing if `end` is before `start`.
///
/// Fails if `end` is above [`MAX_INDEX`] or the numbers have more than [`MAX_RANGE_DIGITS`]
/// digits together.
pub fn fibonacci_range(start: u64, end: u64) -> Result<Vec<String>, Error> {
    range(start, end, |pair| pair.fibonacci)
}

/// Returns L(start) to L(end), both included; nothing if `end` is before `start`.
///
/// Fails as [`fibonacci_range`] does.
pub fn lucas_range(start: u64, end: u64) -> Result<Vec<String>, Error> {
    range(start, end, |pair| pair.lucas)
}

/// Returns F(n + 1) / F(n), which tends to the golden ratio; infinite for 0.
///
/// It is total: from 40 on the quotient is the golden ratio to the last bit.
pub fn golden_ratio(n: u64) -> f64 {
    let (mut one, mut next) = (0.0, 1.0);
    for _ in 0..n.min(40) {
        (one, next) = (next, one + next);
    }
    next / one
}

fn checked(n: u64) -> Result<u64, Error> {
    if n > MAX_INDEX {
        return Err(Error::IndexTooLarge { index: n, limit: MAX_INDEX });
    }
    Ok(n)
}

fn range(start: u64, end: u64, number: fn(Pair) -> Decimal) -> Result<Vec<String>, Error> {
    if end < start {
        return Ok(Vec::new());
    }
    let places = number(pair(checked(end)?)).places();
    let count = usize::try_from(end - start + 1).unwrap_or(usize::MAX);
    let digits = places.saturating_mul(count);
    if digits > MAX_RANGE_DIGITS {
        return Err(Error::RangeTooLarge { digits, limit: MAX_RANGE_DIGITS });
    }
    let (mut one, mut next) = (number(pair(start)), number(pair(start + 1)));
    let mut out = Vec::with_capacity(count);
    for _ in 0..count {
        out.push(one.text());
        let sum = one.plus(&next);
        (one, next) = (next, sum);
    }
    Ok(out)
}

/// F(k) and L(k).
struct Pair {
    index: u64,
    fibonacci: Decimal,
    lucas: Decimal,
}

impl Pair {
    /// F(k) L(k) = F(2k) and F(k) L(k+1) = F(2k+1) − (−1)^k.
    fn fibonacci_of_double(&self, and_one: bool) -> Decimal {
        if and_one {
            self.fibonacci.times(&self.next_lucas()).changed_by(self.sign())
        } else {
            self.fibonacci.times(&self.lucas)
        }
    }

    /// L(k)² = L(2k) + 2 (−1)^k and L(k) L(k+1) = L(2k+1) + (−1)^k.
    fn lucas_of_double(&self, and_one: bool) -> Decimal {
        if and_one {
            self.lucas.times(&self.next_lucas()).changed_by(-self.sign())
        } else {
            self.lucas.times(&self.lucas).changed_by(-2 * self.sign())
        }
    }

    /// L(k+1) = (5 F(k) + L(k)) / 2.
    fn next_lucas(&self) -> Decimal {
        Decimal::mean(5, &self.fibonacci, &self.lucas)
    }

    /// The pair of twice the index.
    fn doubled(&self) -> Self {
        let (fibonacci, square) = self.lucas.times_and_squared(&self.fibonacci);
        let lucas = square.changed_by(-2 * self.sign());
        Self { index: self.index * 2, fibonacci, lucas }
    }

    /// The pair of the index after this one.
    fn next(&self) -> Self {
        let fibonacci = Decimal::mean(1, &self.fibonacci, &self.lucas);
        Self { index: self.index + 1, fibonacci, lucas: self.next_lucas() }
    }

    /// (−1)^k.
    fn sign(&self) -> i64 {
        if self.index.is_multiple_of(2) { 1 } else { -1 }
    }
}

/// F(n) and L(n).
fn pair(n: u64) -> Pair {
    let halvings = (0..u64::BITS).find(|&shift| n >> shift <= SHORT).unwrap_or_default();
    let mut pair = short(n >> halvings);
    for shift in (0..halvings).rev() {
        pair = pair.doubled();
        if (n >> shift) & 1 == 1 {
            pair = pair.next();
        }
    }
    pair
}

/// The largest index whose numbers are small.
const SHORT: u64 = 80;

fn short(n: u64) -> Pair {
    let (mut one, mut next) = (0_u64, 1_u64);
    for _ in 0..n {
        (one, next) = (next, one + next);
    }
    // L(n) = 2 F(n+1) − F(n).
    Pair { index: n, fibonacci: one.into(), lucas: (2 * next - one).into() }
}
