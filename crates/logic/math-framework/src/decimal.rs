//! Long natural numbers in decimal, so that no conversion stands between a product and its digits.

mod transform;

use self::transform::{Transform, pointwise};

/// What one digit counts to: ten million. Sums of products of such digits stay below the modulus
/// of the transform for numbers of up to 1.2 million decimal digits each.
const BASE: u64 = 10_000_000;
/// Decimal places of one digit.
const PLACES: usize = 7;
/// From here on products go through the transform; measured.
const LONG: usize = 96;

/// A natural number: digits to the base of ten million, the lowest first, without leading zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: Vec<u32>,
}

impl Decimal {
    /// Adds one number to another.
    pub(crate) fn plus(&self, other: &Self) -> Self {
        Self::sum(1, self, other)
    }

    /// Returns times · one + other.
    fn sum(times: u64, one: &Self, other: &Self) -> Self {
        let longest = one.digits.len().max(other.digits.len());
        let digit = |number: &Self, at| u64::from(number.digits.get(at).copied().unwrap_or(0));
        let sums = (0..longest).map(|at| times * digit(one, at) + digit(other, at));
        Self::carried(sums, longest)
    }

    /// Returns the number plus `change`, which is small and leaves it natural.
    pub(crate) fn changed_by(mut self, change: i64) -> Self {
        let mut carry = change;
        for digit in &mut self.digits {
            if carry == 0 {
                break;
            }
            let sum = i64::from(*digit) + carry;
            *digit = low(sum.rem_euclid(BASE.cast_signed()).unsigned_abs());
            carry = sum.div_euclid(BASE.cast_signed());
        }
        if carry > 0 {
            self.digits.push(low(carry.unsigned_abs()));
        }
        self.trimmed()
    }

    /// Returns (`times` · one + other) / 2, which is whole.
    pub(crate) fn mean(times: u64, one: &Self, other: &Self) -> Self {
        let mut sum = Self::sum(times, one, other);
        let mut odd = 0;
        for digit in sum.digits.iter_mut().rev() {
            let doubled = odd * BASE + u64::from(*digit);
            *digit = low(doubled / 2);
            odd = doubled % 2;
        }
        sum.trimmed()
    }

    /// Multiplies.
    pub(crate) fn times(&self, other: &Self) -> Self {
        let length = self.digits.len() + other.digits.len();
        if self.digits.len().min(other.digits.len()) < LONG {
            return Self::carried(columns(&self.digits, &other.digits).into_iter(), length);
        }
        let transform = Transform::for_length(length);
        let (one, other) = (transform.forward(&self.digits), transform.forward(&other.digits));
        Self::carried(transform.backward(pointwise(&one, &other)).take(length), length)
    }

    /// Returns the number times `other`, and the number squared, with what both need done once.
    pub(crate) fn times_and_squared(&self, other: &Self) -> (Self, Self) {
        let length = self.digits.len() + self.digits.len().max(other.digits.len());
        if self.digits.len().min(other.digits.len()) < LONG {
            return (self.times(other), self.times(self));
        }
        let transform = Transform::for_length(length);
        let (this, other) = (transform.forward(&self.digits), transform.forward(&other.digits));
        let product = pointwise(&this, &other);
        drop(other);
        let back = |values| Self::carried(transform.backward(values).take(length), length);
        (back(product), back(pointwise(&this, &this)))
    }

    /// How many decimal digits it has.
    pub(crate) fn places(&self) -> usize {
        let top = self.digits.last().map_or(1, |digit| digit.checked_ilog10().unwrap_or(0) + 1);
        self.digits.len().saturating_sub(1) * PLACES + top as usize
    }

    /// Makes a number of coefficients, lowest first, each below 2^63.
    fn carried(coefficients: impl Iterator<Item = u64>, length: usize) -> Self {
        let mut digits = Vec::with_capacity(length + 3);
        let mut carry = 0;
        for coefficient in coefficients {
            let sum = coefficient + carry;
            digits.push(low(sum % BASE));
            carry = sum / BASE;
        }
        while carry > 0 {
            digits.push(low(carry % BASE));
            carry /= BASE;
        }
        Self { digits }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        self
    }
}

impl From<u64> for Decimal {
    fn from(number: u64) -> Self {
        Self::carried(std::iter::once(number), 1)
    }
}

impl Decimal {
    /// Returns the number as text.
    pub(crate) fn text(&self) -> String {
        let mut places = Vec::with_capacity(self.digits.len() * PLACES);
        for digit in &self.digits {
            let mut left = *digit;
            for _ in 0..PLACES {
                places.push(b'0' + (left % 10) as u8);
                left /= 10;
            }
        }
        while places.len() > 1 && places.last() == Some(&b'0') {
            places.pop();
        }
        let mut text = String::with_capacity(places.len().max(1));
        places.iter().rev().for_each(|place| text.push(char::from(*place)));
        if text.is_empty() {
            text.push('0');
        }
        text
    }
}

/// The coefficients of a product, by the school's method.
fn columns(one: &[u32], other: &[u32]) -> Vec<u64> {
    let mut sums = vec![0; one.len() + other.len()];
    for (at, &digit) in one.iter().enumerate() {
        let digit = u64::from(digit);
        for (sum, &factor) in sums.iter_mut().skip(at).zip(other) {
            *sum += digit * u64::from(factor);
        }
    }
    sums
}

/// The value, which is below the base.
#[expect(clippy::cast_possible_truncation, reason = "the base fits")]
fn low(value: u64) -> u32 {
    value as u32
}
