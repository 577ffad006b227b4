//! Mixed strategies in whole weights: exact, and in lowest terms.

use crate::{BigInt, Rational};

/// A mixed strategy: a whole weight for each pure strategy. Its probability is its share of the
/// total.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Strategy {
    weights: Vec<BigInt>,
    total: BigInt,
}

impl Strategy {
    /// Makes a strategy of weights. None if one is negative or all are 0.
    pub fn new(mut weights: Vec<BigInt>) -> Option<Self> {
        if weights.iter().any(BigInt::is_negative) {
            return None;
        }
        let total = BigInt::sum(weights.iter());
        if total.is_zero() {
            return None;
        }
        let mut common = total.clone();
        for weight in &weights {
            common = common.gcd(weight);
            if common.is_one() {
                return Some(Self { weights, total });
            }
        }
        for weight in &mut weights {
            *weight = weight.over(&common);
        }
        Some(Self { weights, total: total.over(&common) })
    }

    /// The weights, without a common factor.
    pub fn weights(&self) -> &[BigInt] {
        &self.weights
    }

    /// The sum of the weights.
    pub fn total(&self) -> &BigInt {
        &self.total
    }

    /// Returns the probabilities, in the order of the pure strategies.
    pub fn probabilities(&self) -> Vec<Rational> {
        let share = |weight: &BigInt| Rational::reduced(weight.clone(), self.total.clone());
        self.weights.iter().map(share).collect()
    }

    /// Returns which pure strategies are played at all.
    pub fn support(&self) -> Vec<usize> {
        let weights = self.weights.iter().enumerate();
        weights.filter(|(_, weight)| !weight.is_zero()).map(|(at, _)| at).collect()
    }
}
