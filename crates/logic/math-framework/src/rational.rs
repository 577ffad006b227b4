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

    /// Returns the fraction as text: `3/7`, or `3` where the denominator is 1.
    pub fn text(&self) -> String {
        let mut text = self.numerator.text();
        if !self.denominator.is_one() {
            text.push('/');
            text.push_str(&self.denominator.text());
        }
        text
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
        let unreadable = || Error::UnreadablePayoff { text: text.chars().take(40).collect() };
        if text.len() > MAX_TEXT {
            return Err(unreadable());
        }
        read(text).ok_or_else(unreadable)
    }
}

fn read(text: &str) -> Option<Rational> {
    let mut rest = text;
    let mut is_negative = rest.starts_with('-');
    rest = rest.get(usize::from(is_negative)..)?;
    let mut numerator = BigInt::natural(digits(&mut rest))?;
    let mut denominator = BigInt::from(1);
    let mut exponent = 0;
    if let Some(after) = rest.strip_prefix('/') {
        let is_below = after.starts_with('-');
        is_negative ^= is_below;
        rest = after.get(usize::from(is_below)..)?;
        denominator = BigInt::natural(digits(&mut rest))?;
    } else {
        if let Some(after) = rest.strip_prefix('.') {
            rest = after;
            let places = digits(&mut rest);
            let scale = BigInt::power_of_ten(u32::try_from(places.len()).ok()?);
            numerator = numerator.times(&scale).plus(&BigInt::natural(places)?);
            denominator = scale;
        }
        if let Some(after) = rest.strip_prefix(['e', 'E']) {
            exponent = after.parse::<i32>().ok()?;
            rest = "";
        }
    }
    if !rest.is_empty() || exponent.unsigned_abs() > MAX_EXPONENT {
        return None;
    }
    let scale = BigInt::power_of_ten(exponent.unsigned_abs());
    let side = if exponent < 0 { &mut denominator } else { &mut numerator };
    *side = side.times(&scale);
    let numerator = if is_negative { numerator.negative() } else { numerator };
    Rational::new(numerator, denominator)
}

/// Takes the digits at the front away, and returns them.
fn digits<'a>(rest: &mut &'a str) -> &'a str {
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let digits = rest.get(..end).unwrap_or_default();
    *rest = rest.get(end..).unwrap_or_default();
    digits
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
        out.write_str(&self.text())
    }
}
