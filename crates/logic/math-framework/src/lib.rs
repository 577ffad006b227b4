//! Exact sequences and games: Fibonacci, Lucas and Zeckendorf, the divergences that are summed from
//! them, and the Nash equilibria of games of two players, with certificates.
//!
//! It does no IO, keeps nothing between calls, and starts no thread. What could grow without end
//! has a limit, and an error that names it.

mod behrend_kimberling;
mod big;
pub mod convergence;
mod decimal;
mod divergence;
mod error;
mod fibonacci;
pub mod game;
pub mod information;
mod rational;
mod trajectory;
#[cfg(not(target_arch = "wasm32"))]
mod wide;
mod zeckendorf;

pub use behrend_kimberling::BehrendKimberling;
pub use big::BigInt;
pub use divergence::{
    ConvergenceMetrics, Divergence, MAX_METRICS, bk_divergence, convergence_metrics,
};
pub use error::Error;
pub use fibonacci::{
    MAX_INDEX, MAX_RANGE_DIGITS, fibonacci, fibonacci_range, golden_ratio, lucas, lucas_range,
};
pub use rational::Rational;
pub use trajectory::{
    MAX_POINTS, MAX_WINDOW, Point, STABLE, StablePoint, Trajectory, detect_stable_points,
};
pub use zeckendorf::{Zeckendorf, is_fibonacci};
