//! The loops over many vectors, written so that the compiler makes SIMD of them.
//!
//! Natively `pulp` picks the widest instructions the processor has. In the page, where code is made
//! small and loops stay loops, the one that matters is written out (`page`).

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is compiled for the least processor, not for this one"
)]
#![expect(
    clippy::cast_possible_truncation,
    reason = "a distance is at most the length of a vector"
)]

/// Returns how many words the signs of a vector take.
pub(super) fn words(length: usize) -> usize {
    length.div_ceil(64).max(1)
}

/// Returns the nearest byte, from −127 to 127.
pub(super) fn byte(number: f32) -> i8 {
    number.round().clamp(-127.0, 127.0) as i8
}

/// Returns the nearest short number.
pub(super) fn short(number: f32) -> i16 {
    number.round().clamp(-4_095.0, 4_095.0) as i16
}

/// Returns one bit for each number: whether it is above the center's.
pub(super) fn signs(vector: impl Iterator<Item = f32>, center: &[f32]) -> Vec<u64> {
    let mut signs = vec![0; words(center.len())];
    for (at, (number, center)) in vector.zip(center).enumerate() {
        if let Some(word) = signs.get_mut(at / 64) {
            *word |= u64::from(number > *center) << (at % 64);
        }
    }
    signs
}

/// Returns in how many signs each row differs from `probe`.
pub(super) fn distances(signs: &[u64], probe: &[u64]) -> Vec<u16> {
    let mut distances = vec![0; signs.len() / probe.len().max(1)];
    widest(Hamming { signs, probe, into: &mut distances });
    distances
}

/// Returns the dot product of `probe` with each of the rows `slots`; 0 where there is no row.
#[cfg(target_arch = "wasm32")]
pub(super) fn dots(rows: &[i8], length: usize, probe: &[i16], slots: &[u32]) -> Vec<i32> {
    super::page::dots(rows, length, probe, slots)
}

/// Returns the dot product of `probe` with each of the rows `slots`; 0 where there is no row.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn dots(rows: &[i8], length: usize, probe: &[i16], slots: &[u32]) -> Vec<i32> {
    let mut dots = vec![0; slots.len()];
    widest(Dots { rows, length, probe, slots, into: &mut dots });
    dots
}

#[cfg(feature = "groups")]
/// Returns, for each row, which of the `probes` has the largest product with it when scaled.
pub(super) fn largest(rows: &[i8], length: usize, probes: &[(Vec<i16>, f32)]) -> Vec<u32> {
    let mut largest = vec![0; rows.len() / length.max(1)];
    widest(Largest { rows, length, probes, into: &mut largest });
    largest
}

/// Returns the slots of the `count` smallest distances among visible ones, and of all others
/// equally near as the last of them.
pub(super) fn closest(
    distances: &[u16],
    largest: usize,
    count: usize,
    slot: impl Fn(u32) -> u32,
    visible: impl Fn(u32) -> bool,
) -> Vec<u32> {
    let within = |limit: u16| {
        let mut near = Vec::with_capacity(count * 2);
        for (first, some) in (0_u32..).step_by(RUN).zip(distances.chunks(RUN)) {
            // Most runs have none; the compiler asks that of a whole run at once.
            if some.iter().fold(u16::MAX, |least, it| least.min(*it)) <= limit {
                let hits = (first..).zip(some).filter(|(_, distance)| **distance <= limit);
                near.extend(hits.map(|(at, _)| slot(at)).filter(|slot| visible(*slot)));
            }
        }
        near
    };
    let mut histogram = vec![0_usize; largest + 2];
    for distance in distances {
        if let Some(bin) = histogram.get_mut(usize::from(*distance)) {
            *bin += 1;
        }
    }
    let found = within(limit(&histogram, count));
    if found.len() >= count.min(distances.len()) {
        return found;
    }
    // Many are hidden: count only what is seen.
    histogram.fill(0);
    for (at, distance) in (0_u32..).zip(distances) {
        if visible(slot(at))
            && let Some(bin) = histogram.get_mut(usize::from(*distance))
        {
            *bin += 1;
        }
    }
    within(limit(&histogram, count))
}

/// How many distances are looked at together.
const RUN: usize = 16;

/// Returns the distance within which at least `count` lie.
fn limit(histogram: &[usize], count: usize) -> u16 {
    let mut sum = 0;
    let enough = |bin: &usize| {
        sum += bin;
        sum >= count
    };
    let at = histogram.iter().position(enough).unwrap_or(histogram.len());
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// What is worth the widest instructions.
trait Wide {
    fn run(self);
}

#[cfg(not(target_arch = "wasm32"))]
fn widest(work: impl Wide) {
    struct Widest<W>(W);
    impl<W: Wide> pulp::WithSimd for Widest<W> {
        type Output = ();
        #[inline(always)]
        fn with_simd<S: pulp::Simd>(self, _: S) {
            self.0.run();
        }
    }
    pulp::Arch::new().dispatch(Widest(work));
}

#[cfg(target_arch = "wasm32")]
fn widest(work: impl Wide) {
    work.run();
}

struct Hamming<'a> {
    signs: &'a [u64],
    probe: &'a [u64],
    into: &'a mut [u16],
}

impl Hamming<'_> {
    /// For the usual lengths the compiler knows how many words there are.
    #[inline(always)]
    fn run_for<const WORDS: usize>(self, probe: [u64; WORDS]) {
        let (rows, _) = self.signs.as_chunks::<WORDS>();
        for (distance, row) in self.into.iter_mut().zip(rows) {
            let mut sum = 0;
            for (a, b) in row.iter().zip(&probe) {
                sum += (a ^ b).count_ones();
            }
            *distance = sum as u16;
        }
    }
}

impl Wide for Hamming<'_> {
    #[inline(always)]
    fn run(self) {
        if let Ok(probe) = <[u64; 4]>::try_from(self.probe) {
            return self.run_for(probe);
        }
        if let Ok(probe) = <[u64; 6]>::try_from(self.probe) {
            return self.run_for(probe);
        }
        let rows = self.signs.chunks_exact(self.probe.len().max(1));
        for (distance, row) in self.into.iter_mut().zip(rows) {
            let differ = row.iter().zip(self.probe).map(|(a, b)| (a ^ b).count_ones());
            *distance = differ.sum::<u32>() as u16;
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
struct Dots<'a> {
    rows: &'a [i8],
    length: usize,
    probe: &'a [i16],
    slots: &'a [u32],
    into: &'a mut [i32],
}

#[cfg(not(target_arch = "wasm32"))]
impl Wide for Dots<'_> {
    #[inline(always)]
    fn run(self) {
        for (out, slot) in self.into.iter_mut().zip(self.slots) {
            let from = *slot as usize * self.length;
            if let Some(row) = self.rows.get(from..from + self.length) {
                *out = dot(row, self.probe);
            }
        }
    }
}

#[cfg(feature = "groups")]
struct Largest<'a> {
    rows: &'a [i8],
    length: usize,
    probes: &'a [(Vec<i16>, f32)],
    into: &'a mut [u32],
}

#[cfg(feature = "groups")]
impl Wide for Largest<'_> {
    #[inline(always)]
    fn run(self) {
        for (out, row) in self.into.iter_mut().zip(self.rows.chunks_exact(self.length.max(1))) {
            let mut best = f32::NEG_INFINITY;
            for (at, (probe, scale)) in (0_u32..).zip(self.probes) {
                #[expect(clippy::cast_precision_loss, reason = "24 bits of a product are enough")]
                let product = dot(row, probe) as f32 * scale;
                if product > best {
                    (*out, best) = (at, product);
                }
            }
        }
    }
}

/// Multiplies as 16 bits and adds as 32, for which processors have one instruction.
#[cfg(any(feature = "groups", not(target_arch = "wasm32")))]
#[inline(always)]
fn dot(row: &[i8], probe: &[i16]) -> i32 {
    row.iter().zip(probe).map(|(a, b)| i32::from(i16::from(*a)) * i32::from(*b)).sum()
}
