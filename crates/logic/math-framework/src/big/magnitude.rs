//! Digits to the base of 2^32, the lowest first: sums, differences, products, quotients.

#![expect(clippy::indexing_slicing, reason = "places are counted from the lengths")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "digits are cut from longer words"
)]

use std::cmp::Ordering;

pub(super) fn trimmed(mut digits: Vec<u32>) -> Vec<u32> {
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

/// Compares numbers without leading zeros.
pub(super) fn compare(one: &[u32], other: &[u32]) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.iter().rev().cmp(other.iter().rev()))
}

pub(super) fn add(one: &[u32], other: &[u32]) -> Vec<u32> {
    let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
    let mut sum = long.to_vec();
    let mut carry = 0;
    for (at, digit) in sum.iter_mut().enumerate() {
        let total = u64::from(*digit) + u64::from(short.get(at).copied().unwrap_or(0)) + carry;
        *digit = total as u32;
        carry = total >> 32;
    }
    sum.push(carry as u32);
    sum
}

/// Subtracts a number that is not greater.
pub(super) fn subtract(large: &[u32], small: &[u32]) -> Vec<u32> {
    let mut rest = large.to_vec();
    let mut borrow = false;
    for (at, digit) in rest.iter_mut().enumerate() {
        let (first, one) = digit.overflowing_sub(small.get(at).copied().unwrap_or(0));
        let (second, two) = first.overflowing_sub(u32::from(borrow));
        *digit = second;
        borrow = one || two;
    }
    rest
}

pub(super) fn multiply(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut product = vec![0; one.len() + other.len()];
    for (at, &digit) in one.iter().enumerate() {
        let mut carry = 0;
        for (sum, &factor) in product[at..].iter_mut().zip(other) {
            let total = u64::from(digit) * u64::from(factor) + u64::from(*sum) + carry;
            *sum = total as u32;
            carry = total >> 32;
        }
        product[at + other.len()] = carry as u32;
    }
    product
}

/// Multiplies in place by a digit, and adds another.
pub(super) fn scale(digits: &mut Vec<u32>, factor: u32, add: u32) {
    let mut carry = u64::from(add);
    for digit in digits.iter_mut() {
        let total = u64::from(*digit) * u64::from(factor) + carry;
        *digit = total as u32;
        carry = total >> 32;
    }
    digits.push(carry as u32);
}

/// Divides in place by a digit that is not 0, and returns what is left.
pub(super) fn shrink(digits: &mut [u32], by: u32) -> u32 {
    let mut rest = 0;
    for digit in digits.iter_mut().rev() {
        let value = rest << 32 | u64::from(*digit);
        *digit = (value / u64::from(by)) as u32;
        rest = value % u64::from(by);
    }
    rest as u32
}

/// Quotient and rest of numbers without leading zeros, by Knuth's algorithm D; none for division by
/// nothing.
pub(super) fn divide(large: &[u32], by: &[u32]) -> Option<(Vec<u32>, Vec<u32>)> {
    let top = *by.last()?;
    if compare(large, by).is_lt() {
        return Some((Vec::new(), large.to_vec()));
    }
    if let [digit] = *by {
        let mut quotient = large.to_vec();
        let rest = shrink(&mut quotient, digit);
        return Some((trimmed(quotient), trimmed(vec![rest])));
    }
    // Shifted, so that the divisor's highest bit is set.
    let shift = top.leading_zeros();
    let by = shifted(by, shift);
    let mut rest = shifted(large, shift);
    let places = by.len() - 1;
    let by = &by[..places];
    let (top, second) = (u64::from(by[places - 1]), u64::from(by[places - 2]));
    let mut quotient = vec![0; rest.len() - places];
    for at in (0..quotient.len()).rev() {
        let window = &mut rest[at..=at + places];
        let head = u64::from(window[places]) << 32 | u64::from(window[places - 1]);
        // At most two too large once the second digit has been looked at.
        let (mut guess, mut left) = (head / top, head % top);
        while guess >> 32 != 0 || guess * second > (left << 32 | u64::from(window[places - 2])) {
            guess -= 1;
            left += top;
            if left >> 32 != 0 {
                break;
            }
        }
        if take(window, by, guess) {
            guess -= 1;
            give(window, by);
        }
        quotient[at] = guess as u32;
    }
    Some((trimmed(quotient), trimmed(unshifted(&rest, shift))))
}

/// Subtracts a multiple; says whether more was taken than there was.
fn take(window: &mut [u32], by: &[u32], times: u64) -> bool {
    let mut carry = 0;
    let mut borrow = 0;
    for (at, digit) in window.iter_mut().enumerate() {
        let product = times * u64::from(by.get(at).copied().unwrap_or(0)) + carry;
        carry = product >> 32;
        let difference = i64::from(*digit) - i64::from(product as u32) + borrow;
        *digit = difference as u32;
        borrow = difference >> 32;
    }
    borrow < 0
}

/// Adds once, and lets the carry go.
fn give(window: &mut [u32], by: &[u32]) {
    let mut carry = 0;
    for (at, digit) in window.iter_mut().enumerate() {
        let total = u64::from(*digit) + u64::from(by.get(at).copied().unwrap_or(0)) + carry;
        *digit = total as u32;
        carry = total >> 32;
    }
}

/// Shifts left by less than a digit, into one digit more.
fn shifted(digits: &[u32], shift: u32) -> Vec<u32> {
    let mut out = digits.to_vec();
    scale(&mut out, 1 << shift, 0);
    out
}

fn unshifted(digits: &[u32], shift: u32) -> Vec<u32> {
    let above = digits.iter().skip(1).chain([&0]);
    let parts = digits.iter().zip(above);
    parts.map(|(&low, &high)| ((u64::from(high) << 32 | u64::from(low)) >> shift) as u32).collect()
}
