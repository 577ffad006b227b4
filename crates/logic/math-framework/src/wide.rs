//! Signed integers of 256 bits: as much of them as exact division needs.

use std::cmp::Ordering;

/// A signed integer of 256 bits, in two's complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wide {
    high: i128,
    low: u128,
}

impl Wide {
    /// The whole product.
    pub(crate) fn product(one: i128, other: i128) -> Self {
        let (high, low) = unsigned_product(one.cast_unsigned(), other.cast_unsigned());
        let mut high = high.cast_signed();
        // A negative number reads as 2^128 more than it is.
        high = high.wrapping_sub((one >> 127) & other);
        high = high.wrapping_sub((other >> 127) & one);
        Self { high, low }
    }

    /// The difference, which always fits where two products are subtracted.
    pub(crate) fn minus(self, other: Self) -> Self {
        let (low, borrow) = self.low.overflowing_sub(other.low);
        let high = self.high.wrapping_sub(other.high).wrapping_sub(i128::from(borrow));
        Self { high, low }
    }

    /// The low 128 bits after shifting right by less than 128.
    pub(crate) fn shifted(self, by: u32) -> i128 {
        let above = if by == 0 { 0 } else { self.high.cast_unsigned() << (128 - by) };
        (self.low >> by | above).cast_signed()
    }

    /// At least as many bits as its absolute value has.
    pub(crate) fn bits(self) -> u32 {
        let (high, low) =
            if self.high < 0 { (!self.high, !self.low) } else { (self.high, self.low) };
        match high.cmp(&0) {
            Ordering::Equal => 129 - low.leading_zeros(),
            _ => 257 - high.leading_zeros(),
        }
    }
}

const HALF: u128 = 0xFFFF_FFFF_FFFF_FFFF;

fn unsigned_product(one: u128, other: u128) -> (u128, u128) {
    let (a, b, c, d) = (one >> 64, one & HALF, other >> 64, other & HALF);
    let low = b * d;
    let middle = a * d + (low >> 64);
    let crossed = b * c + (middle & HALF);
    (a * c + (middle >> 64) + (crossed >> 64), (crossed << 64) | (low & HALF))
}
