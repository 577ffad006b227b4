//! One player's payoffs: as given, and as positive integers that leave every equilibrium where it
//! is.

use crate::{BigInt, Error, Rational};

/// The longest common denominator, in bits.
const MAX_BITS: u32 = 4096;

/// One player's payoffs, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Payoffs {
    /// As given.
    pub(super) exact: Vec<Rational>,
    /// Shifted and scaled to integers of which the least is 1.
    pub(super) integers: Vec<BigInt>,
    /// The same, where all fit.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) short: Option<Vec<i64>>,
    /// What an integer counts.
    scale: Rational,
    /// What is added to it.
    offset: Rational,
}

impl Payoffs {
    /// Takes over a rectangular matrix.
    pub(super) fn new(matrix: &[Vec<Rational>]) -> Result<Self, Error> {
        let exact: Vec<Rational> = matrix.iter().flatten().cloned().collect();
        let mut denominator = BigInt::from(1);
        for payoff in &exact {
            let common = denominator.gcd(payoff.denominator());
            denominator = denominator.times(&payoff.denominator().over(&common));
            if denominator.bits() > MAX_BITS {
                return Err(Error::PayoffsTooPrecise { limit: MAX_BITS });
            }
        }
        let whole =
            |payoff: &Rational| payoff.numerator().times(&denominator.over(payoff.denominator()));
        let mut integers: Vec<BigInt> = exact.iter().map(whole).collect();
        let least = integers.iter().min().cloned().unwrap_or_default();
        let mut common = BigInt::ZERO;
        for integer in &mut integers {
            *integer = integer.minus(&least);
            if !common.is_one() {
                common = common.gcd(integer);
            }
        }
        let common = if common.is_zero() { BigInt::from(1) } else { common };
        for integer in &mut integers {
            *integer = integer.over(&common).plus(&BigInt::from(1));
        }
        #[cfg(not(target_arch = "wasm32"))]
        let short = integers.iter().map(BigInt::to_i64).collect();
        // integer = (payoff · denominator − least) / common + 1.
        let offset = Rational::reduced(least.minus(&common), denominator.clone());
        let scale = Rational::reduced(common, denominator);
        Ok(Self {
            exact,
            integers,
            #[cfg(not(target_arch = "wasm32"))]
            short,
            scale,
            offset,
        })
    }

    /// Returns the payoff that an integer, given as a fraction, stands for.
    pub(super) fn of(&self, integer: &Rational) -> Rational {
        self.scale.times(integer).plus(&self.offset)
    }

    /// What a difference of integers stands for.
    pub(super) fn difference(&self, integers: &Rational) -> Rational {
        self.scale.times(integers)
    }
}
