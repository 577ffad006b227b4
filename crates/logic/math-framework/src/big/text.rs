//! Long integers in decimal.

use std::fmt;

use super::{
    BigInt,
    magnitude::{scale, shrink, trimmed},
};

impl BigInt {
    /// Reads digits, of which there must be one; none if there is anything else.
    pub fn natural(text: &str) -> Option<Self> {
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

    /// Returns the number in decimal.
    pub fn text(&self) -> String {
        let mut left = self.digits.clone();
        let mut places = Vec::new();
        loop {
            let digit = char::from_digit(shrink(&mut left, 10), 10);
            places.push(digit.unwrap_or('0'));
            left = trimmed(left);
            if left.is_empty() {
                break;
            }
        }
        if self.is_negative {
            places.push('-');
        }
        places.iter().rev().collect()
    }
}

impl fmt::Display for BigInt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}
