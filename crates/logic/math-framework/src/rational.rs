//! Exact fractions, as far as games need them.

use std::str::FromStr;

use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{Pow as _, Signed as _, ToPrimitive as _, Zero as _};

use crate::Error;

/// The longest text that is read as a fraction.
const MAX_TEXT: usize = 512;
/// The largest exponent of ten, either way: more than any floating-point number has.
const MAX_EXPONENT: i32 = 400;

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
        let bits = |number: &BigInt| i64::try_from(number.bits()).unwrap_or(i64::MAX);
        // Enough bits for the quotient, whatever the lengths of the two.
        let shift = 70 - (bits(&self.numerator) - bits(&self.denominator));
        let places = shift.unsigned_abs();
        let quotient = if shift >= 0 {
            (&self.numerator << places) / &self.denominator
        } else {
            &self.numerator / (&self.denominator << places)
        };
        let shift = i32::try_from(shift).unwrap_or(i32::MAX);
        // In two parts, for 2^shift alone may be beyond what a floating-point number holds.
        let half = shift / 2;
        quotient.to_f64().unwrap_or(f64::NAN) * 2_f64.powi(-half) * 2_f64.powi(half - shift)
    }

    pub(crate) fn reduced(numerator: BigInt, denominator: BigInt) -> Self {
        let common = numerator.gcd(&denominator);
        let common = if denominator.is_negative() { -common } else { common };
        if common == BigInt::from(1) {
            return Self { numerator, denominator };
        }
        Self { numerator: numerator / &common, denominator: denominator / common }
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        let numerator = &self.numerator * &other.numerator;
        Self::reduced(numerator, &self.denominator * &other.denominator)
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        let numerator = &self.numerator * &other.denominator + &other.numerator * &self.denominator;
        Self::reduced(numerator, &self.denominator * &other.denominator)
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
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (Sign::Minus, digits),
        None => (Sign::Plus, text),
    };
    natural(digits).map(|number| if sign == Sign::Minus { -number } else { number })
}

/// Reads digits, of which there must be one.
fn natural(digits: &str) -> Option<BigInt> {
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| BigInt::parse_bytes(digits.as_bytes(), 10)).flatten()
}

fn decimal(text: &str) -> Option<Rational> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => (true, mantissa),
        None => (false, mantissa),
    };
    let (above, below) = match mantissa.split_once('.') {
        Some((above, below)) if !below.is_empty() => (above, below),
        Some(_) => return None,
        None => (mantissa, ""),
    };
    natural(above)?;
    let digits = natural(&[above, below].concat())?;
    let numerator = if negative { -digits } else { digits };
    let exponent = exponent.checked_sub(i32::try_from(below.len()).ok()?)?;
    if exponent.abs() > MAX_EXPONENT {
        return None;
    }
    let scale = BigInt::from(10).pow(exponent.unsigned_abs());
    Some(if exponent >= 0 {
        Rational::reduced(numerator * scale, 1.into())
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
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

/// `3/7`, or `3` where the denominator is 1.
impl std::fmt::Display for Rational {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.numerator)?;
        if self.denominator == BigInt::from(1) {
            Ok(())
        } else {
            write!(out, "/{}", self.denominator)
        }
    }
}
