//! Exact fractions, as far as games need them.

use std::str::FromStr;

use crate::{BigInt, Error, big::power_of_two};

/// The longest text that is read as a fraction.
const MAX_TEXT: usize = 512;
/// The largest exponent of ten, either way: more than any floating-point number has.
const MAX_EXPONENT: u32 = 400;

/// An exact fraction in lowest terms; its denominator is positive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rational {
    numerator: BigInt,
    denominator: BigInt,
}

impl Rational {
    /// Makes a fraction. None if the denominator is 0.
    pub fn new(numerator: BigInt, denominator: BigInt) -> Option<Self> {
        if denominator.is_zero() {
            return None;
        }
        Some(Self::reduced(numerator, denominator))
    }

    /// The numerator, which has the sign.
    pub fn numerator(&self) -> &BigInt {
        &self.numerator
    }

    /// The denominator, at least 1.
    pub fn denominator(&self) -> &BigInt {
        &self.denominator
    }

    /// Returns the nearest floating-point number, to the last bits.
    pub fn to_f64(&self) -> f64 {
        let (above, up) = self.numerator.float();
        let (below, down) = self.denominator.float();
        above / below * power_of_two(up - down)
    }

    pub(crate) fn reduced(numerator: BigInt, denominator: BigInt) -> Self {
        let common = numerator.gcd(&denominator);
        let common = if denominator.is_negative() { common.negative() } else { common };
        if common.is_one() {
            return Self { numerator, denominator };
        }
        Self { numerator: numerator.over(&common), denominator: denominator.over(&common) }
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        let numerator = self.numerator.times(&other.numerator);
        Self::reduced(numerator, self.denominator.times(&other.denominator))
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        let one = self.numerator.times(&other.denominator);
        let numerator = one.plus(&other.numerator.times(&self.denominator));
        Self::reduced(numerator, self.denominator.times(&other.denominator))
    }
}

impl From<i64> for Rational {
    fn from(whole: i64) -> Self {
        Self { numerator: whole.into(), denominator: 1.into() }
    }
}

/// Reads the shortest decimal that stands for the number: 0.1 is one tenth.
impl TryFrom<f64> for Rational {
    type Error = Error;

    fn try_from(number: f64) -> Result<Self, Error> {
        if !number.is_finite() {
            return Err(Error::NotANumber { what: "a payoff" });
        }
        format!("{number:e}").parse()
    }
}

/// Reads whole numbers, decimals with or without an exponent, and fractions: `-3`, `0.1`, `2.5e-3`,
/// `1/3`.
impl FromStr for Rational {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let unreadable = || {
            let text = text.chars().take(40).collect();
            Error::UnreadablePayoff { text }
        };
        if text.len() > MAX_TEXT {
            return Err(unreadable());
        }
        let read = match text.split_once('/') {
            Some((above, below)) => {
                whole(above).zip(whole(below)).and_then(|(a, b)| Self::new(a, b))
            }
            None => decimal(text),
        };
        read.ok_or_else(unreadable)
    }
}

fn whole(text: &str) -> Option<BigInt> {
    match text.strip_prefix('-') {
        Some(digits) => BigInt::natural(digits).map(|number| number.negative()),
        None => BigInt::natural(text),
    }
}

fn decimal(text: &str) -> Option<Rational> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (above, below) = match mantissa.split_once('.') {
        Some((above, below)) => (above, BigInt::natural(below).map(|_| below)?),
        None => (mantissa, ""),
    };
    whole(above)?;
    let numerator = whole(&[above, below].concat())?;
    let exponent = exponent.checked_sub(i32::try_from(below.len()).ok()?)?;
    let places = exponent.unsigned_abs();
    if places > MAX_EXPONENT {
        return None;
    }
    let scale = BigInt::power_of_ten(places);
    Some(if exponent >= 0 {
        Rational::reduced(numerator.times(&scale), 1.into())
    } else {
        Rational::reduced(numerator, scale)
    })
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let (one, two) = (&self.denominator, &other.denominator);
        self.numerator.times(two).cmp(&other.numerator.times(one))
    }
}

/// `3/7`, or `3` where the denominator is 1.
impl std::fmt::Display for Rational {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.numerator)?;
        if self.denominator.is_one() { Ok(()) } else { write!(out, "/{}", self.denominator) }
    }
}
