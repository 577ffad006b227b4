//! Long integers in decimal.

use std::fmt;

use super::{
    BigInt,
    magnitude::{scale, shrink, trimmed},
};

/// As many decimal places as a digit has room for.
const PLACES: usize = 9;
const BASE: u32 = 1_000_000_000;

impl BigInt {
    /// Reads digits, of which there must be one; none if there is anything else.
    pub(crate) fn natural(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let mut digits = Vec::new();
        for byte in text.bytes() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            scale(&mut digits, 10, digit.into());
            digits = trimmed(digits);
        }
        Some(Self { is_negative: false, digits })
    }
}

impl fmt::Display for BigInt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.digits.clone();
        let mut text = Vec::new();
        while !left.is_empty() {
            let mut part = shrink(&mut left, BASE);
            left = trimmed(left);
            for _ in 0..PLACES {
                text.push(char::from_digit(part % 10, 10).unwrap_or('0'));
                part /= 10;
            }
        }
        while text.last() == Some(&'0') {
            text.pop();
        }
        if text.is_empty() {
            text.push('0');
        }
        if self.is_negative {
            text.push('-');
        }
        let text: String = text.into_iter().rev().collect();
        out.write_str(&text)
    }
}
