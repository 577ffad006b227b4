//! Groups of vectors, for a bank in which looking at all of them takes too long.
//!
//! An inverted file: spherical k-means over a sample gives the centers, every vector belongs to the
//! nearest, and a question looks only into the groups nearest to it.

use super::{Probe, Vectors, kernel};
use crate::order::arrange;

/// From here on groups are worth making.
const FROM: usize = 100_000;
/// How many vectors a center is learned from.
const SAMPLE_PER_CENTER: usize = 48;
/// How often the centers move.
const ROUNDS: usize = 6;
/// One in how many vectors a question looks at.
const SHARE: usize = 8;

/// Groups of vectors by the center they are nearest to.
#[derive(Clone, Debug)]
pub(super) struct Clusters {
    centers: Vec<Vec<f32>>,
    /// Where each group begins in `slots`; one more than there are groups.
    starts: Vec<usize>,
    slots: Vec<u32>,
    /// The signs of `slots`, so that a group is read in one go.
    signs: Vec<u64>,
}

impl Clusters {
    /// Groups all vectors, where there are enough.
    pub(super) fn of(vectors: &Vectors) -> Option<Self> {
        if vectors.len() <= FROM {
            return None;
        }
        let count = vectors.len().isqrt().max(1);
        let centers = centers(vectors, count);
        let homes = kernel::largest(&vectors.rows, vectors.length, &probes(&centers));
        let mut starts = vec![0; count + 1];
        for home in &homes {
            if let Some(start) = starts.get_mut(*home as usize + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut slots: Vec<u32> = (0..).take(homes.len()).collect();
        arrange(&mut slots, |a, b| homes.get(*a as usize).cmp(&homes.get(*b as usize)));
        let words = kernel::words(vectors.length);
        let signs = |slot: &u32| {
            let from = *slot as usize * words;
            vectors.signs.get(from..from + words).unwrap_or_default()
        };
        let signs = slots.iter().flat_map(signs).copied().collect();
        Some(Self { centers, starts, slots, signs })
    }

    /// Returns how many vectors are grouped.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn bytes(&self) -> usize {
        let center = self.centers.first().map_or(0, |it| it.len() * 4);
        self.slots.len() * 4 + self.signs.len() * 8 + self.centers.len() * (center + 8)
    }

    /// Returns the vectors of the nearest groups, and in how many signs each differs from `probe`.
    pub(super) fn near(
        &self,
        vectors: &Vectors,
        probe: &Probe,
        count: usize,
    ) -> (Vec<u32>, Vec<u16>) {
        let words = kernel::words(vectors.length);
        let product = |center: &Vec<f32>| -> f32 {
            center.iter().zip(&probe.row).map(|(a, b)| a * f32::from(*b)).sum()
        };
        let mut order: Vec<(f32, usize)> = self.centers.iter().map(product).zip(0..).collect();
        arrange(&mut order, |a, b| b.0.total_cmp(&a.0));
        let enough = (self.len() / SHARE).max(count.saturating_mul(4));
        let (mut slots, mut distances) = (Vec::new(), Vec::new());
        for (_, at) in order {
            let (Some(from), Some(to)) = (self.starts.get(at), self.starts.get(at + 1)) else {
                continue;
            };
            slots.extend_from_slice(self.slots.get(*from..*to).unwrap_or_default());
            let signs = self.signs.get(from * words..to * words).unwrap_or_default();
            distances.extend(kernel::distances(signs, &probe.signs));
            if slots.len() >= enough {
                break;
            }
        }
        (slots, distances)
    }
}

/// Finds `count` centers, the same ones every time.
fn centers(vectors: &Vectors, count: usize) -> Vec<Vec<f32>> {
    let length = vectors.length;
    let step = (vectors.len() / (count * SAMPLE_PER_CENTER)).max(1);
    let rows = || vectors.rows.chunks_exact(length).step_by(step);
    let sample: Vec<i8> = rows().flatten().copied().collect();
    let float = |row: &[i8]| row.iter().map(|it| f32::from(*it)).collect::<Vec<f32>>();
    let seeds = sample.chunks_exact(length).step_by((sample.len() / length / count).max(1));
    let mut centers: Vec<Vec<f32>> = seeds.take(count).map(float).collect();
    for _ in 0..ROUNDS {
        let homes = kernel::largest(&sample, length, &probes(&centers));
        let mut sums = vec![vec![0.0; length]; centers.len()];
        let scales = vectors.scales.iter().step_by(step);
        for ((row, home), scale) in sample.chunks_exact(length).zip(homes).zip(scales) {
            let Some(sum) = sums.get_mut(home as usize) else { continue };
            for (sum, number) in sum.iter_mut().zip(row) {
                *sum += f32::from(*number) * scale;
            }
        }
        for (center, sum) in centers.iter_mut().zip(sums) {
            // A center nobody is near stays where it was.
            if sum.iter().any(|it| *it != 0.0) {
                *center = sum;
            }
        }
    }
    for center in &mut centers {
        let norm = center.iter().map(|it| it * it).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        for number in center {
            *number /= norm;
        }
    }
    centers
}

fn probes(centers: &[Vec<f32>]) -> Vec<(Vec<i16>, f32)> {
    let of = |center: &Vec<f32>| {
        let probe = Probe::of(center, &[]);
        (probe.row, probe.scale)
    };
    centers.iter().map(of).collect()
}
