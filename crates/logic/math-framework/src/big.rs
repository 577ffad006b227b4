//! Integers of any length, as far as exact payoffs need them.
//!
//! A few hundred bits are the usual case, so that the school's methods do. It is here because the
//! page has 80 KB for all of this crate, and the libraries for long integers take half of that.

mod magnitude;
mod text;

use std::cmp::Ordering;

use self::magnitude::{add, compare, divide, multiply, subtract, trimmed};

/// An integer of any length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct BigInt {
    /// Never true of 0.
    is_negative: bool,
    /// Digits to the base of 2^32, the lowest first, without leading zeros.
    digits: Vec<u32>,
}

impl BigInt {
    /// Nothing.
    pub const ZERO: Self = Self { is_negative: false, digits: Vec::new() };

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        self.is_negative
    }

    /// Whether it is 1.
    pub(crate) fn is_one(&self) -> bool {
        !self.is_negative && self.digits == [1]
    }

    /// Returns how many bits its absolute value has; 0 for 0.
    pub fn bits(&self) -> u32 {
        let top = self.digits.last().map_or(0, |digit| digit.ilog2() + 1);
        let rest = u32::try_from(self.digits.len().saturating_sub(1)).unwrap_or(u32::MAX);
        rest.saturating_mul(32).saturating_add(top)
    }

    /// Returns the nearest floating-point number, to the last bit; infinite beyond their range.
    pub fn to_f64(&self) -> f64 {
        let (mantissa, exponent) = self.float();
        mantissa * power_of_two(exponent)
    }

    /// The number as a mantissa times a power of two.
    pub(crate) fn float(&self) -> (f64, i32) {
        let kept = self.digits.len().saturating_sub(3);
        let top = self.digits.iter().skip(kept).rev();
        let mantissa = top.fold(0.0, |sum, &digit| sum * 4_294_967_296.0 + f64::from(digit));
        let exponent = i32::try_from(kept.saturating_mul(32)).unwrap_or(i32::MAX);
        (if self.is_negative { -mantissa } else { mantissa }, exponent)
    }

    /// Returns the sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        if self.is_negative == other.is_negative {
            return Self::signed(self.is_negative, add(&self.digits, &other.digits));
        }
        match compare(&self.digits, &other.digits) {
            Ordering::Less => {
                Self::signed(other.is_negative, subtract(&other.digits, &self.digits))
            }
            Ordering::Equal => Self::ZERO,
            Ordering::Greater => {
                Self::signed(self.is_negative, subtract(&self.digits, &other.digits))
            }
        }
    }

    /// Returns the difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negative())
    }

    /// Returns the product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let is_negative = self.is_negative != other.is_negative;
        Self::signed(is_negative, multiply(&self.digits, &other.digits))
    }

    /// Returns the quotient, cut toward 0, and what is left; none for division by 0.
    pub fn divided(&self, by: &Self) -> Option<(Self, Self)> {
        let (quotient, rest) = divide(&self.digits, &by.digits)?;
        let is_negative = self.is_negative != by.is_negative;
        Some((Self::signed(is_negative, quotient), Self::signed(self.is_negative, rest)))
    }

    /// The quotient by a number that is known to divide it.
    pub(crate) fn over(&self, divisor: &Self) -> Self {
        self.divided(divisor).unwrap_or_default().0
    }

    /// Returns the number with the other sign.
    #[must_use]
    pub fn negative(&self) -> Self {
        Self::signed(!self.is_negative, self.digits.clone())
    }

    /// Returns the greatest common divisor, which is not negative.
    #[must_use]
    pub fn gcd(&self, other: &Self) -> Self {
        let (mut one, mut other) = (self.digits.clone(), other.digits.clone());
        while other.len() > 2 {
            let Some((_, rest)) = divide(&one, &other) else { break };
            (one, other) = (other, rest);
        }
        if !other.is_empty() {
            // Once more, so that both are short.
            let Some((_, rest)) = divide(&one, &other) else { return Self::ZERO };
            let (mut one, mut other) = (word(&other), word(&rest));
            while other != 0 {
                (one, other) = (other, one % other);
            }
            return one.into();
        }
        Self::signed(false, one)
    }

    /// Returns the sum of all.
    pub(crate) fn sum<'a>(numbers: impl Iterator<Item = &'a Self>) -> Self {
        numbers.fold(Self::ZERO, |sum, number| sum.plus(number))
    }

    /// Returns 10 to the power of `exponent`.
    pub(crate) fn power_of_ten(exponent: u32) -> Self {
        (0..exponent).fold(Self::from(1), |power, _| power.times(&Self::from(10)))
    }

    fn signed(is_negative: bool, digits: Vec<u32>) -> Self {
        let digits = trimmed(digits);
        Self { is_negative: is_negative && !digits.is_empty(), digits }
    }
}

/// 2^exponent, 0 or infinite where that is beyond floating-point numbers.
pub(crate) fn power_of_two(exponent: i32) -> f64 {
    2_f64.powi(exponent)
}

/// The value of at most two digits.
fn word(digits: &[u32]) -> u64 {
    digits.iter().rev().fold(0, |value, &digit| value << 32 | u64::from(digit))
}

impl PartialOrd for BigInt {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for BigInt {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, false) => compare(&self.digits, &other.digits),
            (true, true) => compare(&other.digits, &self.digits),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }
}

impl From<u128> for BigInt {
    #[expect(clippy::cast_possible_truncation, reason = "the digits are what is wanted")]
    fn from(value: u128) -> Self {
        let digits = [0, 32, 64, 96].map(|shift| (value >> shift) as u32);
        Self::signed(false, digits.to_vec())
    }
}

impl From<i128> for BigInt {
    fn from(value: i128) -> Self {
        let number = Self::from(value.unsigned_abs());
        if value < 0 { number.negative() } else { number }
    }
}

impl From<u64> for BigInt {
    fn from(value: u64) -> Self {
        u128::from(value).into()
    }
}

impl From<i64> for BigInt {
    fn from(value: i64) -> Self {
        i128::from(value).into()
    }
}

impl From<i32> for BigInt {
    fn from(value: i32) -> Self {
        i128::from(value).into()
    }
}

impl BigInt {
    /// Returns the value as a machine number, if it fits: one above −2^127.
    pub fn to_i128(&self) -> Option<i128> {
        if self.bits() > 127 {
            return None;
        }
        let digits = self.digits.iter().rev();
        let value = digits.fold(0, |value, &digit| value << 32 | i128::from(digit));
        Some(if self.is_negative { -value } else { value })
    }

    /// Returns the value, if it fits: one from 0 to below 2^128.
    pub fn to_u128(&self) -> Option<u128> {
        let digits = self.digits.iter().rev();
        let value = digits.fold(0, |value, &digit| value << 32 | u128::from(digit));
        (!self.is_negative && self.bits() <= 128).then_some(value)
    }

    /// Returns the value as a machine word, if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        self.to_i128()?.try_into().ok()
    }
}

#[cfg(test)]
mod tests;
