//! Vectors of meaning, and which lie nearest to another.
//!
//! Each is kept as bytes (one a number) and as signs (one bit a number). Where there are many, the
//! signs pick some hundred candidates, and the bytes put those in order.

mod change;
#[cfg_attr(not(feature = "groups"), path = "vectors/no_clusters.rs")]
mod clusters;
mod kernel;
#[cfg(target_arch = "wasm32")]
mod page;

use self::clusters::Clusters;
use crate::{error::BankError, order};

/// Up to here every vector is compared byte by byte.
const ALL: usize = 8_192;
/// How many candidates the signs pick where there are 256 of them, beside what is asked for; fewer
/// signs say less and pick more.
const CANDIDATES: usize = 1_600;
/// One in how many vectors is a candidate, where that is more.
const CANDIDATE_SHARE: usize = 60;
/// What the largest number of a question becomes; with bytes on the other side a sum stays far
/// below 2^31 for any length that is allowed.
const QUERY_RANGE: f32 = 4_095.0;

/// Vectors by slot, all of one length.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    length: usize,
    rows: Vec<i8>,
    /// One over the length of each row as it is kept.
    scales: Vec<f32>,
    signs: Vec<u64>,
    /// The sum of all rows at length one: where the middle of the bank lies.
    middle: Vec<f32>,
    /// What the signs are taken from: the middle as it was at the last doubling.
    center: Vec<f32>,
    clusters: Option<Clusters>,
}

/// A vector, and how alike it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Its place.
    pub slot: u32,
    /// The cosine of the angle between, from −1 to 1.
    pub cosine: f32,
}

/// A vector that others are compared with.
struct Probe {
    row: Vec<i16>,
    scale: f32,
    signs: Vec<u64>,
}

impl Vectors {
    /// The longest vector that is kept.
    pub const MAX_LENGTH: usize = 4_096;

    /// Makes room for vectors of `length` numbers.
    ///
    /// # Errors
    /// A length of 0, or above [`Self::MAX_LENGTH`].
    pub fn new(length: usize) -> Result<Self, BankError> {
        if length == 0 || length > Self::MAX_LENGTH {
            return Err(BankError::Vector { expected: Self::MAX_LENGTH, found: length });
        }
        Ok(Self { length, middle: vec![0.0; length], center: vec![0.0; length], ..Self::default() })
    }

    /// Returns how many numbers a vector has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns how many vectors there are.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// Adds a vector as the next slot. One that is all zero lies near nothing.
    ///
    /// # Errors
    /// The wrong length, or what is no number.
    pub fn push(&mut self, vector: &[f32]) -> Result<(), BankError> {
        let norm = self.norm_of(vector)?;
        let largest = vector.iter().fold(0.0_f32, |max, it| max.max(it.abs()));
        let step = if largest > 0.0 { 127.0 / largest } else { 0.0 };
        let row: Vec<i8> = vector.iter().map(|it| kernel::byte(it * step)).collect();
        let kept = row.iter().map(|it| f32::from(*it).powi(2)).sum::<f32>().sqrt();
        self.scales.push(if kept > 0.0 { kept.recip() } else { 0.0 });
        let unit = if norm > 0.0 { norm.recip() } else { 0.0 };
        self.signs.extend(kernel::signs(vector.iter().map(|it| it * unit), &self.center));
        self.rows.extend(row);
        if norm > 0.0 {
            for (sum, number) in self.middle.iter_mut().zip(vector) {
                *sum += number / norm;
            }
        }
        if self.len() >= ALL && self.len().is_power_of_two() {
            self.center_anew();
        }
        Ok(())
    }

    /// Returns the `count` vectors nearest to `vector` among those `visible` says yes to, nearest
    /// first; of equals the earlier.
    ///
    /// # Errors
    /// The wrong length, or what is no number.
    pub fn nearest(
        &self,
        vector: &[f32],
        count: usize,
        visible: impl Fn(u32) -> bool,
    ) -> Result<Vec<Nearest>, BankError> {
        let norm = self.norm_of(vector)?;
        if norm <= 0.0 {
            return Ok(Vec::new());
        }
        let probe = Probe::of(vector, &self.center);
        let candidates = CANDIDATES * (256 / self.length).max(1);
        let candidates = count.saturating_add(candidates.max(self.len() / CANDIDATE_SHARE));
        let candidates = self.candidates(&probe, candidates, visible);
        let cosines = self.compare(&probe, &candidates);
        let mut keys: Vec<u64> = cosines.iter().map(|it| order::key(it.cosine, it.slot)).collect();
        order::keep_smallest(&mut keys, count);
        order::sort_keys(&mut keys);
        let slots: Vec<u32> = keys.into_iter().map(order::slot).collect();
        Ok(self.compare(&probe, &slots))
    }

    /// Returns how alike `vector` is to each of `slots`, in their order.
    ///
    /// # Errors
    /// The wrong length, or what is no number.
    pub fn cosines(&self, vector: &[f32], slots: &[u32]) -> Result<Vec<Nearest>, BankError> {
        self.norm_of(vector)?;
        Ok(self.compare(&Probe::of(vector, &self.center), slots))
    }

    /// Returns how alike `vector` is to the bank on average.
    pub fn background(&self, vector: &[f32]) -> f32 {
        let norm = vector.iter().map(|it| it * it).sum::<f32>().sqrt();
        let dot: f32 = vector.iter().zip(&self.middle).map(|(a, b)| a * b).sum();
        #[expect(clippy::cast_precision_loss, reason = "a count of vectors")]
        let count = self.len().max(1) as f32;
        if norm > 0.0 { (dot / norm / count).clamp(-1.0, 1.0) } else { 0.0 }
    }

    /// Groups the vectors, so that beyond 100,000 only those of near groups are compared. Does
    /// nothing where there are fewer. Vectors added later are compared one by one until it is
    /// called again.
    pub fn cluster(&mut self) {
        self.clusters = Clusters::of(self);
    }

    /// Returns how many vectors no group holds yet.
    pub fn unclustered(&self) -> usize {
        self.len() - self.clusters.as_ref().map_or(0, Clusters::len)
    }

    /// Returns how much memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        let clusters = self.clusters.as_ref().map_or(0, Clusters::bytes);
        self.rows.capacity() + self.scales.capacity() * 4 + self.signs.capacity() * 8 + clusters
    }

    /// Returns the slots worth comparing byte by byte.
    fn candidates(&self, probe: &Probe, count: usize, visible: impl Fn(u32) -> bool) -> Vec<u32> {
        let all = u32::try_from(self.len()).unwrap_or(u32::MAX);
        if self.len() <= ALL.max(count) {
            return (0..all).filter(|slot| visible(*slot)).collect();
        }
        let words = kernel::words(self.length);
        match &self.clusters {
            None => {
                let distances = kernel::distances(&self.signs, &probe.signs);
                kernel::closest(&distances, self.length, count, |at| at, visible)
            }
            Some(clusters) => {
                let (slots, mut distances) = clusters.near(self, probe, count);
                let from = clusters.len();
                let tail = self.signs.get(from * words..).unwrap_or_default();
                distances.extend(kernel::distances(tail, &probe.signs));
                let grouped = slots.len();
                let slot = |at: u32| {
                    let later = || at.saturating_sub(u32::try_from(grouped).unwrap_or(at));
                    let tail = || u32::try_from(from).unwrap_or(u32::MAX).saturating_add(later());
                    slots.get(at as usize).copied().unwrap_or_else(tail)
                };
                kernel::closest(&distances, self.length, count, slot, visible)
            }
        }
    }

    fn compare(&self, probe: &Probe, slots: &[u32]) -> Vec<Nearest> {
        let dots = kernel::dots(&self.rows, self.length, &probe.row, slots);
        let scaled = |(slot, dot): (&u32, i32)| {
            let scale = self.scales.get(*slot as usize).copied().unwrap_or(0.0);
            #[expect(clippy::cast_precision_loss, reason = "24 bits of a sum are enough")]
            let cosine = dot as f32 * scale * probe.scale;
            Nearest { slot: *slot, cosine: cosine.clamp(-1.0, 1.0) }
        };
        slots.iter().zip(dots).map(scaled).collect()
    }

    /// Returns the length of `vector`, which must fit.
    fn norm_of(&self, vector: &[f32]) -> Result<f32, BankError> {
        let norm = vector.iter().map(|it| it * it).sum::<f32>().sqrt();
        if vector.len() == self.length && norm.is_finite() {
            return Ok(norm);
        }
        Err(BankError::Vector { expected: self.length, found: vector.len() })
    }
}

impl Probe {
    fn of(vector: &[f32], center: &[f32]) -> Self {
        let norm = vector.iter().map(|it| it * it).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        let largest = vector.iter().fold(0.0_f32, |max, it| max.max(it.abs()));
        let step = if largest > 0.0 { QUERY_RANGE / largest } else { 0.0 };
        let row: Vec<i16> = vector.iter().map(|it| kernel::short(it * step)).collect();
        let kept = row.iter().map(|it| f32::from(*it).powi(2)).sum::<f32>().sqrt();
        let scale = if kept > 0.0 { kept.recip() } else { 0.0 };
        Self { row, scale, signs: kernel::signs(vector.iter().map(|it| it / norm), center) }
    }
}

#[cfg(test)]
mod tests;
