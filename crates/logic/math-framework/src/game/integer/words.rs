//! Machine words as the integers of pivots: division by the inverse modulo their length, and none where
//! a result does not fit.

use std::cmp::Ordering;

use super::Integer;
use crate::{BigInt, wide::Wide};

/// A number 2^s·o with its odd part's inverse modulo 2^64 or 2^128.
pub(crate) struct Odd<T> {
    value: T,
    shift: u32,
    inverse: T,
}

impl Integer for i64 {
    type Divisor = Odd<Self>;

    fn long(&self) -> BigInt {
        (*self).into()
    }

    fn direction(&self) -> i8 {
        i8::from(*self > 0) - i8::from(*self < 0)
    }

    fn negative(&self) -> Self {
        -self
    }

    fn divisor(&self) -> Odd<Self> {
        let shift = self.trailing_zeros();
        let odd = self >> shift;
        // Each step doubles the bits that are right; an odd number is its own inverse modulo 8.
        let step =
            |inverse: Self| inverse.wrapping_mul(2_i64.wrapping_sub(odd.wrapping_mul(inverse)));
        let inverse = (0..5).fold(odd, |inverse, _| step(inverse));
        Odd { value: *self, shift, inverse }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the quotient is checked")]
    fn step([a, p]: [&Self; 2], [b, c]: [&Self; 2], by: &Odd<Self>) -> Option<Self> {
        let product = |one: &Self, other: &Self| i128::from(*one) * i128::from(*other);
        // Products of two words, so that the difference of two such cannot overflow.
        let whole = product(a, p) - product(b, c);
        let quotient = ((whole >> by.shift) as Self).wrapping_mul(by.inverse);
        (product(&quotient, &by.value) == whole && quotient != Self::MIN).then_some(quotient)
    }

    fn compare_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Ordering {
        (i128::from(*a) * i128::from(*b)).cmp(&(i128::from(*c) * i128::from(*d)))
    }

    fn words(&self) -> u64 {
        1
    }
}

impl Integer for i128 {
    type Divisor = Odd<Self>;

    fn long(&self) -> BigInt {
        (*self).into()
    }

    fn direction(&self) -> i8 {
        i8::from(*self > 0) - i8::from(*self < 0)
    }

    fn negative(&self) -> Self {
        -self
    }

    fn divisor(&self) -> Odd<Self> {
        let shift = self.trailing_zeros();
        let odd = self >> shift;
        let step =
            |inverse: Self| inverse.wrapping_mul(2_i128.wrapping_sub(odd.wrapping_mul(inverse)));
        let inverse = (0..6).fold(odd, |inverse, _| step(inverse));
        Odd { value: *self, shift, inverse }
    }

    fn step([a, p]: [&Self; 2], [b, c]: [&Self; 2], by: &Odd<Self>) -> Option<Self> {
        let whole = Wide::product(*a, *p).minus(Wide::product(*b, *c));
        // The quotient has at most one bit more than the difference of the lengths.
        let fits = whole.bits() < by.value.unsigned_abs().ilog2() + Self::BITS - 2;
        fits.then(|| whole.shifted(by.shift).wrapping_mul(by.inverse))
    }

    fn compare_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Ordering {
        if let (Some(one), Some(other)) = (a.checked_mul(*b), c.checked_mul(*d)) {
            return one.cmp(&other);
        }
        Wide::product(*a, *b).cmp(&Wide::product(*c, *d))
    }

    fn words(&self) -> u64 {
        4
    }
}
