//! The way of the three sums through phase space, on logarithmic axes, and where it lingers.

use crate::{
    BigInt, Error,
    divergence::{Divergence, count},
};

/// The most points that a trajectory has.
pub const MAX_POINTS: u64 = 100_000;
/// The most neighbors that are looked at on either side of a point.
pub const MAX_WINDOW: usize = 1_000;
/// The mean closeness above which a point counts as stable, by default.
pub const STABLE: f64 = 0.8;

/// A point of phase space.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The number and its sums.
    pub sums: Divergence,
    /// The natural logarithms of V, U and S; 0 where the sum is 0.
    pub position: [f64; 3],
}

impl Point {
    fn new(sums: Divergence) -> Self {
        let axes = [f64::from(sums.v), BigInt::from(sums.u).to_f64(), sums.s.to_f64()];
        Self { sums, position: axes.map(|axis| if axis > 0.0 { axis.ln() } else { 0.0 }) }
    }

    /// Returns the Euclidean distance between two points.
    pub fn distance(&self, other: &Self) -> f64 {
        let axes = self.position.iter().zip(other.position);
        axes.map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
    }
}

/// The points of consecutive numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    points: Vec<Point>,
}

impl Trajectory {
    /// Follows the sums from `start` to `end`, both included.
    ///
    /// Fails if the range is empty or has more than [`MAX_POINTS`] points.
    pub fn new(start: u64, end: u64) -> Result<Self, Error> {
        count(start, end, MAX_POINTS)?;
        let first = Divergence::at(start);
        let sums = std::iter::successors(Some(first), |sums| (sums.n < end).then(|| sums.next()));
        Ok(Self { points: sums.map(Point::new).collect() })
    }

    /// Returns the points in order.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// Returns the length of the way from the first point to the last.
    pub fn path_length(&self) -> f64 {
        self.steps().sum()
    }

    /// Returns the numbers after which the next step is shorter than `threshold`.
    pub fn slow_points(&self, threshold: f64) -> Vec<u64> {
        let steps = self.points.iter().zip(self.steps());
        steps.filter(|(_, step)| *step < threshold).map(|(point, _)| point.sums.n).collect()
    }

    fn steps(&self) -> impl Iterator<Item = f64> {
        self.points.iter().zip(self.points.iter().skip(1)).map(|(one, next)| one.distance(next))
    }
}

/// A point near which the trajectory stays.
#[derive(Clone, Debug, PartialEq)]
pub struct StablePoint {
    /// The number and its sums.
    pub sums: Divergence,
    /// The mean of 1 / (1 + distance) over its neighbors: 1 is at rest.
    pub score: f64,
}

/// Returns the points whose mean closeness to `window` neighbors on either side is above
/// `threshold`. A heuristic about a curve; it says nothing about games.
///
/// Points with fewer neighbors on a side are left out. A window of 0 knows no neighbors, and finds
/// nothing.
///
/// Fails if the window is above [`MAX_WINDOW`] or the threshold is not a number.
pub fn detect_stable_points(
    trajectory: &Trajectory,
    window: usize,
    threshold: f64,
) -> Result<Vec<StablePoint>, Error> {
    if window > MAX_WINDOW {
        return Err(Error::WindowTooWide { window, limit: MAX_WINDOW });
    }
    if threshold.is_nan() {
        return Err(Error::NotANumber { what: "the threshold" });
    }
    if window == 0 {
        return Ok(Vec::new());
    }
    let neighbors = f64::from(u32::try_from(2 * window).unwrap_or(u32::MAX));
    let scored = trajectory.points.windows(2 * window + 1).filter_map(|around| {
        let point = around.get(window)?;
        // The point itself is at distance 0, and counts 1.
        let closeness = around.iter().map(|other| 1.0 / (1.0 + point.distance(other)));
        let score = (closeness.sum::<f64>() - 1.0) / neighbors;
        (score > threshold).then(|| StablePoint { sums: point.sums.clone(), score })
    });
    Ok(scored.collect())
}
