//! The integers that pivots are made of: machine words while they suffice, then long ones.
//!
//! Every pivot needs (a·p − b·c) / d, where the division is known to leave nothing. Machine words
//! answer none when the result does not fit; the caller then begins again with wider ones.

#[cfg(not(target_arch = "wasm32"))]
mod words;

use std::cmp::Ordering;

use crate::BigInt;

/// An integer that a tableau is made of.
pub(super) trait Integer: Clone + Ord {
    /// What is prepared once for many divisions by the same number.
    type Divisor;

    /// The same as a long integer.
    fn long(&self) -> BigInt;

    /// −1, 0 or 1.
    fn direction(&self) -> i8;

    fn negative(&self) -> Self;

    /// Prepares for division by a number that is not 0.
    fn divisor(&self) -> Self::Divisor;

    /// The product of the first two less the product of the others, by the divisor, which leaves
    /// nothing; none if it does not fit.
    fn step(first: [&Self; 2], others: [&Self; 2], by: &Self::Divisor) -> Option<Self>;

    /// Compares a·b with c·d.
    fn compare_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Ordering;

    /// How much longer than a machine word it is: what a step costs.
    fn words(&self) -> u64;
}

impl Integer for BigInt {
    type Divisor = Self;

    fn long(&self) -> BigInt {
        self.clone()
    }

    fn direction(&self) -> i8 {
        i8::from(!self.is_zero()) - 2 * i8::from(self.is_negative())
    }

    fn negative(&self) -> Self {
        self.negative()
    }

    fn divisor(&self) -> Self {
        self.clone()
    }

    fn step([a, p]: [&Self; 2], [b, c]: [&Self; 2], by: &Self) -> Option<Self> {
        Some(a.times(p).minus(&b.times(c)).over(by))
    }

    fn compare_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Ordering {
        a.times(b).cmp(&c.times(d))
    }

    fn words(&self) -> u64 {
        let words = u64::from(self.bits() / 64 + 1);
        150 + 4 * words * words
    }
}

#[cfg(test)]
mod tests;
