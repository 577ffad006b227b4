//! A number-theoretic transform modulo 2^64 − 2^32 + 1, in which products of long numbers are
//! products of single values.
//!
//! The modulus makes reduction a few additions, 2^48 is a square root of −1 in it, and it has roots
//! of unity of every order 2^k and 3·2^k that is needed here.

use std::hint::select_unpredictable;

const MODULUS: u64 = 0xFFFF_FFFF_0000_0001;
/// 2^64 modulo the modulus.
const FOLD: u64 = 0xFFFF_FFFF;
/// Generates all units.
const GENERATOR: u64 = 7;

/// Whether there are lengths of three times a power of two as well. Not in the page, where code is
/// dear.
const THIRDS: bool = cfg!(not(target_arch = "wasm32"));

/// A transform of one length, with its roots of unity.
pub(super) struct Transform {
    length: usize,
    /// Roots for the halvings, the longest first: `roots[d][j]` is the `j`th power.
    roots: Vec<Vec<u64>>,
    /// The powers of the root of order `length`, when it is three times a power of two.
    thirds: Vec<u64>,
    /// Root of order three.
    cube: u64,
    inverse_length: u64,
}

impl Transform {
    /// Prepares for products of at most `wanted` coefficients.
    pub(super) fn for_length(wanted: usize) -> Self {
        let power = wanted.next_power_of_two().max(8);
        let triple = power / 4 * 3;
        let is_triple = THIRDS && triple >= wanted && triple >= 12;
        let length = if is_triple { triple } else { power };
        let block = if is_triple { triple / 3 } else { power };
        let mut roots = vec![powers(root(block), block / 2)];
        while let Some(last) = roots.last()
            && last.len() > 4
        {
            roots.push(last.iter().copied().step_by(2).collect());
        }
        let thirds = if is_triple { powers(root(length), block) } else { Vec::new() };
        let inverse_length = power_of(length as u64, MODULUS - 2);
        Self { length, roots, thirds, cube: root(3), inverse_length }
    }

    /// Returns the transform of `digits`, in an order of its own.
    pub(super) fn forward(&self, digits: &[u32]) -> Vec<u64> {
        let mut values: Vec<u64> = digits.iter().map(|&digit| u64::from(digit)).collect();
        values.resize(self.length, 0);
        if !THIRDS || self.thirds.is_empty() {
            scatter(&mut values, &self.roots);
        } else {
            self.split(&mut values);
            for part in values.chunks_exact_mut(self.length / 3) {
                scatter(part, &self.roots);
            }
        }
        values
    }

    /// Turns the transform of a product back into its coefficients, lowest first.
    pub(super) fn backward(&self, mut values: Vec<u64>) -> impl Iterator<Item = u64> {
        if !THIRDS || self.thirds.is_empty() {
            gather(&mut values, &self.roots);
        } else {
            for part in values.chunks_exact_mut(self.length / 3) {
                gather(part, &self.roots);
            }
            self.join(&mut values);
        }
        // With the same roots both ways, all coefficients but the first come in reverse.
        let scale = self.inverse_length;
        let (first, rest) = (values.first().copied(), values.split_off(1));
        first.into_iter().chain(rest.into_iter().rev()).map(move |value| multiply(value, scale))
    }

    /// One step that makes three transforms of one three times as long.
    fn split(&self, values: &mut [u64]) {
        let cube = self.cube;
        for_thirds(values, &self.thirds, |[a, b, c], root| {
            let (low, high) = (multiply(*b, cube), multiply(*c, cube));
            // The square of the root of order three is minus one minus it.
            let second = subtract(add(*a, low), add(*c, high));
            let third = subtract(add(*a, high), add(*b, low));
            *a = add(add(*a, *b), *c);
            *b = multiply(second, root);
            *c = multiply(third, multiply(root, root));
        });
    }

    fn join(&self, values: &mut [u64]) {
        let cube = self.cube;
        for_thirds(values, &self.thirds, |[a, b, c], root| {
            let (second, third) = (multiply(*b, root), multiply(*c, multiply(root, root)));
            let (low, high) = (multiply(second, cube), multiply(third, cube));
            *b = subtract(add(*a, low), add(third, high));
            *c = subtract(add(*a, high), add(second, low));
            *a = add(add(*a, second), third);
        });
    }
}

/// Multiplies value by value.
pub(super) fn pointwise(one: &[u64], other: &[u64]) -> Vec<u64> {
    one.iter().zip(other).map(|(&one, &other)| multiply(one, other)).collect()
}

fn for_thirds(values: &mut [u64], roots: &[u64], step: impl Fn([&mut u64; 3], u64)) {
    let (first, rest) = values.split_at_mut(roots.len());
    let (second, third) = rest.split_at_mut(roots.len());
    let parts = first.iter_mut().zip(second).zip(third);
    for (((a, b), c), &root) in parts.zip(roots) {
        step([a, b, c], root);
    }
}

/// Halves the problem until four values are left: decimation in frequency.
fn scatter(values: &mut [u64], roots: &[Vec<u64>]) {
    if let [powers, deeper @ ..] = roots
        && values.len() > 4
    {
        let (low, high) = values.split_at_mut(values.len() / 2);
        for ((a, b), &root) in low.iter_mut().zip(high.iter_mut()).zip(powers) {
            let difference = subtract(*a, *b);
            *a = add(*a, *b);
            *b = multiply(difference, root);
        }
        scatter(low, deeper);
        scatter(high, deeper);
    } else if let [a, b, c, d] = values {
        let (even, odd) = (add(*a, *c), add(*b, *d));
        let (left, right) = (subtract(*a, *c), quarter_turn(subtract(*b, *d)));
        (*a, *b) = (add(even, odd), subtract(even, odd));
        (*c, *d) = (add(left, right), subtract(left, right));
    }
}

/// Undoes `scatter`, but for the order: decimation in time.
fn gather(values: &mut [u64], roots: &[Vec<u64>]) {
    if let [powers, deeper @ ..] = roots
        && values.len() > 4
    {
        let (low, high) = values.split_at_mut(values.len() / 2);
        gather(low, deeper);
        gather(high, deeper);
        for ((a, b), &root) in low.iter_mut().zip(high.iter_mut()).zip(powers) {
            let turned = multiply(*b, root);
            (*a, *b) = (add(*a, turned), subtract(*a, turned));
        }
    } else if let [a, b, c, d] = values {
        let (even, odd) = (add(*a, *b), subtract(*a, *b));
        let (left, right) = (add(*c, *d), quarter_turn(subtract(*c, *d)));
        (*a, *c) = (add(even, left), subtract(even, left));
        (*b, *d) = (add(odd, right), subtract(odd, right));
    }
}

/// What is taken away where a sum or a difference went beyond a word. Either is as likely, so that
/// guessing which way a branch goes would cost more than all the rest.
fn folded(beyond: bool) -> u64 {
    select_unpredictable(beyond, FOLD, 0)
}

fn add(one: u64, other: u64) -> u64 {
    let (sum, below) = one.overflowing_sub(MODULUS - other);
    sum.wrapping_sub(folded(below))
}

fn subtract(one: u64, other: u64) -> u64 {
    let (difference, below) = one.overflowing_sub(other);
    difference.wrapping_sub(folded(below))
}

fn multiply(one: u64, other: u64) -> u64 {
    let (high, low) = wide(one, other);
    // 2^64 is 2^32 − 1 and 2^96 is −1.
    let (less, below) = low.overflowing_sub(high >> 32);
    let less = less.wrapping_sub(folded(below));
    let (sum, above) = less.overflowing_add((high & FOLD) * FOLD);
    let sum = sum.wrapping_add(folded(above));
    select_unpredictable(sum >= MODULUS, sum.wrapping_sub(MODULUS), sum)
}

/// Multiplies by the square root of −1 that the steps with four values use.
fn quarter_turn(value: u64) -> u64 {
    multiply(value, QUARTER)
}

/// The root of order four that belongs to the generator.
const QUARTER: u64 = power_of(GENERATOR, (MODULUS - 1) / 4);

/// The whole product, as its high and its low half.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
const fn wide(one: u64, other: u64) -> (u64, u64) {
    let product = one as u128 * other as u128;
    ((product >> 64) as u64, product as u64)
}

/// The whole product, as its high and its low half: from quarters, for WebAssembly cannot hold it.
#[cfg(target_arch = "wasm32")]
const fn wide(one: u64, other: u64) -> (u64, u64) {
    let (a, b, c, d) = (one >> 32, one & FOLD, other >> 32, other & FOLD);
    let low = b * d;
    let middle = a * d + (low >> 32);
    let crossed = b * c + (middle & FOLD);
    (a * c + (middle >> 32) + (crossed >> 32), (crossed << 32) | (low & FOLD))
}

/// The first `count` powers of a root.
fn powers(root: u64, count: usize) -> Vec<u64> {
    std::iter::successors(Some(1), |&power| Some(multiply(power, root))).take(count).collect()
}

/// A root of unity of the order given, which divides 3·2^32.
fn root(order: usize) -> u64 {
    power_of(GENERATOR, (MODULUS - 1) / order as u64)
}

const fn power_of(mut base: u64, mut exponent: u64) -> u64 {
    let mut power = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = multiply_anywhere(power, base);
        }
        base = multiply_anywhere(base, base);
        exponent >>= 1;
    }
    power
}

/// Multiplies, also while compiling.
const fn multiply_anywhere(one: u64, other: u64) -> u64 {
    let (high, low) = wide(one, other);
    let (less, below) = low.overflowing_sub(high >> 32);
    let less = if below { less.wrapping_sub(FOLD) } else { less };
    let (sum, above) = less.overflowing_add((high & FOLD) * FOLD);
    let sum = if above { sum.wrapping_add(FOLD) } else { sum };
    if sum >= MODULUS { sum - MODULUS } else { sum }
}
